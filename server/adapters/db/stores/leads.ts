import type { LeadStores } from '../../../commands/lead-ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { first, kept, keptStatements } from './kept.ts'

const leads = keptStatements(tables.leads, 'id', ['contactId', 'caseId'])
const ofContact = statement('leads of contact', (k, p) =>
  selectFrom(k, tables.leads)
    .where({ contact_id: p('contactId') })
    .forUpdate(),
)
const organisers = statement('leads organisers', (k) =>
  k('people')
    .join('person_roles', 'person_roles.person_id', 'people.id')
    .leftJoin('leads', (on) => {
      on.on('leads.organiser_id', 'people.id').andOnNull('leads.settled_at')
    })
    .where('person_roles.role', 'official')
    .whereNull('people.left_at')
    .groupBy('people.id')
    .select({ id: 'people.id' })
    .count({ open: 'leads.id' }),
)

export const leadStores = (executor: Executor): LeadStores => ({
  leads: {
    ...kept(executor, leads),
    ofContact: (contactId) => first(executor, tables.leads, ofContact, { contactId }),
    organisers: async () =>
      ((await executor.all(organisers, {})) as { id: string; open: number | string }[]).map(
        ({ id, open }) => ({
          id,
          open: Number(open),
        }),
      ),
  },
})
