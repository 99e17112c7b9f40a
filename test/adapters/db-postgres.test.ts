import { expect } from 'chai'
import pg from 'pg'
import { connect, type Database } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { StorageError } from '../../server/adapters/db/storage-error.ts'
import { onPostgres, postgresUrl } from '../support/databases.ts'
import { aCall, monday, refusalOf } from '../support/demo-database.ts'

describe('row locks', () => {
  onPostgres(() => {
    let url: string
    let database: Database
    let other: pg.Client
    before(async () => {
      url = await postgresUrl()
      database = await connect(url)
      await seedDemo(database, { now: monday })
      await database.write((stores) => stores.contacts.insert(aCall('contact-1')))
      other = new pg.Client({ connectionString: url })
      await other.connect()
    })
    after(async () => {
      await other.end()
      await database.close()
    })

    it('make `find` hold its row against a second connection until COMMIT', async () => {
      const tryLock = () => other.query(`SELECT 1 FROM contacts WHERE id = 'contact-1' FOR UPDATE NOWAIT`)
      let seen: unknown
      await database.write(async (stores) => {
        await stores.contacts.find('contact-1')
        seen = await refusalOf(tryLock())
      })
      expect(seen).to.have.property('code', '55P03')
      // The control: after COMMIT, and after a plain read, nobody holds it.
      await database.read('contacts').where({ id: 'contact-1' })
      expect((await tryLock()).rowCount).to.equal(1)
    })

    it('make a unit wait for another connection, and then see what that one wrote', async () => {
      await other.query('BEGIN')
      await other.query(`UPDATE contacts SET notes = 'theirs' WHERE id = 'contact-1'`)
      let isDone = false
      const waiting = database
        .write(async (stores) => (await stores.contacts.find('contact-1'))?.notes)
        .finally(() => {
          isDone = true
        })
      await untilBlocked()
      expect(isDone).to.equal(false)
      await other.query('COMMIT')
      expect(await waiting).to.equal('theirs')
    })

    it('are not waited for without end: a unit behind a forgotten one is told that the database is busy', async () => {
      await other.query('BEGIN')
      await other.query(`UPDATE contacts SET notes = 'forgotten' WHERE id = 'contact-1'`)
      const startedAt = performance.now()
      const refusal = await refusalOf(database.write((stores) => stores.contacts.find('contact-1')))
      expect(refusal).to.be.instanceOf(StorageError).with.property('kind', 'storage-busy')
      expect(performance.now() - startedAt, 'while Twilio still listens').to.be.within(7_000, 12_000)
      await other.query('ROLLBACK')
    })

    it('settle a deadlock by running the loser again', async () => {
      await database.write(async (stores) => {
        await stores.contacts.insert(aCall('contact-a'))
        await stores.contacts.insert(aCall('contact-b'))
      })
      const both = (first: string, second: string) =>
        database.write(async (stores) => {
          for (const id of [first, second]) {
            const contact = await stores.contacts.find(id)
            if (contact) await stores.contacts.save({ ...contact, version: contact.version + 1 })
          }
        })
      await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          index % 2 ? both('contact-a', 'contact-b') : both('contact-b', 'contact-a'),
        ),
      )
      const versions: { version: number }[] = await database
        .read('contacts')
        .whereIn('id', ['contact-a', 'contact-b'])
      expect(versions.map((each) => each.version)).to.deep.equal([7, 7])
    })

    const untilBlocked = async () => {
      for (;;) {
        const { rowCount } = await other.query(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )
        if (rowCount) return
      }
    }
  })
})
