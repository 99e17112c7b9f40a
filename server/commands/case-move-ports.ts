import type { CaseMove, SplitPart } from '../domain/case-move.ts'
import type { Kept } from './kept.ts'

export interface CaseMoveStores {
  caseMoves: Kept<CaseMove, 'id'> & {
    /** The merge that stands of this case; null: it is not merged. */
    mergeOf(caseId: string): Promise<CaseMove | null>
    /** Moves every row of one case to another, and what it has once where the other has none. Gives the contacts moved. */
    moveAll(move: CaseMove): Promise<string[]>
    isOn(caseId: string, part: SplitPart, rowId: string): Promise<boolean>
    /** Moves one row when it is on that case; false: it is not. */
    moveOne(move: CaseMove, part: SplitPart, rowId: string): Promise<boolean>
    /** Moves back what is still where it went. Gives the contacts moved. */
    moveBack(move: CaseMove): Promise<string[]>
  }
}
