import { z } from 'zod'
import type { PersonBrief } from './briefs.ts'

export const casePersonWords = { team: 'Works on it too', watcher: 'Watches it' } as const
export type CasePersonWord = keyof typeof casePersonWords
const roles = Object.keys(casePersonWords) as [CasePersonWord, ...CasePersonWord[]]

/** `role` null: no longer on it. */
export const setCasePerson = z.object({
  ofId: z.string().min(1).max(64),
  role: z.enum(roles).nullable(),
})
export const seeCase = z.object({})

export interface CasePeopleView {
  people: { person: PersonBrief; role: CasePersonWord }[]
  /** Whoever asks; null: neither. */
  mine: CasePersonWord | null
  isOwner: boolean
  /** What changed since they looked last; false for whoever is not on it. */
  hasNews: boolean
  /** Who can be put on it. */
  others: PersonBrief[]
}

export interface CasePeopleApi {
  'GET /api/case-people/of/:caseId': { response: CasePeopleView }
  'PUT /api/case-people/of/:caseId': {
    request: z.input<typeof setCasePerson>
    response: CasePeopleView
  }
  'POST /api/case-people/of/:caseId/seen': {
    request: z.input<typeof seeCase>
    response: { done: true }
  }
}
