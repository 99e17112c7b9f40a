import type { Knex } from 'knex'

/** When a queue says that it cannot take or keep a caller any longer, and offers a callback instead (F18); null: never. */
const added = {
  max_waiting: 'integer CHECK (max_waiting > 0)',
  max_wait_seconds: 'integer CHECK (max_wait_seconds > 0)',
} as const

export async function up(knex: Knex): Promise<void> {
  for (const [column, definition] of Object.entries(added))
    await knex.raw(`ALTER TABLE queues ADD COLUMN ${column} ${definition}`)
}

export async function down(knex: Knex): Promise<void> {
  for (const column of Object.keys(added)) await knex.raw(`ALTER TABLE queues DROP COLUMN ${column}`)
}
