/**
 * What a file on disk really is, read from its bytes: its kind by file-type, the contents of archives by their own list.
 * Nothing is ever unpacked.
 */
import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { openPromise } from 'yauzl'
import {
  type ArchiveEntry,
  archiveKinds,
  archiveTrouble,
  bombTrouble,
  type DocumentKind,
  kindOfFile,
  mostEntries,
} from '../../domain/documents/document-kinds.ts'

export type Inspected =
  | { kind: DocumentKind }
  | { refused: 'document-kind' | 'document-unsafe'; words: string }

const unreadable = 'This archive is damaged or was cut off, so what is in it cannot be told. It is not kept.'

export async function inspectFile(path: string, fileName: string): Promise<Inspected> {
  const head = await firstBytes(path, 4)
  const isArchive = head.equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))
  // The list first: file-type opens the first entries of an archive, and a bomb may lie there.
  const entries = isArchive ? await entriesOf(path) : []
  if (entries === 'unreadable') return { refused: 'document-unsafe', words: unreadable }
  const bomb = bombTrouble(entries)
  if (bomb !== null) return { refused: 'document-unsafe', words: bomb }
  const sniffed = (await fileTypeFromFile(path))?.ext ?? ((await isText(path)) ? 'text' : null)
  const told = kindOfFile(sniffed, fileName)
  if ('words' in told) return { refused: 'document-kind', words: told.words }
  const trouble = archiveKinds.includes(told.kind) ? archiveTrouble(told.kind, entries) : null
  return trouble === null ? told : { refused: 'document-unsafe', words: trouble }
}

/** What an archive's own list says is in it; one more than the limit at most. */
async function entriesOf(path: string): Promise<ArchiveEntry[] | 'unreadable'> {
  try {
    const archive = await openPromise(path, { lazyEntries: true })
    try {
      const entries: ArchiveEntry[] = []
      for await (const entry of archive.eachEntry()) {
        entries.push({
          name: entry.fileName,
          packedBytes: entry.compressedSize,
          bytes: entry.uncompressedSize,
          isEncrypted: entry.isEncrypted(),
        })
        if (entries.length > mostEntries) break
      }
      return entries
    } finally {
      archive.close()
    }
  } catch {
    // yauzl says what is wrong only as text; whatever it cannot read, nobody can be sure of.
    return 'unreadable'
  }
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-8 without a zero byte, all through; a page of another kind of text has its own marks and is sniffed. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    let rest = Buffer.alloc(0)
    for await (const piece of file.createReadStream({ autoClose: false })) {
      const bytes = Buffer.concat([rest, piece as Buffer])
      if (bytes.includes(0)) return false
      const whole = wholeCharacters(bytes)
      if (!isUtf8(bytes.subarray(0, whole))) return false
      rest = Buffer.from(bytes.subarray(whole))
    }
    return rest.length === 0
  } finally {
    await file.close()
  }
}

/** How many bytes end with a whole character: at most three may belong to the next piece. */
const wholeCharacters = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needs > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}
