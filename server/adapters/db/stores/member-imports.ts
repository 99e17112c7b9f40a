/** Imports of members: the report's rows, and whole batches of members in a few statements each. */
import type { MemberImportStores, StagedRow } from '../../../commands/member-import-ports.ts'
import type { MemberNow } from '../../../domain/member-difference.ts'
import { selectFrom, tables } from '../columns.ts'
import { jsonRows } from '../json-rows.ts'
import { type Executor, limitToCome, statement } from '../statement.ts'
import { first, kept, keptStatements } from './kept.ts'
import { memberBatches } from './member-batches.ts'

const imports = keptStatements(tables.memberImports, 'id', ['fileName', 'startedBy', 'startedAt'])

const openImport = statement('member imports open', (k) =>
  selectFrom(k, tables.memberImports).whereNull('settled_at').forUpdate(),
)
const knownMembers = statement('member sources count', (k) =>
  k.raw('SELECT count(*) AS n FROM member_sources WHERE is_gone = 0'),
)
const membersNow = statement('members now', (k, p, engine) =>
  k.raw(
    `WITH given AS (SELECT * FROM ${jsonRows(engine, { number: 'text' })})
     SELECT m.id AS "memberId", m.membership_number AS "membershipNumber", m.first_name AS "firstName",
       m.last_name AS "lastName", m.status, m.email, m.joined_on AS "joinedOn", m.job_title AS "jobTitle",
       b.code AS branch, e.name AS employer, w.name AS workplace, s.said
     FROM given JOIN members m ON m.membership_number = given.number
     LEFT JOIN branches b ON b.id = m.branch_id LEFT JOIN workplaces w ON w.id = m.workplace_id
     LEFT JOIN employers e ON e.id = w.employer_id LEFT JOIN member_sources s ON s.member_id = m.id
     ${engine === 'postgres' ? 'FOR UPDATE OF m' : ''}`,
    [p('rows')],
  ),
)
/** Numbers of a record that was merged are those of the member it leads to. */
const phonesNow = statement('members now phones', (k, p, engine) =>
  k.raw(
    `WITH given AS (SELECT * FROM ${jsonRows(engine, { id: 'text' })})
     SELECT given.id AS "memberId", phones.number FROM given JOIN members m ON m.id = given.id
     JOIN member_phones mp ON mp.member_id = coalesce(m.merged_into, m.id) JOIN phones ON phones.id = mp.phone_id`,
    [p('rows')],
  ),
)
/** SQLite would walk through all rows of the import for each batch; CROSS keeps it from choosing (measured 2026-11). */
const inOrder = { sqlite: 'CROSS', postgres: 'INNER' } as const
const rowsWith = statement('member import rows with', (k, p, engine) =>
  k.raw(
    `WITH given AS (SELECT * FROM ${jsonRows(engine, { number: 'text' })})
     SELECT r.membership_number AS number, r.row AS "row" FROM given
     ${inOrder[engine]} JOIN member_import_rows r
       ON r.import_id = ? AND r.membership_number = given.number AND r.problem IS NULL`,
    [p('rows'), p('importId')],
  ),
)
const rowColumns = {
  import_id: 'text',
  row: 'integer',
  kind: 'text',
  membership_number: 'text',
  name: 'text',
  says: 'text',
  changes: 'text',
  cells: 'text',
  problem: 'text',
  to_apply: 'integer',
} as const
const rowNames = Object.keys(rowColumns)
  .map((name) => `"${name}"`)
  .join(', ')
const stage = statement('member import rows insert', (k, p, engine) =>
  k.raw(
    `INSERT INTO member_import_rows (${rowNames}) SELECT ${rowNames} FROM ${jsonRows(engine, rowColumns)}`,
    [p('rows')],
  ),
)
/** Walks along the index of membership numbers, so that a page costs the same wherever it is. */
const missing = statement('members missing', (k, p, engine) =>
  k.raw(
    `WITH walk AS (
       SELECT m.id, m.membership_number, m.first_name, m.last_name, m.status FROM members m
       WHERE m.membership_number > ? ORDER BY m.membership_number LIMIT ${engine === 'postgres' ? 'CAST(? AS integer)' : '?'})
     SELECT walk.membership_number AS "membershipNumber", walk.first_name AS "firstName",
       walk.last_name AS "lastName", walk.status,
       CASE WHEN s.member_id IS NOT NULL AND s.is_gone = 0 AND r.row IS NULL THEN 1 ELSE 0 END AS "isGone"
     FROM walk LEFT JOIN member_sources s ON s.member_id = walk.id
     LEFT JOIN member_import_rows r
       ON r.import_id = ? AND r.membership_number = walk.membership_number AND r.problem IS NULL
     ORDER BY walk.membership_number`,
    [p('after'), p('limit'), p('importId')],
  ),
)
/** A row that was refused still names its member: they are in the file, only not readable. */
const refusedNumbers = statement('member import rows refused', (k, p, engine) =>
  k.raw(
    `WITH given AS (SELECT * FROM ${jsonRows(engine, { number: 'text' })})
     SELECT DISTINCT r.membership_number AS number FROM given
     ${inOrder[engine]} JOIN member_import_rows r
       ON r.import_id = ? AND r.membership_number = given.number AND r.problem IS NOT NULL`,
    [p('rows'), p('importId')],
  ),
)
const toApply = statement('member import rows to apply', (k, p) =>
  k('member_import_rows')
    .select({
      importId: 'import_id',
      row: 'row',
      kind: 'kind',
      membershipNumber: 'membership_number',
      name: 'name',
      says: 'says',
      changes: 'changes',
      toApply: 'to_apply',
    })
    .where({ import_id: p('importId'), to_apply: 1 })
    .where('row', '>', p('after'))
    .orderBy('row')
    .limit(limitToCome),
)
const forget = statement('member import rows forget', (k, p, engine) => {
  const place = engine === 'sqlite' ? 'rowid' : 'ctid'
  return k.raw(
    `DELETE FROM member_import_rows WHERE ${place} IN (
       SELECT ${place} FROM member_import_rows WHERE import_id = (
         SELECT i.id FROM member_imports i
         WHERE i.settled_at IS NOT NULL AND EXISTS (SELECT 1 FROM member_import_rows r WHERE r.import_id = i.id)
           AND i.id <> (SELECT id FROM member_imports WHERE settled_at IS NOT NULL AND rows > 0 ORDER BY id DESC LIMIT 1)
         ORDER BY i.id LIMIT 1)
       LIMIT ${engine === 'postgres' ? 'CAST(? AS integer)' : '?'})`,
    [p('limit')],
  )
})

const parsed = <T>(text: unknown): T | null => (typeof text === 'string' ? (JSON.parse(text) as T) : null)
const rowsOf = async <T>(executor: Executor, ...[query, params]: Parameters<Executor['all']>): Promise<T[]> =>
  (await executor.all(query, params)) as T[]

interface NowRow {
  memberId: string
  membershipNumber: string
  said: string | null
}

export const memberImportsStore = (executor: Executor): MemberImportStores['memberImports'] => ({
  ...kept(executor, imports),
  ...memberBatches(executor),
  open: () => first(executor, tables.memberImports, openImport, {}),
  known: async () => Number((await rowsOf<{ n: number | string }>(executor, knownMembers, {}))[0]?.n ?? 0),
  membersNow: async (numbers) => {
    if (numbers.length === 0) return []
    const found = await rowsOf<NowRow>(executor, membersNow, { rows: numbers.map((number) => ({ number })) })
    const phones = await rowsOf<{ memberId: string; number: string }>(executor, phonesNow, {
      rows: found.map(({ memberId }) => ({ id: memberId })),
    })
    const phonesBy = new Map<string, string[]>()
    for (const { memberId, number } of phones)
      phonesBy.set(memberId, [...(phonesBy.get(memberId) ?? []), number])
    return found.map(
      ({ memberId, membershipNumber, said, ...values }): MemberNow => ({
        memberId,
        membershipNumber,
        values,
        phones: phonesBy.get(memberId) ?? [],
        said: parsed(said),
      }),
    )
  },
  rowsWith: async (importId, numbers) => {
    const rows = await rowsOf<{ number: string; row: number }>(executor, rowsWith, {
      rows: numbers.map((number) => ({ number })),
      importId,
    })
    return new Map(rows.map(({ number, row }) => [number, row]))
  },
  stage: async (rows) => {
    if (rows.length > 0) await executor.run(stage, { rows: rows.map(stored) })
  },
  missing: async (importId, after, limit) => {
    const walked = await rowsOf<{
      membershipNumber: string
      firstName: string
      lastName: string
      status: string
      isGone: number
    }>(executor, missing, { importId, after, limit })
    const gone = walked.filter(({ isGone }) => isGone === 1)
    const refused =
      gone.length === 0
        ? []
        : await rowsOf<{ number: string }>(executor, refusedNumbers, {
            rows: gone.map(({ membershipNumber }) => ({ number: membershipNumber })),
            importId,
          })
    const isRefused = new Set(refused.map(({ number }) => number))
    return {
      gone: gone
        .filter(({ membershipNumber }) => !isRefused.has(membershipNumber))
        .map(({ membershipNumber, firstName, lastName, status }) => ({
          membershipNumber,
          name: `${firstName} ${lastName}`,
          status,
        })),
      last: walked.length < limit ? null : (walked.at(-1)?.membershipNumber ?? null),
    }
  },
  toApply: async (importId, after, limit) => {
    const rows = await rowsOf<Omit<StagedRow, 'says' | 'changes'> & { says: string; changes: string }>(
      executor,
      toApply,
      { importId, after, limit },
    )
    return rows.map(({ says, changes, ...row }) => ({
      ...row,
      cells: null,
      problem: null,
      toApply: true,
      says: parsed(says),
      changes: parsed(changes) ?? [],
    }))
  },
  forgetRows: (limit) => executor.run(forget, { limit }),
})

const stored = (row: StagedRow) => ({
  import_id: row.importId,
  row: row.row,
  kind: row.kind,
  membership_number: row.membershipNumber,
  name: row.name,
  says: row.says === null ? null : JSON.stringify(row.says),
  changes: JSON.stringify(row.changes),
  cells: row.cells === null ? null : JSON.stringify(row.cells),
  problem: row.problem,
  to_apply: row.toApply ? 1 : 0,
})
