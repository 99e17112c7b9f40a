import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements, texts } from './kept.ts'

const members = keptStatements(tables.members, 'id')
/** One that was merged into another is nobody any more: whoever still names it finds nothing, and changes nothing. */
const memberById = statement('members by id unmerged', (k, p) =>
  selectFrom(k, tables.members)
    .where({ id: p('id') })
    .whereNull('merged_into')
    .forUpdate(),
)
const phones = keptStatements(tables.phones, 'id')

const membersByNumber = statement('members by number', (k, p) =>
  selectFrom(k, tables.members)
    .join('member_phones', 'member_phones.member_id', 'members.id')
    .join('phones', 'phones.id', 'member_phones.phone_id')
    .where('phones.number', p('number'))
    .orderBy(['members.last_name', 'members.first_name', 'members.id']),
)
const memberByMembershipNumber = statement('members by membership number', (k, p) =>
  // The number of a record that was merged leads to the one that stays.
  selectFrom(k, tables.members).whereIn(
    'id',
    k('members as known')
      .select(k.raw('coalesce(known.merged_into, known.id)'))
      .whereIn('known.membership_number', [p('first'), p('second')]),
  ),
)
const setLabel = statement('members set label', (k, p) =>
  k('member_phones')
    .where({ member_id: p('memberId'), phone_id: p('phoneId') })
    .update({ label: p('label') }),
)
const phoneByNumber = statement('phones by number', (k, p) =>
  selectFrom(k, tables.phones)
    .where({ number: p('number') })
    .forUpdate(),
)

const missedCallWishes = statement('members missed call wishes', (k, p) =>
  k('member_phones')
    .join('phones', 'phones.id', 'member_phones.phone_id')
    .where('phones.number', p('number'))
    .select({ wish: 'member_phones.missed_call_text' }),
)
const setMissedCallText = statement('members set missed call text', (k, p) =>
  k('member_phones')
    .where({ member_id: p('memberId'), phone_id: p('phoneId') })
    .update({ missed_call_text: p('isWanted') }),
)

export const membersStore = (executor: Executor): Stores['members'] => ({
  ...kept(executor, members),
  find: (id) => first(executor, tables.members, memberById, { id }),
  byMembershipNumber: ([one, other]) =>
    first(executor, tables.members, memberByMembershipNumber, { first: one, second: other }),
  setLabel: async (of) => {
    await executor.run(setLabel, of)
  },
  byNumber: (number) => every(executor, tables.members, membersByNumber, { number }),
  wantsMissedCallText: async (number) => {
    const wishes = await texts(executor, missedCallWishes, { number }, 'wish')
    return wishes.length === 1 && wishes[0] === '1'
  },
  setMissedCallText: async ({ memberId, phoneId, isWanted }) => {
    await executor.run(setMissedCallText, { memberId, phoneId, isWanted })
  },
})

export const phonesStore = (executor: Executor): Stores['phones'] => ({
  ...kept(executor, phones),
  byNumber: (number) => first(executor, tables.phones, phoneByNumber, { number }),
})
