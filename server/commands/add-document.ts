/**
 * A document on its way onto a case. Its bytes are written piece by piece, each in a transaction of its own, and belong
 * to nobody; the last transaction makes them a document, or the next version of one.
 */
import type { Refused } from '../contract/refusals.ts'
import { type CaseDocument, type DocumentVersion, titleTrouble } from '../domain/documents/document.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

export interface NewDocument {
  caseId: string
  personId: string
  /** The document that this is the next version of; null: a new one. */
  documentId: string | null
  title: string
  fulfils: string | null
  note: string
}
/** What was found out about the file by looking at it. */
export type CheckedFile = Pick<
  DocumentVersion,
  'fileName' | 'contentType' | 'kind' | 'bytes' | 'sha256' | 'isScanned'
>

/** Whether it would be taken, asked before anything of the file is read. */
export async function mayAddDocument(
  stores: Stores,
  _env: Env,
  input: NewDocument,
): Promise<{ document: CaseDocument | null } | Refused> {
  if (!(await stores.cases.find(input.caseId))) return { refused: 'not-found' }
  if (input.documentId !== null) {
    const document = await stores.documents.find(input.documentId)
    if (document === null || document.caseId !== input.caseId) return { refused: 'not-found' }
    return document.removedAt === null ? { document } : { refused: 'document-removed' }
  }
  const trouble = titleTrouble(input.title)
  return trouble === null
    ? { document: null }
    : { refused: 'bad-settings', fields: [{ field: 'title', words: trouble }] }
}

export async function startFile(
  stores: Stores,
  env: Env,
  file: { bytes: number; sha256: string },
): Promise<{ fileId: string }> {
  const fileId = env.ids.next()
  await stores.storedFiles.insert({ id: fileId, ...file, startedAt: env.now, wholeAt: null })
  return { fileId }
}

export async function addDocument(
  stores: Stores,
  env: Env,
  input: NewDocument & { fileId: string; file: CheckedFile },
): Promise<{ documentId: string } | Refused> {
  const may = await mayAddDocument(stores, env, input)
  if ('refused' in may) return may
  const stored = await stores.storedFiles.find(input.fileId)
  if (stored === null || stored.wholeAt !== null) return { refused: 'document-cut-off' }
  const before = may.document === null ? [] : await stores.documentVersions.ofDocument(may.document.id)
  if (before.at(-1)?.sha256 === input.file.sha256) return { refused: 'document-same' }
  const document: CaseDocument = may.document ?? {
    id: env.ids.next(),
    version: 0,
    caseId: input.caseId,
    title: input.title.trim(),
    fulfils: input.fulfils,
    createdBy: input.personId,
    createdAt: env.now,
    removedBy: null,
    removedAt: null,
    removedWhy: null,
    erasedAt: null,
  }
  const next = { ...document, version: document.version + 1 }
  await (may.document === null ? stores.documents.insert(next) : stores.documents.save(next))
  const number = (before.at(-1)?.number ?? 0) + 1
  await stores.documentVersions.insert({
    id: env.ids.next(),
    documentId: document.id,
    number,
    fileId: input.fileId,
    ...input.file,
    note: input.note.trim(),
    addedBy: input.personId,
    addedAt: env.now,
  })
  await stores.storedFiles.save({ ...stored, wholeAt: env.now })
  await noteOnCase(stores, env, {
    caseId: input.caseId,
    heading: number === 1 ? 'Document added' : `Version ${number} of a document added`,
    body: `${document.title}${input.note.trim() === '' ? '' : `: ${input.note.trim()}`}`,
  })
  await stores.events.append(
    [
      {
        type: 'document.added',
        caseId: input.caseId,
        documentId: document.id,
        number,
        sha256: input.file.sha256,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { documentId: document.id }
}
