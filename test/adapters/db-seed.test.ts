import { verify } from '@node-rs/argon2'
import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { connect } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { people } from '../../server/adapters/db/seed/people.ts'
import { checkCharacter } from '../../server/domain/case-reference.ts'
import { lineState } from '../../server/domain/opening-hours.ts'
import { UK_BANK_HOLIDAYS } from '../../server/domain/uk-bank-holidays.ts'
import { onBothDatabases, sqliteUrl } from '../support/databases.ts'
import { demoDatabase, monday } from '../support/demo-database.ts'

const contents = async (database: Database): Promise<unknown> => {
  const tables = ['people', 'members', 'phones', 'cases', 'case_events', 'contacts', 'calls', 'messages']
  const all: unknown[] = []
  for (const table of tables)
    all.push(await database.read(table).orderBy(table === 'calls' ? 'call_sid' : 'id'))
  return all
}

describe('the demo union', () => {
  onBothDatabases((open) => {
    let database: Database
    before(async () => {
      database = await demoDatabase(open)
    })
    const count = async (table: string) => Number((await database.read(table).count({ n: '*' }))[0]?.n)

    it('is what the contract says: 3 branches, 200 members, 40 cases and a group of some of them, a busy day', async () => {
      expect(await count('branches')).to.equal(3)
      expect(await count('members')).to.equal(200)
      expect(await count('cases')).to.equal(41)
      expect(await count('group_cases')).to.equal(1)
      expect(await count('sub_files')).to.be.greaterThan(1)
      expect(await count('contacts')).to.be.greaterThan(100)
      const calls: { started_at: string }[] = await database.read('contacts').where({ channel: 'voice' })
      // Monday's last working day is the Friday before.
      expect([...new Set(calls.map((call) => call.started_at.slice(0, 10)))]).to.deep.equal(['2026-11-20'])
    })

    it('has Aisha Khan with one open case, CX-10482, and new cases are numbered after it', async () => {
      await database.write(async ({ members, cases }) => {
        const [aisha, ...others] = await members.byNumber('+447700900117')
        expect(others).to.deep.equal([])
        expect(aisha).to.include({ membershipNumber: 'M-204117', firstName: 'Aisha', lastName: 'Khan' })
        const open = await cases.openByMember(aisha?.id ?? '')
        expect(open.map((each) => each.number)).to.deep.equal([10_482])
        expect(open[0]).to.include({ kind: 'discipline', nextStepDue: '2026-10-08T09:00:00.000Z' })
        expect(await cases.nextNumber()).to.equal(10_483)
        expect(checkCharacter(10_482)).to.match(/^[A-Z]$/)
      })
    })

    it('has numbers for drama only, and keeps the ones that journeys need nobody to have', async () => {
      const phones: { number: string }[] = await database.read('phones').select('number')
      const odd = phones.filter(({ number }) => !/^\+44(7700900\d{3}|2079460\d{3})$/.test(number))
      expect(odd).to.deep.equal([])
      const taken = phones.map(({ number }) => number)
      expect(taken).not.to.include.members(['+447700900555'])
      expect(taken).not.to.include.members(['+447700900900'])
      expect(taken).not.to.include.members(['+442079460900'])
    })

    it('lets everybody sign in with the password that is printed', async () => {
      const [first] = people
      expect(await verify(first?.person.passwordHash ?? '', 'branchline-demo')).to.equal(true)
      expect(await verify(first?.person.passwordHash ?? '', 'Branchline-demo')).to.equal(false)
    })

    it('is left alone where there are people already', async () => {
      const before = await contents(database)
      expect(await seedDemo(database, { now: monday })).to.equal(false)
      expect(await contents(database)).to.deep.equal(before)
    })

    it('finds members and case titles by words', async () => {
      const found: unknown[] =
        database.engine === 'sqlite'
          ? await database.read('members_fts').whereRaw("members_fts match 'khan AND ais*'")
          : await database
              .read('members')
              .whereRaw(
                `to_tsvector('simple', first_name || ' ' || last_name || ' ' || membership_number) @@ to_tsquery('simple', 'khan & ais:*')`,
              )
      expect(found).to.have.lengthOf(1)
    })
  })

  it('is the same in every database', async () => {
    const first = await connect(await sqliteUrl())
    const second = await connect(await sqliteUrl())
    try {
      await seedDemo(first, { now: monday })
      await seedDemo(second, { now: monday })
      expect(await contents(first)).to.deep.equal(await contents(second))
    } finally {
      await first.close()
      await second.close()
    }
  })

  it('keeps the hours of its nation, or is open at any hour when asked', async () => {
    for (const alwaysOpen of [false, true]) {
      const database = await connect(await sqliteUrl())
      try {
        await seedDemo(database, { now: monday, alwaysOpen })
        const bankHoliday = '2026-08-31T10:00:00.000Z'
        const [english, scottish] = await database.write(async ({ lines }) => [
          await lines.byNumber('+442079460900'),
          await lines.byNumber('+441314960900'),
        ])
        const isOpen = (line: typeof english, when: string) =>
          line ? lineState(line.hours, UK_BANK_HOLIDAYS, when).open : null
        expect(isOpen(english, bankHoliday)).to.equal(alwaysOpen)
        expect(isOpen(scottish, bankHoliday)).to.equal(true)
        expect(isOpen(english, '2026-11-22T03:00:00.000Z')).to.equal(alwaysOpen)
      } finally {
        await database.close()
      }
    }
  })
})
