import type { MergeStores } from '../../../commands/merge-ports.ts'
import type { KeptPhone } from '../../../domain/member-merge.ts'
import { tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { kept, keptStatements, texts } from './kept.ts'

const merges = keptStatements(tables.merges, 'id', ['keeperId', 'otherId', 'mergedBy', 'mergedAt'])

/**
 * What hangs on a member, by table and key. A table with a member_id that is neither here nor in `ownRows` fails
 * test/commands/merge-members.test.ts: it would be left behind.
 */
export const hangsOnMember = {
  cases: 'id',
  contacts: 'id',
  callbacks: 'id',
  verifications: 'contact_id',
  verification_answers: 'id',
  access_requests: 'id',
  contact_overrides: 'id',
  eligibility: 'case_id',
  legal_holds: 'id',
  authorities: 'id',
  cohort_recipients: 'id',
} as const
/** One row a member: merged by rule, or staying with whom the membership system speaks of. */
export const ownRows = ['member_phones', 'safe_contacts', 'member_needs', 'member_sources'] as const

const moving = Object.entries(hangsOnMember).map(([table, key]) => ({
  table,
  keysOf: statement(`merge keys ${table}`, (k, p) =>
    k(table)
      .where({ member_id: p('from') })
      .select({ id: key })
      .orderBy(key)
      .forUpdate(),
  ),
  all: statement(`merge moves ${table}`, (k, p) =>
    k(table)
      .where({ member_id: p('from') })
      .update({ member_id: p('to') }),
  ),
  one: statement(`merge moves one of ${table}`, (k, p) =>
    k(table)
      .where({ [key]: p('id') })
      .update({ member_id: p('to') }),
  ),
}))
const anyMember = statement('merge member', (k, p) =>
  k('members')
    .select(tables.members.select.map((each) => `members.${each}`))
    .select({ mergedInto: 'members.merged_into' })
    .where({ id: p('id') })
    .forUpdate(),
)
const merged = statement('merge all', (k) =>
  k('members').whereNotNull('merged_into').select({ id: 'id', to: 'merged_into' }),
)
const leading = statement('merge leading to', (k, p) =>
  k('members')
    .where({ merged_into: p('id') })
    .select('id')
    .orderBy('id'),
)
const lead = statement('merge lead', (k, p) =>
  k('members')
    .where({ id: p('id') })
    .update({ merged_into: p('to') }),
)
const phonesOf = statement('merge phones', (k, p) =>
  k('member_phones')
    .where({ member_id: p('memberId') })
    .orderBy('phone_id')
    .select({ phoneId: 'phone_id', label: 'label', missedCallText: 'missed_call_text' }),
)
const linkPhone = statement('merge link phone', (k, p) =>
  k('member_phones').insert({
    member_id: p('memberId'),
    phone_id: p('phoneId'),
    label: p('label'),
    missed_call_text: p('missedCallText'),
  }),
)
const unlinkPhone = statement('merge unlink phone', (k, p) =>
  k('member_phones')
    .where({ member_id: p('memberId'), phone_id: p('phoneId') })
    .delete(),
)
const dropOf = (table: string) =>
  statement(`merge drop ${table}`, (k, p) =>
    k(table)
      .where({ member_id: p('memberId') })
      .delete(),
  )
const dropSafeContact = dropOf('safe_contacts')
const dropNeeds = dropOf('member_needs')

export const mergeStores = (executor: Executor): MergeStores => ({
  merges: kept(executor, merges),
  mergedMembers: {
    find: async (id) => {
      const [row] = (await executor.all(anyMember, { id })) as { mergedInto: string | null }[]
      return row === undefined ? null : { ...tables.members.decode(row), mergedInto: row.mergedInto }
    },
    all: async () =>
      new Map(
        ((await executor.all(merged, {})) as { id: string; to: string }[]).map(({ id, to }) => [id, to]),
      ),
    lead: async (id, to) => {
      await executor.run(lead, { id, to })
    },
    leadingTo: (id) => texts(executor, leading, { id }, 'id'),
    move: async (from, to) => {
      const moved: Record<string, string[]> = {}
      for (const { table, keysOf, all } of moving) {
        const ids = await texts(executor, keysOf, { from }, 'id')
        if (ids.length === 0) continue
        moved[table] = ids
        await executor.run(all, { from, to })
      }
      return moved
    },
    moveBack: async (moved, to) => {
      for (const { table, one } of moving)
        for (const id of moved[table] ?? []) await executor.run(one, { id, to })
    },
    phonesOf: async (memberId) => (await executor.all(phonesOf, { memberId })) as KeptPhone[],
    linkPhone: async (memberId, { phoneId, label, missedCallText }) => {
      await executor.run(linkPhone, { memberId, phoneId, label, missedCallText })
    },
    unlinkPhone: async (memberId, phoneId) => {
      await executor.run(unlinkPhone, { memberId, phoneId })
    },
    dropSafeContact: async (memberId) => {
      await executor.run(dropSafeContact, { memberId })
    },
    dropNeeds: async (memberId) => {
      await executor.run(dropNeeds, { memberId })
    },
  },
})
