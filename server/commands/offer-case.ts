/** The first half of a hand-over: part of whatever gives a case to somebody else. See domain/hand-over. */
import { offer, settle } from '../domain/hand-over/hand-over.ts'
import type { Env, Stores } from './ports.ts'

/** What was offered to somebody is no longer theirs to accept: the case went on, closed, or is part of another. */
export async function withdrawOffer(stores: Stores, env: Env, caseId: string): Promise<void> {
  const open = await stores.handOvers.offeredOf(caseId)
  if (open) await stores.handOvers.save(settle(open, 'superseded', env.now))
}

/** The new owner finds it at the head of their work until they accept it or send it back. */
export async function offerCase(
  stores: Stores,
  env: Env,
  given: { caseId: string; fromId: string; toId: string; note: string; isReturn: boolean },
): Promise<void> {
  await withdrawOffer(stores, env, given.caseId)
  const handOver = offer({ id: env.ids.next(), ...given }, env.now)
  await stores.handOvers.insert(handOver)
  const { id: handOverId, caseId, fromId, toId } = handOver
  await stores.events.append([{ type: 'case.handed-over', caseId, handOverId, fromId, toId }], {
    actor: env.actor,
    at: env.now,
  })
}

/** What the old owner had promised on the case is the new one's to keep. */
export async function passPromises(
  stores: Stores,
  env: Env,
  { caseId, fromId, toId }: { caseId: string; fromId: string; toId: string },
): Promise<void> {
  const open = await stores.followUps.openOfContactCase(caseId)
  const promised = open.filter(({ ownerId }) => ownerId === fromId)
  for (const followUp of promised) await stores.followUps.save({ ...followUp, ownerId: toId })
  await stores.events.append(
    promised.map(({ id }) => ({ type: 'follow-up.changed' as const, caseId, followUpId: id })),
    { actor: env.actor, at: env.now },
  )
}
