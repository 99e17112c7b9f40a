import type { TermsStores } from '../../../commands/terms-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements } from './kept.ts'

const terms = keptStatements(tables.terms, 'id')
const answers = keptStatements(tables.termsAnswers, 'id', ['caseId', 'termsId', 'askedAt', 'askedBy'])
const newest = statement('terms newest', (k) =>
  selectFrom(k, tables.terms).orderBy('number', 'desc').limit(1),
)
const askedOf = statement('terms answers asked of case', (k, p) =>
  selectFrom(k, tables.termsAnswers)
    .where({ case_id: p('caseId'), state: 'asked' })
    .forUpdate(),
)
const askedAt = statement('terms answers asked at number', (k, p) =>
  selectFrom(k, tables.termsAnswers)
    .where({ number: p('number'), state: 'asked' })
    .orderBy([
      { column: 'asked_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .forUpdate(),
)

export const termsStores = (executor: Executor): TermsStores => ({
  terms: { ...kept(executor, terms), newest: () => first(executor, tables.terms, newest, {}) },
  termsAnswers: {
    ...kept(executor, answers),
    askedOf: (caseId) => first(executor, tables.termsAnswers, askedOf, { caseId }),
    askedAt: (number) => every(executor, tables.termsAnswers, askedAt, { number }),
  },
})
