import type { Knex } from 'knex'

/** Who may speak for a member, about what, and until which day; and who did in which call (F93). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('authorities', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('member_id').notNullable().references('members.id')
    /** Null: all of the member's matters. */
    t.text('case_id').references('cases.id')
    t.text('name').notNullable()
    t.text('relation').notNullable()
    /** E.164 */
    t.text('number')
    /** JSON: what they may hear and say. */
    t.text('scope').notNullable()
    t.text('ground').notNullable()
    t.text('from_day').notNullable()
    t.text('until_day').notNullable()
    t.text('given_by').notNullable().references('people.id')
    t.text('given_at').notNullable()
    t.text('withdrawn_by').references('people.id')
    t.text('withdrawn_at')
    t.text('withdrawn_why')
    t.check('until_day >= from_day')
    t.check(
      '(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_why IS NULL)',
    )
    t.index(['member_id'])
    t.index(['number'])
    t.index(['case_id'])
  })
  await knex.schema.createTable('contact_speakers', (t) => {
    t.text('contact_id').primary().references('contacts.id').onDelete('CASCADE')
    t.text('authority_id').notNullable().references('authorities.id')
    t.text('noted_by').notNullable()
    t.text('noted_at').notNullable()
    t.index(['authority_id'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('contact_speakers')
  await knex.schema.dropTable('authorities')
}
