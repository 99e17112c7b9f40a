/**
 * The people of a case beside its owner (F71).
 *
 *   team      works on it too: it stands in their own list of cases
 *   watcher   follows it: what changes stands in their work until they have looked
 *
 * A person is one or the other. The owner is neither: a case given to somebody takes them off. Of a sealed case only who
 * may know it anyway can be either; being here opens nothing.
 */
import type { Instant } from './records.ts'

export type CasePersonRole = 'team' | 'watcher'

export interface CasePerson {
  caseId: string
  personId: string
  role: CasePersonRole
  at: Instant
  by: string
  seenAt: Instant
}
