import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements } from './kept.ts'

const members = keptStatements(tables.members, 'id')
const phones = keptStatements(tables.phones, 'id')

const membersByNumber = statement('members by number', (k, p) =>
  selectFrom(k, tables.members)
    .join('member_phones', 'member_phones.member_id', 'members.id')
    .join('phones', 'phones.id', 'member_phones.phone_id')
    .where('phones.number', p('number'))
    .orderBy(['members.last_name', 'members.first_name', 'members.id']),
)
const phoneByNumber = statement('phones by number', (k, p) =>
  selectFrom(k, tables.phones)
    .where({ number: p('number') })
    .forUpdate(),
)

export const membersStore = (executor: Executor): Stores['members'] => ({
  ...kept(executor, members),
  byNumber: (number) => every(executor, tables.members, membersByNumber, { number }),
})

export const phonesStore = (executor: Executor): Stores['phones'] => ({
  ...kept(executor, phones),
  byNumber: (number) => first(executor, tables.phones, phoneByNumber, { number }),
})
