/** Records whose time is over: looked for every night, proposed, approved, and erased a few at a time (F132). */
import type { Refused } from '../contract/refusals.ts'
import { erase } from '../domain/documents/document.ts'
import { expireRecording } from '../domain/recording.ts'
import { keptDays } from '../domain/recording-access.ts'
import {
  aboutRecord,
  approve,
  changeRule,
  dueBefore,
  type Erasure,
  type ErasureItem,
  finish,
  grow,
  mostProposed,
  nextLook,
  propose,
  type RetentionKind,
  type RetentionRule,
} from '../domain/retention/retention.ts'
import { noteOnCase } from './document-support.ts'
import type { Env, Stores } from './ports.ts'
import type { DueRecord } from './retention-ports.ts'

/** Bytes of documents go so many pieces at a time: nobody on the line waits for them. */
const piecesAtOnce = 4

export async function changeRetention(
  stores: Stores,
  env: Env,
  input: { kind: RetentionKind; version: number; days: number | null; byItself: boolean; personId: string },
): Promise<{ done: true } | Refused> {
  const rule = await stores.retentionRules.find(input.kind)
  if (!rule) return { refused: 'not-found' }
  const decided = changeRule(rule, { ...input, by: input.personId, now: env.now })
  if ('refused' in decided) return decided
  // The next look is at once: who changed it wants to see what that means.
  await stores.retentionRules.save({ ...decided.next, nextAt: env.now })
  await stores.events.append(
    [
      {
        type: 'retention.changed',
        kind: rule.kind,
        daysBefore: rule.days,
        days: decided.next.days,
        byItself: decided.next.byItself,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** The nightly look at one kind: makes what is proposed of it anew. `isOver`: no kind is to be looked at now. */
export async function proposeErasures(stores: Stores, env: Env): Promise<{ isOver: boolean }> {
  const [rule] = await stores.retentionRules.dueAt(env.now)
  if (!rule) return { isOver: true }
  const open = await stores.erasures.proposedOf(rule.kind)
  const due = await dueOf(stores, env, rule)
  const going = due.filter(({ isHeld }) => !isHeld).length
  if (going === 0) {
    // What was proposed is held now, or its time was made longer.
    if (open) await stores.erasureItems.clear(open.id)
    if (open) await stores.erasures.save(grow(open))
    await stores.retentionRules.save({ ...rule, nextAt: nextLook(env.now) })
    return { isOver: false }
  }
  const erasure = open === null ? propose(env.ids.next(), rule.kind, env.now) : grow(open)
  if (open === null) await stores.erasures.insert(erasure)
  else {
    await stores.erasureItems.clear(open.id)
    await stores.erasures.save(erasure)
  }
  for (const one of due) await stores.erasureItems.insert(itemOf(erasure, one))
  // More wait than one proposal takes: looked at again as soon as this one is through.
  const isFull = due.length >= mostProposed
  await stores.retentionRules.save({
    ...rule,
    nextAt: isFull && rule.byItself ? env.now : nextLook(env.now),
  })
  await stores.events.append(
    [{ type: 'retention.proposed', erasureId: erasure.id, kind: rule.kind, records: going }],
    { actor: env.actor, at: env.now },
  )
  if (rule.byItself) await goAhead(stores, env, erasure, null)
  return { isOver: false }
}

/** `version`: as it was looked at. From now on it goes. */
export async function approveErasure(
  stores: Stores,
  env: Env,
  input: { erasureId: string; version: number; personId: string },
): Promise<{ done: true } | Refused> {
  const erasure = await stores.erasures.find(input.erasureId)
  if (!erasure) return { refused: 'not-found' }
  return goAhead(stores, env, erasure, input)
}

async function goAhead(
  stores: Stores,
  env: Env,
  erasure: Erasure,
  by: { version: number; personId: string } | null,
): Promise<{ done: true } | Refused> {
  const decided = approve(erasure, {
    by: by?.personId ?? null,
    version: by?.version ?? erasure.version,
    now: env.now,
  })
  if ('refused' in decided) return decided
  await stores.erasures.save(decided.next)
  await stores.events.append(
    [{ type: 'retention.approved', erasureId: erasure.id, kind: erasure.kind, byItself: by === null }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}

/** Twilio refused to delete something: it is asked again. */
export async function askTwilioAgain(
  stores: Stores,
  env: Env,
  input: { erasureId: string },
): Promise<{ done: true } | Refused> {
  if (!(await stores.erasures.find(input.erasureId))) return { refused: 'not-found' }
  await stores.erasures.askAgain(input.erasureId, env.now)
  return { done: true }
}

/** The next record of whatever is being erased, or a part of its files. `more`: there is something to do at once. */
export async function eraseNext(stores: Stores, env: Env): Promise<{ more: boolean }> {
  for (const erasure of await stores.erasures.erasing()) {
    const item = await stores.erasureItems.nextDue(erasure.id)
    if (item !== null) return eraseItem(stores, env, item)
    if ((await stores.erasures.leftAtTwilio(erasure.id)) > 0) continue
    const seal = await stores.erasures.sealOf(erasure.id)
    await stores.erasures.save(finish(erasure, { seal, now: env.now }))
    await stores.events.append(
      [{ type: 'retention.done', erasureId: erasure.id, kind: erasure.kind, seal }],
      { actor: env.actor, at: env.now },
    )
    return { more: true }
  }
  return { more: false }
}

async function eraseItem(stores: Stores, env: Env, item: ErasureItem): Promise<{ more: true }> {
  const { kind, recordId } = item
  const due = await stillDue(stores, env, item)
  // Reopened, or kept longer since: it is no part of this any more.
  if (due === null) await stores.erasureItems.drop(item)
  else if (due.isHeld) await stores.erasureItems.save({ ...item, state: 'held' })
  else if (kind !== 'cases' || (await dropFiles(stores, env, recordId))) {
    const sha256 = await stores.retained.hash(kind, recordId)
    const messageSids = await stores.retained.messageSids(kind, recordId)
    const recordingSids = await dropRecordings(stores, kind, recordId)
    await stores.retained.empty(kind, recordId)
    if (kind === 'cases')
      await noteOnCase(stores, env, {
        caseId: recordId,
        heading: 'Erased',
        body: 'Its time was over. What is counted stays; what was written, said and sent is gone.',
      })
    await stores.erasureItems.save({ ...item, state: 'erased', sha256, erasedAt: env.now })
    await stores.events.append(
      [{ type: 'record.erased', erasureId: item.erasureId, kind, recordId, recordingSids, messageSids }],
      { actor: env.actor, at: env.now },
    )
  }
  return { more: true }
}

/** False while pieces of files are left. */
async function dropFiles(stores: Stores, env: Env, caseId: string): Promise<boolean> {
  for (const documentId of await stores.retained.documentsOf(caseId)) {
    for (const { fileId } of await stores.documentVersions.ofDocument(documentId))
      if ((await stores.storedFiles.dropPieces(fileId, piecesAtOnce)) > 0) return false
    const document = await stores.documents.find(documentId)
    if (document) await stores.documents.save(erase(document, env.now))
  }
  return true
}

async function dropRecordings(stores: Stores, kind: RetentionKind, recordId: string): Promise<string[]> {
  const recordings =
    kind === 'recordings'
      ? [await stores.recordings.find(recordId)].filter((one) => one !== null)
      : (
          await Promise.all(
            (await stores.retained.contactsOf(kind, recordId)).map((id) => stores.recordings.ofContact(id)),
          )
        ).flat()
  const here = recordings.filter(({ state }) => state === 'completed' || state === 'absent')
  for (const recording of here) await stores.recordings.save(expireRecording(recording))
  return here.map(({ recordingSid }) => recordingSid)
}

async function dueOf(stores: Stores, env: Env, rule: RetentionRule): Promise<DueRecord[]> {
  const of = (days: number, lineId: string | null, limit: number) =>
    stores.retained.due(rule.kind, { before: dueBefore(env.now, days), lineId, limit })
  if (rule.kind !== 'recordings') return rule.days === null ? [] : of(rule.days, null, mostProposed)
  const due: DueRecord[] = []
  for (const line of await stores.lines.evenRemoved())
    due.push(...(await of(line.keepDays, line.id, mostProposed - due.length)))
  return due
}

async function stillDue(
  stores: Stores,
  env: Env,
  { kind, recordId }: ErasureItem,
): Promise<DueRecord | null> {
  const rule = await stores.retentionRules.find(kind)
  const days = kind === 'recordings' ? await daysOfLine(stores, recordId) : (rule?.days ?? null)
  return days === null ? null : stores.retained.stillDue(kind, { before: dueBefore(env.now, days), recordId })
}

async function daysOfLine(stores: Stores, recordingId: string): Promise<number | null> {
  const recording = await stores.recordings.find(recordingId)
  const contact = recording && (await stores.contacts.find(recording.contactId))
  const line = contact && (await stores.lines.find(contact.lineId))
  return recording ? (line?.keepDays ?? keptDays) : null
}

const itemOf = (erasure: Erasure, { recordId, isHeld, ...record }: DueRecord): ErasureItem => ({
  erasureId: erasure.id,
  recordId,
  kind: erasure.kind,
  about: aboutRecord(erasure.kind, record),
  state: isHeld ? 'held' : 'due',
  sha256: null,
  erasedAt: null,
})
