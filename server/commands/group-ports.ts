import type { GroupCase, SubFile } from '../domain/group-case.ts'
import type { Kept } from './kept.ts'

export interface GroupStores {
  groups: Kept<GroupCase, 'caseId'>
  subFiles: Kept<SubFile, 'caseId'> & {
    /** The sub-files of a group, with whose they are; null: the case was erased. */
    ofGroup(groupId: string): Promise<{ caseId: string; memberId: string | null }[]>
  }
}
