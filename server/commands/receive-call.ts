import { noteResult, startContact } from '../domain/contact.ts'
import { answerOf } from '../domain/line-answer.ts'
import { readCaller } from '../domain/phone-number.ts'
import type { Contact } from '../domain/records.ts'
import { patience, readRelayPrefix, relayOf } from '../domain/text-relay.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { phoneOf } from './conversation-support.ts'
import { askCallback } from './keep-place.ts'
import { levelOfNumber } from './number-match.ts'
import type { Env, Stores } from './ports.ts'
import { queueCaller } from './queue-caller.ts'
import { trialOf } from './try-menu.ts'

/** Of several who share a number each is met with the patience that any of them needs. */
async function anyNeedsTime(stores: Stores, members: readonly { id: string }[]): Promise<boolean> {
  for (const { id } of members)
    if ((await stores.memberNeeds.find(id))?.needs.includes('more-time') === true) return true
  return false
}

/**
 * A call comes in: it is a contact from its first second. The caller is recognised from the number before anybody
 * answers (a hint, never proof), hears the line's greeting and either the menu, the closed words or both fallbacks.
 * A number of ours that nobody set up is answered as the first voice line, never by an error.
 */
export async function receiveCall(
  stores: Stores,
  env: Env,
  input: {
    callSid: string
    from: string
    to: string
    /** Logged after its end: no trial of a draft, whoever rang. */
    isOver?: boolean
  },
): Promise<VoicePage> {
  const lines = await stores.lines.all()
  const line = (await stores.lines.byNumber(input.to)) ?? lines.find((l) => l.kind === 'voice')
  if (!line) return { page: 'goodbye', say: [wording.trouble()] }
  const { from, isRelay } = readRelayPrefix(input.from)
  const caller = readCaller(from)
  const number = caller.kind === 'number' ? caller.e164 : null
  const trial = input.isOver === true ? null : await trialOf(stores, env, line, number)
  if (trial !== null) return trial
  const members = number === null ? [] : await stores.members.byNumber(number)
  const only = members.length === 1 ? members[0] : undefined
  if (number !== null) await phoneOf(stores, env, number)

  const started = startContact({
    id: env.ids.next(),
    channel: 'voice',
    lineId: line.id,
    callerNumber: number,
    memberId: only?.id ?? null,
    // Of two who share a number either may be calling: nobody who refused is recorded.
    recordingRefused: members.some((member) => member.recordingRefused),
    textRelay: relayOf(isRelay, members),
    needsTime: await anyNeedsTime(stores, members),
    level: await levelOfNumber(stores, number, only?.id ?? null),
    now: env.now,
  })
  const answer = answerOf(line, env.now, {
    recordingRefused: started.contact.recordingRefused,
    isWithheld: number === null,
  })
  let contact: Contact =
    answer.then === 'voicemail' || answer.then === 'offer'
      ? noteResult(started.contact, 'closed-line')
      : started.contact
  if (answer.then === 'menu' && line.menu !== null)
    contact = { ...contact, menuAttempts: 1, menuLevel: line.menu.key }
  await stores.contacts.insert(contact)
  await stores.calls.insert({
    callSid: input.callSid,
    contactId: contact.id,
    party: 'member',
    personId: null,
    direction: 'inbound',
    status: 'ringing',
    sequence: -1,
    startedAt: env.now,
    joinedAt: null,
    leftAt: null,
    endedAt: null,
    heardConferenceSid: null,
    heardSequence: null,
  })
  await stores.events.append(started.events, { actor: env.actor, at: env.now })

  switch (answer.then) {
    case 'offer':
      return askCallback(contact, answer.say)
    case 'voicemail':
      return {
        page: 'voicemail',
        contactId: contact.id,
        say: answer.say,
        transcribe: line.transcribeVoicemail,
        ...patience(contact),
      }
    case 'menu':
      return { page: 'menu', contactId: contact.id, say: answer.say, ...patience(contact) }
    case 'queue':
      return queueCaller(stores, env, contact, line, {
        need: 'other',
        queueKey: null,
        words: 'No menu',
        say: answer.say,
      })
  }
}
