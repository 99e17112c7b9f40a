import type { AuthorityStores } from '../../../commands/authority-ports.ts'
import { tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { first, kept, keptStatements } from './kept.ts'

const authorities = keptStatements(tables.authorities, 'id', [
  'memberId',
  'caseId',
  'number',
  'givenBy',
  'givenAt',
])
const speakers = keptStatements(tables.contactSpeakers, 'contactId')
const dropSpeaker = statement('contact speakers drop', (k, p) =>
  k('contact_speakers')
    .where({ contact_id: p('contactId') })
    .delete(),
)

export const authorityStores = (executor: Executor): AuthorityStores => ({
  authorities: kept(executor, authorities),
  contactSpeakers: {
    find: (contactId) => first(executor, speakers.table, speakers.find, { contactId }),
    set: async (contactId, speaker) => {
      await executor.run(dropSpeaker, { contactId })
      if (speaker !== null) await executor.run(speakers.insert, { ...speaker })
    },
  },
})
