/** Members, their workplaces and numbers, a batch in one statement. */
import {
  type ChangedMember,
  type MemberImportStores,
  workplaceKey,
} from '../../../commands/member-import-ports.ts'
import { snakeCase } from '../columns.ts'
import { jsonRows } from '../json-rows.ts'
import { type Executor, type Statement, statement } from '../statement.ts'

type Batches = Pick<
  MemberImportStores['memberImports'],
  | 'branchIds'
  | 'insertBranches'
  | 'employerIds'
  | 'insertEmployers'
  | 'workplaceIds'
  | 'insertWorkplaces'
  | 'insertMembers'
  | 'changeMembers'
  | 'saveSources'
  | 'markGone'
  | 'addPhones'
  | 'removePhones'
>
type Columns = Readonly<Record<string, 'text' | 'integer'>>

/** `INSERT … SELECT` of these columns; `WHERE true` keeps SQLite from reading ON CONFLICT as a join. */
const insertMany = (name: string, table: string, columns: Columns, onConflict = ''): Statement =>
  statement(name, (k, p, engine) => {
    const names = Object.keys(columns).join(', ')
    return k.raw(
      `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${jsonRows(engine, columns)} WHERE true ${onConflict}`,
      [p('rows')],
    )
  })
const lookUp = (name: string, select: string, from: string, columns: Columns): Statement =>
  statement(name, (k, p, engine) =>
    k.raw(`WITH given AS (SELECT * FROM ${jsonRows(engine, columns)}) SELECT ${select} FROM given ${from}`, [
      p('rows'),
    ]),
  )

const branchIds = lookUp(
  'branches by codes',
  'b.id, b.code AS key',
  'JOIN branches b ON b.code = given.code',
  {
    code: 'text',
  },
)
const employerIds = lookUp(
  'employers by names',
  'min(e.id) AS id, e.name AS key',
  'JOIN employers e ON e.name = given.name GROUP BY e.name',
  { name: 'text' },
)
const workplaceIds = lookUp(
  'workplaces by names',
  'min(w.id) AS id, e.name AS employer, w.name AS workplace',
  `JOIN employers e ON e.name = given.employer
   JOIN workplaces w ON w.employer_id = e.id AND w.name = given.workplace GROUP BY e.name, w.name`,
  { employer: 'text', workplace: 'text' },
)
const insertBranches = insertMany(
  'branches insert many',
  'branches',
  { id: 'text', code: 'text', name: 'text', region: 'text' },
  'ON CONFLICT (code) DO NOTHING',
)
const insertEmployers = insertMany('employers insert many', 'employers', { id: 'text', name: 'text' })
const insertWorkplaces = insertMany('workplaces insert many', 'workplaces', {
  id: 'text',
  employer_id: 'text',
  name: 'text',
  town: 'text',
})
const insertMembers = insertMany('members insert many', 'members', {
  id: 'text',
  membership_number: 'text',
  first_name: 'text',
  last_name: 'text',
  status: 'text',
  email: 'text',
  joined_on: 'text',
  job_title: 'text',
  branch_id: 'text',
  workplace_id: 'text',
  updated_at: 'text',
})

const settable = [
  'first_name',
  'last_name',
  'status',
  'email',
  'joined_on',
  'job_title',
  'branch_id',
  'workplace_id',
] as const
/** A column that is not among the row's changes keeps its value, which is not the same as becoming null. */
const changeMembers = statement('members change many', (k, p, engine) => {
  const columns = Object.fromEntries([
    ['id', 'text'],
    ['updated_at', 'text'],
    ...settable.flatMap((name) => [
      [name, 'text'],
      [`set_${name}`, 'integer'],
    ]),
  ]) as Record<string, 'text' | 'integer'>
  const sets = settable.map(
    (name) => `${name} = CASE WHEN given.set_${name} = 1 THEN given.${name} ELSE members.${name} END`,
  )
  return k.raw(
    `UPDATE members SET version = members.version + 1, updated_at = given.updated_at, ${sets.join(', ')}
     FROM ${jsonRows(engine, columns)} WHERE members.id = given.id`,
    [p('rows')],
  )
})
const saveSources = insertMany(
  'member sources save many',
  'member_sources',
  { member_id: 'text', said: 'text', is_gone: 'integer', read_at: 'text' },
  `ON CONFLICT (member_id) DO UPDATE SET said = excluded.said, is_gone = excluded.is_gone, read_at = excluded.read_at`,
)
const markGone = statement('member sources gone', (k, p, engine) =>
  k.raw(
    `UPDATE member_sources SET is_gone = 1, read_at = given.read_at
     FROM ${jsonRows(engine, { member_id: 'text', read_at: 'text' })} WHERE member_sources.member_id = given.member_id`,
    [p('rows')],
  ),
)
const insertPhones = insertMany(
  'phones insert many',
  'phones',
  { id: 'text', number: 'text', created_at: 'text' },
  'ON CONFLICT (number) DO NOTHING',
)
const linkPhones = statement('member phones link many', (k, p, engine) =>
  k.raw(
    `INSERT INTO member_phones (member_id, phone_id, label)
     SELECT given.member_id, phones.id, given.label
     FROM ${jsonRows(engine, { member_id: 'text', number: 'text', label: 'text' })}
     JOIN phones ON phones.number = given.number WHERE true ON CONFLICT (member_id, phone_id) DO NOTHING`,
    [p('rows')],
  ),
)
const unlinkPhones = statement('member phones unlink many', (k, p, engine) =>
  k.raw(
    `DELETE FROM member_phones WHERE (member_id, phone_id) IN (
       SELECT given.member_id, phones.id FROM ${jsonRows(engine, { member_id: 'text', number: 'text' })}
       JOIN phones ON phones.number = given.number)`,
    [p('rows')],
  ),
)

const snaked = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [snakeCase(key), value]))

const settings = ({ id, set, updatedAt }: ChangedMember): Record<string, unknown> => ({
  id,
  updated_at: updatedAt,
  ...Object.fromEntries(
    Object.entries(set).flatMap(([key, value]) => [
      [snakeCase(key), value],
      [`set_${snakeCase(key)}`, 1],
    ]),
  ),
})

export const memberBatches = (executor: Executor): Batches => {
  const runMany = async (query: Statement, rows: readonly Record<string, unknown>[]): Promise<void> => {
    if (rows.length > 0) await executor.run(query, { rows })
  }
  const found = async <T>(query: Statement, rows: readonly object[]): Promise<T[]> =>
    rows.length === 0 ? [] : ((await executor.all(query, { rows })) as T[])
  const byKey = (rows: readonly { id: string; key: string }[]) =>
    new Map(rows.map(({ id, key }) => [key, id]))
  return {
    branchIds: async (codes) =>
      byKey(
        await found(
          branchIds,
          codes.map((code) => ({ code })),
        ),
      ),
    insertBranches: (branches) => runMany(insertBranches, branches.map(snaked)),
    employerIds: async (names) =>
      byKey(
        await found(
          employerIds,
          names.map((name) => ({ name })),
        ),
      ),
    insertEmployers: (employers) => runMany(insertEmployers, employers.map(snaked)),
    workplaceIds: async (names) =>
      new Map(
        (await found<{ id: string; employer: string; workplace: string }>(workplaceIds, names)).map((row) => [
          workplaceKey(row),
          row.id,
        ]),
      ),
    insertWorkplaces: (workplaces) => runMany(insertWorkplaces, workplaces.map(snaked)),
    insertMembers: (members) => runMany(insertMembers, members.map(snaked)),
    changeMembers: (members) => runMany(changeMembers, members.map(settings)),
    saveSources: (sources) =>
      runMany(
        saveSources,
        sources.map(({ said, isGone, ...row }) => ({
          ...snaked(row),
          said: JSON.stringify(said),
          is_gone: isGone ? 1 : 0,
        })),
      ),
    markGone: (memberIds, at) =>
      runMany(
        markGone,
        memberIds.map((memberId) => ({ member_id: memberId, read_at: at })),
      ),
    addPhones: async (phones) => {
      await runMany(
        insertPhones,
        // Two members with one new number: it is kept once.
        [...new Map(phones.map((phone) => [phone.number, phone])).values()].map(
          ({ phoneId, number, at }) => ({
            id: phoneId,
            number,
            created_at: at,
          }),
        ),
      )
      await runMany(
        linkPhones,
        phones.map(({ memberId, number, label }) => ({ member_id: memberId, number, label })),
      )
    },
    removePhones: (phones) => runMany(unlinkPhones, phones.map(snaked)),
  }
}
