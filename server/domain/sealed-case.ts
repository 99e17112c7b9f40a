/**
 * Sealed cases (F75, N11): who may know that a case exists at all.
 *
 *   open ──seal──► sealed ──unseal──► open
 *
 * A sealed case is known to its owner, to the people named on it, to data protection, and for an hour to whoever broke
 * the glass. A conflict comes before all of these: whoever is marked as conflicted, or knows the file of the other side,
 * never knows this one. For everybody else the case does not exist.
 * server/adapters/db/case-wall.ts asks the same of the database; a test holds the two together.
 */

export type Standing = 'named' | 'conflicted'

export interface CaseSeal {
  caseId: string
  sealedAt: string
  sealedBy: string
  why: string
  /** The sealed file of the other member in the same dispute. */
  opposedCaseId: string | null
}
export interface CaseStanding {
  caseId: string
  personId: string
  standing: Standing
  at: string
  by: string
}
export interface CaseOpening {
  id: string
  caseId: string
  personId: string
  why: string
  openedAt: string
  /** Not included: at this instant it is over. */
  endsAt: string
  /** When its end was written down. */
  endedAt: string | null
  /** Who of data protection has looked at it. */
  seenBy: string | null
  seenAt: string | null
}

export const glassMinutes = 60
export const glassEndsAt = (now: string): string =>
  new Date(Date.parse(now) + glassMinutes * 60_000).toISOString()

/** What one person has to do with one case. */
export interface Standings {
  isSealed: boolean
  isOwner: boolean
  standing: Standing | null
  /** Owner of the other side's file, or named on it. */
  knowsOtherSide: boolean
  isDataProtection: boolean
  /** When the last glass they broke ends. */
  glassEndsAt: string | null
}

/** Whether the case may not be given to this person, nor they be named on it, nor break its glass. */
export const isInConflict = (one: Pick<Standings, 'standing' | 'knowsOtherSide'>): boolean =>
  one.standing === 'conflicted' || one.knowsOtherSide

/** Whether this person may know that the case exists. */
export const mayKnow = (one: Standings, now: string): boolean => {
  if (!one.isSealed) return true
  if (isInConflict(one)) return false
  return (
    one.isOwner ||
    one.standing === 'named' ||
    one.isDataProtection ||
    (one.glassEndsAt !== null && one.glassEndsAt > now)
  )
}
