import type { z } from 'zod'
import type { Refused } from '../contract/refusals.ts'
import type { finishWrapUp } from '../contract/requests.ts'
import type { DomainEvent } from '../domain/events.ts'
import { canText } from '../domain/phone-number.ts'
import { finishWrapUp as free } from '../domain/presence.ts'
import type { Contact } from '../domain/records.ts'
import { writtenOpening } from '../domain/spoken-time.ts'
import { referenceText } from '../domain/wording.ts'
import { addCaseFollowUp, mayOwn } from './case-support.ts'
import { queueText, threadOf } from './conversation-support.ts'
import type { Env, Stores } from './ports.ts'

/**
 * The wrap-up is done: reason, outcome, and the next step with owner and date, which becomes a follow-up on the case.
 * There is no time limit. Refuses while the call lasts, and when reason, outcome or the choice of case is missing.
 */
export async function finishContact(
  stores: Stores,
  env: Env,
  input: { contactId: string; personId: string } & z.output<typeof finishWrapUp>,
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.agentId !== input.personId) return { refused: 'not-yours' }
  // Passed on to an outside number the call goes on, but no longer with us.
  if (contact.state !== 'ended' && contact.state !== 'outside') return { refused: 'call-still-live' }
  if (input.reason === null) return { refused: 'reason-required' }
  if (input.outcome === null) return { refused: 'outcome-required' }
  if (contact.needsChoice || contact.caseId === null) return { refused: 'case-required' }
  const nextStep = input.nextStep.trim()
  const due = nextStep === '' || input.nextStepDue === null ? null : new Date(input.nextStepDue).toISOString()
  if (due !== null && due < env.now) return { refused: 'date-in-past' }
  if (input.nextStepOwnerId !== null && !(await mayOwn(stores, input.nextStepOwnerId)))
    return { refused: 'not-found' }

  const first = contact.handledAt === null
  await stores.contacts.save({
    ...contact,
    version: contact.version + 1,
    reason: input.reason,
    outcome: input.outcome,
    nextStep: nextStep === '' ? null : nextStep,
    nextStepDue: due,
    nextStepOwnerId: nextStep === '' ? null : (input.nextStepOwnerId ?? input.personId),
    handledAt: contact.handledAt ?? env.now,
    ...(input.notes === undefined || input.notes === contact.notes
      ? {}
      : { notes: input.notes, notesSavedAt: env.now, notesVersion: contact.notesVersion + 1 }),
  })
  const events: DomainEvent[] = []
  if (due !== null && first) {
    events.push(
      ...(await addCaseFollowUp(stores, env, {
        caseId: contact.caseId,
        what: nextStep,
        dueAt: due,
        ownerId: input.nextStepOwnerId ?? input.personId,
      })),
    )
  }
  const theCase = await stores.cases.find(contact.caseId)
  if (theCase && theCase.kind === 'other' && input.reason !== 'other') {
    await stores.cases.save({
      ...theCase,
      version: theCase.version + 1,
      kind: input.reason,
      updatedAt: env.now,
    })
    events.push({ type: 'case.changed' as const, caseId: theCase.id, contactId: contact.id })
  }
  if (first) events.push(...(await textReference(stores, env, contact, input)))
  const presence = await stores.presences.find(input.personId)
  if (presence && presence.contactId === contact.id) {
    const next = free(presence, { then: input.thenAvailability, wasHard: input.wasHard, now: env.now })
    await stores.presences.save(next)
    events.push({ type: 'presence.changed' as const, personId: input.personId, choice: next.choice })
  }
  await stores.events.append(
    [{ type: 'contact.handled', contactId: contact.id, personId: input.personId }, ...events],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/**
 * After the first wrap-up of a call the member is texted the reference, and who is in touch by when (F72, J1). Only an
 * identified member, on their own mobile that has not opted out, and never the words of an internal note.
 */
async function textReference(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: z.output<typeof finishWrapUp> & { personId: string },
): Promise<DomainEvent[]> {
  const { callerNumber, caseId, memberId } = contact
  if (contact.channel !== 'voice' || callerNumber === null || caseId === null || memberId === null) return []
  if (!canText(callerNumber)) return []
  const phone = await stores.phones.byNumber(callerNumber)
  const owners = await stores.members.byNumber(callerNumber)
  if (phone?.optedOutAt || owners.length !== 1 || owners[0]?.id !== memberId) return []
  const theCase = await stores.cases.find(caseId)
  const line = (await stores.lines.all()).find((l) => l.kind === 'text')
  if (!theCase || !line) return []
  const owner = await stores.people.find(input.nextStepOwnerId ?? input.personId)
  const next =
    input.nextStep.trim() === '' || input.nextStepDue === null || !owner
      ? null
      : `${owner.name.split(' ')[0] ?? owner.name} is in touch by ${writtenOpening(input.nextStepDue, env.now, line.hours.zone)}`
  const thread = await threadOf(stores, env, callerNumber, line.number)
  const body = referenceText({ caseNumber: theCase.number, next })
  return (await queueText(stores, env, { thread, contactId: null, body, authorId: null, clientId: null }))
    .events
}
