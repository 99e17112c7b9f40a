import type { CasePerson } from '../domain/case-people.ts'

export interface CasePeopleStores {
  casePeople: {
    of(caseId: string, personId: string): Promise<CasePerson | null>
    insert(person: CasePerson): Promise<void>
    remove(caseId: string, personId: string): Promise<void>
    /** They have left. */
    removeEverywhere(personId: string): Promise<void>
    see(caseId: string, personId: string, seenAt: string): Promise<void>
  }
}
