import type { OfferView, PhoneView } from '../../../../server/contract/views.ts'
import { duration } from '../../ui/times.ts'
import { msSince } from './call-words.ts'

export interface Gone {
  words: string
  /** How long it stays in the dock. */
  seconds: number
}

/**
 * What to say when a ringing call stops ringing without this person answering it, or null when there is nothing
 * to say: it still rings, it was answered or passed on here, or "Are you there?" says it better.
 */
export const offerGone = ({
  before,
  after,
  passedOn,
  now,
}: {
  before: PhoneView | null
  after: PhoneView
  /** The id of the offer this person passed on or answered here. */
  passedOn: string | null
  now: number
}): Gone | null => {
  const offer: OfferView | null = before?.offer ?? null
  if (offer === null || after.offer?.id === offer.id) return null
  if (passedOn === offer.id || after.call?.contactId === offer.contactId) return null
  if (after.presence.areYouThere) return null
  const stillFree = after.presence.choice === 'available' && after.presence.callable
  if (!stillFree) return { words: 'That call went back to the queue.', seconds: 8 }
  return {
    words: `They hung up after ${duration(msSince(offer.offeredAt, now))}. Kept as missed.`,
    seconds: 20,
  }
}
