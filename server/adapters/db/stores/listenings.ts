import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements } from './kept.ts'

const listenings = keptStatements(tables.listenings, 'id', ['contactId', 'personId', 'agentId', 'startedAt'])

const openByContact = statement('listening open by contact', (k, p) =>
  selectFrom(k, tables.listenings)
    .where({ contact_id: p('contactId') })
    .whereNull('ended_at')
    .forUpdate(),
)
const openByPerson = statement('listening open by person', (k, p) =>
  selectFrom(k, tables.listenings)
    .where({ person_id: p('personId') })
    .whereNull('ended_at')
    .forUpdate(),
)
const byCall = statement('listening by call', (k, p) =>
  selectFrom(k, tables.listenings)
    .where({ call_sid: p('callSid') })
    .forUpdate(),
)
const open = statement('listenings open', (k) =>
  selectFrom(k, tables.listenings).whereNull('ended_at').orderBy(['started_at', 'id']),
)

export const listeningsStore = (executor: Executor): Stores['listenings'] => ({
  ...kept(executor, listenings),
  openByContact: (contactId) => first(executor, tables.listenings, openByContact, { contactId }),
  openByPerson: (personId) => first(executor, tables.listenings, openByPerson, { personId }),
  byCall: (callSid) => first(executor, tables.listenings, byCall, { callSid }),
  open: () => every(executor, tables.listenings, open, {}),
})
