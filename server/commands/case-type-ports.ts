import type { CaseType } from '../domain/case-types/case-type.ts'
import type { Sheet } from '../domain/case-types/sheet.ts'
import type { Kept } from './kept.ts'

export interface CaseTypeStores {
  caseTypes: {
    /** Retired ones too. Locked until the end of the transaction: no case moves to a stage while it is taken out. */
    find(id: string): Promise<CaseType | null>
    /** Those in use, by name. */
    all(): Promise<CaseType[]>
    insert(type: CaseType): Promise<void>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(type: CaseType): Promise<boolean>
    /** The stages at which cases of this type are, closed cases too. */
    stagesInUse(id: string): Promise<string[]>
  }
  /** One for each case of which somebody said what sort it is. */
  sheets: Kept<Sheet, 'caseId'>
}
