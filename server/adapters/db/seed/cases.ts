/** 40 cases: CX-10482 of the journeys, fixed in time, and 39 whose dates follow the day of seeding. */

import type { CaseAim } from '../../../domain/case-outcome.ts'
import type { Case, CaseEvent, FollowUp } from '../../../domain/records.ts'
import { type Chance, chance, later } from './chance.ts'
import { aisha, type DemoMember, daniel, fatima, tom } from './members.ts'
import { beth, marcus } from './people.ts'

export interface DemoCase {
  readonly record: Case
  readonly events: readonly CaseEvent[]
  readonly followUps: readonly FollowUp[]
  readonly aim: CaseAim | null
}

export const highestNumber = 10_482
const dayMinutes = 24 * 60

const matters = [
  ['discipline', 'Investigation meeting after a complaint'],
  ['grievance', 'Grievance about shift bullying'],
  ['pay-and-hours', 'Unpaid overtime, six weeks'],
  ['sickness', 'Absence review, stage 2'],
  ['dismissal', 'Dismissed at the end of probation'],
  ['redundancy', 'At risk letter, depot closure'],
  ['discrimination', 'Refused adjustments after surgery'],
  ['health-and-safety', 'No working heating in the workshop'],
  ['membership', 'Subs taken twice'],
  ['pay-and-hours', 'Holiday pay worked out wrongly'],
] as const
const steps = [
  'Ring the member with the answer from payroll',
  'Ask HR for the investigation notes',
  'Book a companion for the meeting',
  'Send the grievance letter for checking',
  'Check the rota against the contract',
]
const ends = [
  {
    words: 'Settled with the employer',
    kind: 'settled',
    wanted: 'What was not paid',
    met: 'partly',
    pence: 124_000,
  },
  { words: 'Advice given', kind: 'advice-given', wanted: null, met: 'not-said', pence: null },
  {
    words: 'Won at appeal',
    kind: 'won',
    wanted: 'The warning taken back',
    met: 'yes',
    pence: null,
  },
] as const
const noteTexts = [
  'Rota and payslips received. The difference is 38.5 hours.',
  'Spoke to HR. They will answer in writing by the end of the week.',
  'Member keeps a diary of what is said and when. Advised to go on with it.',
  'Policy read: two warnings are needed before this stage.',
  'Workplace rep will sit in on the meeting.',
]

export function cases(now: string, members: readonly DemoMember[]): DemoCase[] {
  const luck = chance(10_482)
  const owners = [tom, daniel, fatima, ...members.slice(20, 56).map((each) => each.member.id)]
  const others = owners.map((memberId, index) =>
    fresh({ luck, now, memberId, number: 10_443 + index, index }),
  )
  return [...others, disciplinary(luck, now)]
}

function fresh(input: {
  luck: Chance
  now: string
  memberId: string
  number: number
  index: number
}): DemoCase {
  const { luck, now, memberId, number, index } = input
  // Numbers rise with time: the first of them is the oldest.
  const openedAt = later(now, -dayMinutes * (84 - index * 2) - luck.between(0, 600))
  const [kind, title] = luck.pick(matters)
  const isClosed = index >= 3 && index < 13
  const isNew = index >= 35
  const ownerId = isNew ? null : luck.pick([marcus, marcus, beth])
  const noteAt = later(openedAt, luck.between(60, 1400))
  const closedAt = isClosed ? later(openedAt, dayMinutes * luck.between(4, 20)) : null
  const id = luck.idAt(openedAt)
  const event = caseEvent(luck, id)
  const followUps: FollowUp[] =
    isClosed || isNew
      ? []
      : [
          {
            id: luck.idAt(noteAt),
            caseId: id,
            what: luck.pick(steps),
            dueAt: later(now, luck.between(-1, 9) * dayMinutes + 120),
            ownerId,
            createdAt: noteAt,
            doneAt: null,
            remindAt: null,
            checklist: [],
            firstDueAt: null,
          },
        ]
  const end = isClosed ? luck.pick(ends) : null
  return {
    record: {
      id,
      version: 1,
      number,
      memberId,
      callerNumber: null,
      title,
      kind,
      status: isClosed ? 'closed' : isNew ? 'new' : index % 6 === 5 ? 'waiting' : 'open',
      ownerId,
      openedAt,
      updatedAt: closedAt ?? (isNew ? openedAt : noteAt),
      lastContactAt: openedAt,
      closedAt,
      outcome: end?.words ?? null,
      ...nextStepOf(followUps),
    },
    events: [
      event('opened', openedAt, null, 'Case opened', 'new case: no open case'),
      ...(isNew ? [] : [event('note', noteAt, ownerId, 'Note', luck.pick(noteTexts))]),
      ...(closedAt ? [event('closed', closedAt, ownerId, 'Case closed', '')] : []),
    ],
    followUps,
    aim:
      end === null
        ? null
        : { caseId: id, wanted: end.wanted, outcomeKind: end.kind, met: end.met, amountPence: end.pence },
  }
}

/** Aisha Khan's hearing, Thursday 8 October 2026 at 10:00 in London. */
function disciplinary(luck: Chance, now: string): DemoCase {
  // A test that lives before September 2026 still finds a case that was opened before its day.
  const openedAt = [later(now, -3 * dayMinutes), '2026-09-17T10:03:00.000Z'].sort()[0] ?? now
  const id = 'demo-case-CX-10482'
  const event = caseEvent(luck, id)
  const followUps: FollowUp[] = [
    {
      id: 'demo-follow-up-hearing',
      caseId: id,
      what: 'Disciplinary hearing, Thu 8 Oct 2026 10:00: Marcus is the companion',
      dueAt: '2026-10-08T09:00:00.000Z',
      ownerId: marcus,
      createdAt: later(openedAt, 90),
      doneAt: null,
      remindAt: null,
      checklist: [],
      firstDueAt: null,
    },
  ]
  return {
    record: {
      id,
      version: 1,
      number: highestNumber,
      memberId: aisha,
      callerNumber: null,
      title: 'Disciplinary: alleged medication error, ward 7',
      kind: 'discipline',
      status: 'open',
      ownerId: marcus,
      openedAt,
      updatedAt: later(openedAt, 95),
      lastContactAt: openedAt,
      closedAt: null,
      outcome: null,
      ...nextStepOf(followUps),
    },
    events: [
      event('opened', openedAt, null, 'Case opened', 'new case: no open case'),
      event(
        'note',
        later(openedAt, 95),
        marcus,
        'Note',
        'Hearing Thu 8 Oct 2026 10:00, room 4, Northside. Marcus goes with her. Statement and drug chart asked for.',
      ),
      {
        ...event(
          'by-hand',
          later(openedAt, -2 * dayMinutes),
          marcus,
          'Letter from them, Northside HR',
          'Invitation to a disciplinary hearing. She brought it along; a copy is in the file.',
        ),
        way: 'letter-in',
        loggedAt: later(openedAt, 90),
      },
    ],
    followUps,
    aim: {
      caseId: id,
      wanted: 'To keep her job, and nothing on her registration',
      outcomeKind: null,
      met: null,
      amountPence: null,
    },
  }
}

/** A case's next step is its earliest open follow-up. */
const nextStepOf = ([first]: readonly FollowUp[]): Pick<Case, 'nextStep' | 'nextStepDue'> => ({
  nextStep: first?.what ?? null,
  nextStepDue: first?.dueAt ?? null,
})

const caseEvent =
  (luck: Chance, caseId: string) =>
  (
    kind: CaseEvent['kind'],
    at: string,
    authorId: string | null,
    heading: string,
    body: string,
  ): CaseEvent => ({
    id: luck.idAt(at),
    caseId,
    kind,
    at,
    authorId,
    clientId: null,
    heading,
    body,
    contactId: null,
    way: null,
    loggedAt: null,
  })
