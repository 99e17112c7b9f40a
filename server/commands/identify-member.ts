import type { Refused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { attachCase, ensureCase } from './attach-case.ts'
import { spokenWith } from './callback-support.ts'
import type { Env, Stores } from './ports.ts'
import { giveUpRecordings } from './recording-support.ts'

/**
 * An agent found out who is calling: the contact moves to that member, and so does a case that was opened for the
 * unknown caller by this contact. A member who wants no recordings has this one stopped and deleted (F8), while it is
 * still in hand. Nothing is learnt about the number itself: a second withheld call attaches to nobody.
 */
export async function identifyMember(
  stores: Stores,
  env: Env,
  input: { contactId: string; memberId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  const member = await stores.members.find(input.memberId)
  if (!contact || !member) return { refused: 'not-found' }
  const inHand = contact.channel === 'voice' && (contact.state !== 'ended' || contact.handledAt === null)
  const isRefused = member.recordingRefused && inHand
  const changed = {
    ...contact,
    version: contact.version + 1,
    memberId: member.id,
    // Somebody else than before: what was verified was not them.
    ...(contact.memberId === member.id ? {} : { verifiedLevel: 0 as const, verifiedHow: null }),
    recordingRefused: contact.recordingRefused || isRefused,
    textRelay:
      contact.textRelay ?? (member.textRelay && contact.channel === 'voice' ? ('member' as const) : null),
  }
  // The agent heard a relay assistant before they knew for whom.
  if (contact.textRelay === 'agent' && !member.textRelay)
    await stores.members.save({
      ...member,
      version: member.version + 1,
      textRelay: true,
      updatedAt: env.now,
    })
  const given = isRefused ? await giveUpRecordings(stores, contact) : []
  const events: DomainEvent[] = [
    { type: 'contact.member-identified', contactId: contact.id, memberId: member.id },
    ...given,
  ]
  const current = contact.caseId === null ? null : await stores.cases.find(contact.caseId)
  if (current && current.memberId === null && current.openedAt >= contact.startedAt) {
    // The case was made for this very contact while nobody knew who it was: it is theirs.
    await stores.cases.save({
      ...current,
      version: current.version + 1,
      memberId: member.id,
      updatedAt: env.now,
    })
    await stores.contacts.save({
      ...changed,
      needsChoice: (await stores.cases.openByMember(member.id)).some((c) => c.id !== current.id),
    })
    await stores.events.append(
      [...events, { type: 'case.changed', caseId: current.id, contactId: contact.id }],
      { actor: env.actor, at: env.now },
    )
    if (contact.connectedAt !== null) await spokenWith(stores, env, changed)
    return { done: true }
  }
  const attached =
    current === null
      ? await ensureCase(stores, env, changed, { ownerId: contact.agentId })
      : await attachCase(stores, env, changed, { text: '' })
  await stores.contacts.save(attached.contact)
  await stores.events.append([...events, ...attached.events], { actor: env.actor, at: env.now })
  if (contact.connectedAt !== null) await spokenWith(stores, env, attached.contact)
  return { done: true }
}
