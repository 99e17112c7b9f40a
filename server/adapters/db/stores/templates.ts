import type { TemplateStores } from '../../../commands/template-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, insertInto } from './kept.ts'

const byId = statement('text templates by id', (k, p) =>
  selectFrom(k, tables.textTemplates)
    .where({ id: p('id') })
    .forUpdate(),
)
const inUse = statement('text templates in use', (k) =>
  selectFrom(k, tables.textTemplates).whereNull('removed_at').orderBy(['name', 'id']),
)
const insert = insertInto(tables.textTemplates)
const saveIfNewer = statement('text templates save if newer', (k, p) => {
  const { id: _, ...saved } = tables.textTemplates.values(p)
  return k('text_templates')
    .where({ id: p('id'), version: p('versionBefore') })
    .update(saved)
})

export const templateStores = (executor: Executor): TemplateStores => ({
  templates: {
    find: (id) => first(executor, tables.textTemplates, byId, { id }),
    all: () => every(executor, tables.textTemplates, inUse, {}),
    insert: async (template) => {
      await executor.run(insert, { ...template })
    },
    save: async (template) =>
      (await executor.run(saveIfNewer, { ...template, versionBefore: template.version - 1 })) === 1,
  },
})
