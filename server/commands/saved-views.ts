import type { Refused } from '../contract/refusals.ts'
import { type CaseFilter, mostViews, type SavedView, viewName } from '../domain/saved-view.ts'
import type { Env, Stores } from './ports.ts'

type Done = { viewId: string }
interface Settings {
  name: string
  isShared: boolean
  filter: CaseFilter
}

export async function saveView(
  stores: Stores,
  env: Env,
  input: Settings & { personId: string },
): Promise<Done | Refused> {
  const own = await stores.savedViews.ofPerson(input.personId)
  if (own.length >= mostViews)
    return {
      refused: 'too-many-views',
      detail: `You have ${mostViews} views. Remove one that you do not use.`,
    }
  const named = viewName(
    input.name,
    own.map(({ name }) => name),
  )
  if ('wrong' in named) return badName(named.wrong)
  const view: SavedView = {
    id: env.ids.next(),
    version: 1,
    personId: input.personId,
    name: named.name,
    isShared: input.isShared,
    filter: input.filter,
    savedAt: env.now,
  }
  await stores.savedViews.insert(view)
  return say(stores, env, 'view.saved', view.id)
}

export async function changeView(
  stores: Stores,
  env: Env,
  input: Settings & { viewId: string; version: number; personId: string },
): Promise<Done | Refused> {
  const found = await own(stores, input)
  if ('refused' in found) return found
  const others = (await stores.savedViews.ofPerson(input.personId)).filter(({ id }) => id !== found.id)
  const named = viewName(
    input.name,
    others.map(({ name }) => name),
  )
  if ('wrong' in named) return badName(named.wrong)
  const { isShared, filter } = input
  await stores.savedViews.save({
    ...found,
    version: found.version + 1,
    name: named.name,
    isShared,
    filter,
    savedAt: env.now,
  })
  return say(stores, env, 'view.changed', found.id)
}

/** One's own; a supervisor also what somebody shared, so that it can be tidied once they have left. */
export async function removeView(
  stores: Stores,
  env: Env,
  input: { viewId: string; version: number; personId: string; tidies: boolean },
): Promise<Done | Refused> {
  const found = await own(stores, input)
  if ('refused' in found) return found
  await stores.savedViews.remove(found.id)
  return say(stores, env, 'view.removed', found.id)
}

async function own(
  stores: Stores,
  given: { viewId: string; version: number; personId: string; tidies?: boolean },
): Promise<SavedView | Refused> {
  const found = await stores.savedViews.find(given.viewId)
  const isSeen = found !== null && (found.isShared || found.personId === given.personId)
  if (!isSeen) return { refused: 'not-found' }
  if (found.personId !== given.personId && !given.tidies) return { refused: 'view-not-yours' }
  return found.version === given.version ? found : { refused: 'stale-version' }
}

const badName = (words: string): Refused => ({ refused: 'bad-settings', fields: [{ field: 'name', words }] })

async function say(
  stores: Stores,
  env: Env,
  type: 'view.saved' | 'view.changed' | 'view.removed',
  viewId: string,
): Promise<Done> {
  await stores.events.append([{ type, viewId }], { actor: env.actor, at: env.now })
  return { viewId }
}
