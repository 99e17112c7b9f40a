/** Admin › Members' file: the import that is open, its report row by row, and what became of earlier ones. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { Allowed, Page } from '../contract/briefs.ts'
import type { MemberImportRowView, MemberImportsView, MemberImportView } from '../contract/member-views.ts'
import { type RefusalReason, refusals } from '../contract/refusals.ts'
import type { MemberRowWord } from '../contract/words.ts'
import type { FieldChange } from '../domain/member-difference.ts'
import { fileColumns, type MemberField, memberFields } from '../domain/member-file.ts'
import { goneNeedsLook, isSilent, type MemberImport, mostUploadBytes } from '../domain/member-import.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { pageOf, pageSize, readCursor, writeCursor } from './paging.ts'
import { byId, idsOf, type ViewDeps } from './view-deps.ts'

const earlierShown = 10

export async function memberImportsView({ read, clock }: ViewDeps): Promise<MemberImportsView> {
  const rows: unknown[] = await selectFrom(read, tables.memberImports)
    .orderBy('id', 'desc')
    .limit(earlierShown + 1)
  const imports = rows.map((row) => tables.memberImports.decode(row))
  const people: { id: string; name: string }[] = await read('people')
    .whereIn('id', idsOf(imports.map(({ startedBy }) => startedBy)))
    .select('id', 'name')
  const names = byId(people)
  const now = clock.now()
  const views = imports.map((one) => viewOf(one, names.get(one.startedBy)?.name ?? 'The nightly run', now))
  const open = views.find(({ settledAt }) => settledAt === null) ?? null
  return {
    open,
    earlier: views.filter((one) => one !== open),
    mayUpload: open === null || open.isSilent ? { allowed: true } : notAllowed('import-open'),
    mostBytes: mostUploadBytes,
    columns: fileColumns,
  }
}

const notAllowed = (reason: RefusalReason): Allowed => ({
  allowed: false,
  reason,
  words: refusals[reason].words,
})

function viewOf(one: MemberImport, startedBy: string, now: string): MemberImportView {
  const isQuiet = isSilent(one, now)
  const { id, state, fileName, startedAt, settledAt, rows, failed, ignored, problem, applied, toApply } = one
  const done = state === 'applying' ? ratio(applied, toApply) : ratio(one.bytesRead, one.bytes)
  return {
    id,
    state,
    fileName,
    startedBy,
    startedAt,
    settledAt,
    isSilent: isQuiet,
    percent: state === 'reading' || state === 'applying' ? done : null,
    rows,
    counts: {
      new: one.fresh,
      changed: one.changed,
      kept: one.kept,
      gone: one.gone,
      same: one.same,
      failed,
    },
    ignored,
    problem,
    goneQuestion: goneNeedsLook(one)
      ? `${one.gone} of ${one.knownBefore} members are not in this file. If it was cut off, discard it.`
      : null,
    apply:
      state === 'ready'
        ? { allowed: true }
        : notAllowed(state === 'reading' ? 'import-reading' : 'import-over'),
    discard:
      state === 'ready' || (state === 'reading' && isQuiet)
        ? { allowed: true }
        : notAllowed(state === 'reading' ? 'import-reading' : 'import-over'),
  }
}

/** Whole percent, or null when the whole is not known. */
const ratio = (part: number, whole: number | null): number | null =>
  whole === null || whole === 0 ? null : Math.min(100, Math.floor((100 * part) / whole))

/** One page of the report. Null: there is no such import. */
export async function memberImportRowsView(
  { read }: ViewDeps,
  ask: { importId: string; kind: MemberRowWord; cursor: string | null },
): Promise<Page<MemberImportRowView> | null> {
  const row: unknown = await selectFrom(read, tables.memberImports).where({ id: ask.importId }).first()
  if (!row) return null
  const one = tables.memberImports.decode(row)
  const after = Number(readCursor(ask.cursor, 1)?.[0] ?? 0)
  const rows: Row[] = await read('member_import_rows')
    .where({ import_id: one.id, kind: ask.kind })
    .where('row', '>', Number.isSafeInteger(after) ? after : 0)
    .orderBy('row')
    .limit(pageSize + 1)
    .select({
      row: 'row',
      membershipNumber: 'membership_number',
      name: 'name',
      changes: 'changes',
      problem: 'problem',
    })
  const items = rows.map(
    ({ row: at, membershipNumber, name, changes, problem }): MemberImportRowView => ({
      row: ask.kind === 'gone' ? null : at,
      membershipNumber,
      name,
      problem,
      changes: (JSON.parse(changes) as FieldChange[]).map(({ field, before, after: says, keptHere }) => ({
        field: memberFields[field],
        before: shown(field, before),
        after: shown(field, says),
        keptHere,
      })),
    }),
  )
  const counts = { new: one.fresh, changed: one.changed, kept: one.kept, gone: one.gone, failed: one.failed }
  return {
    ...pageOf(rows, items, (each) => writeCursor([String(each.row)])),
    count: String(counts[ask.kind]),
  }
}

interface Row {
  row: number
  membershipNumber: string | null
  name: string
  changes: string
  problem: string | null
}

const shown = (field: MemberField, value: string | null): string | null =>
  value !== null && (field === 'mobile' || field === 'homePhone' || field === 'workPhone')
    ? displayNumber(value)
    : value

export interface RefusedRow {
  row: number
  cells: string[]
  problem: string
}

/** The columns of the file, and its refused rows a page at a time, for the file that is sent back. Null: no such import. */
export async function refusedRows(
  { read }: ViewDeps,
  importId: string,
): Promise<{ columns: string[]; pages: AsyncGenerator<RefusedRow[]> } | null> {
  const row: unknown = await selectFrom(read, tables.memberImports).where({ id: importId }).first()
  if (!row) return null
  async function* pages() {
    let after = 0
    for (;;) {
      const rows: { row: number; cells: string; problem: string }[] = await read('member_import_rows')
        .where({ import_id: importId, kind: 'failed' })
        .where('row', '>', after)
        .orderBy('row')
        .limit(500)
        .select('row', 'cells', 'problem')
      const last = rows.at(-1)
      if (last === undefined) return
      after = last.row
      yield rows.map(({ cells, ...one }) => ({ ...one, cells: JSON.parse(cells) as string[] }))
    }
  }
  return { columns: tables.memberImports.decode(row).columns, pages: pages() }
}
