import { endCall, noteResult, startContact } from '../domain/contact.ts'
import { readCaller } from '../domain/phone-number.ts'
import { phoneOf } from './conversation-support.ts'
import { keepVoicemail } from './keep-voicemail.ts'
import type { Env, Stores } from './ports.ts'
import { promiseCallBack } from './promise-call-back.ts'
import { recordRecording } from './record-recording.ts'

export interface FoundVoicemail {
  recordingSid: string
  seconds: number
  callSid: string
  from: string
  to: string
  /** When the call came, and when it was over. */
  startedAt: string
  endedAt: string
}

/**
 * A message that was left while this server was away, found at Twilio afterwards (F10): the call is a contact as if we
 * had been there, from the moment it came, on its case, with the promise to call back. Known already, or not to a line
 * of ours: nothing happens.
 */
export async function importVoicemail(
  stores: Stores,
  env: Env,
  found: FoundVoicemail,
): Promise<'imported' | 'known' | 'not-ours'> {
  if ((await stores.recordings.bySid(found.recordingSid)) !== null) return 'known'
  const { recordingSid, seconds } = found
  const call = await stores.calls.find(found.callSid)
  if (call !== null) {
    // We were there when it came, and not any more when the message was left.
    await keepVoicemail(stores, env, { contactId: call.contactId, recordingSid, seconds })
    await recorded(stores, env, call.contactId, found)
    return 'imported'
  }
  const line = await stores.lines.byNumber(found.to)
  if (line?.kind !== 'voice') return 'not-ours'
  const caller = readCaller(found.from)
  const number = caller.kind === 'number' ? caller.e164 : null
  const members = number === null ? [] : await stores.members.byNumber(number)
  const only = members.length === 1 ? members[0] : undefined
  if (number !== null) await phoneOf(stores, env, number)
  const started = startContact({
    id: env.ids.next(),
    channel: 'voice',
    lineId: line.id,
    callerNumber: number,
    memberId: only?.id ?? null,
    now: found.startedAt,
  })
  await stores.contacts.insert(started.contact)
  await stores.calls.insert({
    callSid: found.callSid,
    contactId: started.contact.id,
    party: 'member',
    personId: null,
    direction: 'inbound',
    status: 'completed',
    sequence: -1,
    startedAt: found.startedAt,
    joinedAt: null,
    leftAt: found.endedAt,
    endedAt: found.endedAt,
    heardConferenceSid: null,
    heardSequence: null,
  })
  await stores.events.append(started.events, { actor: env.actor, at: env.now })
  await recorded(stores, env, started.contact.id, found)
  const ended = endCall(noteResult(started.contact, 'voicemail'), { by: 'member', now: found.endedAt })
  if (ended === null) throw new Error('a contact that has just begun cannot have ended')
  await stores.contacts.save(ended.contact)
  await stores.events.append(ended.events, { actor: env.actor, at: env.now })
  await promiseCallBack(stores, env, ended.contact)
  return 'imported'
}

const recorded = (stores: Stores, env: Env, contactId: string, { recordingSid, seconds }: FoundVoicemail) =>
  recordRecording(stores, env, { contactId, recordingSid, state: 'completed', seconds, kind: 'voicemail' })
