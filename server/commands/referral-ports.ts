import type { Referral } from '../domain/referrals/referral.ts'
import type { Kept } from './kept.ts'

export interface BranchRow {
  id: string
  name: string
}

export interface ReferralStores {
  referrals: Kept<Referral, 'id'> & {
    /** The one that a branch has of this case. */
    openOfCase(caseId: string): Promise<Referral | null>
    /** Came back with priority, and nobody took it. */
    backOfCase(caseId: string): Promise<Referral[]>
    /** Waiting for an answer past its time, at most `limit`. */
    overdue(now: string, limit: number): Promise<Referral[]>
  }
  branches: {
    find(id: string): Promise<BranchRow | null>
    /** Ids of who answers for it. */
    peopleOf(branchId: string): Promise<string[]>
    /** Replaces them all. */
    setPeople(branchId: string, personIds: readonly string[]): Promise<void>
    /** Whether this person answers for this branch. */
    answers(personId: string, branchId: string): Promise<boolean>
    /** Numbers of a member, E.164. */
    numbersOf(memberId: string): Promise<string[]>
  }
}
