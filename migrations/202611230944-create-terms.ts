import type { Knex } from 'knex'

/** The conditions under which the union represents somebody, by version, and who accepted which, when and how (F80). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('terms', (t) => {
    t.text('id').primary()
    t.integer('number').notNullable().unique()
    t.text('words').notNullable()
    t.text('published_at').notNullable()
    t.text('published_by').references('people.id')
  })
  await knex('terms').insert({
    id: 'terms-1',
    number: 1,
    words:
      'We represent you alone in this matter. Tell us everything that bears on it, and send us what you get in writing. Ask us before you agree to or sign anything. Tell us of every date you are given, on the day. Keep your subscriptions paid. We may end our support if it has no fair prospect; you can ask for that to be looked at again.',
    published_at: '2026-11-23T00:00:00.000Z',
  })
  await knex.schema.createTable('terms_answers', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('case_id').notNullable().references('cases.id')
    t.text('terms_id').notNullable().references('terms.id')
    t.text('state').notNullable()
    t.text('channel').notNullable()
    t.text('number').comment('E.164, where it was asked by text')
    t.text('message_id').references('messages.id').comment('the text in which they accepted')
    t.text('contact_id').references('contacts.id').comment('the call in which they said it')
    t.text('asked_by').references('people.id')
    t.text('asked_at').notNullable()
    t.text('settled_at')
    t.text('noted_by').references('people.id').comment('null: by their own text')
    t.check("state IN ('asked', 'accepted', 'declined', 'withdrawn')")
    t.check("channel IN ('text', 'telephone', 'writing', 'meeting')")
    t.check("(state = 'asked') = (settled_at IS NULL)")
    t.index(['case_id'])
  })
  await knex.raw("CREATE UNIQUE INDEX terms_answers_asked ON terms_answers (case_id) WHERE state = 'asked'")
  await knex.raw("CREATE INDEX terms_answers_number ON terms_answers (number) WHERE state = 'asked'")
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('terms_answers')
  await knex.schema.dropTable('terms')
}
