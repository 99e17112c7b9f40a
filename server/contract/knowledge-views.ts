import type { ChangeView } from './admin-views.ts'
import type { PersonBrief } from './briefs.ts'
import type { AnswerKindWord } from './knowledge-words.ts'
import type { ContactReason } from './words.ts'

/** One answer, as it is read on a call. */
export interface AnswerView {
  id: string
  kind: AnswerKindWord
  title: string
  body: string
  steps: string[]
  whereElse: string
  owner: string
  reviewWords: string
  /** Nobody looked at it by the day on which somebody was to. */
  isOld: boolean
  /** About the reason or the case type that was asked for, not about everything. */
  isAboutIt: boolean
}
export interface KnowledgeView {
  answers: AnswerView[]
  /** How many fit beyond these. */
  more: number
}
export interface AdminAnswerView extends Omit<AnswerView, 'isAboutIt'> {
  version: number
  reasons: ContactReason[]
  /** Ids of case types. */
  types: string[]
  ownerId: string
  reviewOn: string
}
export interface AdminKnowledgeView {
  answers: AdminAnswerView[]
  /** Who can answer for one. */
  people: PersonBrief[]
  /** What it can be about; those that are retired too, while one is about them. */
  caseTypes: { id: string; name: string }[]
  history: ChangeView[]
}
