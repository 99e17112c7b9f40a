import type { Allowed, PersonBrief } from './briefs.ts'
import type { PictureView } from './thread-views.ts'

/** One version of a document: never changed. */
export interface DocumentVersionView {
  id: string
  number: number
  fileName: string
  /** "PDF", "Word document" */
  kindWords: string
  bytes: number
  /** SHA-256, 64 hexadecimal digits. */
  sha256: string
  isScanned: boolean
  note: string
  addedBy: PersonBrief
  addedAt: string
  /** Null when it was removed. */
  url: string | null
}

export interface CaseDocumentView {
  id: string
  version: number
  title: string
  fulfils: string | null
  /** Newest first. */
  versions: DocumentVersionView[]
  /** Who opened it, each once, with when they last did; the newest first. */
  seenBy: { person: PersonBrief; at: string }[]
  removed: { by: PersonBrief; at: string; why: string; isErased: boolean } | null
  actions: { addVersion: Allowed; remove: Allowed; putBack: Allowed }
}

/** A picture that came by text, in a conversation on this case. */
export interface TextedPictureView extends PictureView {
  threadId: string
  at: string
  isFromMember: boolean
}

export interface CaseDocumentsView {
  caseId: string
  reference: string
  /** What is there, the newest first; behind it what was removed. */
  documents: CaseDocumentView[]
  pictures: TextedPictureView[]
  /** Whether files are checked for viruses before they are kept. */
  isVirusChecked: boolean
  mostBytes: number
  /** What is taken in, in words. */
  takenIn: string
  add: Allowed
}
