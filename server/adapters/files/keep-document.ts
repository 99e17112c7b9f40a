import { addDocument, type CheckedFile, type NewDocument, startFile } from '../../commands/add-document.ts'
import type { Env, Stores } from '../../commands/ports.ts'
import type { Refused } from '../../contract/refusals.ts'
import { piecesOf } from './receive-file.ts'

type Run = <T>(unit: (stores: Stores, env: Env) => Promise<T>) => Promise<T>

/** A checked file from disk into the database, and then, in one transaction, a document. What was refused is tidied away by the worker. */
export async function keepDocument(
  run: Run,
  what: NewDocument,
  { path, file }: { path: string; file: CheckedFile },
): Promise<{ documentId: string } | Refused> {
  const { fileId } = await run((stores, env) =>
    startFile(stores, env, { bytes: file.bytes, sha256: file.sha256 }),
  )
  for await (const piece of piecesOf(path))
    await run((stores) => stores.storedFiles.addPiece({ fileId, ...piece }))
  return run((stores, env) => addDocument(stores, env, { ...what, fileId, file }))
}
