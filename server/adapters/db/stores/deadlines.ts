import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements, texts } from './kept.ts'

const deadlines = keptStatements(tables.deadlines, 'id', ['caseId', 'proposedBy', 'proposedAt'])

const liveOfCase = statement('deadlines live of case', (k, p) =>
  selectFrom(k, tables.deadlines)
    .where({ case_id: p('caseId') })
    .whereNull('settled_at')
    .orderBy(['next_on', 'id'])
    .forUpdate(),
)

/** Whoever answers is told why somebody goes first: of a sealed case not even that. */
const nextHearing = statement('deadlines next hearing', (k, p) =>
  k('cases')
    .join('deadlines', 'deadlines.case_id', 'cases.id')
    .where({ 'cases.member_id': p('memberId') })
    .whereNull('cases.closed_at')
    .whereNull('deadlines.settled_at')
    .where('deadlines.limit_on', '>=', p('today'))
    .whereLike('deadlines.facts', '%"claim":"hearing"%')
    .whereNotIn('cases.id', k('case_seals').select('case_id'))
    .orderBy(['deadlines.limit_on', 'deadlines.id'])
    .limit(1)
    .select({ day: 'deadlines.limit_on' }),
)

export const deadlinesStore = (executor: Executor): Stores['deadlines'] => ({
  ...kept(executor, deadlines),
  nextHearing: async (memberId, today) =>
    (await texts(executor, nextHearing, { memberId, today }, 'day'))[0] ?? null,
  liveOfCase: (caseId) => every(executor, tables.deadlines, liveOfCase, { caseId }),
})
