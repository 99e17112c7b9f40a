import type { Refused } from '../contract/refusals.ts'
import { isMissed } from '../domain/missed.ts'
import type { Contact } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'
import { settleMissed, settleMissedOf } from './settle-missed.ts'

/**
 * Somebody dealt with a voicemail, or called back one who gave up: it leaves the work list, with every other call that
 * the same person gave up. A repeat changes nothing; what a colleague has taken is the colleague's.
 */
export async function handleContact(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.state !== 'ended') return { refused: 'call-still-live' }
  if (contact.handledAt !== null) return { done: true }
  const taken = await takenByOther(stores, contact, input.personId)
  if (taken) return taken
  const events = await settleMissed(stores, env, contact, input.personId)
  const others = isMissed(contact) ? await settleMissedOf(stores, env, contact) : []
  await stores.events.append([...events, ...others], { actor: env.actor, at: env.now })
  return { done: true }
}

/** A voicemail is somebody's to deal with, so that no two people ring the same member (F27). Taking it twice is once. */
export async function takeVoicemail(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.result !== 'voicemail') return { refused: 'not-found' }
  if (contact.state !== 'ended') return { refused: 'call-still-live' }
  if (contact.handledAt !== null) return { refused: 'voicemail-handled' }
  const taken = await takenByOther(stores, contact, input.personId)
  if (taken) return taken
  if (contact.agentId === input.personId) return { done: true }
  await stores.contacts.save({ ...contact, version: contact.version + 1, agentId: input.personId })
  await stores.events.append([{ type: 'voicemail.taken', contactId: contact.id, personId: input.personId }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

/** Back to everybody: whoever took it cannot deal with it after all. */
export async function giveBackVoicemail(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.result !== 'voicemail') return { refused: 'not-found' }
  if (contact.handledAt !== null) return { refused: 'voicemail-handled' }
  if (contact.agentId !== input.personId) return { refused: 'not-yours' }
  await stores.contacts.save({ ...contact, version: contact.version + 1, agentId: null })
  await stores.events.append(
    [{ type: 'voicemail.given-back', contactId: contact.id, personId: input.personId }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

async function takenByOther(stores: Stores, contact: Contact, personId: string): Promise<Refused | null> {
  if (contact.result !== 'voicemail' || contact.agentId === null || contact.agentId === personId) return null
  const holder = await stores.people.find(contact.agentId)
  return {
    refused: 'voicemail-taken',
    ...(holder ? { detail: `${holder.name} has this voicemail.` } : {}),
  }
}
