import type { Knex } from 'knex'

/**
 * How sure we are who is calling (F85): the level stands with the contact, what was asked beside it. Every answer is a row,
 * so that wrong ones are counted over several calls; what was said is never kept. And how a member may be contacted
 * safely (F88), one row for each who said something.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('contacts', (t) => {
    t.integer('verified_level').notNullable().defaultTo(0)
    t.text('verified_how')
  })
  await knex.schema.createTable('verifications', (t) => {
    t.text('contact_id').primary().references('contacts.id')
    t.integer('version').notNullable()
    t.text('member_id').notNullable().references('members.id')
    /** JSON: the questions in order, each open, right or wrong. */
    t.text('asked').notNullable()
    t.text('locked_at')
    t.text('begun_at').notNullable()
  })
  await knex.schema.createTable('verification_answers', (t) => {
    t.text('id').primary()
    t.text('contact_id').notNullable()
    t.text('member_id').notNullable().references('members.id')
    t.text('fact').notNullable()
    t.integer('is_right').notNullable()
    t.text('at').notNullable()
    t.text('by').notNullable()
    t.index(['member_id', 'at'])
    t.index(['contact_id'])
  })
  await knex.schema.createTable('safe_contacts', (t) => {
    t.text('member_id').primary().references('members.id').onDelete('CASCADE')
    t.integer('version').notNullable()
    t.integer('is_discreet').notNullable()
    t.integer('not_at_work').notNullable()
    t.integer('text_only').notNullable()
    t.integer('no_voicemail').notNullable()
    t.integer('only_safe_numbers').notNullable()
    t.integer('neutral_sender').notNullable()
    t.integer('no_employer_email').notNullable()
    t.text('code_word')
    /** JSON: hours of the week. */
    t.text('hours').notNullable()
    /** JSON: id of a phone → what they said of it. */
    t.text('numbers').notNullable()
    t.text('changed_by').notNullable()
    t.text('changed_at').notNullable()
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['safe_contacts', 'verification_answers', 'verifications'])
    await knex.schema.dropTable(table)
  await knex.schema.alterTable('contacts', (t) => {
    t.dropColumn('verified_level')
    t.dropColumn('verified_how')
  })
}
