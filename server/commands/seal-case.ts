/** Sealing a case, saying who may know it, and the hour of whoever breaks the glass (F75, N11). */
import type { Refused } from '../contract/refusals.ts'
import { findReferences } from '../domain/case-reference.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Case } from '../domain/records.ts'
import { glassEndsAt, isInConflict, mayKnow, type Standing } from '../domain/sealed-case.ts'
import { mayOwn, openNewCase, personOf } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'
import { endReferrals } from './refer-case.ts'

type Done = { caseId: string }
const whyMissing: Refused = { refused: 'why-required', detail: 'Say why. The reason is kept with the case.' }

/** Whether this case may be given to this person, or a task on it: never across a conflict. */
export const mayBeGiven = async (stores: Stores, caseId: string, personId: string): Promise<boolean> =>
  !isInConflict(await stores.standings.between(caseId, personId))

const append = (stores: Stores, env: Env, events: DomainEvent[]) =>
  stores.events.append(events, { actor: env.actor, at: env.now })

/** Its owner and the people named on it; never somebody who broke the glass, nor data protection, who only read. */
export const decides = async (stores: Stores, caseId: string, personId: string): Promise<boolean> => {
  const { isSealed, isOwner, standing } = await stores.standings.between(caseId, personId)
  return !isSealed || isOwner || standing === 'named'
}

/** From now on the case exists only for its owner and whom they name. Whoever seals an unowned case becomes its owner. */
export async function sealCase(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; why: string },
): Promise<Done | Refused> {
  const found = await stores.cases.find(input.caseId)
  if (!found) return { refused: 'not-found' }
  const why = input.why.trim()
  if (why === '') return whyMissing
  if ((await stores.seals.find(found.id)) !== null) return { refused: 'case-sealed' }
  await putUnderSeal(stores, env, found, { personId: input.personId, why, opposedCaseId: null })
  return { caseId: found.id }
}

async function putUnderSeal(
  stores: Stores,
  env: Env,
  found: Case,
  { personId, why, opposedCaseId }: { personId: string; why: string; opposedCaseId: string | null },
): Promise<void> {
  const isUnowned = found.ownerId === null
  if (isUnowned && found.status !== 'closed')
    await stores.cases.save({
      ...found,
      ownerId: personId,
      status: found.status === 'new' ? 'open' : found.status,
    })
  await stores.seals.insert({ caseId: found.id, sealedAt: env.now, sealedBy: personId, why, opposedCaseId })
  // Who sealed it keeps it in sight, unless they stand on the other side.
  if (opposedCaseId === null && !isUnowned && found.ownerId !== personId)
    await stores.standings.insert({
      caseId: found.id,
      personId,
      standing: 'named',
      at: env.now,
      by: personId,
    })
  await endReferrals(stores, env, found, 'The case was sealed.')
  await noteOnCase(stores, env, { caseId: found.id, heading: 'Case sealed', body: `Why: ${why}` })
  await append(stores, env, [{ type: 'case.sealed', caseId: found.id, personId }])
}

/** Everybody who may read cases may know it again. Not while the other side of its dispute is a sealed file. */
export async function unsealCase(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; why: string },
): Promise<Done | Refused> {
  const seal = await stores.seals.find(input.caseId)
  if (!(await stores.cases.find(input.caseId)) || seal === null) return { refused: 'not-found' }
  const why = input.why.trim()
  if (why === '') return whyMissing
  if (!(await decides(stores, input.caseId, input.personId))) return { refused: 'seal-not-yours' }
  if (seal.opposedCaseId !== null) return { refused: 'two-sides' }
  await stores.seals.remove(input.caseId)
  await noteOnCase(stores, env, { caseId: input.caseId, heading: 'Seal lifted', body: `Why: ${why}` })
  await append(stores, env, [{ type: 'case.unsealed', caseId: input.caseId, personId: input.personId }])
  return { caseId: input.caseId }
}

/** Names somebody, marks them as conflicted, or takes either back (null). */
export async function setStanding(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; ofId: string; standing: Standing | null },
): Promise<Done | Refused> {
  const { caseId, ofId, standing } = input
  const found = await stores.cases.find(caseId)
  if (!found || (await stores.seals.find(caseId)) === null) return { refused: 'not-found' }
  if (!(await decides(stores, caseId, input.personId))) return { refused: 'seal-not-yours' }
  const of = await stores.people.find(ofId)
  if (!of || (standing !== null && !(await mayOwn(stores, ofId)))) return { refused: 'not-found' }
  const before = await stores.standings.between(caseId, ofId)
  if (standing === 'named' && before.knowsOtherSide) return { refused: 'conflict-of-interest' }
  if (standing === 'conflicted' && (found.ownerId === ofId || ofId === input.personId))
    return { refused: 'owner-in-conflict' }
  if (before.standing === standing) return { caseId }
  if (before.standing !== null) await stores.standings.remove(caseId, ofId)
  if (standing !== null)
    await stores.standings.insert({ caseId, personId: ofId, standing, at: env.now, by: input.personId })
  const words = { named: 'may know this case', conflicted: 'is in conflict with this case' }
  await noteOnCase(stores, env, {
    caseId,
    heading: 'Who may know this case',
    body:
      standing === null
        ? `${of.name} no longer ${before.standing === 'named' ? 'named' : 'in conflict'}`
        : `${of.name} ${words[standing]}`,
  })
  await append(stores, env, [
    { type: 'case.standing-changed', caseId, personId: ofId, before: before.standing, after: standing },
  ])
  return { caseId }
}

/** The other party is a member too: a second sealed file with an official of its own, and a wall between the two. */
export async function openOtherSide(
  stores: Stores,
  env: Env,
  input: { caseId: string; personId: string; membershipNumber: string; ownerId: string },
): Promise<Done | Refused> {
  const found = await stores.cases.find(input.caseId)
  const seal = await stores.seals.find(input.caseId)
  if (!found || seal === null) return { refused: 'not-found' }
  if (!(await decides(stores, found.id, input.personId))) return { refused: 'seal-not-yours' }
  if (seal.opposedCaseId !== null) return { refused: 'two-sides' }
  const memberId = await stores.seals.memberNumbered(input.membershipNumber.trim().toUpperCase())
  if (memberId === null)
    return {
      refused: 'bad-settings',
      fields: [{ field: 'membershipNumber', words: 'No member has this number.' }],
    }
  if (!(await mayOwn(stores, input.ownerId))) return { refused: 'not-found' }
  const isOnThisSide =
    input.ownerId === found.ownerId ||
    (await stores.standings.between(found.id, input.ownerId)).standing === 'named'
  if (memberId === found.memberId || isOnThisSide) return { refused: 'conflict-of-interest' }
  const { opened, events } = await openNewCase(stores, env, {
    memberId,
    callerNumber: null,
    title: 'Sealed matter',
    kind: found.kind,
    ownerId: input.ownerId,
    contactId: null,
    why: 'Opened because the other party of a dispute is a member too',
  })
  await append(stores, env, events)
  await putUnderSeal(stores, env, opened, {
    personId: input.personId,
    why: 'Two members, one dispute',
    opposedCaseId: found.id,
  })
  await stores.seals.save({ ...seal, opposedCaseId: opened.id })
  await noteOnCase(stores, env, {
    caseId: found.id,
    heading: 'The other party is a member',
    body: 'They have a sealed file and an official of their own. Nobody knows both.',
  })
  await append(stores, env, [{ type: 'case.changed', caseId: found.id }])
  return { caseId: found.id }
}

/** For an hour, with a reason, and data protection is told at once. A case that is no such case answers the same as none. */
export async function breakGlass(
  stores: Stores,
  env: Env,
  input: { reference: string; personId: string; why: string },
): Promise<Done | Refused> {
  const why = input.why.trim()
  if (why === '') return whyMissing
  const number = numberOf(input.reference)
  const found = number === undefined ? null : await stores.cases.byNumber(number)
  if (!found) return { refused: 'not-found' }
  const between = await stores.standings.between(found.id, input.personId)
  if (isInConflict(between)) {
    await append(stores, env, [{ type: 'case.kept-hidden', caseId: found.id, personId: input.personId }])
    return { refused: 'not-found' }
  }
  if (mayKnow(between, env.now)) return { caseId: found.id }
  const id = env.ids.next()
  await stores.openings.insert({
    id,
    caseId: found.id,
    personId: input.personId,
    why,
    openedAt: env.now,
    endsAt: glassEndsAt(env.now),
    endedAt: null,
    seenBy: null,
    seenAt: null,
  })
  await noteOnCase(stores, env, {
    caseId: found.id,
    heading: 'Glass broken: opened for 60 minutes',
    body: `Why: ${why}`,
  })
  await append(stores, env, [
    { type: 'case.glass-broken', caseId: found.id, personId: input.personId, openingId: id },
  ])
  return { caseId: found.id }
}

/** "CX-10482" or a bare "10482". */
const numberOf = (typed: string): number | undefined => {
  const [reference] = findReferences(typed)
  const digits = reference?.replace(/\D/g, '') ?? /^\s*(\d{4,9})\s*$/.exec(typed)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

/** Whoever gave a sealed case over still knows it, until its new owner takes that back. */
export async function keepInSight(stores: Stores, env: Env, caseId: string, personId: string): Promise<void> {
  const { isSealed, standing } = await stores.standings.between(caseId, personId)
  if (!isSealed || standing !== null || !(await mayOwn(stores, personId))) return
  await stores.standings.insert({
    caseId,
    personId,
    standing: 'named',
    at: env.now,
    by: personOf(env) ?? personId,
  })
}

/** Data protection has looked at an opening. */
export async function seeOpening(
  stores: Stores,
  env: Env,
  input: { openingId: string; personId: string },
): Promise<{ done: true } | Refused> {
  const found = await stores.openings.find(input.openingId)
  if (!found) return { refused: 'not-found' }
  if (found.seenAt !== null) return { done: true }
  await stores.openings.save({ ...found, seenBy: input.personId, seenAt: env.now })
  await append(stores, env, [
    { type: 'case.opening-seen', caseId: found.caseId, personId: input.personId, openingId: found.id },
  ])
  return { done: true }
}

const endedAtOnce = 50

/** Openings end by themselves: the hour is in the rule. This writes it down. */
export async function endOpenings(stores: Stores, env: Env): Promise<void> {
  for (const opening of await stores.openings.over(env.now, endedAtOnce)) {
    await stores.openings.save({ ...opening, endedAt: env.now })
    await append(stores, env, [
      {
        type: 'case.glass-ended',
        caseId: opening.caseId,
        personId: opening.personId,
        openingId: opening.id,
      },
    ])
  }
}
