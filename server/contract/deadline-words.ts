/** What a legal date can be about, and the words for it, in the order of a screen. */
import type { ContactReason } from './words.ts'

export const claimWords = {
  'unfair-dismissal': 'Unfair dismissal',
  discrimination: 'Discrimination, harassment or victimisation',
  detriment: 'Whistleblowing or other detriment',
  wages: 'Unlawful deduction from wages',
  'working-time': 'Holiday pay or working time',
  'breach-of-contract': 'Breach of contract',
  'redundancy-pay': 'Redundancy payment',
  'equal-pay': 'Equal pay',
  'industrial-action-dismissal': 'Dismissal for official industrial action',
  'union-detriment': 'Union detriment, inducement or time off',
  'union-discipline': 'Discipline by the union, or subscriptions',
  'protective-award': 'Collective redundancy: protective award',
  tupe: 'Transfer (TUPE)',
  'time-off': 'Leave, time off or flexible working',
  'part-time-fixed-term': 'Part-time or fixed-term work',
  'fair-employment': 'Fair employment (religion or politics, Northern Ireland)',
  hearing: 'Hearing, or another meeting of the employer',
  appeal: 'Internal appeal',
  response: 'Response to a tribunal (ET3)',
  'other-date': 'Another legal date',
} as const
export type DeadlineClaim = keyof typeof claimWords

/** What a call of this reason most often leads to; the form can say another claim. */
export const claimOfReason: Partial<Record<ContactReason, DeadlineClaim>> = {
  dismissal: 'unfair-dismissal',
  redundancy: 'unfair-dismissal',
  discrimination: 'discrimination',
  'pay-and-hours': 'wages',
}

/** What the member is asked for: the one date that matters. */
export const triggerWords: Record<DeadlineClaim, string> = {
  'unfair-dismissal': 'When did employment end?',
  discrimination: 'When did it happen, or last happen?',
  detriment: 'When did it happen, or last happen?',
  wages: 'When was the pay due?',
  'working-time': 'When was it refused, or the pay due?',
  'breach-of-contract': 'When did employment end?',
  'redundancy-pay': 'When did employment end?',
  'equal-pay': 'What was the last day of employment?',
  'industrial-action-dismissal': 'When did employment end?',
  'union-detriment': 'When did it happen, or last happen?',
  'union-discipline': 'When was it decided?',
  'protective-award': 'When did the dismissals take effect?',
  tupe: 'When was the transfer?',
  'time-off': 'When was it refused?',
  'part-time-fixed-term': 'When did it happen, or last happen?',
  'fair-employment': 'When did it happen?',
  hearing: 'When is the hearing?',
  appeal: 'What is the last day to appeal?',
  response: 'What is the last day to respond?',
  'other-date': 'What is the last day?',
}

/** Dates that stand in a letter and are not worked out. */
export const datesByHand = ['hearing', 'appeal', 'response', 'other-date'] as const
export const isDateByHand = (claim: DeadlineClaim): boolean => datesByHand.some((kind) => kind === claim)

export const deadlineNations = { EW: 'England and Wales', S: 'Scotland', NI: 'Northern Ireland' } as const
export type DeadlineNation = keyof typeof deadlineNations

export const deadlineReasons = {
  'not-known': 'Not known yet',
  union: 'Union membership or activity',
  'safety-rep': 'Being a health and safety rep',
  whistleblowing: 'Whistleblowing',
  other: 'None of these',
} as const
export type DeadlineReason = keyof typeof deadlineReasons

export const startedByWords = {
  organiser: 'The organiser',
  rep: 'The rep',
  member: 'The member',
  employer: 'The employer',
} as const
export type StartedBy = keyof typeof startedByWords

export const deadlineStateWords = {
  proposed: 'Proposed, not confirmed',
  confirmed: 'Confirmed',
  met: 'Met',
  missed: 'Missed',
  waived: 'Waived',
} as const
export type DeadlineState = keyof typeof deadlineStateWords

export const countWords = {
  statutory: 'As the statute reads',
  'back-then-forward': 'One day back, then forward',
  naive: 'Forward, then one day back',
} as const
export type CountMethod = keyof typeof countWords
