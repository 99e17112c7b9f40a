/** Requests of members for what we hold about them: opened, paused, reviewed passage by passage, given. */
import { isRefused, type Refused } from '../contract/refusals.ts'
import {
  type AccessRequest,
  extend,
  give,
  goOn,
  pause,
  receivedTrouble,
  type Verdict,
  verdictTrouble,
} from '../domain/data-rights/access-request.ts'
import { todayOf } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

type Changed = { requestId: string } | Refused

const tell = (
  stores: Stores,
  env: Env,
  what: 'opened' | 'paused' | 'gone-on' | 'extended' | 'given',
  { id, memberId }: AccessRequest,
) =>
  stores.events.append([{ type: `access-request.${what}`, requestId: id, memberId }], {
    actor: env.actor,
    at: env.now,
  })

export async function openAccessRequest(
  stores: Stores,
  env: Env,
  input: { memberId: string; receivedOn: string },
): Promise<Changed> {
  if (!(await stores.members.find(input.memberId))) return { refused: 'not-found' }
  const trouble = receivedTrouble(input.receivedOn, todayOf(env))
  if (trouble !== null) return { refused: 'bad-settings', fields: [{ field: 'receivedOn', words: trouble }] }
  const open = await stores.accessRequests.openOf(input.memberId)
  if (open !== null) return { refused: 'request-open-already' }
  const request: AccessRequest = {
    id: env.ids.next(),
    version: 1,
    memberId: input.memberId,
    state: 'open',
    receivedOn: input.receivedOn,
    isExtended: false,
    pauses: [],
    openedBy: env.actor,
    openedAt: env.now,
    givenBy: null,
    givenAt: null,
    packSha256: null,
  }
  await stores.accessRequests.insert(request)
  await tell(stores, env, 'opened', request)
  return { requestId: request.id }
}

const find = async (
  stores: Stores,
  { requestId, version }: { requestId: string; version: number },
): Promise<AccessRequest | Refused> => {
  const found = await stores.accessRequests.find(requestId)
  if (!found) return { refused: 'not-found' }
  return found.version === version ? found : { refused: 'stale-version' }
}

/** `as`: what is to become of its clock. */
export async function changeAccessRequest(
  stores: Stores,
  env: Env,
  input: { requestId: string; version: number; as: 'pause' | 'go-on' | 'extend'; why: string },
): Promise<Changed> {
  const found = await find(stores, input)
  if (isRefused(found)) return found
  const decided =
    input.as === 'pause'
      ? pause(found, { today: todayOf(env), why: input.why })
      : input.as === 'go-on'
        ? goOn(found, todayOf(env))
        : extend(found)
  if ('refused' in decided) return decided
  await stores.accessRequests.save(decided.next)
  const told = { pause: 'paused', 'go-on': 'gone-on', extend: 'extended' } as const
  await tell(stores, env, told[input.as], decided.next)
  return { requestId: found.id }
}

/** One passage was looked at. `itemIds`: every passage that the pack would hold now. */
export async function decidePassages(
  stores: Stores,
  env: Env,
  input: {
    requestId: string
    itemIds: readonly string[]
    verdict: Verdict
    words: string
    why: string
  },
): Promise<Changed> {
  const found = await stores.accessRequests.find(input.requestId)
  if (!found) return { refused: 'not-found' }
  if (found.state === 'given') return { refused: 'request-given' }
  const trouble = verdictTrouble(input)
  if (trouble !== null) return { refused: 'bad-settings', fields: [trouble] }
  for (const itemId of input.itemIds)
    await stores.accessDecisions.put({
      requestId: found.id,
      itemId,
      verdict: input.verdict,
      words: input.verdict === 'redact' ? input.words.trim() : '',
      why: input.why.trim(),
      decidedBy: env.actor,
      decidedAt: env.now,
    })
  await stores.accessRequests.save({ ...found, version: found.version + 1 })
  return { requestId: found.id }
}

/** The pack left the house: with the hash of its index, so that what was given can be told apart from any other. */
export async function giveAccessPack(
  stores: Stores,
  env: Env,
  input: { requestId: string; version: number; undecided: number; packSha256: string },
): Promise<Changed> {
  const found = await find(stores, input)
  if (isRefused(found)) return found
  const decided = give(found, { ...input, by: env.actor, at: env.now })
  if ('refused' in decided) return decided
  await stores.accessRequests.save(decided.next)
  await tell(stores, env, 'given', decided.next)
  return { requestId: found.id }
}
