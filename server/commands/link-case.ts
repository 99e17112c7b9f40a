/** An agent chooses or moves the case of a contact, and the undo of the last link within 30 days. Both cases show the move. */
import type { Refused } from '../contract/refusals.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Contact } from '../domain/records.ts'
import { openNewCase } from './case-support.ts'
import { whereItIs } from './move-cases.ts'
import type { Env, Stores } from './ports.ts'

const undoMs = 30 * 86_400_000

export async function linkCase(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string; caseId: string | null; newCaseTitle?: string | undefined },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (input.caseId !== null && input.caseId === contact.caseId) {
    // Choosing where it is already filed is still a choice.
    if (contact.needsChoice) {
      await stores.contacts.save({
        ...contact,
        version: contact.version + 1,
        needsChoice: false,
        caseRule: 'chosen',
        caseWords: 'chosen by hand',
      })
      await stores.events.append(
        [
          {
            type: 'contact.case-linked',
            contactId: contact.id,
            caseId: input.caseId,
            previousCaseId: contact.previousCaseId,
            rule: 'chosen',
          },
        ],
        {
          actor: env.actor,
          at: env.now,
        },
      )
    }
    return { done: true }
  }
  const events: DomainEvent[] = []
  let caseId = input.caseId
  if (caseId === null) {
    const made = await openNewCase(stores, env, {
      memberId: contact.memberId,
      callerNumber: contact.callerNumber,
      title: input.newCaseTitle?.trim() || 'New matter',
      kind: contact.reason ?? 'other',
      ownerId: input.personId,
      contactId: contact.id,
      why: 'Opened by hand from a contact',
    })
    caseId = made.opened.id
    events.push(...made.events)
  }
  const to = await stores.cases.find(caseId)
  if (!to) return { refused: 'not-found' }
  if (to.status === 'closed') return { refused: 'case-closed' }
  // A group case holds nothing of any one member (group-case.ts).
  if (contact.memberId !== null && (await stores.groups.find(to.id)) !== null)
    return { refused: 'group-files' }
  return move(stores, env, contact, {
    personId: input.personId,
    caseId,
    words: `chosen by hand: ${formatReference(to.number)}`,
    rule: 'chosen',
    events,
  })
}

export async function undoCaseLink(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.caseLinkedAt === null || contact.previousCaseId === null) return { refused: 'nothing-to-undo' }
  if (Date.parse(env.now) - Date.parse(contact.caseLinkedAt) > undoMs) return { refused: 'undo-too-late' }
  return move(stores, env, contact, {
    personId: input.personId,
    caseId: await whereItIs(stores, contact.previousCaseId),
    words: 'put back by undo',
    rule: 'undone',
    events: [],
  })
}

async function move(
  stores: Stores,
  env: Env,
  contact: Contact,
  to: { personId: string; caseId: string; words: string; rule: string; events: DomainEvent[] },
): Promise<{ done: true }> {
  await stores.contacts.save({
    ...contact,
    version: contact.version + 1,
    caseId: to.caseId,
    previousCaseId: contact.caseId,
    caseLinkedAt: env.now,
    caseRule: to.rule,
    caseWords: to.words,
    needsChoice: false,
  })
  const from = contact.caseId === null ? null : await stores.cases.find(contact.caseId)
  const target = await stores.cases.find(to.caseId)
  const what = contact.channel === 'sms' ? 'Text conversation' : 'Call'
  for (const [theCase, other, heading] of [
    [from, target, 'Moved to'],
    [target, from, 'Moved from'],
  ] as const) {
    if (!theCase) continue
    await stores.cases.save({ ...theCase, version: theCase.version + 1, updatedAt: env.now })
    await stores.caseEvents.insert({
      id: env.ids.next(),
      caseId: theCase.id,
      kind: 'moved',
      at: env.now,
      authorId: to.personId,
      clientId: null,
      heading: `${what} ${other ? `${heading.toLowerCase()} ${formatReference(other.number)}` : 'linked'}`,
      body: '',
      contactId: contact.id,
    })
  }
  const moved: DomainEvent[] = [
    {
      type: 'contact.case-linked',
      contactId: contact.id,
      caseId: to.caseId,
      previousCaseId: contact.caseId,
      rule: to.rule,
    },
    { type: 'case.changed', caseId: to.caseId, contactId: contact.id },
    ...(from ? [{ type: 'case.changed' as const, caseId: from.id, contactId: contact.id }] : []),
  ]
  await stores.events.append([...to.events, ...moved], { actor: env.actor, at: env.now })
  return { done: true }
}
