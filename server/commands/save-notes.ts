import { isRefused, type Refused } from '../contract/refusals.ts'
import { partBeingWritten, writePart } from '../domain/contact-part.ts'
import type { ContactPart } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Saves what is being typed about a contact. `version` is the one the writer had read; another one means a colleague
 * wrote meanwhile and nothing is overwritten. Whoever handed the call over writes on about their own part. A repeat of the same text is the same save.
 */
export async function saveNotes(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; text: string; version: number },
): Promise<{ savedAt: string; version: number } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  const parts = await stores.contactParts.ofContact(contact.id)
  const part = partBeingWritten(parts, contact, input.personId)
  if (part !== null) return savePart(stores, env, part, input)
  if (contact.notes === input.text && contact.notesSavedAt !== null)
    return { savedAt: contact.notesSavedAt, version: contact.notesVersion }
  if (contact.notesVersion !== input.version) return { refused: 'stale-version' }
  const next = {
    ...contact,
    version: contact.version + 1,
    notes: input.text,
    notesSavedAt: env.now,
    notesVersion: contact.notesVersion + 1,
  }
  await stores.contacts.save(next)
  await stores.events.append([{ type: 'contact.notes-saved', contactId: contact.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { savedAt: env.now, version: next.notesVersion }
}

async function savePart(
  stores: Stores,
  env: Env,
  part: ContactPart,
  input: { text: string; version: number },
): Promise<{ savedAt: string; version: number } | Refused> {
  if (part.notes === input.text && part.notesSavedAt !== null)
    return { savedAt: part.notesSavedAt, version: part.notesVersion }
  const next = writePart(part, { ...input, now: env.now })
  if (isRefused(next)) return next
  await stores.contactParts.save(next)
  await stores.events.append([{ type: 'contact.notes-saved', contactId: part.contactId }], {
    actor: env.actor,
    at: env.now,
  })
  return { savedAt: env.now, version: next.notesVersion }
}
