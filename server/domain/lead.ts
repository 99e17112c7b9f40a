/**
 * Somebody who is not a member yet and may become one (F87). Nothing calls them a member, and nobody is turned away.
 *
 *   (they say yes to being rung) ──► open, with an organiser by an hour of open lines ──┬──► joined
 *                                                                                       └──► not-now
 *
 * - No lead without their yes: inviting people is marketing (PECR), and that somebody rang a union is their own matter.
 * - The organiser is whoever has the fewest open ones; the promise is a follow-up on the case, and is chased like any other.
 * Elsewhere: prospect, recruit.
 */
import type { Instant } from './records.ts'

export type LeadState = 'open' | 'joined' | 'not-now'
export interface Lead {
  id: string
  version: number
  contactId: string
  caseId: string
  state: LeadState
  name: string
  number: string
  workplace: string
  about: string
  consentAt: Instant
  /** Who heard them say yes. */
  consentBy: string
  organiserId: string | null
  dueAt: Instant
  settledAt: Instant | null
  settledBy: string | null
}
export type LeadNo = 'consent-required' | 'lead-settled' | 'stale-version'

/** An organiser is with them within so many minutes in which the line is open. */
export const leadMinutes = 60

export const openLead = (
  given: Omit<Lead, 'version' | 'state' | 'consentAt' | 'consentBy' | 'settledAt' | 'settledBy'> & {
    hasConsent: boolean
    by: string
    at: Instant
  },
): { next: Lead } | { refused: LeadNo } => {
  const { hasConsent, by, at, ...facts } = given
  if (!hasConsent) return { refused: 'consent-required' }
  return {
    next: {
      ...facts,
      version: 1,
      state: 'open',
      consentAt: at,
      consentBy: by,
      settledAt: null,
      settledBy: null,
    },
  }
}

export const settleLead = (
  lead: Lead,
  given: { as: Exclude<LeadState, 'open'>; version: number; by: string; at: Instant },
): { next: Lead } | { refused: LeadNo } => {
  if (lead.version !== given.version) return { refused: 'stale-version' }
  if (lead.state !== 'open') return { refused: 'lead-settled' }
  return {
    next: { ...lead, version: lead.version + 1, state: given.as, settledAt: given.at, settledBy: given.by },
  }
}

/**
 * Whoever covers where they work, the nearest first; else whoever has the fewest open leads, the first of equals by id.
 * Null: nobody organises. `covering`: ids, of anybody.
 */
export const organiserFor = (
  organisers: readonly { id: string; open: number }[],
  covering: readonly string[] = [],
): string | null =>
  covering.find((id) => organisers.some((one) => one.id === id)) ??
  organisers.toSorted((a, b) => a.open - b.open || (a.id < b.id ? -1 : 1))[0]?.id ??
  null
