/**
 * RFC 4180, read as it arrives: bytes → records, a piece at a time, whatever the size of the file. Lines end with CRLF,
 * LF or CR; a byte order mark is dropped; bytes that are not UTF-8 become U+FFFD, which whoever checks a cell will see.
 *
 *   start ─ " ─► quoted ─ " ─► closing ─ " ─► quoted        start, plain, closing ─ , ─► start (next cell)
 *     └─ other ─► plain           └─ other ─► plain, broken   start, plain, closing ─ end of line ─► start (next record)
 */

export interface CsvRecord {
  /** As a spreadsheet counts: the first line is 1. */
  readonly row: number
  readonly cells: string[]
  /** Something stands after a closing quotation mark. */
  readonly isBroken: boolean
}

/** The file as a whole cannot be read; the message is for whoever sent it. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** A record longer than this has a quotation mark that is never closed, and would otherwise swallow the whole file. */
const longestRecord = 64 * 1024

/** Records in the order of the file, those of one piece of it at a time. Empty lines are counted and left out. */
export async function* readCsv(source: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord[]> {
  const decoder = new TextDecoder('utf-8')
  const records = recordReader()
  const head: number[] = []
  for await (const bytes of source) {
    if (head.length < 2) {
      head.push(...bytes.subarray(0, 2 - head.length))
      refuseOtherKinds(head)
    }
    yield records.read(decoder.decode(bytes, { stream: true }))
  }
  yield [...records.read(decoder.decode()), ...records.end()]
}

/** By the first two bytes, or as many as have come. */
function refuseOtherKinds([first, second]: readonly number[]): void {
  if (first === 0x50 && second === 0x4b)
    throw new UnreadableFile('This is a workbook, not a CSV file. Save it as “CSV UTF-8” and send that.')
  if (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    first === 0 ||
    second === 0
  )
    throw new UnreadableFile('This file is in UTF-16. Save it as “CSV UTF-8” and send that.')
}

const quote = 34
const comma = 44
const lineFeed = 10
const carriageReturn = 13

function recordReader() {
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start'
  let cells: string[] = []
  let cell = ''
  let length = 0
  let row = 1
  let isBroken = false
  let wasCarriageReturn = false

  const endRecord = (into: CsvRecord[]) => {
    cells.push(cell)
    if (cells.length > 1 || cells[0] !== '') into.push({ row, cells, isBroken })
    cells = []
    cell = ''
    length = 0
    isBroken = false
    state = 'start'
    row += 1
  }

  const read = (text: string): CsvRecord[] => {
    const done: CsvRecord[] = []
    let from = 0
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (state === 'quoted') {
        if (code !== quote) continue
        cell += text.slice(from, at)
        from = at + 1
        state = 'closing'
        continue
      }
      if (code === lineFeed && wasCarriageReturn) {
        wasCarriageReturn = false
        from = at + 1
        continue
      }
      wasCarriageReturn = false
      if (code === comma) {
        cell += text.slice(from, at)
        cells.push(cell)
        length += cell.length
        cell = ''
        from = at + 1
        state = 'start'
      } else if (code === lineFeed || code === carriageReturn) {
        cell += text.slice(from, at)
        from = at + 1
        wasCarriageReturn = code === carriageReturn
        endRecord(done)
      } else if (state === 'closing') {
        if (code === quote) {
          cell += '"'
          from = at + 1
          state = 'quoted'
        } else {
          isBroken = true
          from = at
          state = 'plain'
        }
      } else if (state === 'start') {
        if (code === quote) {
          from = at + 1
          state = 'quoted'
        } else state = 'plain'
      }
    }
    cell += text.slice(from)
    if (length + cell.length > longestRecord)
      throw new UnreadableFile(
        `Row ${row} does not end: a quotation mark in it is not closed. Nothing was taken from the file.`,
      )
    return done
  }

  return {
    read,
    /** What is left after the last line break. */
    end: (): CsvRecord[] => {
      const done: CsvRecord[] = []
      if (state === 'quoted') isBroken = true
      if (state !== 'start' || cells.length > 0) endRecord(done)
      return done
    },
  }
}
