/** Calls that nobody was in any more when a supervisor set their agent free (F46, J17): when they ended, nobody knows. */
import type { Knex } from 'knex'
import type { Contact } from '../domain/records.ts'

/** Who recovered them, by contact. A call that ended in any other way is not in it. */
export async function recoveredBy(
  read: Knex,
  contacts: readonly Contact[],
): Promise<ReadonlyMap<string, string>> {
  const ids = contacts
    .filter(({ result, connectedAt }) => result === 'failed' && connectedAt !== null)
    .map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows: { contactId: string; personId: string }[] = await read('event_log')
    .whereIn('contact_id', ids)
    .where({ type: 'contact.recovered' })
    .select({ contactId: 'contact_id', personId: 'actor' })
  return new Map(rows.map(({ contactId, personId }) => [contactId, personId]))
}
