/** What the commands of documents share. */
import type { Refused } from '../contract/refusals.ts'
import type { CaseDocument } from '../domain/documents/document.ts'
import { personOf } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

/** A line of the case's history; the case counts as changed. */
export const noteOnCase = async (
  stores: Stores,
  env: Env,
  { caseId, heading, body }: { caseId: string; heading: string; body: string },
): Promise<void> => {
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId,
    kind: 'change',
    at: env.now,
    authorId: personOf(env),
    clientId: null,
    heading,
    body,
    contactId: null,
  })
  const found = await stores.cases.find(caseId)
  if (found) await stores.cases.save({ ...found, version: found.version + 1, updatedAt: env.now })
}

/** The document, when it is there and as the asker saw it. */
export const findDocument = async (
  stores: Stores,
  { documentId, version }: { documentId: string; version: number },
): Promise<CaseDocument | Refused> => {
  const found = await stores.documents.find(documentId)
  if (!found) return { refused: 'not-found' }
  return found.version === version ? found : { refused: 'stale-version' }
}
