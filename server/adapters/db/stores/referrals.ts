import type { BranchRow, ReferralStores } from '../../../commands/referral-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, limitToCome, statement } from '../statement.ts'
import { every, first, kept, keptStatements, texts } from './kept.ts'

const referrals = keptStatements(tables.referrals, 'id', ['caseId', 'branchId', 'sentAt', 'sentBy', 'dueAt'])
const openOfCase = statement('referrals open of case', (k, p) =>
  selectFrom(k, tables.referrals)
    .where({ case_id: p('caseId') })
    .whereNull('settled_at')
    .forUpdate(),
)
const backOfCase = statement('referrals back of case', (k, p) =>
  selectFrom(k, tables.referrals)
    .where({ case_id: p('caseId') })
    .whereNotNull('back_at')
    .whereNull('taken_at')
    .orderBy(['back_at', 'id'])
    .forUpdate(),
)
const overdue = statement('referrals overdue', (k, p) =>
  selectFrom(k, tables.referrals)
    .where('due_at', '<=', p('now'))
    .whereNull('answered_at')
    .orderBy(['due_at', 'id'])
    .limit(limitToCome)
    .forUpdate(),
)
const branchById = statement('branches by id', (k, p) =>
  k('branches')
    .select('id', 'name')
    .where({ id: p('id') }),
)
const peopleOf = statement('people of branch', (k, p) =>
  k('branch_people')
    .select({ id: 'person_id' })
    .where({ branch_id: p('branchId') })
    .orderBy('person_id'),
)
const removePeople = statement('people of branch remove', (k, p) =>
  k('branch_people')
    .where({ branch_id: p('branchId') })
    .delete(),
)
const insertPerson = statement('people of branch insert', (k, p) =>
  k('branch_people').insert({ branch_id: p('branchId'), person_id: p('personId') }),
)
const answers = statement('people of branch answers', (k, p) =>
  k('branch_people')
    .join('people', 'people.id', 'branch_people.person_id')
    .where({ 'branch_people.branch_id': p('branchId'), 'branch_people.person_id': p('personId') })
    .whereNull('people.left_at')
    .select({ id: 'people.id' }),
)
const numbersOf = statement('phones of member', (k, p) =>
  k('member_phones')
    .join('phones', 'phones.id', 'member_phones.phone_id')
    .where('member_phones.member_id', p('memberId'))
    .whereNot('member_phones.label', 'work')
    .orderBy(['phones.number'])
    .select({ number: 'phones.number' }),
)

export const referralStores = (executor: Executor): ReferralStores => ({
  referrals: {
    ...kept(executor, referrals),
    openOfCase: (caseId) => first(executor, tables.referrals, openOfCase, { caseId }),
    backOfCase: (caseId) => every(executor, tables.referrals, backOfCase, { caseId }),
    overdue: (now, limit) => every(executor, tables.referrals, overdue, { now, limit }),
  },
  branches: {
    find: async (id) => {
      const [row] = (await executor.all(branchById, { id })) as BranchRow[]
      return row ?? null
    },
    peopleOf: (branchId) => texts(executor, peopleOf, { branchId }, 'id'),
    setPeople: async (branchId, personIds) => {
      await executor.run(removePeople, { branchId })
      for (const personId of personIds) await executor.run(insertPerson, { branchId, personId })
    },
    answers: async (personId, branchId) => (await executor.all(answers, { personId, branchId })).length > 0,
    numbersOf: (memberId) => texts(executor, numbersOf, { memberId }, 'number'),
  },
})
