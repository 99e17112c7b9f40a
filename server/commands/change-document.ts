import { isRefused, type Refused } from '../contract/refusals.ts'
import {
  type CaseDocument,
  erasableBefore,
  erase,
  putBack,
  remove,
  rename,
  titleTrouble,
} from '../domain/documents/document.ts'
import { findDocument, noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'

type Pressed = { documentId: string; version: number; personId: string }
type EventOfDocument = 'document.changed' | 'document.removed' | 'document.put-back'

const keep = async (
  stores: Stores,
  env: Env,
  decided: { next: CaseDocument } | Refused,
  said: { type: EventOfDocument; heading: string; body: string },
): Promise<{ caseId: string } | Refused> => {
  if ('refused' in decided) return decided
  const { id, caseId } = decided.next
  await stores.documents.save(decided.next)
  await noteOnCase(stores, env, { caseId, heading: said.heading, body: said.body })
  await stores.events.append([{ type: said.type, caseId, documentId: id }], {
    actor: env.actor,
    at: env.now,
  })
  return { caseId }
}

/** Another name, or what it fulfils of the case type's list. */
export async function changeDocument(
  stores: Stores,
  env: Env,
  input: Pressed & { title: string; fulfils: string | null },
): Promise<{ caseId: string } | Refused> {
  const trouble = titleTrouble(input.title)
  if (trouble !== null) return { refused: 'bad-settings', fields: [{ field: 'title', words: trouble }] }
  const found = await findDocument(stores, input)
  if (isRefused(found)) return found
  if (found.title === input.title.trim() && found.fulfils === input.fulfils) return { caseId: found.caseId }
  return keep(stores, env, rename(found, input), {
    type: 'document.changed',
    heading: 'Document renamed',
    body: `“${found.title}” to “${input.title.trim()}”`,
  })
}

/** From now on nobody opens it and no export takes it along. The words stay. */
export async function removeDocument(
  stores: Stores,
  env: Env,
  input: Pressed & { why: string },
): Promise<{ caseId: string } | Refused> {
  const found = await findDocument(stores, input)
  if (isRefused(found)) return found
  return keep(stores, env, remove(found, { by: input.personId, at: env.now, why: input.why }), {
    type: 'document.removed',
    heading: 'Document removed',
    body: `“${found.title}”. Why: ${input.why.trim()}`,
  })
}

export async function putDocumentBack(
  stores: Stores,
  env: Env,
  input: Pressed,
): Promise<{ caseId: string } | Refused> {
  const found = await findDocument(stores, input)
  if (isRefused(found)) return found
  return keep(stores, env, putBack(found), {
    type: 'document.put-back',
    heading: 'Document put back',
    body: `“${found.title}”`,
  })
}

/** Of one document a turn; each piece is up to a quarter of a megabyte. */
const piecesAtOnce = 20

/**
 * Erases what was removed long ago, a few pieces in one transaction. Answers whether there may be more.
 * A file that never came whole is dropped after an hour.
 */
export async function eraseDocuments(stores: Stores, env: Env): Promise<{ more: boolean }> {
  const anHourAgo = new Date(Date.parse(env.now) - 3_600_000).toISOString()
  const [left] = await stores.storedFiles.leftBefore(anHourAgo)
  if (left) {
    if ((await stores.storedFiles.dropPieces(left.id, piecesAtOnce)) < piecesAtOnce)
      await stores.storedFiles.drop(left.id)
    return { more: true }
  }
  const [document] = await stores.documents.removedBefore(erasableBefore(env.now), 1)
  if (!document) return { more: false }
  for (const { fileId } of await stores.documentVersions.ofDocument(document.id))
    if ((await stores.storedFiles.dropPieces(fileId, piecesAtOnce)) > 0) return { more: true }
  await stores.documents.save(erase(document, env.now))
  await stores.events.append(
    [{ type: 'document.erased', caseId: document.caseId, documentId: document.id }],
    { actor: env.actor, at: env.now },
  )
  return { more: true }
}
