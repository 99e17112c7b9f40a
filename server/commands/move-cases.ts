/** Merging two cases, taking that back, and splitting one (F66). Every row is on one case, before and after. */
import type { Refused } from '../contract/refusals.ts'
import {
  asBefore,
  asMerged,
  asTaking,
  type CaseMove,
  type SplitPart,
  whyNotMerge,
} from '../domain/case-move.ts'
import { formatReference } from '../domain/case-reference.ts'
import type { Case } from '../domain/records.ts'
import { openNewCase, refreshNextStep } from './case-support.ts'
import { noteOnCase } from './document-support.ts'
import { withdrawOffer } from './offer-case.ts'
import type { Env, Stores } from './ports.ts'

const longestChain = 50

/** Where the matter of a case is now: itself, or the end of what it was merged into. */
export async function whereItIs(stores: Stores, caseId: string): Promise<string> {
  let at = caseId
  for (let steps = 0; steps < longestChain; steps += 1) {
    const merge = await stores.caseMoves.mergeOf(at)
    if (merge === null) return at
    at = merge.intoCaseId
  }
  return at
}

export async function mergeCases(
  stores: Stores,
  env: Env,
  input: { fromCaseId: string; intoCaseId: string; why: string; personId: string },
): Promise<{ intoCaseId: string } | Refused> {
  // Locked in one order, so that two who merge each into the other wait for each other and do not hang.
  const locked = new Map<string, Case>()
  for (const id of [input.fromCaseId, input.intoCaseId].toSorted()) {
    const found = await stores.cases.find(id)
    if (!found) return { refused: 'not-found' }
    locked.set(id, found)
  }
  const from = locked.get(input.fromCaseId)
  const into = locked.get(input.intoCaseId)
  if (!from || !into) return { refused: 'not-found' }
  const isGroup = async (id: string) => (await stores.groups.find(id)) !== null
  if ((await isGroup(from.id)) || (await isGroup(into.id)) || (await stores.subFiles.find(from.id)) !== null)
    return { refused: 'group-stays' }
  const { caseMoves } = stores
  const no = whyNotMerge({
    from,
    into,
    isFromMerged: (await caseMoves.mergeOf(from.id)) !== null,
    isOneSealed: (await isSealed(stores, from.id)) || (await isSealed(stores, into.id)),
    areBothAtBranch: (await isAtBranch(stores, from.id)) && (await isAtBranch(stores, into.id)),
    why: input.why,
  })
  if (no !== null) return { refused: no }
  const move = moveOf('merge', from, into.id, env, input)
  await caseMoves.insert(move)
  await withdrawOffer(stores, env, from.id)
  const contactIds = await caseMoves.moveAll(move)
  await stores.cases.save(asMerged(from, env.now))
  await stores.cases.save(asTaking(into, from, env.now))
  await noteOnCase(stores, env, {
    caseId: from.id,
    heading: `Merged into ${formatReference(into.number)}`,
    body: `“${from.title}”. ${move.why}`,
  })
  await noteOnCase(stores, env, {
    caseId: into.id,
    heading: `${formatReference(from.number)} merged into this`,
    body: `“${from.title}”, with all that was on it. ${move.why}`,
  })
  await refreshNextStep(stores, env, into.id)
  await stores.events.append(
    [{ type: 'case.merged', caseId: into.id, fromCaseId: from.id, moveId: move.id, contactIds }],
    { actor: env.actor, at: env.now },
  )
  return { intoCaseId: into.id }
}

/** Everything that moved and is still there goes back; what was added since stays where it was added. */
export async function undoMerge(
  stores: Stores,
  env: Env,
  input: { moveId: string; why: string; personId: string },
): Promise<{ fromCaseId: string } | Refused> {
  const move = await stores.caseMoves.find(input.moveId)
  if (move?.kind !== 'merge') return { refused: 'not-found' }
  if (move.undoneAt !== null) return { refused: 'nothing-to-undo' }
  if (input.why.trim() === '') return { refused: 'move-unexplained' }
  // The rows have gone on with the case they went to.
  if ((await stores.caseMoves.mergeOf(move.intoCaseId)) !== null) return { refused: 'case-merged' }
  if (await isSealed(stores, move.intoCaseId)) return { refused: 'sealed-stays' }
  const from = await stores.cases.find(move.fromCaseId)
  const into = await stores.cases.find(move.intoCaseId)
  if (!from || !into) return { refused: 'not-found' }
  const contactIds = await stores.caseMoves.moveBack(move)
  await stores.caseMoves.save({
    ...move,
    undoneBy: input.personId,
    undoneAt: env.now,
    undoneWhy: input.why.trim(),
  })
  await stores.cases.save(asBefore(from, move, env.now))
  await noteOnCase(stores, env, {
    caseId: from.id,
    heading: 'Merging taken back',
    body: input.why.trim(),
  })
  await noteOnCase(stores, env, {
    caseId: into.id,
    heading: `Merging of ${formatReference(from.number)} taken back`,
    body: input.why.trim(),
  })
  await refreshNextStep(stores, env, from.id)
  await refreshNextStep(stores, env, into.id)
  await stores.events.append(
    [{ type: 'case.unmerged', caseId: into.id, fromCaseId: from.id, moveId: move.id, contactIds }],
    { actor: env.actor, at: env.now },
  )
  return { fromCaseId: from.id }
}

/** A new case with what was chosen of this one. At least one of it must still be here. */
export async function splitCase(
  stores: Stores,
  env: Env,
  input: {
    caseId: string
    title: string
    why: string
    personId: string
    parts: Readonly<Partial<Record<SplitPart, readonly string[]>>>
  },
): Promise<{ caseId: string } | Refused> {
  const from = await stores.cases.find(input.caseId)
  if (!from) return { refused: 'not-found' }
  if (await isSealed(stores, from.id)) return { refused: 'sealed-stays' }
  if ((await stores.caseMoves.mergeOf(from.id)) !== null) return { refused: 'case-merged' }
  if (from.status === 'closed') return { refused: 'case-closed' }
  if (input.why.trim() === '' || input.title.trim() === '') return { refused: 'move-unexplained' }
  const chosen = splitParts.flatMap((part) => (input.parts[part] ?? []).map((rowId) => ({ part, rowId })))
  if (chosen.length === 0) return { refused: 'nothing-chosen' }
  // Somebody moved one meanwhile: nothing is half split.
  for (const { part, rowId } of chosen)
    if (!(await stores.caseMoves.isOn(from.id, part, rowId))) return { refused: 'stale-version' }
  const { opened, events } = await openNewCase(stores, env, {
    memberId: from.memberId,
    callerNumber: from.callerNumber,
    title: input.title.trim(),
    kind: from.kind,
    ownerId: from.ownerId,
    contactId: null,
    why: `Split off ${formatReference(from.number)}. ${input.why.trim()}`,
  })
  const move = moveOf('split', from, opened.id, env, input)
  await stores.caseMoves.insert(move)
  for (const { part, rowId } of chosen) await stores.caseMoves.moveOne(move, part, rowId)
  await stores.cases.save({ ...from, version: from.version + 1, updatedAt: env.now })
  await noteOnCase(stores, env, {
    caseId: from.id,
    heading: `Split: ${formatReference(opened.number)}`,
    body: `“${opened.title}”. ${move.why}`,
  })
  await refreshNextStep(stores, env, from.id)
  await refreshNextStep(stores, env, opened.id)
  const contactIds = chosen.filter(({ part }) => part === 'contacts').map(({ rowId }) => rowId)
  await stores.events.append(
    [...events, { type: 'case.split', caseId: from.id, intoCaseId: opened.id, moveId: move.id, contactIds }],
    { actor: env.actor, at: env.now },
  )
  return { caseId: opened.id }
}

const splitParts: readonly SplitPart[] = ['contacts', 'case_events', 'documents', 'follow_ups', 'deadlines']

const moveOf = (
  kind: CaseMove['kind'],
  from: Case,
  intoCaseId: string,
  env: Env,
  { why, personId }: { why: string; personId: string },
): CaseMove => ({
  id: env.ids.next(),
  kind,
  fromCaseId: from.id,
  intoCaseId,
  why: why.trim(),
  movedBy: personId,
  movedAt: env.now,
  titleBefore: from.title,
  statusBefore: from.status,
  closedBefore: from.closedAt,
  undoneBy: null,
  undoneAt: null,
  undoneWhy: null,
})

const isSealed = async (stores: Stores, caseId: string): Promise<boolean> =>
  (await stores.seals.find(caseId)) !== null
const isAtBranch = async (stores: Stores, caseId: string): Promise<boolean> =>
  (await stores.referrals.openOfCase(caseId)) !== null
