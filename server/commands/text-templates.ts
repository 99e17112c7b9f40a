/** Templates of texts, kept by an administrator (F52). Each change is an event that can be put back (decision 0012). */
import type { Refused } from '../contract/refusals.ts'
import { sameSettings } from '../domain/line-changes.ts'
import { type TemplateSettings, templateProblems, tidyTemplate } from '../domain/text-template.ts'
import type { Env, Stores } from './ports.ts'

type Done = { templateId: string }

export async function addTemplate(
  stores: Stores,
  env: Env,
  input: TemplateSettings,
): Promise<Done | Refused> {
  const fields = await problemsNow(stores, input, null)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const id = env.ids.next()
  const after = tidyTemplate(input)
  await stores.templates.insert({ id, version: 1, ...after, removedAt: null })
  await tell(stores, env, { type: 'template.added', templateId: id, after })
  return { templateId: id }
}

export async function changeTemplate(
  stores: Stores,
  env: Env,
  input: { templateId: string; version: number; template: TemplateSettings },
): Promise<Done | Refused> {
  const found = await stores.templates.find(input.templateId)
  if (!found || found.removedAt !== null) return { refused: 'not-found' }
  const fields = await problemsNow(stores, input.template, found.id)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (found.version !== input.version) return { refused: 'stale-version' }
  const before = tidyTemplate(found)
  const after = tidyTemplate(input.template)
  if (sameSettings(before, after)) return { templateId: found.id }
  if (!(await stores.templates.save({ ...found, ...after, version: found.version + 1 })))
    return { refused: 'stale-version' }
  await tell(stores, env, { type: 'template.changed', templateId: found.id, before, after })
  return { templateId: found.id }
}

export async function removeTemplate(
  stores: Stores,
  env: Env,
  input: { templateId: string; version: number },
): Promise<Done | Refused> {
  const found = await stores.templates.find(input.templateId)
  if (!found || found.removedAt !== null) return { refused: 'not-found' }
  if (
    found.version !== input.version ||
    !(await stores.templates.save({ ...found, version: found.version + 1, removedAt: env.now }))
  )
    return { refused: 'stale-version' }
  await tell(stores, env, { type: 'template.removed', templateId: found.id, before: tidyTemplate(found) })
  return { templateId: found.id }
}

/** An earlier state, or one that was removed, taken from the log and checked like anything new. */
export async function putTemplateBack(
  stores: Stores,
  env: Env,
  input: { seq: number; side: 'before' | 'after' },
): Promise<Done | Refused> {
  const logged = await stores.events.find(input.seq)
  if (logged === null) return { refused: 'not-found' }
  // The log is read as what its type says it was.
  const data = logged.data as { templateId: string; before: TemplateSettings; after: TemplateSettings }
  if (logged.type === 'template.changed') {
    const found = await stores.templates.find(data.templateId)
    return found === null
      ? { refused: 'not-found' }
      : changeTemplate(stores, env, {
          templateId: found.id,
          version: found.version,
          template: data[input.side],
        })
  }
  return logged.type === 'template.removed' && input.side === 'before'
    ? restore(stores, env, data.templateId)
    : { refused: 'not-found' }
}

async function restore(stores: Stores, env: Env, templateId: string): Promise<Done | Refused> {
  const found = await stores.templates.find(templateId)
  if (!found) return { refused: 'not-found' }
  if (found.removedAt === null) return { templateId }
  const fields = await problemsNow(stores, found, found.id)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (!(await stores.templates.save({ ...found, version: found.version + 1, removedAt: null })))
    return { refused: 'stale-version' }
  await tell(stores, env, { type: 'template.restored', templateId, after: tidyTemplate(found) })
  return { templateId }
}

const problemsNow = async (stores: Stores, given: TemplateSettings, id: string | null) => {
  const others = (await stores.templates.all()).filter((one) => one.id !== id)
  return templateProblems(
    given,
    others.map(({ name }) => name),
  )
}

const tell = (stores: Stores, env: Env, event: Parameters<Stores['events']['append']>[0][number]) =>
  stores.events.append([event], { actor: env.actor, at: env.now })
