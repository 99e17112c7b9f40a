/** One busy day on the telephone: the last working day before the seeding. */
import { DateTime } from 'luxon'
import { contactReasons, dispositions } from '../../../contract/words.ts'
import { formatReference } from '../../../domain/case-reference.ts'
import { startContact } from '../../../domain/contact.ts'
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

/** 08:30 in London on the last working day before today. */
const openingOf = (now: string): string => {
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
  const wasOpen = record.closedAt === null
  const queued: Contact = {
    ...started,
    state: 'ended',
    need,
    queueId: `demo-queue-${queueOf[need]}`,
    waitingSince: later(at, 0.6),
    priority: need === 'urgent-today' ? 2 : 0,
    priorityReason: need === 'urgent-today' ? 'urgent today' : null,
    caseId: record.id,
    caseRule: wasOpen ? 'only-open-case' : 'chosen',
    caseWords: wasOpen ? `joined ${formatReference(record.number)}: only open case` : 'chosen by the agent',
    caseLinkedAt: at,
  }
  if (index % 14 === 5) return gaveUp(luck, queued, index)
  if (index % 27 === 9) return voicemail(luck, queued, index)
  return answered(luck, queued)
}

function answered(luck: Chance, queued: Contact): DemoCall {
  const joined = queued.waitingSince ?? queued.startedAt
  const connectedAt = later(joined, luck.between(4, 260) / 60)
  const endedAt = later(connectedAt, luck.between(90, 900) / 60)
  const agentId = luck.pick([priya, sam])
  const contact: Contact = {
    ...queued,
    result: 'answered',
    agentId,
    connectingAt: connectedAt,
    connectedAt,
    endedAt,
    endedBy: luck.pick(['member', 'agent']),
    handledAt: later(endedAt, luck.between(1, 4)),
    conferenceSid: `CF${luck.hex(32)}`,
    notes: luck.pick(notes),
    notesSavedAt: endedAt,
    notesVersion: 1,
    reason: luck.pick(reasons),
    outcome: luck.pick(outcomes),
  }
  return {
    contact,
    calls: [
      leg(luck, contact, 'member', null, contact.startedAt),
      leg(luck, contact, 'agent', agentId, connectedAt),
    ],
    recordings: [],
  }
}

function gaveUp(luck: Chance, queued: Contact, index: number): DemoCall {
  const endedAt = later(queued.startedAt, luck.between(2, 7))
  const contact: Contact = {
    ...queued,
    result: 'abandoned',
    endedAt,
    endedBy: 'member',
    // Most were called back; the last of them are still to do.
    handledAt: index > 80 ? null : later(endedAt, 30),
  }
  return { contact, calls: [leg(luck, contact, 'member', null, contact.startedAt)], recordings: [] }
}

function voicemail(luck: Chance, queued: Contact, index: number): DemoCall {
  const seconds = luck.between(15, 80)
  const endedAt = later(queued.startedAt, 4)
  const contact: Contact = {
    ...queued,
    result: 'voicemail',
    endedAt,
    endedBy: 'member',
    handledAt: later(endedAt, 40 + index),
  }
  return {
    contact,
    calls: [leg(luck, contact, 'member', null, contact.startedAt)],
    recordings: voicemailOf(luck, contact, seconds),
  }
}

// The sound itself is nowhere: a demo voicemail is in the past, listened to and handled.
const voicemailOf = (luck: Chance, contact: Contact, seconds: number): Recording[] => [
  {
    id: luck.idAt(contact.startedAt),
    recordingSid: `RE${luck.hex(32)}`,
    contactId: contact.id,
    kind: 'voicemail',
    state: 'absent',
    seconds,
    startedAt: later(contact.startedAt, 3),
  },
]

const leg = (
  luck: Chance,
  contact: Contact,
  party: Call['party'],
  personId: string | null,
  startedAt: string,
): Call => ({
  callSid: `CA${luck.hex(32)}`,
  contactId: contact.id,
  party,
  personId,
  direction: party === 'member' ? 'inbound' : 'outbound-api',
  status: 'completed',
  sequence: 3,
  startedAt,
  joinedAt: contact.connectedAt,
  leftAt: contact.connectedAt === null ? null : contact.endedAt,
  endedAt: contact.endedAt,
})
