/** One busy day on the telephone: the last working day before the seeding. */
import { DateTime } from 'luxon'
import { contactReasons, dispositions } from '../../../contract/words.ts'
import { formatReference } from '../../../domain/case-reference.ts'
import {
  bothPresent,
  type Decision,
  endCall,
  joinQueue,
  noteResult,
  startConnecting,
  startContact,
} from '../../../domain/contact.ts'
import type { Call, Contact, Recording } from '../../../domain/records.ts'
import type { DemoCase } from './cases.ts'
import { type Chance, chance, later } from './chance.ts'
import { serviceLine } from './lines.ts'
import type { DemoMember } from './members.ts'
import { priya, sam } from './people.ts'

export interface DemoCall {
  readonly contact: Contact
  readonly calls: readonly Call[]
  readonly recordings: readonly Recording[]
}

const callsThatDay = 110
const reasons = Object.keys(contactReasons)
const outcomes = Object.keys(dispositions).filter((key) => key !== 'wrong-number')
const needs = ['existing-case', 'existing-case', 'other', 'urgent-today', 'join'] as const
const queueOf = {
  'existing-case': 'casework',
  other: 'advice',
  'urgent-today': 'urgent',
  join: 'joining',
} as const
/** As the menu says them: what a contact keeps is words. */
const wordsOf = {
  'existing-case': 'A case you already have with us',
  other: 'Anything else',
  'urgent-today': 'Something urgent today',
  join: 'Joining us or changing your details',
} as const
const notes = [
  'Asked what happens next. Explained the steps and the dates.',
  'Has the letter now. Will send a photo of it by text.',
  'Wants somebody with them in the meeting.',
  'Rota changed without notice again. Keeping a diary.',
]

export function busyDay(now: string, cases: readonly DemoCase[], members: readonly DemoMember[]): DemoCall[] {
  const luck = chance(110)
  const numbers = new Map(members.map(({ member, numbers: [first] }) => [member.id, first ?? null]))
  const opens = openingOf(now)
  return Array.from({ length: callsThatDay }, (_, index) => {
    // Thick in the morning, as every contact centre knows.
    const minute = 630 * (index / callsThatDay) ** 1.25 + luck.between(0, 4)
    const { record } = luck.pick(cases)
    const memberId = record.memberId
    return oneCall(luck, {
      at: later(opens, minute),
      number: memberId === null ? null : (numbers.get(memberId) ?? null),
      record,
      index,
    })
  })
}

/** Open cases of members who have a telephone, with the number they call from. */
export function openWithNumber(
  cases: readonly DemoCase[],
  members: readonly DemoMember[],
): { record: DemoCase['record']; number: string }[] {
  const numbers = new Map(members.map(({ member, numbers: [first] }) => [member.id, first]))
  return cases.flatMap(({ record }) => {
    const number = record.memberId === null ? undefined : numbers.get(record.memberId)
    return record.closedAt === null && number ? [{ record, number }] : []
  })
}

/** 08:30 in London on the last working day before today. */
export const openingOf = (now: string): string => {
  let day = DateTime.fromISO(now, { zone: 'Europe/London' }).startOf('day').minus({ days: 1 })
  while (day.weekday > 5) day = day.minus({ days: 1 })
  return day.set({ hour: 8, minute: 30 }).toUTC().toJSDate().toISOString()
}

interface Ask {
  readonly at: string
  readonly number: string | null
  readonly record: DemoCase['record']
  readonly index: number
}

function oneCall(luck: Chance, { at, number, record, index }: Ask): DemoCall {
  const { contact: started } = startContact({
    id: luck.idAt(at),
    channel: 'voice',
    lineId: serviceLine,
    callerNumber: number,
    memberId: record.memberId,
    now: at,
  })
  const need = luck.pick(needs)
  const isUrgent = need === 'urgent-today'
  const wasOpen = record.closedAt === null
  const filed: Contact = {
    ...started,
    caseId: record.id,
    caseRule: wasOpen ? 'only-open-case' : 'chosen',
    caseWords: wasOpen ? `joined ${formatReference(record.number)}: only open case` : 'chosen by the agent',
    caseLinkedAt: at,
  }
  const member = leg(luck, filed, 'member', null)
  const queued = decided(
    joinQueue(filed, {
      queueId: `demo-queue-${queueOf[need]}`,
      need: wordsOf[need],
      priority: isUrgent ? 2 : 0,
      priorityReason: isUrgent ? 'urgent today' : null,
      memberCallSid: member.callSid,
      now: later(at, 0.6),
    }),
  )
  if (index % 14 === 5) return gaveUp(luck, queued, member, index)
  if (index % 27 === 9) return voicemail(luck, queued, member, index)
  return answered(luck, queued, member)
}

function answered(luck: Chance, queued: Contact, member: Call): DemoCall {
  const memberCallSid = member.callSid
  const personId = luck.pick([priya, sam])
  const connectedAt = later(queued.startedAt, 0.6 + luck.between(4, 260) / 60)
  const endedAt = later(connectedAt, luck.between(90, 900) / 60)
  const connecting = decided(startConnecting(queued, { personId, memberCallSid, now: connectedAt }))
  const connected = decided(
    bothPresent(connecting, { conferenceSid: `CF${luck.hex(32)}`, memberCallSid, now: connectedAt }),
  )
  const contact: Contact = {
    ...decided(endCall(connected, { by: luck.pick(['member', 'agent']), now: endedAt })),
    handledAt: later(endedAt, luck.between(1, 4)),
    notes: luck.pick(notes),
    notesSavedAt: endedAt,
    notesVersion: 1,
    reason: luck.pick(reasons),
    outcome: luck.pick(outcomes),
  }
  const agent = { ...leg(luck, contact, 'agent', personId), startedAt: connectedAt }
  return {
    contact,
    calls: [member, agent].map((each) => ({
      ...each,
      joinedAt: connectedAt,
      leftAt: endedAt,
      endedAt,
    })),
    recordings: [],
  }
}

function gaveUp(luck: Chance, queued: Contact, member: Call, index: number): DemoCall {
  const endedAt = later(queued.startedAt, luck.between(2, 7))
  const contact: Contact = {
    ...decided(endCall(queued, { by: 'member', now: endedAt })),
    // Most were called back; the last of them are still to do.
    handledAt: index > 80 ? null : later(endedAt, 30),
  }
  return { contact, calls: [{ ...member, endedAt }], recordings: [] }
}

function voicemail(luck: Chance, queued: Contact, member: Call, index: number): DemoCall {
  const endedAt = later(queued.startedAt, 4)
  const contact: Contact = {
    ...decided(endCall(noteResult(queued, 'voicemail'), { by: 'member', now: endedAt })),
    handledAt: later(endedAt, 40 + index),
  }
  const recordings = voicemailOf(luck, contact, luck.between(15, 80))
  return { contact, calls: [{ ...member, endedAt }], recordings }
}

/** The contact of a decision that cannot be refused here. */
export const decided = (decision: Decision | { refused: string } | null): Contact => {
  if (decision === null || 'refused' in decision) throw new Error('The demo breaks a rule of the domain')
  return decision.contact
}

// The sound itself is nowhere: a demo voicemail is in the past, listened to and handled.
const voicemailOf = (luck: Chance, contact: Contact, seconds: number): Recording[] => [
  {
    id: luck.idAt(contact.startedAt),
    recordingSid: `RE${luck.hex(32)}`,
    contactId: contact.id,
    kind: 'voicemail',
    pausedSince: null,
    pausedFor: null,
    pauses: [],
    transcript: null,
    state: 'absent',
    seconds,
    startedAt: later(contact.startedAt, 3),
  },
]

/** One leg of a call that is over, joined by nobody yet. */
export const leg = (luck: Chance, contact: Contact, party: Call['party'], personId: string | null): Call => ({
  callSid: `CA${luck.hex(32)}`,
  contactId: contact.id,
  party,
  personId,
  direction: party === 'member' ? 'inbound' : 'outbound-api',
  status: 'completed',
  sequence: 3,
  startedAt: contact.startedAt,
  joinedAt: null,
  leftAt: null,
  endedAt: null,
  heardConferenceSid: null,
  heardSequence: null,
})
