import type { Knex } from 'knex'

/** Cases passed to branches with their clock, and who answers for a branch (N13). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('referrals', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('case_id').notNullable().references('cases.id')
    t.text('branch_id').notNullable().references('branches.id')
    t.text('state').notNullable()
    t.text('ask').notNullable()
    t.text('sent_at').notNullable()
    t.text('sent_by').notNullable().references('people.id')
    t.text('due_at').notNullable()
    t.text('answered_at')
    t.text('answered_by').references('people.id')
    t.text('why')
    /** When it left the branch again. */
    t.text('settled_at')
    /** When it came back with priority. */
    t.text('back_at')
    t.text('taken_at')
    t.text('taken_by').references('people.id')
    t.index(['case_id', 'sent_at'])
    t.index(['branch_id', 'sent_at'])
    t.index(['sent_at'])
  })
  await knex.raw(
    'CREATE UNIQUE INDEX referrals_one_open_per_case ON referrals (case_id) WHERE settled_at IS NULL',
  )
  await knex.raw('CREATE INDEX referrals_due ON referrals (due_at) WHERE answered_at IS NULL')
  await knex.raw(
    'CREATE INDEX referrals_back ON referrals (back_at) WHERE back_at IS NOT NULL AND taken_at IS NULL',
  )
  await knex.schema.createTable('branch_people', (t) => {
    t.text('branch_id').notNullable().references('branches.id').onDelete('CASCADE')
    t.text('person_id').notNullable().references('people.id').onDelete('CASCADE')
    t.primary(['branch_id', 'person_id'])
    t.index(['person_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('branch_people')
  await knex.schema.dropTable('referrals')
}
