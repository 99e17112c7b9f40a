import type { Refused } from '../contract/refusals.ts'
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
  if (member && member.textRelay !== input.isRelay)
    await stores.members.save({
      ...member,
      version: member.version + 1,
      textRelay: input.isRelay,
      updatedAt: env.now,
    })
  await stores.events.append(
    [{ type: 'contact.text-relay-noted', contactId: contact.id, memberId: contact.memberId }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
