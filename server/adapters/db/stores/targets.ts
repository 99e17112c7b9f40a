import type { TargetStores } from '../../../commands/target-ports.ts'
import { rolesThatMay } from '../../../domain/permissions.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, limitToCome, statement } from '../statement.ts'
import { every, first, kept, keptStatements, texts } from './kept.ts'

const targets = keptStatements(tables.serviceTargets, 'id', ['caseId', 'startedAt', 'startedBy'])
const openOfCase = statement('service targets open of case', (k, p) =>
  selectFrom(k, tables.serviceTargets)
    .where({ case_id: p('caseId') })
    .whereNull('settled_at')
    .orderBy(['started_at', 'id'])
    .forUpdate(),
)
const due = statement('service targets due', (k, p) =>
  selectFrom(k, tables.serviceTargets)
    .where('next_step_at', '<=', p('now'))
    .whereNotNull('next_step_at')
    .orderBy(['next_step_at', 'id'])
    .limit(limitToCome)
    .forUpdate(),
)
const watch = statement('case watch', (k) => selectFrom(k, tables.caseWatch))
const saveWatch = statement('case watch save if newer', (k, p) => {
  const { id: _, ...saved } = tables.caseWatch.values(p)
  return k('case_watch')
    .where({ version: p('versionBefore') })
    .update(saved)
})
const unguarded = statement('cases unguarded', (k) =>
  k('cases')
    .leftJoin('people', 'people.id', 'cases.owner_id')
    .whereNot('cases.status', 'closed')
    .where((q) => void q.whereNull('cases.owner_id').orWhereNotNull('people.left_at'))
    .whereExists(
      k('deadlines').select('deadlines.id').whereRaw('deadlines.case_id = cases.id').whereNull('settled_at'),
    )
    .orderBy('cases.id')
    .limit(limitToCome)
    .select({ id: 'cases.id' }),
)
const officials = statement('people who confirm legal dates', (k) =>
  k('people')
    .join('person_roles', 'person_roles.person_id', 'people.id')
    .whereIn('person_roles.role', rolesThatMay('confirm-deadlines'))
    .whereNull('people.left_at')
    .groupBy('people.id', 'people.name')
    .orderBy(['people.name', 'people.id'])
    .select({ id: 'people.id' }),
)

export const targetStores = (executor: Executor): TargetStores => ({
  targets: {
    ...kept(executor, targets),
    openOfCase: (caseId) => every(executor, tables.serviceTargets, openOfCase, { caseId }),
    due: (now, limit) => every(executor, tables.serviceTargets, due, { now, limit }),
  },
  caseWatch: {
    read: async () => {
      const row = await first(executor, tables.caseWatch, watch, {})
      if (row === null) throw new Error('case_watch: the row that the migration made is gone')
      return row
    },
    save: async (row) => {
      const { id: _, ...saved } = row
      return (await executor.run(saveWatch, { ...saved, versionBefore: row.version - 1 })) === 1
    },
    unguarded: (limit) => texts(executor, unguarded, { limit }, 'id'),
    officials: () => texts(executor, officials, {}, 'id'),
  },
})
