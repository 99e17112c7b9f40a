import type { z } from 'zod'
import type { Refused } from '../contract/refusals.ts'
import type { changeCase as request } from '../contract/requests.ts'
import { caseStatusWords, contactReasons } from '../contract/words.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Case, CaseEvent } from '../domain/records.ts'
import { closingOf, keepClosing } from './case-closing.ts'
import { offerCase, passPromises, withdrawOffer } from './offer-case.ts'
import type { Env, Stores } from './ports.ts'
import { endReferrals } from './refer-case.ts'
import { decides, keepInSight, mayBeGiven } from './seal-case.ts'
import { followStatus } from './service-targets.ts'

const ownerChanged = 'Owner changed'
type Change = { heading: string; body: string; kind: CaseEvent['kind'] }

/**
 * Changes title, kind, status or owner of a case; every change is a line of its history with old and new value.
 * Another owner needs a note of what happens next (F71), and is offered the case: see domain/hand-over. Closing needs an outcome held against what the member wanted
 * (F77), and no legal date that is still live; an open case keeps an owner once it has one; a closed case can only be
 * reopened.
 */
export async function changeCase(
  stores: Stores,
  env: Env,
  input: {
    caseId: string
    personId: string
    /** Whose cases are given away for them, because they leave. */
    inPlaceOf?: string
    /** Whoever was given it sends it back to who gave it. */
    isReturn?: boolean
  } & z.output<typeof request>,
): Promise<{ done: true } | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  if (found.version !== input.version) return { refused: 'stale-version' }
  const reopens = found.status === 'closed' && input.status !== undefined && input.status !== 'closed'
  if (found.status === 'closed' && !reopens) return { refused: 'case-closed' }
  if (reopens && (await stores.caseMoves.mergeOf(found.id)) !== null) return { refused: 'case-merged' }
  const closes = input.status === 'closed'
  const closing = await closingOf(stores, env, found, input)
  if ('refused' in closing) return closing
  if (closes && (await stores.deadlines.liveOfCase(found.id)).length > 0) return { refused: 'deadline-live' }
  const owner = input.ownerId === undefined ? null : await stores.people.find(input.ownerId)
  if (input.ownerId !== undefined && !owner) return { refused: 'not-found' }
  if (owner && !(await mayBeGiven(stores, found.id, owner.id))) return { refused: 'conflict-of-interest' }
  // Who may know a sealed case is decided with its owner: whoever broke the glass cannot take it for good.
  if (owner && !(await decides(stores, found.id, input.inPlaceOf ?? input.personId)))
    return { refused: 'seal-not-yours' }
  const isHandedOver = owner !== null && found.ownerId !== null && owner.id !== found.ownerId
  if (isHandedOver && (input.why ?? '').trim() === '') return { refused: 'next-step-unwritten' }

  const changes: Change[] = []
  const next: Case = { ...found, version: found.version + 1, updatedAt: env.now }
  if (input.title !== undefined && input.title.trim() !== found.title) {
    changes.push({
      kind: 'change',
      heading: 'Title changed',
      body: `"${found.title}" to "${input.title.trim()}"`,
    })
    next.title = input.title.trim()
  }
  if (input.kind !== undefined && input.kind !== found.kind) {
    changes.push({
      kind: 'change',
      heading: 'Kind changed',
      body: `${kindWords(found.kind)} to ${kindWords(input.kind)}`,
    })
    next.kind = input.kind
  }
  const wantedBefore = closing.before?.wanted ?? null
  if (!closes && closing.aim.wanted !== wantedBefore)
    changes.push({
      kind: 'change',
      heading: 'What the member wants',
      body: `${quoted(wantedBefore)} to ${quoted(closing.aim.wanted)}`,
    })
  if (owner && owner.id !== found.ownerId) {
    const before = found.ownerId === null ? null : await stores.people.find(found.ownerId)
    changes.push({
      kind: 'change',
      heading: ownerChanged,
      body: `${before?.name ?? 'Nobody'} to ${owner.name}`,
    })
    next.ownerId = owner.id
    if (next.status === 'new') next.status = 'open'
  }
  if (input.status !== undefined && input.status !== found.status) {
    const kind = closes ? 'closed' : reopens ? 'reopened' : 'change'
    const body = `${caseStatusWords[found.status]} to ${caseStatusWords[input.status]}${closes ? `. ${closing.history}` : ''}`
    changes.push({
      kind,
      heading: closes ? 'Case closed' : reopens ? 'Case reopened' : 'Status changed',
      body,
    })
    next.status = input.status
    next.closedAt = closes ? env.now : null
    next.outcome = closing.outcome ?? found.outcome
    if (reopens && next.ownerId === null) next.ownerId = input.personId
  }
  if (changes.length === 0) return { done: true }
  await stores.cases.save(next)
  if (owner && owner.id !== found.ownerId) await stores.casePeople.remove(found.id, owner.id)
  if (isHandedOver && found.ownerId !== null) {
    const given = { caseId: found.id, fromId: found.ownerId, toId: owner.id }
    await keepInSight(stores, env, given.caseId, given.fromId)
    await passPromises(stores, env, given)
    // Whoever takes it for themselves has accepted it.
    if (owner.id === input.personId) await withdrawOffer(stores, env, found.id)
    else
      await offerCase(stores, env, {
        ...given,
        note: (input.why ?? '').trim(),
        isReturn: input.isReturn ?? false,
      })
  } else if (closes) await withdrawOffer(stores, env, found.id)
  for (const change of changes) {
    await stores.caseEvents.insert({
      id: env.ids.next(),
      caseId: found.id,
      kind: change.kind,
      at: env.now,
      authorId: input.personId,
      clientId: null,
      heading: change.heading,
      body: input.why?.trim()
        ? `${change.body}. ${change.heading === ownerChanged ? 'Next' : 'Why'}: ${input.why.trim()}`
        : change.body,
      contactId: null,
    })
  }
  const event: DomainEvent = closes
    ? { type: 'case.closed', caseId: found.id }
    : reopens
      ? { type: 'case.reopened', caseId: found.id, contactId: null }
      : { type: 'case.changed', caseId: found.id }
  const followed = await keepClosing(stores, env, closing, next.ownerId ?? input.personId)
  await stores.events.append([event, ...followed], { actor: env.actor, at: env.now })
  await followStatus(stores, env, found, next)
  if (found.status !== 'closed' && next.status === 'closed')
    await endReferrals(stores, env, next, 'The case was closed.')
  return { done: true }
}

const quoted = (words: string | null): string => (words === null ? 'Not said' : `"${words}"`)
const kindWords = (kind: string): string =>
  Object.entries(contactReasons).find(([key]) => key === kind)?.[1] ?? kind
