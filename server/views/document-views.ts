import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import type { CaseDocumentsView, CaseDocumentView, TextedPictureView } from '../contract/document-views.ts'
import { formatReference } from '../domain/case-reference.ts'
import { type DocumentVersion, mostDocumentBytes } from '../domain/documents/document.ts'
import { type DocumentKind, documentKinds, takenInWords } from '../domain/documents/document-kinds.ts'
import { personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

const somebody = (id: string): PersonBrief => ({ id, name: 'Somebody who left', initials: '' })

/** Every document of a case, removed ones last, and the pictures that came by text. Null: no such case. */
export async function caseDocumentsView(
  { read }: ViewDeps,
  caseId: string,
  { isVirusChecked }: { isVirusChecked: boolean },
): Promise<CaseDocumentsView | null> {
  const found: { number: number } | undefined = await read('cases').where({ id: caseId }).first('number')
  if (!found) return null
  const rows: unknown[] = await selectFrom(read, tables.documents)
    .where({ case_id: caseId })
    .orderBy('created_at', 'desc')
  const documents = rows.map((row) => tables.documents.decode(row))
  const versionRows: unknown[] = await selectFrom(read, tables.documentVersions)
    .whereIn(
      'document_id',
      documents.map(({ id }) => id),
    )
    .orderBy('number', 'desc')
  const versions = versionRows.map((row) => tables.documentVersions.decode(row))
  const seen = await readersOf(read, caseId)
  const people = await personBriefs(read, [
    ...documents.map(({ removedBy }) => removedBy),
    ...versions.map(({ addedBy }) => addedBy),
    ...[...seen.values()].flatMap((readers) => [...readers.keys()]),
  ])
  const brief = (id: string) => people.get(id) ?? somebody(id)
  const shown = documents.map((document): CaseDocumentView => {
    const isHere = document.removedAt === null
    return {
      id: document.id,
      version: document.version,
      title: document.title,
      fulfils: document.fulfils,
      versions: versions
        .filter(({ documentId }) => documentId === document.id)
        .map((one) => ({
          id: one.id,
          number: one.number,
          fileName: one.fileName,
          kindWords: kindWords(one),
          bytes: one.bytes,
          sha256: one.sha256,
          isScanned: one.isScanned,
          note: one.note,
          addedBy: brief(one.addedBy),
          addedAt: one.addedAt,
          url: isHere ? `/api/documents/versions/${encodeURIComponent(one.id)}/file` : null,
        })),
      seenBy: [...(seen.get(document.id) ?? [])]
        .map(([id, at]) => ({ person: brief(id), at }))
        .toSorted((a, b) => b.at.localeCompare(a.at)),
      removed:
        document.removedAt === null
          ? null
          : {
              by: brief(document.removedBy ?? ''),
              at: document.removedAt,
              why: document.removedWhy ?? '',
              isErased: document.erasedAt !== null,
            },
      actions: {
        addVersion: when(isHere, 'document-removed'),
        remove: when(isHere, 'document-removed'),
        putBack: isHere ? when(false, 'document-here') : when(document.erasedAt === null, 'document-erased'),
      },
    }
  })
  return {
    caseId,
    reference: formatReference(found.number),
    documents: [
      ...shown.filter(({ removed }) => removed === null),
      ...shown.filter(({ removed }) => removed !== null),
    ],
    pictures: await textedPictures(read, caseId),
    isVirusChecked,
    mostBytes: mostDocumentBytes,
    takenIn: takenInWords,
    add: { allowed: true },
  }
}

const kindWords = ({ kind }: DocumentVersion): string => (isKind(kind) ? documentKinds[kind].words : 'file')
const isKind = (kind: string): kind is DocumentKind => Object.hasOwn(documentKinds, kind)

/** Document → who opened it → when they last did, as the log says. */
async function readersOf(read: Knex, caseId: string): Promise<Map<string, Map<string, string>>> {
  const rows: unknown[] = await selectFrom(read, tables.eventLog)
    .where({ case_id: caseId, type: 'record.read' })
    .orderBy('seq')
  const readers = new Map<string, Map<string, string>>()
  for (const { data, actor, at } of rows.map((row) => tables.eventLog.decode(row))) {
    const id = data['documentId']
    if (typeof id !== 'string') continue
    const known = readers.get(id) ?? new Map<string, string>()
    known.set(actor, at)
    readers.set(id, known)
  }
  return readers
}

async function textedPictures(read: Knex, caseId: string): Promise<TextedPictureView[]> {
  const rows: {
    id: string
    width: number
    height: number
    alt: string
    threadId: string
    at: string
    direction: string
  }[] = await read('pictures')
    .join('messages', 'messages.id', 'pictures.message_id')
    .join('contacts', 'contacts.id', 'messages.contact_id')
    .where('contacts.case_id', caseId)
    .orderBy('messages.at', 'desc')
    .select({
      id: 'pictures.id',
      width: 'pictures.width',
      height: 'pictures.height',
      alt: 'pictures.alt',
      threadId: 'messages.thread_id',
      at: 'messages.at',
      direction: 'messages.direction',
    })
  return rows.map(({ direction, id, ...rest }) => ({
    ...rest,
    id,
    url: `/api/pictures/${id}`,
    isFromMember: direction === 'in',
  }))
}

/** What is needed to give one version out, and where; null: no such version. */
export async function documentVersionFor(
  { read }: ViewDeps,
  versionId: string,
): Promise<{
  version: DocumentVersion
  caseId: string
  memberId: string | null
  isRemoved: boolean
  isErased: boolean
} | null> {
  const row: unknown = await selectFrom(read, tables.documentVersions).where({ id: versionId }).first()
  if (!row) return null
  const version = tables.documentVersions.decode(row)
  const document: unknown = await selectFrom(read, tables.documents).where({ id: version.documentId }).first()
  const { caseId, removedAt, erasedAt } = tables.documents.decode(document)
  const of: { member_id: string | null } | undefined = await read('cases')
    .where({ id: caseId })
    .first('member_id')
  return {
    version,
    caseId,
    memberId: of?.member_id ?? null,
    isRemoved: removedAt !== null,
    isErased: erasedAt !== null,
  }
}
