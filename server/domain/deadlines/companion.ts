/**
 * A companion who cannot come (F96). Where the worker's companion is not available at the time of a hearing and the
 * worker proposes another one that is reasonable and falls "before the end of the period of five working days beginning
 * with the first working day after the day proposed by the employer", the employer must postpone to that time.
 *
 * Source: Employment Relations Act 1999 s.10(4) and (5); in Northern Ireland Employment Relations (NI) Order 1999
 * art.12(4) and (5); as known on 22 November 2026, not verified by a lawyer. Working day: no Saturday, no Sunday, no bank
 * holiday of the place. The duty is to postpone once: a second request rests on being reasonable alone.
 */
import { addDays, type Day, dayInWords } from './day.ts'
import type { LimitNation } from './limit-rules.ts'

const workingDays = 5

/** One time of asking; a hearing keeps each. */
export interface PostponementRequest {
  id: string
  /** The day of the hearing that was asked to be moved, and the day offered instead. */
  hearingOn: Day
  offeredOn: Day
  documentId: string
  /** The task of today: send it. */
  taskId: string
  madeBy: string
  madeAt: string
  sent: { by: string; at: string; how: string } | null
}

/** The days that may be offered in place of a hearing, the first working day after it and four more. */
export const daysToOffer = (hearing: Day, isWorkingDay: (day: Day) => boolean): Day[] => {
  const days: Day[] = []
  for (let day = addDays(hearing, 1); days.length < workingDays; day = addDays(day, 1))
    if (isWorkingDay(day)) days.push(day)
  return days
}

/** What stands beside the button, before anybody presses it. */
export const firstRequestOnly =
  'The employer must agree to the first request that is reasonable. The duty covers that one only: choose a day on which the companion can certainly come.'
export const askedBefore =
  'It was asked for once already. The employer need not agree a second time: ask politely, and tell the member.'

const lawOf: Record<LimitNation, string> = {
  EW: 'section 10 of the Employment Relations Act 1999',
  S: 'section 10 of the Employment Relations Act 1999',
  NI: 'article 12 of the Employment Relations (Northern Ireland) Order 1999',
}

/** The letter to begin with; whoever sends it may write it anew. */
export const postponementLetter = (given: {
  member: string
  employer: string
  hearing: Day
  offered: Day
  nation: LimitNation
  sender: string
  today: Day
}): string =>
  [
    dayInWords(given.today),
    `To ${given.employer}`,
    `Request to postpone the hearing of ${given.member} on ${dayInWords(given.hearing)}`,
    `${given.member} has chosen a companion from their trade union for this hearing. The companion is not available on ${dayInWords(given.hearing)}.`,
    `Under ${lawOf[given.nation]} we propose ${dayInWords(given.offered)} instead, at the same time and place or at another time that day which suits you. That is within five working days, beginning with the first working day after the day you proposed.`,
    'Please confirm the new date in writing to the member and to us.',
    `Yours faithfully\n${given.sender}`,
  ].join('\n\n')
