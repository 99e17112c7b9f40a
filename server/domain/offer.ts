/**
 * Offer: one contact proposed to one agent for a limited time. (TaskRouter: reservation; expiry = RONA.)
 *
 *   pending ──► accepted | declined | expired | withdrawn      each final; exactly one winner
 *
 * An offer expires at `expiresAt` (included): after its 20 s (15 s for who is rung first) it can no longer be accepted.
 */
import type { Instant, Offer, OfferState } from './records.ts'

export const ringSeconds = 20
/** Somebody rung first because they know the matter: shorter, the caller could have had another (F14). */
export const ringFirstSeconds = 15

export const offerMoves = {
  pending: ['accepted', 'declined', 'expired', 'withdrawn'],
  accepted: [],
  declined: [],
  expired: [],
  withdrawn: [],
} as const satisfies Record<OfferState, readonly OfferState[]>

export function makeOffer(input: {
  id: string
  contactId: string
  personId: string
  /** They are rung first because they know the matter. */
  isKnownTo: boolean
  guestId?: string
  now: Instant
}): Offer {
  const seconds = input.isKnownTo ? ringFirstSeconds : ringSeconds
  const expiresAt = new Date(Date.parse(input.now) + seconds * 1000).toISOString()
  return {
    id: input.id,
    contactId: input.contactId,
    personId: input.personId,
    guestId: input.guestId ?? null,
    state: 'pending',
    offeredAt: input.now,
    expiresAt,
    settledAt: null,
  }
}

export type OfferRefusal = { refused: 'already-handled' | 'offer-expired' | 'offer-withdrawn' }

/** Why this offer can no longer be accepted, or null when it can. */
export function whyTooLate(offer: Offer, now: Instant): OfferRefusal | null {
  switch (offer.state) {
    case 'pending':
      return now >= offer.expiresAt ? { refused: 'offer-expired' } : null
    case 'expired':
      return { refused: 'offer-expired' }
    case 'withdrawn':
      return { refused: 'offer-withdrawn' }
    case 'accepted':
    case 'declined':
      return { refused: 'already-handled' }
  }
}

/** Settles a pending offer; a settled one is returned as it is. */
export const settle = (offer: Offer, state: Exclude<OfferState, 'pending'>, now: Instant): Offer =>
  (offerMoves[offer.state] as readonly OfferState[]).includes(state)
    ? { ...offer, state, settledAt: now }
    : offer

/** Whoever gave the call away: noted like an offer they passed on, so that it does not ring with them next. */
export const passedOnBy = (input: {
  id: string
  contactId: string
  personId: string
  now: Instant
}): Offer => ({
  id: input.id,
  contactId: input.contactId,
  personId: input.personId,
  guestId: null,
  state: 'declined',
  offeredAt: input.now,
  expiresAt: input.now,
  settledAt: input.now,
})
