/**
 * Reads a members' file into a report, and applies one that was accepted: batch after batch, each a transaction of its
 * own, so that what rings meanwhile finds the writer free. Memory holds one batch, whatever the size of the file.
 */
import { readCsv, UnreadableFile } from '../adapters/csv/read-csv.ts'
import { applyNextRows } from '../commands/apply-members.ts'
import {
  type FileRow,
  failImport,
  finishReading,
  keepColumns,
  stageGone,
  stageRows,
} from '../commands/import-members.ts'
import type { Env, Stores } from '../commands/ports.ts'
import { isRefused, type Refused } from '../contract/refusals.ts'
import { type Layout, readHeader, readRow } from '../domain/member-file.ts'

type Run = <T>(unit: (stores: Stores, env: Env) => Promise<T>) => Promise<T>

/** Few enough that a webhook behind it in the one writer is not kept waiting long. */
const rowsAtOnce = 200
const membersAtOnce = 1000
const appliedAtOnce = 100
const forgottenAtOnce = 1000

export interface ReadingDeps {
  run: Run
  /** The day in the union's own time zone, for dates that cannot be yet. */
  today: string
  /** The longest file that is taken, in bytes; null: any. */
  mostBytes: number | null
  /** Rows in one transaction, where nobody waits behind it. */
  atOnce?: number
}

/** `length` became more than is taken. */
class FileTooLong extends Error {}

/**
 * Reads to the end. The answer is what the import has come to; a file that cannot be read, breaks off or is too long
 * settles it as failed, in words.
 */
export async function readMemberFile(
  { run, today, mostBytes, atOnce = rowsAtOnce }: ReadingDeps,
  { importId, source }: { importId: string; source: AsyncIterable<Uint8Array> },
): Promise<'ready' | Refused> {
  let bytesRead = 0
  async function* counted() {
    for await (const bytes of source) {
      bytesRead += bytes.length
      if (mostBytes !== null && bytesRead > mostBytes) throw new FileTooLong()
      yield bytes
    }
  }
  let layout: Layout | null = null
  let lastRow = 1
  let batch: FileRow[] = []
  const stage = async (): Promise<void> => {
    const rows = batch
    batch = []
    if (rows.length > 0)
      orThrow(await run((stores, env) => stageRows(stores, env, { importId, rows, bytesRead })))
  }
  try {
    for await (const records of readCsv(counted()))
      for (const { row, cells, isBroken } of records) {
        lastRow = row
        if (layout === null) {
          const found = readHeader(cells)
          if ('problem' in found) throw new UnreadableFile(found.problem)
          layout = found
          const { columns, ignored } = found
          orThrow(await run((stores, env) => keepColumns(stores, env, { importId, columns, ignored })))
          continue
        }
        batch.push({ row, cells, read: readRow(layout, cells, { today, isBroken }) })
        if (batch.length >= atOnce) await stage()
      }
    if (layout === null) throw new UnreadableFile('The file is empty.')
    await stage()
    let after: string | null = ''
    let nextRow = lastRow + 1
    while (after !== null) {
      const from: string = after
      const page = orThrow(
        await run((stores, env) =>
          stageGone(stores, env, { importId, after: from, limit: membersAtOnce, nextRow }),
        ),
      )
      after = page.last
      nextRow = page.nextRow
    }
    return await run((stores, env) => finishReading(stores, env, { importId }))
  } catch (error) {
    if (error instanceof Discarded) return { refused: error.reason }
    const problem =
      error instanceof UnreadableFile
        ? error.message
        : error instanceof FileTooLong
          ? 'The file is longer than is taken here.'
          : `The file broke off in row ${lastRow}. Nothing was changed: send it again.`
    await run((stores, env) => failImport(stores, env, { importId, problem }))
    if (error instanceof FileTooLong) return { refused: 'file-too-long' }
    return { refused: 'bad-settings', detail: problem }
  }
}

/** Somebody discarded the import while it was being read. */
class Discarded extends Error {
  readonly reason: Refused['refused']
  constructor({ refused }: Refused) {
    super(refused)
    this.reason = refused
  }
}
const orThrow = <T>(answer: T | Refused): T => {
  if (isRefused(answer)) throw new Discarded(answer)
  return answer
}

/** Applies what was accepted, and forgets the rows of older reports. After a restart it goes on where it stopped. */
export const createMemberApplying = (deps: {
  run: Run
  whenFailed: (error: unknown) => void
  /** Rows in one transaction, where nobody waits behind it. */
  atOnce?: number
}) => {
  let running: Promise<void> | null = null
  let isStopped = false
  const all = async (): Promise<void> => {
    while (
      !isStopped &&
      (await deps.run((stores, env) => applyNextRows(stores, env, { limit: deps.atOnce ?? appliedAtOnce })))
    );
  }
  return {
    /** Begins unless it is at it already; does not wait. */
    kick: (): void => {
      if (isStopped) return
      running ??= all()
        .catch(deps.whenFailed)
        .finally(() => {
          running = null
        })
    },
    /** The same, waited for: the nightly script. Throws what went wrong. */
    now: all,
    forget: async (): Promise<void> => {
      while (
        !isStopped &&
        (await deps.run((stores) => stores.memberImports.forgetRows(forgottenAtOnce))) > 0
      );
    },
    stop: async (): Promise<void> => {
      isStopped = true
      await running
    },
  }
}
