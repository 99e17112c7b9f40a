/**
 * A document on a case (F74): named once, kept as it was sent, every version with its hash.
 *
 *   kept ──── remove ────► removed ──── 30 days, no legal hold ────► erased
 *    ▲                        │
 *    └─────── put back ───────┘
 *
 * - kept: shown, opened, exported, and given away with a subject-access pack.
 * - removed: from that moment nobody can open it, and no export takes it along. Its line stays: what it was called, who
 *   removed it, when and why.
 * - erased: the bytes are gone. Name, length and hash stay, so that somebody who has a copy can be told what it is.
 *
 * A version is never changed: another file under the same name is the next version.
 * Elsewhere: attachment, file. Avoid: attachment (that is of a text).
 */
import type { Instant } from '../records.ts'

export interface CaseDocument {
  id: string
  version: number
  caseId: string
  title: string
  /** Which document of its case type's list this is (F69); null: none. */
  fulfils: string | null
  createdBy: string
  createdAt: Instant
  removedBy: string | null
  removedAt: Instant | null
  removedWhy: string | null
  erasedAt: Instant | null
}

export interface DocumentVersion {
  id: string
  documentId: string
  /** From 1, without gaps. */
  number: number
  /** Where its bytes are (stored_files). */
  fileId: string
  fileName: string
  contentType: string
  /** Key of document-kinds.ts. */
  kind: string
  bytes: number
  /** SHA-256, 64 hexadecimal digits in lower case. */
  sha256: string
  /** Looked at by the virus scanner, when there is one. */
  isScanned: boolean
  note: string
  addedBy: string
  addedAt: Instant
}

/** A file's bytes on their way in, kept, or gone. Only a whole one is anybody's. */
export interface StoredFile {
  id: string
  bytes: number
  sha256: string
  startedAt: Instant
  wholeAt: Instant | null
}

export const mostDocumentBytes = 25 * 1024 * 1024
export const longestTitle = 200
/** After these days a removed document is erased. */
export const removedKeptDays = 30

type Decided =
  | { next: CaseDocument }
  | { refused: 'document-removed' | 'document-here' | 'document-erased' | 'why-required' }

export const remove = (
  document: CaseDocument,
  { by, at, why }: { by: string; at: Instant; why: string },
): Decided => {
  if (document.removedAt !== null) return { refused: 'document-removed' }
  if (why.trim() === '') return { refused: 'why-required' }
  return { next: { ...changed(document), removedBy: by, removedAt: at, removedWhy: why.trim() } }
}

export const putBack = (document: CaseDocument): Decided => {
  if (document.erasedAt !== null) return { refused: 'document-erased' }
  if (document.removedAt === null) return { refused: 'document-here' }
  return { next: { ...changed(document), removedBy: null, removedAt: null, removedWhy: null } }
}

export const rename = (
  document: CaseDocument,
  { title, fulfils }: { title: string; fulfils: string | null },
): Decided =>
  document.removedAt === null
    ? { next: { ...changed(document), title: title.trim(), fulfils } }
    : { refused: 'document-removed' }

export const erase = (document: CaseDocument, at: Instant): CaseDocument => ({
  ...changed(document),
  erasedAt: at,
})

/** What was removed at this instant or before it is erased now. */
export const erasableBefore = (now: Instant): Instant =>
  new Date(Date.parse(now) - removedKeptDays * 86_400_000).toISOString()

/** What is wrong with a name, in words; null: nothing. */
export const titleTrouble = (title: string): string | null =>
  title.trim() === ''
    ? 'Give it a name that says what it is.'
    : title.trim().length > longestTitle
      ? `A name can be ${longestTitle} characters at most.`
      : null

/** "letter.pdf" → "letter": a name to begin with. */
export const titleOfFile = (fileName: string): string =>
  fileName
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .trim()
    .slice(0, longestTitle) || 'Document'

const changed = (document: CaseDocument): CaseDocument => ({ ...document, version: document.version + 1 })
