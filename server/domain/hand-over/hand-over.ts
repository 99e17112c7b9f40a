/**
 * Handing a case over (F71, J18). Whoever it is given to owns it from that commit on, so that a case is never nobody's;
 * until they accept, it stands at the head of their work and the case says so.
 *
 *   owned by A ──A, or somebody for A, gives it to B with a note──► offered to B
 *                                       ├── B accepts ──► accepted (the member may be texted B's first name)
 *                                       ├── B sends it back, with why ──► returned, and offered to A, who has to take it
 *                                       └── given to C meanwhile, closed, or merged ──► superseded
 *
 * What was sent back cannot be sent back again: A accepts it, or gives it to somebody else.
 */
import { formatReference } from '../case-reference.ts'
import type { Instant } from '../records.ts'

export interface HandOver {
  id: string
  version: number
  caseId: string
  fromId: string
  toId: string
  /** What happens next; for one that came back, why. */
  note: string
  isReturn: boolean
  state: 'offered' | 'accepted' | 'returned' | 'superseded'
  givenAt: Instant
  settledAt: Instant | null
}

export const offer = (
  given: Pick<HandOver, 'id' | 'caseId' | 'fromId' | 'toId' | 'note' | 'isReturn'>,
  now: Instant,
): HandOver => ({ ...given, version: 1, state: 'offered', givenAt: now, settledAt: null })

/** Only of one that is still offered. */
export const settle = (offered: HandOver, state: Exclude<HandOver['state'], 'offered'>, now: Instant) => ({
  ...offered,
  version: offered.version + 1,
  state,
  settledAt: now,
})

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

/** What the member is texted when it is accepted. */
export const newOwnerText = ({ caseNumber, name }: { caseNumber: number; name: string }): string =>
  `${formatReference(caseNumber)}: ${firstName(name)} looks after your case from now on. Reply here to reach them.`
/** To whoever asked for discretion: no case, no union. */
export const newOwnerTextDiscreet = ({ name }: { name: string }): string =>
  `Hello, this is ${firstName(name)}. From now on I am the one to ask. Reply here to reach me.`
