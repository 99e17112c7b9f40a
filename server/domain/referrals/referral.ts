/**
 * A case passed to a branch with its clock (N13). The branch says yes or no; silence is an answer too.
 *
 *   waiting ── accepts ──────────► accepted ── says what was done ──► finished
 *      ├── declines, with why ───► declined ─┐
 *      ├── two working days ─────► silent ───┴─ back at the centre with priority, until somebody takes it
 *      └── (or accepted) the centre takes it back, or the case is closed ──► recalled
 *
 * - The case keeps its owner at the centre the whole time: a legal date is never without one.
 * - Two working days are a promise of ours, in working time. A legal date is never counted with it.
 * - One branch at a time has a case (a unique index on what is not settled).
 * Elsewhere: escalation to branch, allocation, warm handoff.
 */
import type { HolidayCalendar } from '../bank-holidays.ts'
import type { OpeningHours } from '../opening-hours.ts'
import type { Instant } from '../records.ts'
import { workingMinutesAfter } from '../targets/working-time.ts'

export const referralStates = ['waiting', 'accepted', 'declined', 'silent', 'recalled', 'finished'] as const
export type ReferralState = (typeof referralStates)[number]

export interface Referral {
  id: string
  version: number
  caseId: string
  branchId: string
  state: ReferralState
  /** What the branch is asked to do. */
  ask: string
  sentAt: Instant
  sentBy: string
  dueAt: Instant
  answeredAt: Instant | null
  answeredBy: string | null
  /** Why it was declined or taken back; or what was done. */
  why: string | null
  /** When it left the branch again. */
  settledAt: Instant | null
  /** When it came back with priority. */
  backAt: Instant | null
  takenAt: Instant | null
  takenBy: string | null
}

type Move = Exclude<ReferralState, 'waiting'>
const moves = {
  waiting: ['accepted', 'declined', 'silent', 'recalled'],
  accepted: ['finished', 'recalled'],
  declined: [],
  silent: [],
  recalled: [],
  finished: [],
} as const satisfies Record<ReferralState, readonly Move[]>

export const mayMove = (from: ReferralState, to: ReferralState): boolean =>
  (moves[from] as readonly ReferralState[]).includes(to)

export const workingDays = 2

/** Working minutes of one day of these hours: of the longest of its week. */
const dayMinutes = ({ periods }: OpeningHours): number => {
  const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    periods
      .filter((one) => one.weekday === weekday)
      .reduce((sum, { opens, closes }) => sum + minutesOf(closes) - minutesOf(opens), 0),
  )
  return Math.max(...days)
}

/** Until when a branch has, two working days after the instant. Null: these hours hold no such time. */
export const answerBy = (hours: OpeningHours, holidays: HolidayCalendar, sentAt: Instant): Instant | null => {
  const day = dayMinutes(hours)
  return day <= 0 ? null : workingMinutesAfter(hours, holidays, sentAt, workingDays * day)
}

export const send = (
  given: Pick<Referral, 'id' | 'caseId' | 'branchId' | 'ask' | 'sentAt' | 'sentBy' | 'dueAt'>,
): Referral => ({
  ...given,
  version: 1,
  state: 'waiting',
  answeredAt: null,
  answeredBy: null,
  why: null,
  settledAt: null,
  backAt: null,
  takenAt: null,
  takenBy: null,
})

type Decided = { next: Referral } | { refused: 'referral-settled' | 'referral-not-due' | 'why-required' }

/** The branch's answer, or that of the centre. `by` null: time passed, or the case was closed. */
export function move(
  referral: Referral,
  { to, at, by, why }: { to: Move; at: Instant; by: string | null; why: string },
): Decided {
  if (!mayMove(referral.state, to)) return { refused: 'referral-settled' }
  if (to === 'silent' && at < referral.dueAt) return { refused: 'referral-not-due' }
  const words = why.trim()
  const isAnswer = to === 'accepted' || to === 'declined' || to === 'silent'
  if (words === '' && to !== 'accepted' && to !== 'silent') return { refused: 'why-required' }
  return {
    next: {
      ...referral,
      version: referral.version + 1,
      state: to,
      answeredAt: isAnswer ? at : (referral.answeredAt ?? at),
      answeredBy: isAnswer ? by : referral.answeredBy,
      why: words === '' ? null : words,
      settledAt: to === 'accepted' ? null : at,
      backAt: to === 'declined' || to === 'silent' ? at : null,
    },
  }
}

/** Whether it stands at the head of the centre's work. */
export const isBack = ({ backAt, takenAt }: Pick<Referral, 'backAt' | 'takenAt'>): boolean =>
  backAt !== null && takenAt === null

/** Somebody at the centre has it now. */
export const take = (
  referral: Referral,
  { at, by }: { at: Instant; by: string | null },
): { next: Referral } | { refused: 'referral-taken' } =>
  isBack(referral)
    ? { next: { ...referral, version: referral.version + 1, takenAt: at, takenBy: by } }
    : { refused: 'referral-taken' }
