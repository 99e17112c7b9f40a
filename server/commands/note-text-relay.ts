import type { Refused } from '../contract/refusals.ts'
import type { Member } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/**
 * The agent hears a relay assistant, or that there is none (F9). Kept with the call, and with the member once it is
 * known who they are, so that the next one is met with patience from its first second.
 */
export async function noteTextRelay(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; isRelay: boolean },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact || contact.channel !== 'voice') return { refused: 'not-found' }
  if (contact.agentId !== input.personId) return { refused: 'not-yours' }
  if ((contact.textRelay !== null) === input.isRelay) return { done: true }
  await stores.contacts.save({
    ...contact,
    version: contact.version + 1,
    textRelay: input.isRelay ? 'agent' : null,
  })
  const member = contact.memberId === null ? null : await stores.members.find(contact.memberId)
  if (member) await keepWith(stores, env, member, input.isRelay)
  await stores.events.append(
    [{ type: 'contact.text-relay-noted', contactId: contact.id, memberId: contact.memberId }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** The member told us otherwise than in a call: their next one is met with patience from its first second. */
export async function noteMemberRelay(
  stores: Stores,
  env: Env,
  { memberId, isRelay }: { memberId: string; isRelay: boolean },
): Promise<{ done: true } | Refused> {
  const member = await stores.members.find(memberId)
  if (!member) return { refused: 'not-found' }
  if (await keepWith(stores, env, member, isRelay))
    await stores.events.append([{ type: 'member.text-relay-noted', memberId, isRelay }], {
      actor: env.actor,
      at: env.now,
    })
  return { done: true }
}

/** False when it was known. */
async function keepWith(stores: Stores, env: Env, member: Member, isRelay: boolean): Promise<boolean> {
  if (member.textRelay === isRelay) return false
  await stores.members.save({
    ...member,
    version: member.version + 1,
    textRelay: isRelay,
    updatedAt: env.now,
  })
  return true
}
