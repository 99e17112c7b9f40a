/**
 * A file that somebody sends, on its way into the database: to a temporary file as it comes, looked at there, then into
 * the database piece by piece. Memory holds one piece, and the writer is never kept busy with a long file.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CheckedFile } from '../../commands/add-document.ts'
import type { Refused } from '../../contract/refusals.ts'
import { documentKinds } from '../../domain/documents/document-kinds.ts'
import { inspectFile } from './inspect-file.ts'
import type { VirusCheck } from './virus-check.ts'

/** A webhook waits behind one piece at most. */
export const pieceBytes = 256 * 1024

class TooLong extends Error {}

export interface FileToKeep {
  path: string
  file: CheckedFile
}

/** Reads, checks, and hands what is worth keeping to `keep`; the temporary file is gone afterwards, whatever happens. */
export async function receiveFile<T>(
  deps: { virusCheck: VirusCheck | null; mostBytes: number },
  sent: { source: Readable; fileName: string },
  keep: (whole: FileToKeep) => Promise<T>,
): Promise<T | Refused> {
  const folder = await mkdtemp(join(tmpdir(), 'branchline-file-'))
  try {
    const path = join(folder, 'file')
    const digest = createHash('sha256')
    let bytes = 0
    async function* counted(source: AsyncIterable<Buffer>) {
      for await (const piece of source) {
        bytes += piece.length
        if (bytes > deps.mostBytes) throw new TooLong()
        digest.update(piece)
        yield piece
      }
    }
    try {
      await pipeline(sent.source, counted, createWriteStream(path, { mode: 0o600 }))
    } catch (error) {
      if (error instanceof TooLong) return { refused: 'document-too-large' }
      if (isBrokenOff(error)) return { refused: 'document-cut-off' }
      throw error
    }
    if (bytes === 0) return { refused: 'document-empty' }
    const inspected = await inspectFile(path, sent.fileName)
    if ('refused' in inspected) return { refused: inspected.refused, detail: inspected.words }
    if (deps.virusCheck !== null) {
      const found = await deps.virusCheck(path)
      if (found !== 'clean') return { refused: found === 'found' ? 'document-virus' : 'virus-check-failed' }
    }
    const { contentType } = documentKinds[inspected.kind]
    return await keep({
      path,
      file: {
        fileName: sent.fileName,
        contentType,
        kind: inspected.kind,
        bytes,
        sha256: digest.digest('hex'),
        isScanned: deps.virusCheck !== null,
      },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whoever sent it went away before its end. */
const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' ||
    error.code === 'ERR_STREAM_PREMATURE_CLOSE' ||
    error.code === 'ECONNABORTED')

/** The pieces of a file on disk, in order. */
export async function* piecesOf(path: string): AsyncGenerator<{ place: number; content: Buffer }> {
  let place = 0
  for await (const content of createReadStream(path, { highWaterMark: pieceBytes })) {
    yield { place, content: content as Buffer }
    place += 1
  }
}
