/**
 * Puts a contact on a case by the printed rules of domain/join-case.ts. Every contact is on a case from its first
 * useful moment: where the rules ask for a choice it is filed on the default meanwhile, marked as needing a choice.
 */
import { findReferences, formatReference } from '../domain/case-reference.ts'
import type { DomainEvent } from '../domain/events.ts'
import {
  type CandidateCase,
  type ClosedCase,
  type JoinAnswer,
  joinOrCreate,
  reopenMs,
} from '../domain/join-case.ts'
import type { Need } from '../domain/menu.ts'
import type { Case, Contact, Member } from '../domain/records.ts'
import { openNewCase, personOf } from './case-support.ts'
import { whereItIs } from './move-cases.ts'
import type { Env, Stores } from './ports.ts'

export interface Attached {
  contact: Contact
  events: DomainEvent[]
}

/**
 * The contact on a case, opening one if the rules say so. `insert` makes the contact's row first (a new contact);
 * the row is then saved here too. `ownerId` becomes the owner of a case that has none.
 */
export async function ensureCase(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: { ownerId: string | null; text?: string; insert?: boolean; need?: Need },
): Promise<Attached> {
  if (input.insert) await stores.contacts.insert(contact)
  const attached =
    contact.caseId === null
      ? await attachCase(stores, env, contact, {
          text: input.text ?? '',
          ...(input.need === undefined ? {} : { need: input.need }),
        })
      : { contact, events: [] }
  if (input.ownerId !== null && attached.contact.caseId !== null)
    await own(stores, env, attached.contact.caseId, input.ownerId)
  if (input.insert) await stores.contacts.save(attached.contact)
  return attached
}

/** Decides anew which case the contact belongs to. With `onlyByReference` it stays where it is unless the text names another. */
export async function attachCase(
  stores: Stores,
  env: Env,
  contact: Contact,
  input: { text: string; onlyByReference?: boolean; need?: Need },
): Promise<Attached> {
  const references = findReferences(input.text)
  if (input.onlyByReference && references.length === 0) return { contact, events: [] }
  const { answer, members, sealed } = await ask(stores, env, contact, references)
  if (!input.onlyByReference || references.length > 0) await tellSealed(stores, env, contact, sealed)
  if (input.onlyByReference && !(answer.outcome === 'join' && answer.rule === 'reference-in-text'))
    return { contact, events: [] }

  if (answer.outcome === 'join') {
    const events = await joined(stores, env, contact, answer.caseId)
    // Named again where it is filed already: nothing moved, and what an undo would put back stays what it was.
    if (answer.caseId === contact.caseId)
      return {
        contact: { ...contact, caseRule: answer.rule, caseWords: answer.words, needsChoice: false },
        events,
      }
    return link(contact, env, {
      caseId: answer.caseId,
      rule: answer.rule,
      words: answer.words,
      needsChoice: false,
      events,
    })
  }
  if (answer.outcome === 'choose' && answer.defaultCaseId !== null) {
    const events = await joined(stores, env, contact, answer.defaultCaseId)
    return link(contact, env, {
      caseId: answer.defaultCaseId,
      rule: answer.rule,
      words: `please choose: ${answer.words}`,
      needsChoice: true,
      events,
    })
  }
  const only = members.length === 1 ? (members[0]?.id ?? null) : null
  const { opened, events } = await openNewCase(stores, env, {
    memberId: contact.memberId ?? only,
    callerNumber: contact.callerNumber,
    title: titleOf(contact, input.need),
    kind: input.need === 'join' ? 'joining' : 'other',
    ownerId: null,
    contactId: contact.id,
    why: answer.words,
  })
  const words =
    answer.outcome === 'create'
      ? `${answer.words} (${formatReference(opened.number)})`
      : `please choose: ${answer.words}`
  return link(contact, env, {
    caseId: opened.id,
    rule: answer.rule,
    words,
    needsChoice: answer.outcome === 'choose',
    events,
  })
}

async function ask(
  stores: Stores,
  env: Env,
  contact: Contact,
  references: string[],
): Promise<{ answer: JoinAnswer; members: Member[]; sealed: Case[] }> {
  const identified = contact.memberId === null ? null : await stores.members.find(contact.memberId)
  const members = identified
    ? [identified]
    : contact.callerNumber === null
      ? []
      : await stores.members.byNumber(contact.callerNumber)
  const open: Case[] = []
  const closed: Case[] = []
  const named = await whereTheyAre(stores, references)
  const since = new Date(Date.parse(env.now) - reopenMs).toISOString()
  for (const member of members) {
    open.push(...(await stores.cases.openByMember(member.id)))
    for (const one of await stores.cases.closedSince(member.id, since))
      if ((await stores.caseMoves.mergeOf(one.id)) === null) closed.push(one)
  }
  if (members.length === 0 && contact.callerNumber !== null)
    open.push(...(await stores.cases.openByCallerNumber(contact.callerNumber)))
  const underSeal = new Set<string>()
  if (open.length + closed.length > 0)
    for (const member of members) for (const id of await stores.seals.ofMember(member.id)) underSeal.add(id)
  const isOpen = ({ id }: Case) => !underSeal.has(id)
  const before =
    contact.threadId === null ? null : await stores.contacts.latestEndedByThread(contact.threadId)
  const answer = joinOrCreate({
    caller: contact.callerNumber === null && identified === null ? 'withheld' : 'number',
    membersMatched: members.length,
    referencesInText: named,
    openCases: open.filter(isOpen).map(candidate),
    recentlyClosed: closed
      .filter(isOpen)
      .flatMap((c): ClosedCase[] => (c.closedAt === null ? [] : [{ ...candidate(c), closedAt: c.closedAt }])),
    threadCaseId: before?.caseId ?? null,
    now: env.now,
  })
  return { answer, members, sealed: members.length === 1 ? open.filter((one) => !isOpen(one)) : [] }
}

/**
 * A contact is filed as if sealed cases were not there, so that nothing on it gives one away: not a reference, and not a
 * case that fails to be shown. Whoever may know the sealed case finds the contact on its timeline and can move it in.
 */
async function tellSealed(
  stores: Stores,
  env: Env,
  contact: Contact,
  sealed: readonly Case[],
): Promise<void> {
  for (const one of sealed) {
    await stores.caseEvents.insert({
      id: env.ids.next(),
      caseId: one.id,
      kind: 'moved',
      at: env.now,
      authorId: null,
      clientId: null,
      heading: contact.channel === 'sms' ? 'The member texted' : 'The member was on the phone',
      body: 'Filed as if this case were not there. If it belongs here, move it in from the contact.',
      contactId: contact.id,
    })
    await stores.cases.save({
      ...one,
      version: one.version + 1,
      lastContactAt: env.now,
      updatedAt: env.now,
    })
    await stores.events.append([{ type: 'case.changed', caseId: one.id }], {
      actor: env.actor,
      at: env.now,
    })
  }
}

/** The number of a case that was merged stands for the one that it was merged into. */
async function whereTheyAre(stores: Stores, references: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  for (const reference of references) {
    const named = await stores.cases.byNumber(Number(reference.replace(/\D/g, '')))
    const isAt = named === null ? null : await stores.cases.find(await whereItIs(stores, named.id))
    found.add(isAt === null ? reference : formatReference(isAt.number))
  }
  return [...found]
}

const candidate = (c: Case): CandidateCase => ({
  id: c.id,
  reference: formatReference(c.number),
  memberId: c.memberId,
  kind: c.kind,
  openedAt: c.openedAt,
  lastContactAt: c.lastContactAt,
})

/** The case heard from its member: noted, and reopened when it was closed. */
async function joined(stores: Stores, env: Env, contact: Contact, caseId: string): Promise<DomainEvent[]> {
  const found = await stores.cases.find(caseId)
  if (!found) return []
  const reopens = found.status === 'closed'
  await stores.cases.save({
    ...found,
    version: found.version + 1,
    lastContactAt: env.now,
    updatedAt: env.now,
    ...(reopens ? { status: 'open' as const, closedAt: null } : {}),
  })
  if (!reopens) return [{ type: 'case.changed', caseId, contactId: contact.id }]
  await stores.caseEvents.insert({
    id: env.ids.next(),
    caseId,
    kind: 'reopened',
    at: env.now,
    authorId: personOf(env),
    clientId: null,
    heading: 'Case reopened',
    body: 'The member was in touch again within 28 days',
    contactId: contact.id,
  })
  return [{ type: 'case.reopened', caseId, contactId: contact.id }]
}

async function own(stores: Stores, env: Env, caseId: string, ownerId: string): Promise<void> {
  const found = await stores.cases.find(caseId)
  if (!found || found.ownerId !== null) return
  await stores.cases.save({
    ...found,
    version: found.version + 1,
    ownerId,
    status: found.status === 'new' ? 'open' : found.status,
    updatedAt: env.now,
  })
}

function link(
  contact: Contact,
  env: Env,
  to: { caseId: string; rule: string; words: string; needsChoice: boolean; events: DomainEvent[] },
): Attached {
  return {
    contact: {
      ...contact,
      caseId: to.caseId,
      caseRule: to.rule,
      caseWords: to.words,
      needsChoice: to.needsChoice,
      previousCaseId: contact.caseId,
      caseLinkedAt: env.now,
    },
    events: [
      ...to.events,
      {
        type: 'contact.case-linked',
        contactId: contact.id,
        caseId: to.caseId,
        previousCaseId: contact.caseId,
        rule: to.rule,
      },
    ],
  }
}

function titleOf(contact: Contact, need: Need | undefined): string {
  if (need === 'join') return 'Wants to join'
  if (need === 'urgent-today') return 'Urgent today'
  return contact.channel === 'sms'
    ? 'Enquiry by text'
    : contact.result === 'voicemail'
      ? 'Voicemail'
      : 'Enquiry by phone'
}
