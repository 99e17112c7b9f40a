/** Ends the waiting of what was missed: a voicemail, a caller who gave up. By a person, or because they were spoken with. */
import type { DomainEvent } from '../domain/events.ts'
import { isMissed } from '../domain/missed.ts'
import type { Contact } from '../domain/records.ts'
import { personOf, refreshNextStep } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

/** One contact is dealt with, and the follow-up that the system made for it is met. `personId` null: by itself. */
export async function settleMissed(
  stores: Stores,
  env: Env,
  contact: Contact,
  personId: string | null,
): Promise<DomainEvent[]> {
  if (contact.handledAt !== null || contact.endedAt === null) return []
  await stores.contacts.save({ ...contact, version: contact.version + 1, handledAt: env.now })
  const events: DomainEvent[] = []
  if (contact.caseId !== null) {
    for (const open of await stores.followUps.openOfContactCase(contact.caseId)) {
      if (open.ownerId !== null || open.createdAt < contact.startedAt) continue
      await stores.followUps.save({ ...open, doneAt: env.now, ownerId: personId })
      events.push({ type: 'follow-up.changed', caseId: contact.caseId, followUpId: open.id })
    }
    if (events.length > 0) await refreshNextStep(stores, env, contact.caseId)
  }
  const handled: DomainEvent =
    personId === null
      ? { type: 'contact.reached-since', contactId: contact.id }
      : { type: 'contact.handled', contactId: contact.id, personId }
  return [handled, ...events]
}

/** The other missed calls of the same person: spoken with once, nobody is owed a second call for the first three. */
export async function settleMissedOf(stores: Stores, env: Env, contact: Contact): Promise<DomainEvent[]> {
  const events: DomainEvent[] = []
  for (const missed of await stores.contacts.missedOf(contact)) {
    if (missed.id === contact.id || !isMissed(missed)) continue
    events.push(...(await settleMissed(stores, env, missed, personOf(env))))
  }
  return events
}
