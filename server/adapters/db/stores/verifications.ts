import type { VerificationStores } from '../../../commands/verification-ports.ts'
import type { HeldFacts } from '../../../domain/verification.ts'
import { tables } from '../columns.ts'
import { type OwnerRow, ownerOf } from '../owners.ts'
import { type Executor, statement } from '../statement.ts'
import { insertInto, kept, keptStatements } from './kept.ts'

const verifications = keptStatements(tables.verifications, 'contactId')
const safeContacts = keptStatements(tables.safeContacts, 'memberId')
const addAnswer = insertInto(tables.verificationAnswers)
const addOverride = insertInto(tables.contactOverrides)
const wrongSince = statement('verification answers wrong since', (k, p) =>
  k('verification_answers')
    .where({ member_id: p('memberId'), is_right: 0 })
    .where('at', '>=', p('instant'))
    .count({ n: '*' }),
)
const held = statement('verification held facts', (k, p) =>
  k('members')
    .leftJoin('workplaces', 'workplaces.id', 'members.workplace_id')
    .leftJoin('employers', 'employers.id', 'workplaces.employer_id')
    .where('members.id', p('memberId'))
    .select({
      number: 'members.membership_number',
      joined: 'members.joined_on',
      email: 'members.email',
      job: 'members.job_title',
      workplace: 'workplaces.name',
      employer: 'employers.name',
    }),
)
/** Every column of the member's rules under its own name, null throughout where they said nothing. */
const ownersOf = statement('owners of number', (k, p) =>
  k('phones')
    .join('member_phones', 'member_phones.phone_id', 'phones.id')
    .leftJoin('safe_contacts', 'safe_contacts.member_id', 'member_phones.member_id')
    .leftJoin('member_needs', 'member_needs.member_id', 'member_phones.member_id')
    .where('phones.number', p('number'))
    .orderBy('member_phones.member_id')
    .select({
      ownerId: 'member_phones.member_id',
      ownedPhoneId: 'phones.id',
      label: 'member_phones.label',
      ownerNeeds: 'member_needs.needs',
    })
    .select(tables.safeContacts.select.map((each) => `safe_contacts.${each}`)),
)

interface HeldRow {
  number: string
  joined: string | null
  email: string | null
  job: string | null
  workplace: string | null
  employer: string | null
}
export const verificationStores = (executor: Executor): VerificationStores => ({
  verifications: kept(executor, verifications),
  verificationAnswers: {
    insert: async (answer) => {
      await executor.run(addAnswer, { ...answer })
    },
    wrongSince: async (memberId, instant) => {
      const [row] = (await executor.all(wrongSince, { memberId, instant })) as { n: number | string }[]
      return Number(row?.n ?? 0)
    },
  },
  heldFacts: {
    of: async (memberId) => {
      const [row] = (await executor.all(held, { memberId })) as HeldRow[]
      if (row === undefined) return {}
      const facts = {
        'membership-number': row.number,
        joined: row.joined,
        email: row.email,
        workplace: row.workplace,
        employer: row.employer,
        job: row.job,
      }
      return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null)) as HeldFacts
    },
  },
  contactOverrides: {
    insert: async (override) => {
      await executor.run(addOverride, { ...override })
    },
  },
  safeContacts: {
    ...kept(executor, safeContacts),
    ownersOf: async (number) => ((await executor.all(ownersOf, { number })) as OwnerRow[]).map(ownerOf),
  },
})
