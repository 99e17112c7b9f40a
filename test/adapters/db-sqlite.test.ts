import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import BetterSqlite3 from 'better-sqlite3'
import { expect } from 'chai'
import { connect, type Database, sqliteFile } from '../../server/adapters/db/connect.ts'
import { backupSqlite, checkSqlite, restoreSqlite } from '../../server/adapters/db/sqlite-backup.ts'
import { StorageError } from '../../server/adapters/db/storage-error.ts'
import { sqliteUrl, temporaryFolder } from '../support/databases.ts'
import { aPhone, monday, refusalOf } from '../support/demo-database.ts'

const opened: Database[] = []
const openSqlite = async (url: string, maxPages?: number): Promise<Database> => {
  const database = await connect(url, maxPages === undefined ? {} : { maxPages })
  opened.push(database)
  return database
}
const remember = (database: Database, key: string, reply = 'reply') =>
  database.write((stores) => stores.inbox.remember(key, reply, monday))
const keysLike = async (database: Database, like: string): Promise<string[]> => {
  const rows: { key: string }[] = await database
    .read('webhook_inbox')
    .where('key', 'like', like)
    .orderBy('key')
  return rows.map((row) => row.key)
}

describe('SQLite', () => {
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close()
  })

  it('waits for another program that holds the database, loses nothing and doubles nothing', async () => {
    const url = await sqliteUrl()
    const database = await openSqlite(url)
    const other = new BetterSqlite3(sqliteFile(url))
    other.exec('BEGIN IMMEDIATE')
    let answered = 0
    const writes = Array.from({ length: 100 }, async (_, index) => {
      await remember(database, `locked:${index}`)
      answered += 1
    })
    // The event loop goes on meanwhile, or this would never come back.
    for (let turn = 0; turn < 500; turn += 1) await nextTurn()
    expect(answered).to.equal(0)
    expect(await keysLike(database, 'locked:%')).to.deep.equal([])
    other.exec('COMMIT')
    other.close()
    await Promise.all(writes)
    expect(await keysLike(database, 'locked:%')).to.have.lengthOf(100)
  })

  it('says that the disk is full to every unit of the batch, keeps nothing of it, and goes on when there is room', async () => {
    const url = await sqliteUrl()
    const pages = Number(new BetterSqlite3(sqliteFile(url)).pragma('page_count', { simple: true }))
    const database = await openSqlite(url, pages + 10)
    let outcomes: PromiseSettledResult<unknown>[] = []
    let batch = ''
    // A machine that pauses for 4 ms cuts the batch in two, and the small one is kept: then once more.
    for (let attempt = 0; attempt < 5 && outcomes[0]?.status !== 'rejected'; attempt += 1) {
      batch = `full:${attempt}`
      outcomes = await Promise.allSettled([
        remember(database, `${batch}:small`),
        remember(database, `${batch}:large`, 'x'.repeat(200_000)),
      ])
    }
    for (const outcome of outcomes) {
      const reason: unknown = outcome.status === 'rejected' ? outcome.reason : null
      expect(reason).to.be.instanceOf(StorageError).with.property('kind', 'storage-full')
    }
    expect(await keysLike(database, `${batch}:%`)).to.deep.equal([])
    await remember(database, 'full:after')
    expect(await keysLike(database, 'full:after%')).to.deep.equal(['full:after'])
    checkSqlite(sqliteFile(url))
  })

  it('lets timers and sockets have their turn during a burst', async () => {
    const database = await openSqlite(await sqliteUrl())
    let turns = 0
    const timer = setInterval(() => {
      turns += 1
    }, 1)
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        database.write((stores) =>
          stores.phones.insert(aPhone(`+44207946${String(index).padStart(4, '0')}`)),
        ),
      ),
    )
    clearInterval(timer)
    // 1,000 units are at least 16 batches: without a pause between them this would be 0.
    expect(turns).to.be.at.least(3)
  })

  it('loses nothing that it acknowledged when the process is killed', async function () {
    this.timeout(30_000)
    const url = await sqliteUrl()
    const program = fileURLToPath(new URL('../support/writer-process.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', program, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const killed = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
    const acknowledged: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(line)
      if (acknowledged.length === 500) child.kill('SIGKILL')
    }
    expect(await killed).to.equal('SIGKILL')

    const database = await openSqlite(url)
    const kept = new Set(await keysLike(database, 'crash:%'))
    const lost = acknowledged.filter(
      (number) => !kept.has(`crash:${number}:a`) || !kept.has(`crash:${number}:b`),
    )
    expect(lost).to.deep.equal([])
    const halves = [...kept].filter((key) => key.endsWith(':a') && !kept.has(key.replace(/a$/, 'b')))
    expect(halves).to.deep.equal([])
  })

  it('searches in a thread: others have their turn meanwhile, and what was committed is found', async () => {
    const database = await openSqlite(await sqliteUrl())
    await remember(database, 'searched:1')
    const keys = () => database.search('webhook_inbox').where('key', 'like', 'searched:%').pluck('key')
    expect(await keys()).to.deep.equal(['searched:1'])
    // Long enough that the event loop would have no turn at all if the question were asked in it.
    const long = database.search.raw<{ n: number }[]>(
      'WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 500000) SELECT max(n) AS n FROM count',
    )
    let answered = false
    const answer = Promise.resolve(long).finally(() => (answered = true))
    for (let turn = 0; turn < 50; turn += 1) await nextTurn()
    expect(answered).to.equal(false)
    await remember(database, 'searched:2')
    expect(await answer).to.deep.equal([{ n: 500_000 }])
    expect(await keys()).to.deep.equal(['searched:1', 'searched:2'])
  })

  it('says what is wrong with a search, and goes on searching', async () => {
    const database = await openSqlite(await sqliteUrl())
    for (const wrong of [
      database.search('nowhere').select('*'),
      database.search('people').insert({ id: 'x' }),
    ]) {
      const error = await Promise.resolve(wrong).then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).to.be.instanceOf(Error)
    }
    expect(await database.search('webhook_inbox').select('key')).to.deep.equal([])
  })

  it('backs up while others write, and restores, keeping what was there', async () => {
    const url = await sqliteUrl()
    const database = await openSqlite(url)
    await remember(database, 'backup:before')
    const file = join(temporaryFolder(), 'backup.sqlite')
    await Promise.all([database.backup(file), remember(database, 'backup:during')])
    await remember(database, 'backup:after')
    expect(String(await refusalOf(database.backup(file)))).to.include('exists already')
    await database.close()
    opened.splice(0)

    const keptAs = join(temporaryFolder(), 'kept.sqlite')
    expect(await restoreSqlite(file, sqliteFile(url), keptAs)).to.equal(keptAs)
    const restored = await openSqlite(url)
    const keys = await keysLike(restored, 'backup:%')
    expect(keys).to.include('backup:before').and.not.include('backup:after')
    expect(await keysLike(await openSqlite(`sqlite:${keptAs}`), 'backup:%')).to.include('backup:after')
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('backup'))).to.deep.equal([
      'backup.sqlite',
    ])
  })

  it('refuses to restore what is not a whole database, and leaves the old one alone', async () => {
    const url = await sqliteUrl()
    const file = join(temporaryFolder(), 'broken.sqlite')
    await backupSqlite(sqliteFile(url), file)
    const { truncate } = await import('node:fs/promises')
    await truncate(file, 20_000)
    await refusalOf(restoreSqlite(file, sqliteFile(url), join(temporaryFolder(), 'kept.sqlite')))
    expect(existsSync(sqliteFile(url))).to.equal(true)
    checkSqlite(sqliteFile(url))
  })
})
