import type { Refused } from '../contract/refusals.ts'
import { refreshNextStep } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

/** Somebody dealt with a voicemail, or called back one who gave up: it leaves the work list. A repeat changes nothing. */
export async function handleContact(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.state !== 'ended') return { refused: 'call-still-live' }
  if (contact.handledAt !== null) return { done: true }
  await stores.contacts.save({ ...contact, version: contact.version + 1, handledAt: env.now })
  const events = []
  if (contact.caseId !== null) {
    for (const open of await stores.followUps.openOfContactCase(contact.caseId)) {
      if (open.ownerId !== null || open.createdAt < contact.startedAt) continue
      // The follow-up that the system made for this very contact is met by handling it.
      await stores.followUps.save({ ...open, doneAt: env.now, ownerId: input.personId })
      events.push({ type: 'follow-up.changed' as const, caseId: contact.caseId, followUpId: open.id })
    }
    if (events.length > 0) await refreshNextStep(stores, env, contact.caseId)
  }
  await stores.events.append(
    [{ type: 'contact.handled', contactId: contact.id, personId: input.personId }, ...events],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
