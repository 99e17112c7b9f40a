/**
 * The effects that change who hears whom in a conference that goes on: hold, mute, a listener's mode, whose leaving ends
 * it. Each is asked of Twilio only while it is still wanted; a conference that is over is no trouble.
 */
import type { TwilioRest } from '../adapters/twilio/rest-client.ts'
import type { TwilioUrls } from '../adapters/twilio/twilio-urls.ts'
import { agentLegs, openGuests } from '../commands/guest-support.ts'
import type { Clock, Env, Ids, Stores, Write } from '../commands/ports.ts'
import { holdRefused } from '../commands/undo-refused.ts'
import { holdTogether } from '../domain/guest.ts'
import { done, type Of, type Outcome, superseded, unlessOver } from './outcome.ts'

interface ConferenceDeps {
  write: Write
  clock: Clock
  ids: Ids
  rest: TwilioRest
  urls: TwilioUrls
}

export async function holdMember(
  deps: ConferenceDeps,
  { contactId, conferenceSid, callSid, hear, announce }: Of<'hold-member'>,
): Promise<Outcome> {
  const contact = await deps.write((stores) => stores.contacts.find(contactId))
  const wanted =
    hear === 'reconnecting'
      ? contact?.state === 'parked'
      : (contact?.state === 'connected' || contact?.state === 'outside') && contact.heldSince !== null
  if (!wanted) return superseded
  const announceUrl = announce ? deps.urls.announce(contactId) : null
  const outcome = await unlessOver(() =>
    deps.rest.holdParticipant(conferenceSid, callSid, deps.urls.hold(contactId, hear), announceUrl),
  )
  if (outcome.result === 'failed' && hear === 'music')
    await record(deps, (stores, env) => holdRefused(stores, env, { contactId, asked: 'hold' }))
  return outcome
}

export async function unholdMember(
  deps: ConferenceDeps,
  { contactId, conferenceSid, callSid }: Of<'unhold-member'>,
): Promise<Outcome> {
  const contact = await deps.write((stores) => stores.contacts.find(contactId))
  if ((contact?.state !== 'connected' && contact?.state !== 'outside') || contact.heldSince !== null)
    return superseded
  const outcome = await unlessOver(() => deps.rest.unholdParticipant(conferenceSid, callSid))
  if (outcome.result === 'failed')
    await record(deps, (stores, env) => holdRefused(stores, env, { contactId, asked: 'resume' }))
  return outcome
}

export async function muteGuest(
  deps: ConferenceDeps,
  { guestId, conferenceSid, callSid }: Of<'mute-guest'>,
): Promise<Outcome> {
  const guest = await deps.write((stores) => stores.guests.find(guestId))
  if (guest?.state !== 'talking') return superseded
  return unlessOver(() => deps.rest.muteParticipant(conferenceSid, callSid, guest.muted))
}

/** Read at the last moment: who is in now is what counts. A leg that has gone meanwhile is no trouble. */
export async function settleWhoHolds(
  deps: ConferenceDeps,
  { contactId }: Of<'hold-together'>,
): Promise<Outcome> {
  const found = await deps.write(async (stores) => {
    const contact = await stores.contacts.find(contactId)
    if (!contact || contact.conferenceSid === null || contact.state === 'ended') return null
    const agentCallSids = await agentLegs(stores, contact)
    return {
      conferenceSid: contact.conferenceSid,
      legs: holdTogether({
        agentCallSids: contact.state === 'outside' ? [] : agentCallSids,
        guests: await openGuests(stores, contactId),
      }),
    }
  })
  if (found === null || found.legs.length === 0) return superseded
  for (const { callSid, endsConference } of found.legs)
    await unlessOver(() => deps.rest.setEndsConference(found.conferenceSid, callSid, endsConference))
  return done
}

export async function endLeg(
  deps: ConferenceDeps,
  { callSid, conferenceSid }: Of<'end-call'>,
): Promise<Outcome> {
  if (conferenceSid !== undefined)
    await unlessOver(() => deps.rest.setEndsConference(conferenceSid, callSid, false))
  return unlessOver(() => deps.rest.endCall(callSid))
}

/** Read at the last moment, so that of two quick changes the later one stands. */
export async function setListening(
  deps: ConferenceDeps,
  { listeningId }: Of<'set-listening'>,
): Promise<Outcome> {
  const found = await deps.write(async (stores) => {
    const listening = await stores.listenings.find(listeningId)
    const contact = listening && (await stores.contacts.find(listening.contactId))
    if (listening?.state !== 'on' || contact?.conferenceSid == null || listening.callSid === null) return null
    const [agentCallSid] = await agentLegs(stores, contact)
    return { listening, callSid: listening.callSid, conferenceSid: contact.conferenceSid, agentCallSid }
  })
  if (found === null) return superseded
  const { listening, callSid, conferenceSid, agentCallSid } = found
  // Nobody there to whisper to: rather heard by nobody than by the member.
  if (listening.mode === 'whisper' && agentCallSid === undefined)
    return unlessOver(() =>
      deps.rest.setListening(conferenceSid, callSid, { muted: true, coachedCallSid: null }),
    )
  return unlessOver(() =>
    deps.rest.setListening(conferenceSid, callSid, {
      muted: listening.mode === 'listen',
      coachedCallSid: listening.mode === 'whisper' ? (agentCallSid ?? null) : null,
    }),
  )
}

const record = <T>(deps: ConferenceDeps, unit: (stores: Stores, env: Env) => Promise<T>): Promise<T> =>
  deps.write((stores) => unit(stores, { now: deps.clock.now(), ids: deps.ids, actor: 'system' }))
