import type { KnowledgeStores } from '../../../commands/knowledge-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, insertInto } from './kept.ts'

const byId = statement('answers by id', (k, p) =>
  selectFrom(k, tables.knowledgeAnswers)
    .where({ id: p('id') })
    .forUpdate(),
)
const inUse = statement('answers in use', (k) =>
  selectFrom(k, tables.knowledgeAnswers).whereNull('removed_at').orderBy(['title', 'id']),
)
const insert = insertInto(tables.knowledgeAnswers)
const saveIfNewer = statement('answers save if newer', (k, p) => {
  const { id: _, ...saved } = tables.knowledgeAnswers.values(p)
  return k('knowledge_answers')
    .where({ id: p('id'), version: p('versionBefore') })
    .update(saved)
})

export const knowledgeStores = (executor: Executor): KnowledgeStores => ({
  answers: {
    find: (id) => first(executor, tables.knowledgeAnswers, byId, { id }),
    all: () => every(executor, tables.knowledgeAnswers, inUse, {}),
    insert: async (answer) => {
      await executor.run(insert, { ...answer })
    },
    save: async (answer) =>
      (await executor.run(saveIfNewer, { ...answer, versionBefore: answer.version - 1 })) === 1,
  },
})
