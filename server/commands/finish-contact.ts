import type { z } from 'zod'
import { isRefused, type Refused } from '../contract/refusals.ts'
import type { finishWrapUp } from '../contract/requests.ts'
import { finishPart, partBeingWritten } from '../domain/contact-part.ts'
import type { DomainEvent } from '../domain/events.ts'
import { canText } from '../domain/phone-number.ts'
import { finishWrapUp as free } from '../domain/presence.ts'
import type { Contact, ContactPart } from '../domain/records.ts'
import { writtenOpening } from '../domain/spoken-time.ts'
import { referenceText } from '../domain/wording.ts'
import { addCaseFollowUp, mayOwn } from './case-support.ts'
import { queueText, threadOf } from './conversation-support.ts'
import { mayContactNumber } from './may-contact.ts'
import type { Env, Stores } from './ports.ts'

type Input = { contactId: string; personId: string } & z.output<typeof finishWrapUp>

/**
 * The wrap-up is done: reason, outcome, and the next step with owner and date, which becomes a follow-up on the case.
 * There is no time limit. Refuses while the call lasts, and when reason, outcome or the choice of case is missing.
 */
export async function finishContact(
  stores: Stores,
  env: Env,
  input: Input,
): Promise<{ done: true } | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  const part = partBeingWritten(await stores.contactParts.ofContact(contact.id), contact, input.personId)
  if (part !== null) return finishOwnPart(stores, env, { contact, part }, input)
  if (contact.agentId !== input.personId) return { refused: 'not-yours' }
  // Passed on to an outside number the call goes on, but no longer with us.
  if (contact.state !== 'ended' && contact.state !== 'outside') return { refused: 'call-still-live' }
  if (input.reason === null) return { refused: 'reason-required' }
  if (input.outcome === null) return { refused: 'outcome-required' }
  if (contact.needsChoice || contact.caseId === null) return { refused: 'case-required' }
  const next = await nextStepOf(stores, env, input)
  if (isRefused(next)) return next
  const { step: nextStep, due } = next

  const first = contact.handledAt === null
  await stores.contacts.save({
    ...contact,
    version: contact.version + 1,
    reason: input.reason,
    outcome: input.outcome,
    nextStep,
    nextStepDue: due,
    nextStepOwnerId: nextStep === null ? null : (input.nextStepOwnerId ?? input.personId),
    handledAt: contact.handledAt ?? env.now,
    ...(input.notes === undefined || input.notes === contact.notes
      ? {}
      : { notes: input.notes, notesSavedAt: env.now, notesVersion: contact.notesVersion + 1 }),
  })
  const events: DomainEvent[] = []
  if (nextStep !== null && due !== null && first) {
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
  events.push(...(await freeAfterwards(stores, env, contact, input)))
  await stores.events.append(
    [{ type: 'contact.handled', contactId: contact.id, personId: input.personId }, ...events],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/**
 * The part of somebody who handed the call over: their reason, outcome and next step stand under their name. The case is
 * whoever's who has the call, and so is the text with its reference.
 */
async function finishOwnPart(
  stores: Stores,
  env: Env,
  { contact, part }: { contact: Contact; part: ContactPart },
  input: Input,
): Promise<{ done: true } | Refused> {
  if (input.reason === null) return { refused: 'reason-required' }
  if (input.outcome === null) return { refused: 'outcome-required' }
  const next = await nextStepOf(stores, env, input)
  if (isRefused(next)) return next
  await stores.contactParts.save(
    finishPart(part, {
      reason: input.reason,
      outcome: input.outcome,
      nextStep: next.step,
      notes: input.notes,
      now: env.now,
    }),
  )
  const events: DomainEvent[] = []
  if (next.step !== null && next.due !== null && contact.caseId !== null)
    events.push(
      ...(await addCaseFollowUp(stores, env, {
        caseId: contact.caseId,
        what: next.step,
        dueAt: next.due,
        ownerId: input.nextStepOwnerId ?? input.personId,
      })),
    )
  await stores.events.append(
    [
      { type: 'contact.handled', contactId: contact.id, personId: input.personId },
      ...events,
      ...(await freeAfterwards(stores, env, contact, input)),
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** What was promised next, or why it cannot be; `step` null when nothing was. */
async function nextStepOf(
  stores: Stores,
  env: Env,
  input: Input,
): Promise<{ step: string | null; due: string | null } | Refused> {
  const step = input.nextStep.trim()
  const due = step === '' || input.nextStepDue === null ? null : new Date(input.nextStepDue).toISOString()
  if (due !== null && due < env.now) return { refused: 'date-in-past' }
  if (input.nextStepOwnerId !== null && !(await mayOwn(stores, input.nextStepOwnerId)))
    return { refused: 'not-found' }
  return { step: step === '' ? null : step, due }
}

async function freeAfterwards(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: Input,
): Promise<DomainEvent[]> {
  const presence = await stores.presences.find(input.personId)
  if (!presence || presence.contactId !== contact.id) return []
  const next = free(presence, { then: input.thenAvailability, wasHard: input.wasHard, now: env.now })
  await stores.presences.save(next)
  return [{ type: 'presence.changed', personId: input.personId, choice: next.choice }]
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
  const may = await mayContactNumber(stores, env, callerNumber, 'text')
  const owners = await stores.members.byNumber(callerNumber)
  if (!may.may || owners.length !== 1 || owners[0]?.id !== memberId) return []
  const theCase = await stores.cases.find(caseId)
  const line = (await stores.lines.all()).find((l) => l.kind === 'text' && l.purpose === 'case')
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
