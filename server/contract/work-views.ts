/** What is on my desk, and what the search box finds. */
import type { CaseListItem } from './case-views.ts'
import type { MemberListItem } from './member-views.ts'

export interface WorkItem {
  id: string
  kind: 'text' | 'voicemail' | 'follow-up' | 'missed' | 'branch' | 'case'
  title: string
  /** Last words, or what was promised. */
  line: string
  at: string
  /** Due instant for promises, null otherwise. */
  dueAt: string | null
  isNew: boolean
  /** Where it opens: a path of the console. */
  path: string
}

export interface WorkView {
  /** Cases given to me that I have neither accepted nor sent back. */
  handed: WorkItem[]
  /** Cases that I watch, or work on for somebody, which changed since I looked. */
  watched: WorkItem[]
  /** Came back from a branch that declined or did not answer, and nobody has taken it. */
  branches: WorkItem[]
  replies: WorkItem[]
  voicemails: WorkItem[]
  promised: WorkItem[]
  gaveUp: WorkItem[]
}

export interface SearchView {
  members: MemberListItem[]
  cases: CaseListItem[]
  numbers: { number: string; path: string; title: string }[]
}
