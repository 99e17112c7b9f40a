/**
 * How each effect is carried out. Every one first looks whether it is still wanted, because time has passed since it was
 * written; so carrying it out twice, or late, does no harm. Database and Twilio never in one breath: look, ask, record.
 */

import type { TwilioRest } from '../adapters/twilio/rest-client.ts'
import { maxPictureBytes, type SafePicture } from '../adapters/twilio/safe-picture.ts'
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { TwilioUrls } from '../adapters/twilio/twilio-urls.ts'
import { memberDialled } from '../commands/dial-callback.ts'
import { optedOutSince } from '../commands/opt-outs.ts'
import type { Clock, Env, Ids, Stores, Write } from '../commands/ports.ts'
import { endContact } from '../commands/record-call-status.ts'
import { guestIsOut, guestIsRung } from '../commands/record-guest.ts'
import { keepPictures, textFailed, textHandedOver } from '../commands/text-delivery.ts'
import { recordingRefused } from '../commands/undo-refused.ts'
import { isTurnedAway } from '../domain/contact.ts'
import type { Effect } from '../domain/effects.ts'
import { guestRingSeconds } from '../domain/guest.ts'
import type { EffectRow, Message, Picture } from '../domain/records.ts'
import {
  endLeg,
  holdMember,
  muteGuest,
  setListening,
  settleWhoHolds,
  unholdMember,
} from './carry-out-conference.ts'
import { done, type Of, type Outcome, superseded, unlessOver } from './outcome.ts'
import { dutyNotTexted, textDuty } from './text-duty.ts'
import { newDutyNotTexted, textNewDuty } from './text-new-duty.ts'

/** Twilio: "Attempt to send to unsubscribed recipient". */
const unsubscribed = 21610
/** A text this old is no answer any more: the agent is told that it never left. */
const textsExpireMs = 24 * 60 * 60 * 1000
/** So long a picture that cannot be fetched is tried: an outage of an evening loses none. */
const picturesExpireMs = 24 * 60 * 60 * 1000

export interface CarryOutDeps {
  write: Write
  clock: Clock
  ids: Ids
  rest: TwilioRest
  urls: TwilioUrls
  publicUrl: string
  safePicture: (file: Buffer) => Promise<SafePicture | { refused: string }>
}
/** Throws what may pass (TwilioProblem of kind busy, outage, …); the runner then tries again later. */
export async function carryOut(deps: CarryOutDeps, effect: Effect, row: EffectRow): Promise<Outcome> {
  switch (effect.kind) {
    case 'redirect-member':
      return redirectMember(deps, effect, row)
    case 'dial-member':
      return dialMember(deps, effect, row)
    case 'tell-closed':
      return tellClosed(deps, effect, row)
    case 'hold-member':
      return holdMember(deps, effect)
    case 'unhold-member':
      return unholdMember(deps, effect)
    case 'ring-guest':
      return ringGuest(deps, effect, row)
    case 'set-recording':
      return setRecording(deps, effect)
    case 'stop-recording':
      return unlessOver(() => deps.rest.setRecording(effect.conferenceSid, effect.recordingSid, 'stopped'))
    case 'delete-recording':
      return unlessOver(() => deps.rest.deleteRecording(effect.recordingSid))
    case 'delete-message':
      return unlessOver(() => deps.rest.deleteMessage(effect.messageSid))
    case 'delete-transcription':
      return unlessOver(() => deps.rest.deleteTranscription(effect.transcriptionSid))
    case 'mute-guest':
      return muteGuest(deps, effect)
    case 'set-listening':
      return setListening(deps, effect)
    case 'end-conference':
      return unlessOver(() => deps.rest.endConference(effect.conferenceSid))
    case 'end-call':
      return endLeg(deps, effect)
    case 'hold-together':
      return settleWhoHolds(deps, effect)
    case 'text-duty': {
      const result = await textDuty(deps, effect, row)
      return typeof result === 'object' ? { result: 'failed', why: result.failed } : { result }
    }
    case 'text-new-duty': {
      const result = await textNewDuty(deps, effect, row)
      return typeof result === 'object' ? { result: 'failed', why: result.failed } : { result }
    }
    case 'send-text':
      return sendText(deps, effect, row)
    case 'fetch-pictures':
      return fetchPictures(deps, effect)
  }
}

/** A text that a fault of ours keeps from leaving is said to have failed: its author would wait for ever otherwise. */
export async function whenGivenUp(deps: CarryOutDeps, { kind, data }: EffectRow): Promise<void> {
  if (kind === 'text-duty') return dutyNotTexted(deps, data)
  if (kind === 'text-new-duty') return newDutyNotTexted(deps, data)
  const messageId = data['messageId']
  if (kind !== 'send-text' || typeof messageId !== 'string') return
  await record(deps, async (stores, env) => {
    const message = await stores.messages.find(messageId)
    if (message?.status === 'queued') await textFailed(stores, env, { messageId, errorCode: null })
  })
}

async function redirectMember(
  deps: CarryOutDeps,
  { contactId, callSid, to }: Of<'redirect-member'>,
  row: EffectRow,
): Promise<Outcome> {
  const contact = await deps.write((stores) => stores.contacts.find(contactId))
  const wanted =
    to === 'queue'
      ? contact?.state === 'waiting'
      : contact?.state === 'connecting' || contact?.state === 'parked' || contact?.state === 'connected'
  if (!wanted) return superseded
  // The effect's id makes this visit's replies its own, and a second try of the same visit a repeat.
  const url = to === 'queue' ? deps.urls.requeue(contactId, row.id) : deps.urls.connect(contactId, row.id)
  return unlessOver(() => deps.rest.redirectCall(callSid, url))
}

/** So long a telephone rings before it is taken for no answer: before most networks' own voicemail picks up. */
const ringSeconds = 25

/** Rings the member of a callback, while its agent waits in the conference. A number that cannot be rung ends the attempt. */
async function dialMember(
  deps: CarryOutDeps,
  { contactId }: Of<'dial-member'>,
  row: EffectRow,
): Promise<Outcome> {
  const found = await deps.write(async (stores) => {
    const contact = await stores.contacts.find(contactId)
    const line = contact && (await stores.lines.find(contact.lineId))
    const legs = await stores.calls.ofContact(contactId)
    return contact && line ? { contact, line, isRung: legs.some((leg) => leg.party === 'member') } : null
  })
  if (found?.contact.state !== 'connecting' || found.isRung || found.contact.callerNumber === null)
    return superseded
  const ends = { from: found.line.number, to: found.contact.callerNumber }
  try {
    // An earlier try may have been taken although its answer never reached us: nobody is rung twice.
    const earlier = row.attempts > 1 ? await unknownCall(deps, ends) : null
    const { sid } =
      earlier ??
      (await deps.rest.placeCall({
        ...ends,
        url: deps.urls.callbackAnswered(contactId),
        statusCallback: deps.urls.callbackStatus(contactId),
        machineCallback: deps.urls.callbackMachine(contactId),
        timeoutSeconds: ringSeconds,
      }))
    const isWanted = await record(deps, async (stores, env) => {
      await memberDialled(stores, env, { contactId, callSid: sid })
      return (await stores.contacts.find(contactId))?.state !== 'ended'
    })
    // The agent hung up, or was lost, while we asked: it must not ring on.
    if (!isWanted) return unlessOver(() => deps.rest.endCall(sid))
    return done
  } catch (error) {
    if (!(error instanceof TwilioProblem) || error.kind !== 'refused') throw error
    await record(deps, (stores, env) => endContact(stores, env, contactId, 'network', 'failed'))
    return { result: 'failed', why: error.message }
  }
}

async function unknownCall(
  deps: CarryOutDeps,
  ends: { from: string; to: string },
): Promise<{ sid: string } | null> {
  for (const call of await deps.rest.openCalls(ends))
    if ((await deps.write((stores) => stores.calls.find(call.sid))) === null) return call
  return null
}

async function tellClosed(
  deps: CarryOutDeps,
  { contactId, callSid, version }: Of<'tell-closed'>,
  row: EffectRow,
): Promise<Outcome> {
  const contact = await deps.write((stores) => stores.contacts.find(contactId))
  if (contact === null || contact.version !== version || !isTurnedAway(contact)) return superseded
  return unlessOver(() => deps.rest.redirectCall(callSid, deps.urls.closed(contactId, row.id)))
}

/** Rung once: after a try whose answer never came, a call to that number that we do not know of is the one we asked for. */
async function ringGuest(
  deps: CarryOutDeps,
  { contactId, guestId }: Of<'ring-guest'>,
  row: EffectRow,
): Promise<Outcome> {
  const found = await deps.write(async (stores) => {
    const contact = await stores.contacts.find(contactId)
    const guest = await stores.guests.find(guestId)
    const line = contact ? await stores.lines.find(contact.lineId) : null
    return contact && guest && line ? { contact, guest, line } : null
  })
  const { contact, guest, line } = found ?? {}
  const isWanted = contact?.state === 'connected' || contact?.state === 'outside'
  if (!isWanted || !line || guest?.state !== 'ringing' || guest.callSid !== null || guest.number === null)
    return superseded
  if (contact.conferenceSid === null) return superseded
  const ends = { from: line.number, to: guest.number }
  try {
    const earlier = row.attempts > 1 ? await unknownCall(deps, ends) : null
    const callSid =
      earlier?.sid ??
      (await deps.rest.ringIntoConference({
        ...ends,
        conferenceSid: contact.conferenceSid,
        label: guestId,
        timeoutSeconds: guestRingSeconds,
        statusCallback: deps.urls.guestStatus(guestId),
      }))
    await record(deps, (stores, env) => guestIsRung(stores, env, { guestId, callSid }))
    return done
  } catch (error) {
    if (!(error instanceof TwilioProblem) || (error.kind !== 'refused' && error.kind !== 'gone')) throw error
    await record(deps, async (stores, env) => {
      const asked = await stores.guests.find(guestId)
      if (asked) await guestIsOut(stores, env, asked, 'failed')
    })
    return { result: 'failed', why: error.message }
  }
}

async function setRecording(
  deps: CarryOutDeps,
  { recordingId, conferenceSid }: Of<'set-recording'>,
): Promise<Outcome> {
  const recording = await deps.write((stores) => stores.recordings.find(recordingId))
  if (recording?.state !== 'in-progress') return superseded
  const wanted = recording.pausedSince === null ? 'in-progress' : 'paused'
  const outcome = await unlessOver(() =>
    deps.rest.setRecording(conferenceSid, recording.recordingSid, wanted),
  )
  if (outcome.result === 'failed')
    await record(deps, (stores, env) =>
      recordingRefused(stores, env, { recordingId, asked: wanted === 'paused' ? 'pause' : 'record' }),
    )
  return outcome
}

async function sendText(
  deps: CarryOutDeps,
  { messageId, threadId }: Of<'send-text'>,
  row: EffectRow,
): Promise<Outcome> {
  const found = await deps.write(async (stores) => {
    const message = await stores.messages.find(messageId)
    const thread = await stores.threads.find(threadId)
    const phone = thread ? await stores.phones.byNumber(thread.memberNumber) : null
    const line = thread ? await stores.lines.byNumber(thread.ourNumber) : null
    const since = await optedOutSince(stores, phone, line)
    return message && thread ? { message, thread, isOptedOut: since !== null } : null
  })
  // Handed over already: its sid came with the answer, or with a status callback that overtook it.
  if (found?.message.status !== 'queued' || found.message.messageSid !== null) return superseded
  const { message, thread, isOptedOut } = found
  // STOP came after the text was queued: nothing more goes to that number.
  if (isOptedOut) return textNeverLeft(deps, messageId, unsubscribed)
  if (Date.parse(deps.clock.now()) - Date.parse(message.at) >= textsExpireMs)
    return textNeverLeft(deps, messageId, null)

  const ends = { from: thread.ourNumber, to: thread.memberNumber }
  // An earlier try may have been taken although its answer never reached us: look before sending it again.
  const earlier = row.attempts > 1 ? await unknownTwin(deps, ends, message) : null
  if (earlier === 'handed-over') return superseded
  try {
    const { sid, status } =
      earlier ??
      (await deps.rest.sendText({
        ...ends,
        body: message.body,
        statusCallback: deps.urls.smsStatus(messageId),
      }))
    await record(deps, (stores, env) => textHandedOver(stores, env, { messageId, messageSid: sid, status }))
    return done
  } catch (error) {
    if (error instanceof TwilioProblem && (error.kind === 'refused' || error.kind === 'gone'))
      return textNeverLeft(deps, messageId, error.code)
    throw error
  }
}

/**
 * A text with the same words to the same number that Twilio has and we do not know of; 'handed-over' when a status
 * callback named this one's sid while we were asking.
 */
async function unknownTwin(
  deps: CarryOutDeps,
  ends: { from: string; to: string },
  { id, body }: Pick<Message, 'id' | 'body'>,
): Promise<{ sid: string; status: string } | 'handed-over' | null> {
  const same = (await deps.rest.textsTo(ends)).filter((text) => text.body === body)
  return deps.write(async (stores) => {
    if ((await stores.messages.find(id))?.messageSid) return 'handed-over'
    // Oldest first: of two equal texts that were both cut off, the first one sent is the first one asked for.
    for (const text of same.reverse()) if ((await stores.messages.bySid(text.sid)) === null) return text
    return null
  })
}

async function textNeverLeft(
  deps: CarryOutDeps,
  messageId: string,
  errorCode: number | null,
): Promise<Outcome> {
  await record(deps, (stores, env) => textFailed(stores, env, { messageId, errorCode }))
  return { result: 'failed', why: errorCode === null ? 'too old' : `Twilio error ${errorCode}` }
}

async function fetchPictures(
  deps: CarryOutDeps,
  { messageId, media }: Of<'fetch-pictures'>,
): Promise<Outcome> {
  const message = await deps.write((stores) => stores.messages.find(messageId))
  if (message === null) return superseded
  const isLastTry = Date.parse(deps.clock.now()) - Date.parse(message.at) >= picturesExpireMs
  const pictures: Picture[] = []
  const refused: string[] = []
  for (const { url } of media) {
    const made = await fetchPicture(deps, url, isLastTry)
    if ('refused' in made) refused.push(made.refused)
    else pictures.push({ ...made, id: deps.ids.secret(), messageId, alt: 'Picture from the member' })
  }
  // The pictures' names are random, so a repeat could not see by itself that they are there.
  const key = `pictures:${messageId}`
  await record(deps, async (stores, env) => {
    if ((await stores.inbox.reply(key)) !== null) return
    await keepPictures(stores, env, { messageId, pictures, refused })
    await stores.inbox.remember(key, '', env.now)
  })
  return done
}

async function fetchPicture(
  deps: CarryOutDeps,
  url: string,
  isLastTry: boolean,
): Promise<SafePicture | { refused: string }> {
  try {
    const file = await deps.rest.fetchMedia(url, maxPictureBytes)
    if (file === 'too-large') return { refused: 'A file larger than 5 MB was not kept.' }
    if (file === 'not-theirs') return { refused: 'A file from an unknown place was not fetched.' }
    return await deps.safePicture(file)
  } catch (error) {
    if (!(error instanceof TwilioProblem)) throw error
    if (error.kind === 'gone') return { refused: 'A file was gone before it could be fetched.' }
    if (error.kind === 'refused' || isLastTry) return { refused: 'A file could not be fetched.' }
    throw error
  }
}

const record = <T>(deps: CarryOutDeps, unit: (stores: Stores, env: Env) => Promise<T>): Promise<T> =>
  deps.write((stores) => unit(stores, { now: deps.clock.now(), ids: deps.ids, actor: 'system' }))
