import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { isUniqueViolation } from '../../server/adapters/db/storage-error.ts'
import type { Stores } from '../../server/commands/ports.ts'
import { onBothDatabases } from '../support/databases.ts'
import { aCall, anOffer, aPhone, demo, demoDatabase, monday, refusalOf } from '../support/demo-database.ts'

describe('the write gateway', () => {
  onBothDatabases((open) => {
    let database: Database
    before(async () => {
      database = await demoDatabase(open)
    })

    it('rolls back a unit that fails, and that unit alone', async () => {
      const failing = database.write(async (stores) => {
        await stores.phones.insert(aPhone('+442079460801'))
        throw new Error('a bug')
      })
      const fine = database.write((stores) => stores.phones.insert(aPhone('+442079460802')))
      const unique = database.write(async (stores) => {
        await stores.phones.insert(aPhone('+442079460803'))
        await stores.phones.insert({ ...aPhone('+442079460803'), id: 'another' })
      })
      const outcomes = await Promise.allSettled([failing, fine, unique])
      expect(outcomes.map((each) => each.status)).to.deep.equal(['rejected', 'fulfilled', 'rejected'])
      const kept: { number: string }[] = await database
        .read('phones')
        .whereIn('number', ['+442079460801', '+442079460802', '+442079460803'])
      expect(kept.map((each) => each.number)).to.deep.equal(['+442079460802'])
    })

    it('lets nobody use a store after its unit', async () => {
      let kept: Stores | undefined
      await database.write(async (stores) => {
        kept = stores
      })
      const late = await refusalOf(kept?.people.find(demo.priya) ?? Promise.resolve())
      expect(String(late)).to.include('outside its transaction')
    })

    it('makes one row each of 200 units that find or create over 50 numbers, and loses no news of them', async () => {
      const told: number[] = []
      const stop = database.onCommitted((events) => told.push(...events.map((event) => event.seq)))
      const before = (await database.readEvents(0, 1000)).length
      await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          database.write(async (stores) => {
            const number = `+4420794604${String(index % 50).padStart(2, '0')}`
            const found = await stores.phones.byNumber(number)
            if (!found) await stores.phones.insert(aPhone(number))
            const contact = aCall(`burst-${index}`, { callerNumber: number })
            await stores.contacts.insert(contact)
            await stores.events.append(
              [{ type: 'contact.started', contactId: contact.id, lineId: contact.lineId, channel: 'voice' }],
              { actor: 'twilio', at: monday },
            )
          }),
        ),
      )
      stop()
      const count = async (table: string, column: string, like: string) =>
        Number((await database.read(table).where(column, 'like', like).count({ n: '*' }))[0]?.n)
      expect(await count('phones', 'number', '+4420794604%')).to.be.at.least(50)
      expect(await count('phones', 'id', 'phone-+4420794604%')).to.be.at.most(50)
      expect(await count('contacts', 'id', 'burst-%')).to.equal(200)
      const logged = (await database.readEvents(0, 1000)).slice(before)
      expect(logged).to.have.lengthOf(200)
      expect(logged.map((event) => event.seq)).to.deep.equal(logged.map((_, index) => before + 1 + index))
      expect(told.sort((a, b) => a - b)).to.deep.equal(logged.map((event) => event.seq))
    })

    it('numbers events in the order of their commits, without gaps where a unit failed', async () => {
      const last = async () => (await database.readEvents(0, 10_000)).at(-1)?.seq ?? 0
      const start = await last()
      const seen: number[] = []
      const stop = database.onCommitted((events) => seen.push(...events.map((event) => event.seq)))
      const append = (fails: boolean) =>
        database.write(async (stores) => {
          await stores.events.append([{ type: 'wall.opened', personId: demo.priya }], {
            actor: demo.priya,
            at: monday,
          })
          if (fails) throw new Error('after the append')
        })
      for (let round = 0; round < 6; round += 1) {
        if (round % 2) await refusalOf(append(true))
        else await append(false)
      }
      stop()
      expect(seen).to.deep.equal([start + 1, start + 2, start + 3])
      expect(await last()).to.equal(start + 3)
    })

    it('has at most one open offer per contact and per agent, whoever asks', async () => {
      const offers: [string, string][] = [
        ['offered-1', demo.priya],
        ['offered-1', demo.sam],
        ['offered-2', demo.priya],
      ]
      await database.write(async (stores) => {
        await stores.contacts.insert(aCall('offered-1'))
        await stores.contacts.insert(aCall('offered-2'))
      })
      const offer = (id: string, contactId: string, personId: string) =>
        database.write((stores) => stores.offers.insert(anOffer(id, { contactId, personId })))
      const [first, ...others] = offers
      if (first) await offer('offer-1', ...first)
      for (const other of others)
        expect(isUniqueViolation(await refusalOf(offer('offer-2', ...other)))).to.equal(true)

      await database.write(async (stores) => {
        const open = await stores.offers.openByPerson(demo.priya)
        if (open) await stores.offers.save({ ...open, state: 'declined', settledAt: monday })
      })
      await offer('offer-3', 'offered-1', demo.priya)
      await database.write(async (stores) => {
        expect((await stores.offers.openByContact('offered-1'))?.id).to.equal('offer-3')
        expect((await stores.offers.due('2026-11-23T09:03:19.999Z')).length).to.equal(0)
        expect((await stores.offers.due('2026-11-23T09:03:20.000Z')).map((each) => each.id)).to.deep.equal([
          'offer-3',
        ])
      })
    })

    it('keeps views from writing', async () => {
      const refusal = await refusalOf(
        Promise.resolve(database.read('phones').update({ opted_out_at: monday })),
      )
      expect(String(refusal)).to.match(/read-?only/)
    })
  })
})
