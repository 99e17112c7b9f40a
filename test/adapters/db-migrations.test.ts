import { expect } from 'chai'
import { connect, type Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { StorageError } from '../../server/adapters/db/storage-error.ts'
import { emptyPostgresUrl, onBothDatabases, temporaryFolder } from '../support/databases.ts'

const tableNames = async (database: Database): Promise<string[]> => {
  const rows: { name: string }[] =
    database.engine === 'sqlite'
      ? await database.read('sqlite_master').select('name').where('type', 'table')
      : await database.read('pg_tables').select({ name: 'tablename' }).where('schemaname', 'public')
  return rows
    .map((row) => row.name)
    .filter((name) => !/^(schema_migrations|sqlite_)/.test(name))
    .sort()
}

const refusalOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  return null
}

describe('migrations', () => {
  onBothDatabases((_open, engine) => {
    const emptyUrl = async () =>
      engine === 'sqlite' ? `sqlite:${temporaryFolder()}/new/branchline.sqlite` : await emptyPostgresUrl()

    it('go up, down and up again, and say when the database is ready', async () => {
      const database = await connect(await emptyUrl())
      try {
        expect(await database.isReady()).to.equal(false)
        const first = await database.migrate()
        expect(first).to.have.length.greaterThan(2)
        expect(first.every((name) => /^\d{12}-[a-z-]+$/.test(name))).to.equal(true)
        expect(await database.isReady()).to.equal(true)
        const tables = await tableNames(database)
        expect(tables).to.include.members(['people', 'contacts', 'event_log'])

        expect(await database.rollback()).to.have.members(first)
        expect(await tableNames(database)).to.deep.equal([])
        expect(await database.isReady()).to.equal(false)

        expect(await database.migrate()).to.deep.equal(first)
        expect(await tableNames(database)).to.deep.equal(tables)
        expect(await database.migrate()).to.deep.equal([])
      } finally {
        await database.close()
      }
    })

    it('refuse a database that a newer program has migrated', async () => {
      const url = await emptyUrl()
      const database = await connect(url)
      await database.migrate()
      await database.transact(async (transaction) => {
        await transaction.run(newerMigration, { name: '209901010000-from-the-future' })
      })
      await database.close()

      const refusal = await refusalOf(connect(url))
      expect(refusal).to.be.instanceOf(StorageError).with.property('kind', 'schema-newer')
      expect(String(refusal)).to.include('209901010000-from-the-future')
    })
  })
})

const newerMigration = statement('test newer migration', (k, p) =>
  k('schema_migrations').insert({ name: p('name'), batch: 99 }),
)
