import type { GroupStores } from '../../../commands/group-ports.ts'
import { tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { kept, keptStatements } from './kept.ts'

const groups = keptStatements(tables.groupCases, 'caseId', ['openedBy', 'openedAt'])
const subFiles = keptStatements(tables.subFiles, 'caseId', ['addedBy', 'addedAt'])
const ofGroup = statement('sub files of group', (k, p) =>
  k('sub_files')
    .join('cases', 'cases.id', 'sub_files.case_id')
    .where('sub_files.group_id', p('groupId'))
    .orderBy('sub_files.case_id')
    .select({ caseId: 'sub_files.case_id', memberId: 'cases.member_id' }),
)

export const groupStores = (executor: Executor): GroupStores => ({
  groups: kept(executor, groups),
  subFiles: {
    ...kept(executor, subFiles),
    ofGroup: async (groupId) => {
      const rows = await executor.all(ofGroup, { groupId })
      return rows as { caseId: string; memberId: string | null }[]
    },
  },
})
