import type { CaseOpening, CaseSeal, CaseStanding, Standings } from '../domain/sealed-case.ts'
import type { Kept } from './kept.ts'

export interface SealStores {
  seals: Kept<CaseSeal, 'caseId'> & {
    remove(caseId: string): Promise<void>
    /** The member with this membership number. */
    memberNumbered(membershipNumber: string): Promise<string | null>
    /** The sealed cases among those of this member. */
    ofMember(memberId: string): Promise<string[]>
  }
  standings: {
    ofCase(caseId: string): Promise<CaseStanding[]>
    insert(standing: CaseStanding): Promise<void>
    remove(caseId: string, personId: string): Promise<void>
    /** What this person has to do with this case, by the rule of domain/sealed-case.ts. */
    between(caseId: string, personId: string): Promise<Standings>
  }
  openings: Kept<CaseOpening, 'id'> & {
    /** Over at the instant or before it, and not yet written down as ended. */
    over(now: string, limit: number): Promise<CaseOpening[]>
  }
}
