/** Case types, kept by an administrator (F69). Each change is an event that can be put back (decision 0012). */
import type { Refused } from '../contract/refusals.ts'
import {
  type CaseType,
  type CaseTypeSettings,
  settingsOfType,
  typeTroubles,
} from '../domain/case-types/case-type.ts'
import type { DomainEvent } from '../domain/events.ts'
import { sameSettings } from '../domain/line-changes.ts'
import type { Env, Stores } from './ports.ts'

type Done = { typeId: string }

export async function addCaseType(
  stores: Stores,
  env: Env,
  input: CaseTypeSettings,
): Promise<Done | Refused> {
  const fields = await troublesNow(stores, input, null)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const id = env.ids.next()
  const after = settingsOfType(input)
  await stores.caseTypes.insert({ id, version: 1, ...after, retiredAt: null })
  await tell(stores, env, { type: 'case-type.added', typeId: id, after })
  return { typeId: id }
}

export async function changeCaseType(
  stores: Stores,
  env: Env,
  input: { typeId: string; version: number; type: CaseTypeSettings },
): Promise<Done | Refused> {
  const found = await stores.caseTypes.find(input.typeId)
  if (!found || found.retiredAt !== null) return { refused: 'not-found' }
  const fields = await troublesNow(stores, input.type, found)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (found.version !== input.version) return { refused: 'stale-version' }
  const before = settingsOfType(found)
  const after = settingsOfType(input.type)
  if (sameSettings(before, after)) return { typeId: found.id }
  if (!(await stores.caseTypes.save({ ...found, ...after, version: found.version + 1 })))
    return { refused: 'stale-version' }
  await tell(stores, env, { type: 'case-type.changed', typeId: found.id, before, after })
  return { typeId: found.id }
}

/** Nobody chooses it from now on; its cases keep it. */
export async function retireCaseType(
  stores: Stores,
  env: Env,
  input: { typeId: string; version: number },
): Promise<Done | Refused> {
  const found = await stores.caseTypes.find(input.typeId)
  if (!found || found.retiredAt !== null) return { refused: 'not-found' }
  if (
    found.version !== input.version ||
    !(await stores.caseTypes.save({ ...found, version: found.version + 1, retiredAt: env.now }))
  )
    return { refused: 'stale-version' }
  await tell(stores, env, { type: 'case-type.retired', typeId: found.id, before: settingsOfType(found) })
  return { typeId: found.id }
}

/** An earlier version, or one that was retired, taken from the log and checked like anything new. */
export async function putCaseTypeBack(
  stores: Stores,
  env: Env,
  input: { seq: number; side: 'before' | 'after' },
): Promise<Done | Refused> {
  const logged = await stores.events.find(input.seq)
  if (logged === null || !logged.type.startsWith('case-type.')) return { refused: 'not-found' }
  // The log is read as what its type says it was.
  const data = logged.data as { typeId: string; before: CaseTypeSettings; after: CaseTypeSettings }
  const found = await stores.caseTypes.find(data.typeId)
  if (found === null) return { refused: 'not-found' }
  if (logged.type === 'case-type.changed')
    return changeCaseType(stores, env, {
      typeId: found.id,
      version: found.version,
      type: data[input.side],
    })
  return logged.type === 'case-type.retired' && input.side === 'before'
    ? useAgain(stores, env, found)
    : { refused: 'not-found' }
}

async function useAgain(stores: Stores, env: Env, found: CaseType): Promise<Done | Refused> {
  if (found.retiredAt === null) return { typeId: found.id }
  const fields = await troublesNow(stores, found, found)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (!(await stores.caseTypes.save({ ...found, version: found.version + 1, retiredAt: null })))
    return { refused: 'stale-version' }
  await tell(stores, env, { type: 'case-type.restored', typeId: found.id, after: settingsOfType(found) })
  return { typeId: found.id }
}

const troublesNow = async (stores: Stores, given: CaseTypeSettings, before: CaseType | null) => {
  const others = (await stores.caseTypes.all()).filter(({ id }) => id !== before?.id)
  return typeTroubles(given, {
    others: others.map(({ name }) => name),
    before,
    stagesInUse: before === null ? [] : await stores.caseTypes.stagesInUse(before.id),
  })
}

const tell = (stores: Stores, env: Env, event: DomainEvent) =>
  stores.events.append([event], { actor: env.actor, at: env.now })
