/**
 * The members' file, from its first row to the report: nothing here changes a member. Applying is apply-members.ts.
 * Each command is one short transaction over a batch of rows, so that webhooks find the writer free between them.
 */
import type { Refused } from '../contract/refusals.ts'
import { differences, goneStatus, type MemberNow, saysMore, taken } from '../domain/member-difference.ts'
import type { MemberSays, ReadRow } from '../domain/member-file.ts'
import { isSilent, type MemberImport, moved, newImport } from '../domain/member-import.ts'
import type { StagedRow } from './member-import-ports.ts'
import type { Env, Stores } from './ports.ts'

/** One row as it was read; `cells` as they stood, for the list of refused rows. */
export interface FileRow {
  row: number
  cells: readonly string[]
  read: ReadRow
}

/**
 * Begins. Refused while another import is open: `import-open`. `supersede`: an open one that waits for a person, or lost
 * its file, is discarded first (the nightly file is newer).
 */
export async function startImport(
  stores: Stores,
  env: Env,
  input: { fileName: string; bytes: number | null; supersede: boolean },
): Promise<{ importId: string } | Refused> {
  const open = await stores.memberImports.open()
  if (open !== null) {
    const gone = input.supersede || isSilent(open, env.now) ? moved(open, 'discarded', env.now) : null
    if (gone === null) return { refused: 'import-open' }
    await stores.memberImports.save(gone)
    await tell(stores, env, 'members.import-discarded', gone)
  }
  const fresh = newImport({
    id: env.ids.next(),
    fileName: input.fileName,
    bytes: input.bytes,
    startedBy: env.actor,
    startedAt: env.now,
    knownBefore: await stores.memberImports.known(),
  })
  await stores.memberImports.insert(fresh)
  await tell(stores, env, 'members.import-started', fresh)
  return { importId: fresh.id }
}

/** The first row of the file: which columns it has. */
export async function keepColumns(
  stores: Stores,
  env: Env,
  input: { importId: string; columns: readonly string[]; ignored: readonly string[] },
): Promise<'kept' | Refused> {
  const one = await reading(stores, input.importId)
  if (one === null) return { refused: 'import-over' }
  await stores.memberImports.save({
    ...one,
    heardAt: env.now,
    columns: [...input.columns],
    ignored: [...input.ignored],
  })
  return 'kept'
}

/** A batch of rows, in the order of the file: what each would change, or why it is refused. */
export async function stageRows(
  stores: Stores,
  env: Env,
  input: { importId: string; rows: readonly FileRow[]; bytesRead: number },
): Promise<'staged' | Refused> {
  const one = await reading(stores, input.importId)
  if (one === null) return { refused: 'import-over' }
  const numbers = input.rows.flatMap(({ read }) => ('says' in read ? [read.membershipNumber] : []))
  const now = new Map(
    (await stores.memberImports.membersNow([...new Set(numbers)])).map((member) => [
      member.membershipNumber,
      member,
    ]),
  )
  const seen = await stores.memberImports.rowsWith(one.id, [...new Set(numbers)])
  const staged = input.rows.map((row): StagedRow => {
    const { read } = row
    if ('problem' in read) return failed(one.id, row, read.problem)
    const earlier = seen.get(read.membershipNumber)
    if (earlier !== undefined)
      return failed(
        one.id,
        row,
        `The membership number ${read.membershipNumber} stands in row ${earlier} already.`,
      )
    seen.set(read.membershipNumber, row.row)
    return compared(one.id, row.row, read, now.get(read.membershipNumber) ?? null)
  })
  await stores.memberImports.stage(staged)
  await stores.memberImports.save(
    counted({ ...one, heardAt: env.now, bytesRead: input.bytesRead, rows: one.rows + staged.length }, staged),
  )
  return 'staged'
}

/**
 * A page of the members whom the membership system told of before: those who are not in the file are gone. A row that
 * was refused keeps its member. Gives where the next page begins, null when all were looked at.
 */
export async function stageGone(
  stores: Stores,
  env: Env,
  input: { importId: string; after: string; limit: number; nextRow: number },
): Promise<{ last: string | null; nextRow: number } | Refused> {
  const one = await reading(stores, input.importId)
  if (one === null) return { refused: 'import-over' }
  const { gone, last } = await stores.memberImports.missing(one.id, input.after, input.limit)
  const staged = gone.map(
    ({ membershipNumber, name, status }, place): StagedRow => ({
      importId: one.id,
      row: input.nextRow + place,
      kind: 'gone',
      membershipNumber,
      name,
      says: null,
      changes: [{ field: 'status', before: status, after: goneStatus, keptHere: false }],
      cells: null,
      problem: null,
      toApply: true,
    }),
  )
  await stores.memberImports.stage(staged)
  await stores.memberImports.save(counted({ ...one, heardAt: env.now }, staged))
  return { last, nextRow: input.nextRow + gone.length }
}

/** The whole file was read: the report is ready to be looked at. */
export const finishReading = async (
  stores: Stores,
  env: Env,
  input: { importId: string },
): Promise<'ready' | Refused> => {
  const one = await reading(stores, input.importId)
  const next = one && moved(one, 'ready', env.now)
  if (next === null) return { refused: 'import-over' }
  await stores.memberImports.save(next)
  await tell(stores, env, 'members.import-ready', next)
  return 'ready'
}

/** The file could not be read to its end. `problem`: why, in words. */
export async function failImport(
  stores: Stores,
  env: Env,
  input: { importId: string; problem: string },
): Promise<'failed' | Refused> {
  const one = await reading(stores, input.importId)
  const next = one && moved(one, 'failed', env.now)
  if (next === null) return { refused: 'import-over' }
  await stores.memberImports.save({ ...next, problem: input.problem })
  await tell(stores, env, 'members.import-failed', next)
  return 'failed'
}

/** Nothing of it is applied. One that is being read is left alone until it has been silent for two minutes. */
export async function discardImport(
  stores: Stores,
  env: Env,
  input: { importId: string },
): Promise<'discarded' | Refused> {
  const one = await stores.memberImports.find(input.importId)
  if (one === null) return { refused: 'not-found' }
  const next = one.state === 'reading' && !isSilent(one, env.now) ? null : moved(one, 'discarded', env.now)
  if (next === null) return { refused: one.state === 'reading' ? 'import-reading' : 'import-over' }
  await stores.memberImports.save(next)
  await tell(stores, env, 'members.import-discarded', next)
  return 'discarded'
}

type Told =
  | 'members.import-started'
  | 'members.import-ready'
  | 'members.import-failed'
  | 'members.import-discarded'
  | 'members.import-applying'
  | 'members.import-applied'

/** Counts only: whose data it was stands in the report, not in the log. */
export const tell = (stores: Stores, env: Env, type: Told, one: MemberImport): Promise<void> => {
  const { fresh, changed, kept, gone, failed: refused } = one
  return stores.events.append([{ type, importId: one.id, fresh, changed, kept, gone, refused }], {
    actor: env.actor,
    at: env.now,
  })
}

const reading = async (stores: Stores, importId: string): Promise<MemberImport | null> => {
  const one = await stores.memberImports.find(importId)
  return one?.state === 'reading' ? one : null
}

function compared(
  importId: string,
  row: number,
  read: { membershipNumber: string; name: string; says: MemberSays },
  now: MemberNow | null,
): StagedRow {
  const { membershipNumber, name, says } = read
  const base = { importId, row, membershipNumber, name, cells: null, problem: null }
  if (now === null) return { ...base, kind: 'new', says, changes: [], toApply: true }
  const changes = differences(now, says.values)
  const isChanged = taken(changes).length > 0
  const toApply = isChanged || saysMore(now, says.values)
  return {
    ...base,
    kind: isChanged ? 'changed' : changes.length > 0 ? 'kept' : 'same',
    says: toApply ? says : null,
    changes,
    toApply,
  }
}

const failed = (importId: string, { row, cells, read }: FileRow, problem: string): StagedRow => ({
  importId,
  row,
  kind: 'failed',
  membershipNumber: read.membershipNumber,
  name: read.name,
  says: null,
  changes: [],
  // PostgreSQL keeps no character zero.
  cells: cells.map((cell) => cell.replaceAll('\u0000', '\uFFFD')),
  problem,
  toApply: false,
})

const counted = (one: MemberImport, staged: readonly StagedRow[]): MemberImport => {
  const count = (kind: StagedRow['kind']): number => staged.filter((row) => row.kind === kind).length
  return {
    ...one,
    fresh: one.fresh + count('new'),
    changed: one.changed + count('changed'),
    kept: one.kept + count('kept'),
    gone: one.gone + count('gone'),
    same: one.same + count('same'),
    failed: one.failed + count('failed'),
    toApply: one.toApply + staged.filter(({ toApply }) => toApply).length,
  }
}
