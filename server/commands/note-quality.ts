import type { Refused } from '../contract/refusals.ts'
import { noteQuality as note } from '../domain/call-quality.ts'
import type { Env, Stores } from './ports.ts'

/**
 * The agent's own telephone says that the sound is bad, or good again: kept with the call. Whoever was asked in or listens
 * has a telephone too, which says the same of its own line: that is heard, and not kept as the agent's.
 */
export async function noteQuality(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; name: string; isOver: boolean },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice') return { refused: 'not-found' }
  if (contact.agentId !== input.personId) return { done: true }
  const qualityWarnings = note(contact.qualityWarnings, { ...input, now: env.now })
  if (qualityWarnings === contact.qualityWarnings) return { done: true }
  await stores.contacts.save({ ...contact, version: contact.version + 1, qualityWarnings })
  await stores.events.append([{ type: 'contact.quality-noted', contactId: contact.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}
