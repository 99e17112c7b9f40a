/**
 * Runs the files of /migrations through knex. They are named without extension in the database, so that the built
 * server (.js) and the tsx server (.ts) see one list.
 */
import { readdir } from 'node:fs/promises'
import type { Knex } from 'knex'
import { StorageError } from './storage-error.ts'

// server/adapters/db → migrations, and dist/server/adapters/db → dist/migrations.
const folder = new URL('../../../migrations/', import.meta.url)

interface Listed {
  readonly name: string
  readonly file: string
}

const listed = async (): Promise<Listed[]> =>
  (await readdir(folder))
    .filter((file) => /^\d{12}-[a-z0-9-]+\.(ts|js)$/.test(file))
    .sort()
    .map((file) => ({ name: file.replace(/\.(ts|js)$/, ''), file }))

const source: Knex.MigrationSource<Listed> = {
  getMigrations: listed,
  getMigrationName: (migration) => migration.name,
  getMigration: async (migration) => {
    const module: unknown = await import(new URL(migration.file, folder).href)
    if (!isMigration(module)) throw new Error(`${migration.file} needs up and down`)
    return module
  },
}

const isMigration = (module: unknown): module is Knex.Migration =>
  typeof module === 'object' &&
  module !== null &&
  'up' in module &&
  typeof module.up === 'function' &&
  'down' in module &&
  typeof module.down === 'function'

const settings = { migrationSource: source, tableName: 'schema_migrations' }

/** Names done now. Throws `schema-newer` when the database knows migrations that this program does not. */
export async function migrateUp(knex: Knex): Promise<string[]> {
  await refuseNewer(knex)
  const [, names]: [number, string[]] = await knex.migrate.latest(settings)
  return names
}

/** Names undone: those of the newest run. */
export async function migrateDown(knex: Knex): Promise<string[]> {
  await refuseNewer(knex)
  const [, names]: [number, string[]] = await knex.migrate.rollback(settings)
  return names
}

/** Names not yet done. */
export async function pendingMigrations(knex: Knex): Promise<string[]> {
  const done = new Set(await doneMigrations(knex))
  return (await listed()).map((each) => each.name).filter((name) => !done.has(name))
}

/** Throws `schema-newer` when the database was migrated by a newer program than this. */
export async function refuseNewer(knex: Knex): Promise<void> {
  const known = new Set((await listed()).map((each) => each.name))
  const unknown = (await doneMigrations(knex)).filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw new StorageError(
      'schema-newer',
      `The database is newer than this program. It knows: ${unknown.join(', ')}. Start the newer version.`,
    )
}

async function doneMigrations(knex: Knex): Promise<string[]> {
  if (!(await knex.schema.hasTable(settings.tableName))) return []
  const rows: { name: string }[] = await knex(settings.tableName).select('name')
  return rows.map((row) => row.name)
}
