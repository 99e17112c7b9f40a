import { noteResult, startContact } from '../domain/contact.ts'
import { menuWords } from '../domain/menu.ts'
import { lineState } from '../domain/opening-hours.ts'
import { readCaller } from '../domain/phone-number.ts'
import type { Contact, Line } from '../domain/records.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { phoneOf } from './conversation-support.ts'
import type { Env, Stores } from './ports.ts'
import { queueCaller } from './queue-caller.ts'

/**
 * A call comes in: it is a contact from its first second. The caller is recognised from the number before anybody
 * answers (a hint, never proof), hears the line's greeting and either the menu, the closed words or both fallbacks.
 * A number of ours that nobody set up is answered as the first voice line, never by an error.
 */
export async function receiveCall(
  stores: Stores,
  env: Env,
  input: { callSid: string; from: string; to: string },
): Promise<VoicePage> {
  const lines = await stores.lines.all()
  const line = (await stores.lines.byNumber(input.to)) ?? lines.find((l) => l.kind === 'voice')
  if (!line) return { page: 'goodbye', say: [wording.trouble()] }
  const caller = readCaller(input.from)
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
    recordingRefused: only?.recordingRefused ?? false,
    now: env.now,
  })
  const closed = closedWords(line, env.now)
  let contact: Contact = closed === null ? started.contact : noteResult(started.contact, 'closed-line')
  if (closed === null && line.menu !== null)
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
  })
  await stores.events.append(started.events, { actor: env.actor, at: env.now })

  const greeting = wording.greeting(line)
  if (closed !== null) {
    return {
      page: 'voicemail',
      contactId: contact.id,
      say: [greeting, closed, wording.voicemailPrompt({ isWithheld: number === null })],
    }
  }
  const notice = contact.recordingRefused ? wording.notRecorded() : wording.recordingNotice()
  if (line.menu === null)
    return queueCaller(stores, env, contact, line, {
      need: 'other',
      queueKey: null,
      words: 'No menu',
      say: [greeting],
    })
  return { page: 'menu', contactId: contact.id, say: [greeting, notice, menuWords(line.menu)] }
}

function closedWords(line: Line, now: string): string | null {
  const state = lineState(line.hours, UK_BANK_HOLIDAYS, now)
  return state.open
    ? null
    : wording.closedLine({ opensAt: state.opensAt, now, zone: line.hours.zone, because: state.because })
}
