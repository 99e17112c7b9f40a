import type { Refused } from '../contract/refusals.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Saves what is being typed about a contact. `version` is the one the writer had read; another one means a colleague
 * wrote meanwhile and nothing is overwritten. A repeat of the same text is the same save.
 */
export async function saveNotes(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; text: string; version: number },
): Promise<{ savedAt: string; version: number } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
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
