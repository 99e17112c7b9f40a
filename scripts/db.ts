/**
 * The database by hand: `npm run db:migrate`, `db:rollback`, `db:seed`, `db:backup -- <file>`, `db:restore -- <file>`.
 * DATABASE_URL says which, as for the server.
 */
import { connect, sqliteFile } from '../server/adapters/db/connect.ts'
import { restorePostgres } from '../server/adapters/db/postgres-backup.ts'
import { seedDemo } from '../server/adapters/db/seed/demo.ts'
import { restoreSqlite } from '../server/adapters/db/sqlite-backup.ts'

const databaseUrl = process.env.DATABASE_URL || 'sqlite:data/branchline.sqlite'

const usage = 'Usage: db.ts migrate | rollback | seed [--always-open] | backup <file> | restore <file>'

async function main([command, argument]: string[]): Promise<string> {
  switch (command) {
    case 'migrate':
      return withDatabase(async (database) => listed('Migrated', await database.migrate()))
    case 'rollback':
      return withDatabase(async (database) => listed('Rolled back', await database.rollback()))
    case 'seed':
      return withDatabase(async (database) => {
        await database.migrate()
        const now = new Date().toISOString()
        const isDone = await seedDemo(database, { now, alwaysOpen: argument === '--always-open' })
        return isDone ? 'The demo union is in place.' : 'The database has people already: nothing changed.'
      })
    case 'backup': {
      const file = required(argument)
      await withDatabase((database) => database.backup(file))
      return `Backed up to ${file}, and checked.`
    }
    case 'restore':
      return restore(required(argument))
    default:
      throw new Error(usage)
  }
}

async function restore(fromFile: string): Promise<string> {
  if (!databaseUrl.startsWith('sqlite:')) {
    await restorePostgres(databaseUrl, fromFile)
    return `Restored from ${fromFile}.`
  }
  const file = sqliteFile(databaseUrl)
  const keptAs = `${file}.before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`
  const kept = await restoreSqlite(fromFile, file, keptAs)
  return `Restored from ${fromFile}, and checked.${kept ? ` What was there is kept as ${kept}.` : ''}`
}

async function withDatabase<T>(
  work: (database: Awaited<ReturnType<typeof connect>>) => Promise<T>,
): Promise<T> {
  const database = await connect(databaseUrl)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

const listed = (done: string, names: string[]): string =>
  names.length === 0 ? 'Nothing to do.' : `${done}: ${names.join(', ')}`

const required = (file: string | undefined): string => {
  if (!file) throw new Error(usage)
  return file
}

try {
  console.log(await main(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
