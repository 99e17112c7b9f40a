import type { Instant } from '../domain/records.ts'
import type { Erasure, ErasureItem, RetentionKind, RetentionRule } from '../domain/retention/retention.ts'
import type { Kept } from './kept.ts'

/** A record whose time is over. */
export interface DueRecord {
  recordId: string
  /** Began, ended or was closed: what its time is counted from. */
  at: Instant
  /** 'call', 'voicemail', 'sms', or the number of a case. */
  what: string
  /** A legal hold, or a member's open request for their data, keeps it. */
  isHeld: boolean
}

export interface RetentionStores {
  retentionRules: Kept<RetentionRule, 'kind'> & {
    /** To be looked at now. */
    dueAt(now: Instant): Promise<RetentionRule[]>
  }
  erasures: Kept<Erasure, 'id'> & {
    /** There is one at most. */
    proposedOf(kind: RetentionKind): Promise<Erasure | null>
    erasing(): Promise<Erasure[]>
    /** SHA-256 over the certificate's lines. */
    sealOf(id: string): Promise<string>
    /** What Twilio still has to delete, or refused to. */
    leftAtTwilio(id: string): Promise<number>
    /** Asks Twilio again for what it refused. */
    askAgain(id: string, now: Instant): Promise<number>
  }
  erasureItems: {
    insert(item: ErasureItem): Promise<void>
    /** Takes all away: the proposal is made anew. */
    clear(erasureId: string): Promise<void>
    nextDue(erasureId: string): Promise<ErasureItem | null>
    save(item: ErasureItem): Promise<void>
    drop(item: ErasureItem): Promise<void>
  }
  /** Records whose time is over, and that are neither erased nor on their way, oldest first. */
  retained: {
    /** Time began before `before`, at most `limit`; recordings are those of one line. */
    due(
      kind: RetentionKind,
      of: { before: Instant; lineId: string | null; limit: number },
    ): Promise<DueRecord[]>
    /** One of them, or null: it is no longer due. */
    stillDue(kind: RetentionKind, of: { before: Instant; recordId: string }): Promise<DueRecord | null>
    /** Contacts that go with it: itself, those of the case; of a recording none. */
    contactsOf(kind: RetentionKind, recordId: string): Promise<string[]>
    documentsOf(caseId: string): Promise<string[]>
    /** SHA-256 over every row that is about to be emptied. */
    hash(kind: RetentionKind, recordId: string): Promise<string>
    /** Texts that Twilio has. */
    messageSids(kind: RetentionKind, recordId: string): Promise<string[]>
    /** Empties and deletes what somebody wrote, said or is called. Files and recordings are not among it. */
    empty(kind: RetentionKind, recordId: string): Promise<void>
  }
}
