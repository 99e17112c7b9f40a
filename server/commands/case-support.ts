/** What several case commands share: opening a case, and promising a follow-up. */
import type { DomainEvent } from '../domain/events.ts'
import type { Case, FollowUp } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/** Opens a case with the next number. */
export async function openNewCase(
  stores: Stores,
  env: Env,
  input: {
    memberId: string | null
    callerNumber: string | null
    title: string
    kind: string
    ownerId: string | null
    contactId: string | null
    why: string
  },
): Promise<{ opened: Case; events: DomainEvent[] }> {
  const opened: Case = {
    id: env.ids.next(),
    version: 1,
    number: await stores.cases.nextNumber(),
    memberId: input.memberId,
    callerNumber: input.callerNumber,
    title: input.title,
    kind: input.kind,
    status: input.ownerId === null ? 'new' : 'open',
    ownerId: input.ownerId,
    openedAt: env.now,
    updatedAt: env.now,
    lastContactAt: input.contactId === null ? null : env.now,
    closedAt: null,
    outcome: null,
    nextStep: null,
    nextStepDue: null,
  }
  await stores.cases.insert(opened)
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId: opened.id,
    kind: 'opened',
    at: env.now,
    authorId: personOf(env),
    clientId: null,
    heading: 'Case opened',
    body: input.why,
    contactId: input.contactId,
  })
  return { opened, events: [{ type: 'case.opened', caseId: opened.id, contactId: input.contactId }] }
}

/** Adds something to do on a case by an instant. `ownerId` null: whoever is on shift. It becomes the case's next step when it is the earliest. */
export async function addCaseFollowUp(
  stores: Stores,
  env: Env,
  input: {
    caseId: string
    what: string
    dueAt: string
    ownerId: string | null
    remindAt?: string | null
    checklist?: readonly string[]
  },
): Promise<DomainEvent[]> {
  const followUp: FollowUp = {
    id: env.ids.next(),
    caseId: input.caseId,
    what: input.what,
    dueAt: input.dueAt,
    ownerId: input.ownerId,
    createdAt: env.now,
    doneAt: null,
    remindAt: input.remindAt ?? null,
    checklist: (input.checklist ?? []).map((words) => ({ words, isDone: false })),
    firstDueAt: null,
  }
  await stores.followUps.insert(followUp)
  await refreshNextStep(stores, env, input.caseId)
  return [{ type: 'follow-up.added', caseId: input.caseId, followUpId: followUp.id }]
}

/** A case's next step is its earliest open follow-up. */
export async function refreshNextStep(stores: Stores, env: Env, caseId: string): Promise<void> {
  const found = await stores.cases.find(caseId)
  if (!found) return
  const open = await stores.followUps.openOfContactCase(caseId)
  const next = open.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
  await stores.cases.save({
    ...found,
    version: found.version + 1,
    updatedAt: env.now,
    nextStep: next?.what ?? null,
    nextStepDue: next?.dueAt ?? null,
  })
}

/** Whether something may be promised in this person's name: they exist and have not left. */
export const mayOwn = async (stores: Stores, personId: string): Promise<boolean> =>
  (await stores.people.find(personId))?.leftAt === null

/** The acting person's id, or null when a webhook or the worker acts. */
export const personOf = (env: Env): string | null =>
  env.actor === 'twilio' || env.actor === 'system' ? null : env.actor
