/** A member on one screen, and the members’ file. */
import type { Allowed, CaseBrief, MemberBrief } from './briefs.ts'
import type { TimelineEntry } from './contact-views.ts'
import type { MayContactView, SafeContactView } from './safe-contact-views.ts'
import type { MemberImportWord, MemberRowWord } from './words.ts'

export interface MemberView extends MemberBrief {
  version: number
  phones: {
    id: string
    number: string
    e164: string
    /** The other members who have this number: nobody is assumed to be any of them. */
    sharedWith: { id: string; name: string; branch: string | null }[]
    label: string
    optedOutAt: string | null
    /** Why it is not safe to ring or text, or null. */
    unsafeBecause: string | null
    /** They asked for a text when a call of theirs was missed, and said that this number is safe. */
    missedCallText: { isWanted: boolean; change: Allowed }
    /** By the member's own wishes and what is marked, now. */
    ring: MayContactView
    text: MayContactView
  }[]
  safeContact: SafeContactView
  /** When the membership system last said this of them, as far as applied; null: it never told of them. */
  membershipReadAt: string | null
  joinedOn: string | null
  jobTitle: string | null
  email: string | null
  recordingRefused: boolean
  textRelay: boolean
  cases: CaseBrief[]
  contacts: TimelineEntry[]
}

export interface MemberListItem extends MemberBrief {
  number: string | null
  openCases: number
}

/** One reading of the members' file. */
export interface MemberImportView {
  id: string
  state: MemberImportWord
  fileName: string
  startedBy: string
  startedAt: string
  settledAt: string | null
  /** It is being read and nothing came for two minutes: the upload was lost. */
  isSilent: boolean
  /** How much was read or applied, when that is going on and can be told. */
  percent: number | null
  rows: number
  counts: Record<MemberRowWord | 'same', number>
  /** Columns that nothing was read from. */
  ignored: string[]
  /** Why the file could not be read. */
  problem: string | null
  /** So many are missing that somebody must say that it is right. */
  goneQuestion: string | null
  apply: Allowed
  discard: Allowed
}

export interface MemberImportsView {
  open: MemberImportView | null
  earlier: MemberImportView[]
  mayUpload: Allowed
  mostBytes: number
  columns: { heading: string; isRequired: boolean }[]
}

export interface MemberImportRowView {
  /** As a spreadsheet counts; null for somebody who is not in the file. */
  row: number | null
  membershipNumber: string | null
  name: string
  changes: { field: string; before: string | null; after: string | null; keptHere: boolean }[]
  problem: string | null
}
