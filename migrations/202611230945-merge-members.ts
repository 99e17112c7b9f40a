import type { Knex } from 'knex'

/** Records of one person that were merged: the other leads to the one that stays, and what was where is kept (F90). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('members', (t) => {
    t.text('merged_into')
  })
  await knex.raw('CREATE INDEX members_merged_into ON members (merged_into) WHERE merged_into IS NOT NULL')
  await knex.schema.createTable('member_merges', (t) => {
    t.text('id').primary()
    t.text('keeper_id').notNullable().references('members.id')
    t.text('other_id').notNullable().references('members.id')
    t.text('why').notNullable()
    t.text('merged_by').notNullable().references('people.id')
    t.text('merged_at').notNullable()
    t.text('undone_by').references('people.id')
    t.text('undone_at')
    t.text('undone_why')
    /** JSON: what moved, and what stood where before. */
    t.text('trail').notNullable()
    t.check('keeper_id <> other_id')
    t.index(['keeper_id'])
    t.index(['other_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('member_merges')
  await knex.raw('DROP INDEX members_merged_into')
  await knex.raw('ALTER TABLE members DROP COLUMN merged_into')
}
