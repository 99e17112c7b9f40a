/** What an agent does to the call in hand: hold, resume, hang up, rejoin. Each is a transition of domain/contact.ts. */
import { isRefused, type Refused } from '../contract/refusals.ts'
import * as contact from '../domain/contact.ts'
import type { AttemptOutcome } from '../domain/records.ts'
import { settleAttempt } from './callback-support.ts'
import { openGuests } from './guest-support.ts'
import type { Env, Stores } from './ports.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { keepPrivate } from './recording-support.ts'
import { memberCall, releaseAgent } from './voice-support.ts'

type Input = { contactId: string; personId: string }
type Done = { done: true }

export const hold = (stores: Stores, env: Env, input: Input): Promise<Done | Refused> =>
  apply(stores, env, input, (found, memberCallSid) =>
    contact.hold(found, { personId: input.personId, memberCallSid, now: env.now }),
  )

export const resume = (stores: Stores, env: Env, input: Input): Promise<Done | Refused> =>
  apply(stores, env, input, (found, memberCallSid) =>
    contact.resume(found, { personId: input.personId, memberCallSid }),
  )

/**
 * Ends the call for everybody; the agent is in wrap-up at once, whatever the network still has to say. A member who
 * was still being connected, and so spoke with nobody, is promised a call back. `said`: what came of a callback. Not
 * while a guest is asked with the member on hold: hanging up early never drops a member who waits (F33).
 */
export const hangUp = async (
  stores: Stores,
  env: Env,
  input: Input & { said?: AttemptOutcome },
): Promise<Done | Refused> => {
  const found = await stores.contacts.find(input.contactId)
  if (found?.agentId === input.personId && found.heldSince !== null && found.state === 'connected') {
    if ((await openGuests(stores, found.id)).length > 0) return { refused: 'go-back-first' }
  }
  return endForAll(stores, env, input)
}
const endForAll = (
  stores: Stores,
  env: Env,
  input: Input & { said?: AttemptOutcome },
): Promise<Done | Refused> =>
  apply(stores, env, input, (found, memberCallSid) =>
    contact.hangUp(found, { personId: input.personId, memberCallSid, now: env.now }),
  )

/**
 * May this agent come back into the call? Nothing changes yet: the state follows when their leg is in the conference
 * (record-conference-event.ts), so that a rejoin that fails leaves the member parked and told.
 */
export async function rejoin(stores: Stores, _env: Env, input: Input): Promise<Done | Refused> {
  const found = await stores.contacts.find(input.contactId)
  if (!found) return { refused: 'not-found' }
  if (found.state === 'ended') return { refused: 'call-ended' }
  if (found.agentId !== input.personId) return { refused: 'not-yours' }
  return found.state === 'waiting' || found.state === 'greeting'
    ? { refused: 'nothing-to-rejoin' }
    : { done: true }
}

async function apply(
  stores: Stores,
  env: Env,
  input: Input & { said?: AttemptOutcome },
  decide: (found: Parameters<typeof contact.hold>[0], memberCallSid: string) => contact.Decision | Refused,
): Promise<Done | Refused> {
  const found = await stores.contacts.find(input.contactId)
  if (!found || found.channel !== 'voice') return { refused: 'not-found' }
  const decision = decide(found, (await memberCall(stores, found.id)).callSid)
  if (isRefused(decision)) return decision
  await stores.contacts.save(decision.contact)
  const hasEnded = decision.contact.state === 'ended'
  const released = hasEnded
    ? await releaseAgent(stores, env, decision.contact)
    : await keepPrivate(stores, env, decision.contact)
  await stores.events.append([...decision.events, ...released], { actor: env.actor, at: env.now })
  if (hasEnded) {
    await promiseCallBack(stores, env, decision.contact)
    await settleAttempt(stores, env, decision.contact, input.said === undefined ? {} : { said: input.said })
  }
  return { done: true }
}
