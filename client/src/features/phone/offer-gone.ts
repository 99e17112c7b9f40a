import type { ContactView } from '../../../../server/contract/contact-views.ts'
import type { OfferView, PhoneView } from '../../../../server/contract/phone-views.ts'
import { duration } from '../../ui/times.ts'
import { msSince } from './call-words.ts'

export interface Gone {
  words: string
  /** How long it stays in the dock. */
  seconds: number
}

/**
 * The offer that stopped ringing without this person answering it, when there is something to say about it; null while
 * it still rings, when it was answered or passed on here, or when "Are you there?" says it better.
 */
export const offerGone = ({
  before,
  after,
  passedOn,
}: {
  before: PhoneView | null
  after: PhoneView
  /** The id of the offer this person passed on or answered here. */
  passedOn: string | null
}): OfferView | null => {
  const offer: OfferView | null = before?.offer ?? null
  if (offer === null || after.offer?.id === offer.id) return null
  if (passedOn === offer.id || after.call?.contactId === offer.contactId) return null
  return after.presence.areYouThere ? null : offer
}

/** Why it stopped, from what became of the call. Without an answer from the server nothing is guessed. */
export const goneWords = (
  offer: Pick<OfferView, 'offeredAt'>,
  contact: Pick<ContactView, 'state' | 'result' | 'agent'> | null,
  now: number,
): Gone => {
  if (contact === null) return { words: 'That call no longer rings here.', seconds: 8 }
  if (contact.agent !== null) return { words: `Answered by ${contact.agent.name}.`, seconds: 5 }
  if (contact.result === 'abandoned')
    return {
      words: `They hung up after ${duration(msSince(offer.offeredAt, now))}. Kept as missed.`,
      seconds: 20,
    }
  return contact.state === 'ended'
    ? { words: 'That call has ended.', seconds: 8 }
    : { words: 'That call went back to the queue.', seconds: 8 }
}
