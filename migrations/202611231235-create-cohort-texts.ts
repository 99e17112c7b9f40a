import type { Knex } from 'knex'

/** One text to many members, what became of it for each, and why somebody was left out (F55). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('cohort_texts', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('audience').notNullable().comment('JSON: workplace, employer, branch or group case')
    t.text('audience_name').notNullable()
    t.text('line_id').notNullable().references('lines.id')
    t.text('body').notNullable()
    t.text('urgent_why').comment('why it goes at any hour')
    t.text('state').notNullable()
    t.text('created_by').notNullable().references('people.id')
    t.text('created_at').notNullable()
    t.text('settled_at')
    t.text('settled_by').references('people.id').comment('who stopped it')
    t.check("state IN ('previewed', 'running', 'stopped', 'done')")
    t.check("(state IN ('stopped', 'done')) = (settled_at IS NOT NULL)")
    t.index(['created_at', 'id'])
  })
  await knex.raw("CREATE INDEX cohort_texts_running ON cohort_texts (id) WHERE state = 'running'")
  await knex.schema.createTable('cohort_recipients', (t) => {
    t.text('id').primary()
    t.text('cohort_id').notNullable().references('cohort_texts.id')
    t.text('member_id').notNullable().references('members.id')
    t.text('number').comment('E.164; null: left out for want of one')
    t.text('state').notNullable()
    t.text('because').comment('why they were left out')
    t.text('message_id').references('messages.id')
    t.text('not_before').comment('the next hour at which they may be texted')
    t.text('texted_at')
    t.check("state IN ('waiting', 'texted', 'left-out')")
    t.check("(state = 'texted') = (message_id IS NOT NULL)")
    t.check("(state = 'left-out') = (because IS NOT NULL)")
    t.index(['cohort_id', 'state'])
    t.index(['member_id'])
    t.index(['texted_at'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('cohort_recipients')
  await knex.schema.dropTable('cohort_texts')
}
