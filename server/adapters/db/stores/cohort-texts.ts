import type { CohortTextStores } from '../../../commands/cohort-text-ports.ts'
import type { Audience, AudienceKind } from '../../../domain/cohort-text.ts'
import { mostRecipients } from '../../../domain/cohort-text.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, kept, keptStatements, texts } from './kept.ts'

const cohortTexts = keptStatements(tables.cohortTexts, 'id', ['audience', 'audienceName', 'lineId', 'body'])
const recipients = keptStatements(tables.cohortRecipients, 'id', ['cohortId', 'memberId', 'number'])
const running = statement('cohort texts running', (k) =>
  selectFrom(k, tables.cohortTexts).where({ state: 'running' }).orderBy('id').forUpdate(),
)
const removeRecipients = statement('cohort previews remove recipients', (k, p) =>
  k('cohort_recipients')
    .whereIn(
      'cohort_id',
      k('cohort_texts')
        .select('id')
        .where({ state: 'previewed', created_by: p('personId') }),
    )
    .delete(),
)
const removePreviews = statement('cohort previews remove', (k, p) =>
  k('cohort_texts')
    .where({ state: 'previewed', created_by: p('personId') })
    .delete(),
)

const names: Record<AudienceKind, ReturnType<typeof statement>> = {
  workplace: statement('cohort audience workplace', (k, p) =>
    k('workplaces')
      .select({ name: 'name' })
      .where({ id: p('id') }),
  ),
  employer: statement('cohort audience employer', (k, p) =>
    k('employers')
      .select({ name: 'name' })
      .where({ id: p('id') }),
  ),
  branch: statement('cohort audience branch', (k, p) =>
    k('branches')
      .select({ name: 'name' })
      .where({ id: p('id') }),
  ),
  group: statement('cohort audience group', (k, p) =>
    k('cases')
      .join('group_cases', 'group_cases.case_id', 'cases.id')
      .select({ name: 'cases.title' })
      .where({ 'cases.id': p('id') }),
  ),
}
const membersOf = (kind: AudienceKind) =>
  statement(`cohort members of ${kind}`, (k, p) => {
    const members = k('members')
      .leftJoin('member_phones', 'member_phones.member_id', 'members.id')
      .leftJoin('phones', 'phones.id', 'member_phones.phone_id')
      .whereNull('members.merged_into')
      .orderBy(['members.id', 'phones.number'])
      .select({
        memberId: 'members.id',
        firstName: 'members.first_name',
        number: 'phones.number',
        label: 'member_phones.label',
      })
    switch (kind) {
      case 'workplace':
        return members.where('members.workplace_id', p('id'))
      case 'branch':
        return members.where('members.branch_id', p('id'))
      case 'employer':
        return members.whereIn(
          'members.workplace_id',
          k('workplaces')
            .select('id')
            .where({ employer_id: p('id') }),
        )
      case 'group':
        return members.whereIn(
          'members.id',
          k('sub_files')
            .join('cases', 'cases.id', 'sub_files.case_id')
            .leftJoin('case_seals', 'case_seals.case_id', 'cases.id')
            .where('sub_files.group_id', p('id'))
            .whereNot('cases.status', 'closed')
            .whereNull('case_seals.case_id')
            .select('cases.member_id'),
        )
    }
  })
const members: Record<AudienceKind, ReturnType<typeof statement>> = {
  workplace: membersOf('workplace'),
  employer: membersOf('employer'),
  branch: membersOf('branch'),
  group: membersOf('group'),
}

const waiting = statement('cohort recipients waiting', (k, p) =>
  selectFrom(k, tables.cohortRecipients)
    .where({ cohort_id: p('cohortId'), state: 'waiting' })
    .where((due) => void due.whereNull('not_before').orWhere('not_before', '<=', p('now')))
    .orderBy('id')
    .limit(mostRecipients)
    .forUpdate(),
)
const waitingCount = statement('cohort recipients waiting count', (k, p) =>
  k('cohort_recipients')
    .where({ cohort_id: p('cohortId'), state: 'waiting' })
    .count({ n: '*' }),
)
const textedAfter = statement('cohort recipients texted after', (k, p) =>
  k('cohort_recipients').where('texted_at', '>', p('at')).count({ n: '*' }),
)
const leaveOut = statement('cohort recipients leave out', (k, p) =>
  k('cohort_recipients')
    .where({ cohort_id: p('cohortId'), state: 'waiting' })
    .update({ state: 'left-out', because: 'stopped' }),
)
const countOf = (rows: readonly unknown[]): number => Number((rows[0] as { n: number | string }).n)

export const cohortTextStores = (executor: Executor): CohortTextStores => ({
  cohortTexts: {
    ...kept(executor, cohortTexts),
    running: () => every(executor, tables.cohortTexts, running, {}),
    removePreviews: async (personId) => {
      await executor.run(removeRecipients, { personId })
      await executor.run(removePreviews, { personId })
    },
    audienceName: async ({ kind, id }: Audience) =>
      (await texts(executor, names[kind], { id }, 'name'))[0] ?? null,
    audienceOf: async ({ kind, id }) =>
      (await executor.all(members[kind], { id })) as {
        memberId: string
        firstName: string
        number: string | null
        label: string | null
      }[],
  },
  cohortRecipients: {
    ...kept(executor, recipients),
    waiting: async (cohortId, now, most) =>
      (await every(executor, tables.cohortRecipients, waiting, { cohortId, now })).slice(0, most),
    waitingCount: async (cohortId) => countOf(await executor.all(waitingCount, { cohortId })),
    textedAfter: async (at) => countOf(await executor.all(textedAfter, { at })),
    leaveOutWaiting: async (cohortId) => void (await executor.run(leaveOut, { cohortId })),
  },
})
