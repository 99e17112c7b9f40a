/** Two records of one person become one (F90), and part again; see domain/member-merge.ts. */
import type { Refused } from '../contract/refusals.ts'
import {
  bothNeeds,
  bothWishes,
  isUntouched,
  type MemberMerge,
  type MergeField,
  mayUndo,
  mergedRecord,
  putBack,
  written,
} from '../domain/member-merge.ts'
import type { MemberNeeds } from '../domain/member-needs.ts'
import type { SafeContact } from '../domain/safe-contact.ts'
import { hidesMembership } from '../domain/verification.ts'
import type { Env, Stores } from './ports.ts'

const isOnTheLine = async (stores: Stores, personId: string): Promise<boolean> => {
  const presence = await stores.presences.find(personId)
  const call = presence?.contactId ? await stores.contacts.find(presence.contactId) : null
  return call !== null && hidesMembership(call)
}

export async function mergeMembers(
  stores: Stores,
  env: Env,
  input: {
    keeperId: string
    otherId: string
    version: number
    otherVersion: number
    /** Fields that come from the other. */
    take: readonly MergeField[]
    why: string
    personId: string
  },
): Promise<{ keeperId: string } | Refused> {
  const { keeperId, otherId, personId } = input
  if (keeperId === otherId) return { refused: 'merge-same' }
  const keeper = await stores.mergedMembers.find(keeperId)
  const other = await stores.mergedMembers.find(otherId)
  if (!keeper || !other) return { refused: 'not-found' }
  if (keeper.mergedInto !== null || other.mergedInto !== null) return { refused: 'merged-already' }
  if (await isOnTheLine(stores, personId)) return { refused: 'verify-first' }
  if (keeper.version !== input.version || other.version !== input.otherVersion)
    return { refused: 'stale-version' }
  const why = input.why.trim()
  if (why === '') return { refused: 'merge-unexplained' }

  const { mergedMembers } = stores
  const on = { memberId: keeperId, by: personId, at: env.now }
  const before = {
    safe: await bothOf(stores.safeContacts, input),
    needs: await bothOf(stores.memberNeeds, input),
  }
  const keeperPhones = await mergedMembers.phonesOf(keeperId)
  const otherPhones = await mergedMembers.phonesOf(otherId)
  const { mergedInto: _, ...record } = keeper
  const after = mergedRecord(keeper, other, input.take)
  const safeAfter = bothWishes(before.safe.keeper, before.safe.other, on)
  const needsAfter = bothNeeds(before.needs.keeper, before.needs.other, on)

  const moved = await mergedMembers.move(otherId, keeperId)
  moved['members'] = await mergedMembers.leadingTo(otherId)
  for (const id of [...(moved['members'] ?? []), otherId]) await mergedMembers.lead(id, keeperId)
  for (const phone of otherPhones) {
    await mergedMembers.unlinkPhone(otherId, phone.phoneId)
    if (!keeperPhones.some(({ phoneId }) => phoneId === phone.phoneId))
      await mergedMembers.linkPhone(keeperId, phone)
  }
  if (before.safe.other) await mergedMembers.dropSafeContact(otherId)
  if (before.needs.other) await mergedMembers.dropNeeds(otherId)
  await keep(stores, before.safe.keeper, safeAfter, before.needs.keeper, needsAfter)
  await stores.members.save({ ...record, ...after, version: keeper.version + 1, updatedAt: env.now })
  const merge: MemberMerge = {
    id: env.ids.next(),
    keeperId,
    otherId,
    why,
    mergedBy: personId,
    mergedAt: env.now,
    undoneBy: null,
    undoneAt: null,
    undoneWhy: null,
    trail: {
      moved,
      keeperPhones,
      otherPhones,
      before: written(keeper),
      after,
      safe: { ...before.safe, after: safeAfter },
      needs: { ...before.needs, after: needsAfter },
    },
  }
  await stores.merges.insert(merge)
  await tell(stores, env, merge, 'member.merged')
  return { keeperId }
}

/** Everything as it was, but for what somebody changed since. */
export async function undoMerge(
  stores: Stores,
  env: Env,
  input: { mergeId: string; why: string; personId: string },
): Promise<{ keeperId: string } | Refused> {
  const merge = await stores.merges.find(input.mergeId)
  if (!merge) return { refused: 'not-found' }
  const no = mayUndo(merge, env.now)
  if (no) return no
  if (await isOnTheLine(stores, input.personId)) return { refused: 'verify-first' }
  const why = input.why.trim()
  if (why === '') return { refused: 'merge-unexplained' }
  const { keeperId, otherId, trail } = merge
  const { mergedMembers } = stores
  const keeper = await mergedMembers.find(keeperId)
  const other = await mergedMembers.find(otherId)
  if (!keeper || !other) return { refused: 'not-found' }
  // Merged on into a third: what belongs to whom is known only once that is undone.
  if (keeper.mergedInto !== null || other.mergedInto !== keeperId) return { refused: 'merge-stacked' }

  await mergedMembers.lead(otherId, null)
  for (const id of trail.moved['members'] ?? []) await mergedMembers.lead(id, otherId)
  await mergedMembers.moveBack(trail.moved, otherId)
  const had = new Set(trail.keeperPhones.map(({ phoneId }) => phoneId))
  const has = new Map((await mergedMembers.phonesOf(keeperId)).map((phone) => [phone.phoneId, phone]))
  for (const phone of trail.otherPhones) {
    const now = has.get(phone.phoneId)
    // A number that was taken off since stays off.
    if (now === undefined) continue
    if (!had.has(phone.phoneId)) await mergedMembers.unlinkPhone(keeperId, phone.phoneId)
    await mergedMembers.linkPhone(otherId, had.has(phone.phoneId) ? phone : now)
  }
  await backTo(stores.safeContacts, mergedMembers.dropSafeContact, trail.safe, keeperId)
  await backTo(stores.memberNeeds, mergedMembers.dropNeeds, trail.needs, keeperId)
  const { mergedInto: _, ...record } = keeper
  await stores.members.save({ ...putBack(record, trail), version: keeper.version + 1, updatedAt: env.now })
  const undone = { ...merge, undoneBy: input.personId, undoneAt: env.now, undoneWhy: why }
  await stores.merges.save(undone)
  await tell(stores, env, undone, 'member.merge-undone')
  return { keeperId }
}

type Keyed<T> = {
  find(id: string): Promise<T | null>
  insert(row: T): Promise<void>
  save(row: T): Promise<void>
}

const bothOf = async <T>(
  store: Keyed<T>,
  { keeperId, otherId }: { keeperId: string; otherId: string },
): Promise<{ keeper: T | null; other: T | null }> => ({
  keeper: await store.find(keeperId),
  other: await store.find(otherId),
})

async function keep(
  stores: Stores,
  safeBefore: SafeContact | null,
  safe: SafeContact | null,
  needsBefore: MemberNeeds | null,
  needs: MemberNeeds | null,
): Promise<void> {
  if (safe !== null && safe !== safeBefore)
    await (safeBefore === null ? stores.safeContacts.insert(safe) : stores.safeContacts.save(safe))
  if (needs !== null && needs !== needsBefore)
    await (needsBefore === null ? stores.memberNeeds.insert(needs) : stores.memberNeeds.save(needs))
}

/** The keeper's as it was, unless it was changed since; the other's as it was. */
async function backTo<T extends { version: number }>(
  store: Keyed<T>,
  drop: (memberId: string) => Promise<void>,
  trail: { keeper: T | null; other: T | null; after: T | null },
  keeperId: string,
): Promise<void> {
  if (trail.other === null) return
  await store.insert(trail.other)
  const now = await store.find(keeperId)
  if (!isUntouched(now, trail.after)) return
  if (trail.keeper === null) await drop(keeperId)
  else await store.save(trail.keeper)
}

async function tell(
  stores: Stores,
  env: Env,
  { id, keeperId, otherId }: MemberMerge,
  type: 'member.merged' | 'member.merge-undone',
): Promise<void> {
  await stores.events.append([{ type, mergeId: id, memberId: keeperId, otherId }], {
    actor: env.actor,
    at: env.now,
  })
}
