/** A depot that closes: what its members had brought one by one became the sub-files of one group case. */
import type { GroupCase, SubFile } from '../../../domain/group-case.ts'
import type { Case, CaseEvent } from '../../../domain/records.ts'
import type { DemoCase } from './cases.ts'
import { later } from './chance.ts'
import { marcus } from './people.ts'

const id = 'demo-case-CX-10442'
const dayMinutes = 24 * 60

export function groupCase(
  now: string,
  matters: readonly DemoCase[],
): { parent: Case; opened: CaseEvent; group: GroupCase; subFiles: SubFile[] } {
  const at = later(now, -86 * dayMinutes)
  return {
    parent: {
      id,
      version: 1,
      number: 10_442,
      memberId: null,
      callerNumber: null,
      title: 'Depot closure: everybody at risk',
      kind: 'redundancy',
      status: 'open',
      ownerId: marcus,
      openedAt: at,
      updatedAt: at,
      lastContactAt: null,
      closedAt: null,
      outcome: null,
      nextStep: null,
      nextStepDue: null,
    },
    opened: {
      id: `${id}-opened`,
      caseId: id,
      kind: 'opened',
      at,
      authorId: marcus,
      clientId: null,
      heading: 'Case opened',
      body: 'Group case, opened by hand',
      contactId: null,
      way: null,
      loggedAt: null,
    },
    group: { caseId: id, openedBy: marcus, openedAt: at },
    subFiles: matters
      .filter(({ record }) => record.kind === 'redundancy' && record.status !== 'closed')
      .map(({ record }) => ({
        caseId: record.id,
        groupId: id,
        addedBy: marcus,
        addedAt: later(record.openedAt, 30),
      })),
  }
}
