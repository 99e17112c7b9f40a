import { createHash } from 'node:crypto'
import type { AdviceStores } from '../../../commands/advice-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { first, kept, keptStatements } from './kept.ts'

const advice = keptStatements(tables.advice, 'id', ['caseId', 'clientId', 'givenBy', 'writtenAt'])
const byClientId = statement('advice by client id', (k, p) =>
  selectFrom(k, tables.advice).where({ client_id: p('clientId') }),
)
const lastOfCase = statement('advice last of case', (k, p) =>
  selectFrom(k, tables.advice)
    .where({ case_id: p('caseId') })
    .orderBy([
      { column: 'written_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(1)
    .forUpdate(),
)

export const signature = (words: string): string => createHash('sha256').update(words).digest('hex')

export const adviceStores = (executor: Executor): AdviceStores => ({
  advice: {
    ...kept(executor, advice),
    byClientId: (clientId) => first(executor, tables.advice, byClientId, { clientId }),
    lastSignature: async (caseId) =>
      (await first(executor, tables.advice, lastOfCase, { caseId }))?.sha256 ?? null,
    sign: signature,
  },
})
