import type { CaseStatus } from '../../../../server/contract/words.ts'
import type { CasesViewName } from '../../queries.ts'
import type { Tone } from '../../ui/tone.ts'

export const casesViews: { id: CasesViewName; words: string; none: string }[] = [
  { id: 'mine', words: 'Mine', none: 'You have no open cases.' },
  { id: 'open', words: 'All open', none: 'No case is open.' },
  { id: 'unowned', words: 'No owner', none: 'Every open case has an owner.' },
  { id: 'closed', words: 'Closed', none: 'No case has been closed yet.' },
]

/** The view an address names; without one, a caseworker's own cases, and every open case for somebody who only reads. */
export const viewFrom = (text: string | null, worksCases: boolean): CasesViewName =>
  casesViews.find(({ id }) => id === text)?.id ?? (worksCases ? 'mine' : 'open')

export const caseTone: Record<CaseStatus, Tone> = {
  new: 'info',
  open: 'info',
  waiting: 'warn',
  closed: 'neutral',
}
