import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { nextNumber } from '../counters.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, insertInto, kept, keptStatements } from './kept.ts'

const cases = keptStatements(tables.cases, 'id', ['number', 'openedAt'])
const aims = keptStatements(tables.caseAims, 'caseId')
const followUps = keptStatements(tables.followUps, 'id')
const insertCaseEvent = insertInto(tables.caseEvents)

const caseByNumber = statement('cases by number', (k, p) =>
  selectFrom(k, tables.cases)
    .where({ number: p('number') })
    .forUpdate(),
)
const openByMember = statement('cases open by member', (k, p) =>
  selectFrom(k, tables.cases)
    .where({ member_id: p('memberId') })
    .whereNull('closed_at')
    .orderBy(['opened_at', 'id']),
)
const openByCallerNumber = statement('cases open by caller number', (k, p) =>
  selectFrom(k, tables.cases)
    .where({ caller_number: p('callerNumber') })
    .whereNull('closed_at')
    .orderBy(['opened_at', 'id']),
)
const openByOwner = statement('cases open by owner', (k, p) =>
  selectFrom(k, tables.cases)
    .where({ owner_id: p('ownerId') })
    .whereNull('closed_at')
    .orderBy(['updated_at', 'id'])
    .forUpdate(),
)
const closedSince = statement('cases of member closed since', (k, p) =>
  selectFrom(k, tables.cases)
    .where({ member_id: p('memberId') })
    .where('closed_at', '>=', p('since'))
    .orderBy([
      { column: 'closed_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(20),
)
const eventByClientId = statement('case events by client id', (k, p) =>
  selectFrom(k, tables.caseEvents).where({ client_id: p('clientId') }),
)
const openFollowUps = statement('follow ups open of case', (k, p) =>
  selectFrom(k, tables.followUps)
    .where({ case_id: p('caseId') })
    .whereNull('done_at')
    .orderBy(['due_at', 'id'])
    .forUpdate(),
)

const followUpsOfOwner = statement('follow ups open of owner', (k, p) =>
  selectFrom(k, tables.followUps)
    .where({ owner_id: p('ownerId') })
    .whereNull('done_at')
    .orderBy(['due_at', 'id'])
    .forUpdate(),
)

export const aimsStore = (executor: Executor): Stores['caseAims'] => kept(executor, aims)

export const casesStore = (executor: Executor): Stores['cases'] => ({
  ...kept(executor, cases),
  nextNumber: () => nextNumber(executor, 'case', 1),
  byNumber: (number) => first(executor, tables.cases, caseByNumber, { number }),
  openByMember: (memberId) => every(executor, tables.cases, openByMember, { memberId }),
  openByCallerNumber: (callerNumber) => every(executor, tables.cases, openByCallerNumber, { callerNumber }),
  openOfOwner: (ownerId) => every(executor, tables.cases, openByOwner, { ownerId }),
  closedSince: (memberId, since) => every(executor, tables.cases, closedSince, { memberId, since }),
})

export const caseEventsStore = (executor: Executor): Stores['caseEvents'] => ({
  insert: async (event) => {
    await executor.run(insertCaseEvent, { way: null, loggedAt: null, ...event })
  },
  byClientId: (clientId) => first(executor, tables.caseEvents, eventByClientId, { clientId }),
})

export const followUpsStore = (executor: Executor): Stores['followUps'] => ({
  ...kept(executor, followUps),
  openOfContactCase: (caseId) => every(executor, tables.followUps, openFollowUps, { caseId }),
  openOfOwner: (ownerId) => every(executor, tables.followUps, followUpsOfOwner, { ownerId }),
})
