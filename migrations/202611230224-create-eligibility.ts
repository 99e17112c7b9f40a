import type { Knex } from 'knex'

/** What support is open for a case, as it was found by the rule of that day, and what the branch decided (F86, N8). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('eligibility', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.text('id').notNullable()
    t.integer('version').notNullable()
    t.text('member_id').notNullable().references('members.id')
    t.text('happened_on').notNullable()
    t.text('joined_on')
    t.text('standing').notNullable()
    t.text('support').notNullable()
    t.text('reason').notNullable()
    t.integer('days')
    t.text('rule_id').notNullable()
    t.text('assessed_by').notNullable().references('people.id')
    t.text('assessed_at').notNullable()
    /** JSON: what the branch decided, and why. */
    t.text('decision')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('eligibility')
}
