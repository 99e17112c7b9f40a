/** Ringing the member of a callback: the agent first, then the member, so that nobody is met by silence. */
import type { Refused } from '../contract/refusals.ts'
import { markRung } from '../domain/callback.ts'
import { isRungByUs, noteResult } from '../domain/contact.ts'
import type { AttemptOutcome, Call, Contact } from '../domain/records.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import { hangUp } from './call-control.ts'
import { joinConference } from './conference-pages.ts'
import type { Env, Stores } from './ports.ts'

/** The agent's phone is in a callback's conference: now the member is rung, once. */
export async function dialCallback(stores: Stores, env: Env, contact: Contact): Promise<void> {
  if (contact.callbackId === null || contact.state !== 'connecting') return
  const callback = await stores.callbacks.find(contact.callbackId)
  if (!callback || callback.state !== 'dialling' || contact.agentId === null) return
  if ((await stores.callbackAttempts.find(contact.id)) !== null) return
  await stores.callbackAttempts.insert({
    contactId: contact.id,
    callbackId: callback.id,
    personId: contact.agentId,
    dialledAt: env.now,
    heardMachine: false,
    settledAt: null,
    outcome: null,
  })
  await stores.callbacks.save(markRung(callback, env.now))
  await stores.events.append(
    [{ type: 'callback.dial-asked', callbackId: callback.id, contactId: contact.id }],
    {
      actor: env.actor,
      at: env.now,
    },
  )
}

/** Twilio has taken the call to the member. News of the call may have come before this answer: known is known. */
export async function memberDialled(
  stores: Stores,
  env: Env,
  input: { contactId: string; callSid: string },
): Promise<Call> {
  const known = await stores.calls.find(input.callSid)
  if (known) return known
  const call: Call = {
    callSid: input.callSid,
    contactId: input.contactId,
    party: 'member',
    personId: null,
    direction: 'outbound-api',
    status: 'queued',
    sequence: -1,
    startedAt: env.now,
    joinedAt: null,
    leftAt: null,
    endedAt: null,
    heardConferenceSid: null,
    heardSequence: null,
  }
  await stores.calls.insert(call)
  return call
}

/** The member picked up: straight to the agent, without a word before. */
export async function memberPickedUp(
  stores: Stores,
  env: Env,
  input: { contactId: string; callSid: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || !isRungByUs(contact)) return { refused: 'not-found' }
  const call = await memberDialled(stores, env, input)
  if (call.endedAt === null) await stores.calls.save({ ...call, status: 'in-progress' })
  return joinConference(stores, env, input)
}

/** Twilio's detection has listened to whoever picked up. A hint for the agent, never an end of the call (Ofcom: no dropped people). */
export async function machineDetected(
  stores: Stores,
  env: Env,
  input: { contactId: string; answeredBy: string },
): Promise<void> {
  const attempt = await stores.callbackAttempts.find(input.contactId)
  if (!attempt || attempt.settledAt !== null || attempt.heardMachine) return
  if (!input.answeredBy.startsWith('machine') && input.answeredBy !== 'fax') return
  await stores.callbackAttempts.save({ ...attempt, heardMachine: true })
  await stores.events.append(
    [{ type: 'callback.machine-heard', callbackId: attempt.callbackId, contactId: input.contactId }],
    { actor: env.actor, at: env.now },
  )
}

/** The agent says who picked up: an answering machine, or somebody else. The call ends, and the next attempt is planned. */
export async function sayNotReached(
  stores: Stores,
  env: Env,
  input: {
    contactId: string
    personId: string
    outcome: Extract<AttemptOutcome, 'machine' | 'wrong-person'>
  },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.callbackId === null) return { refused: 'no-callback' }
  if (contact.state === 'ended') return { refused: 'call-ended' }
  if (contact.agentId !== input.personId) return { refused: 'not-yours' }
  await stores.contacts.save(noteResult(contact, 'not-reached'))
  return hangUp(stores, env, { ...input, said: input.outcome })
}
