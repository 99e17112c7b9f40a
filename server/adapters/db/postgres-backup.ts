/** Backup and restore of PostgreSQL, by its own tools, which must be installed (package postgresql-client). */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Refuses an existing file. The password goes by the environment, not the process list. */
export async function backupPostgres(databaseUrl: string, toFile: string): Promise<void> {
  if (existsSync(toFile)) throw new Error(`${toFile} exists already`)
  await tool('pg_dump', ['--format=custom', '--no-owner', `--file=${toFile}`], databaseUrl)
}

/** In one transaction: a restore that fails changes nothing. The server must be stopped. */
export async function restorePostgres(databaseUrl: string, fromFile: string): Promise<void> {
  if (!existsSync(fromFile)) throw new Error(`${fromFile} does not exist`)
  const options = ['--clean', '--if-exists', '--no-owner', '--single-transaction']
  await tool('pg_restore', [...options, '--dbname', databaseName(databaseUrl), fromFile], databaseUrl)
}

const databaseName = (databaseUrl: string): string => new URL(databaseUrl).pathname.slice(1)

function tool(command: string, args: string[], databaseUrl: string): Promise<void> {
  const url = new URL(databaseUrl)
  const env = {
    ...process.env,
    PGHOST: url.hostname,
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: databaseName(databaseUrl),
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.on('error', (error) =>
      reject(
        new Error(`${command} could not be started. Install the PostgreSQL client tools.`, { cause: error }),
      ),
    )
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} failed: ${complaint.trim()}`)),
    )
  })
}
