import type { Knex } from 'knex'

/** Who was given a case by whom, with what to do next, and whether they took it (F71, J18). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('hand_overs', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('case_id').notNullable().references('cases.id')
    t.text('from_id').notNullable().references('people.id')
    t.text('to_id').notNullable().references('people.id')
    t.text('note').notNullable().comment('what happens next; for one that came back, why')
    t.integer('is_return').notNullable()
    t.text('state').notNullable()
    t.text('given_at').notNullable()
    t.text('settled_at')
    t.check("state IN ('offered', 'accepted', 'returned', 'superseded')")
    t.check("(state = 'offered') = (settled_at IS NULL)")
    t.check('is_return IN (0, 1)')
    t.check('from_id <> to_id')
    t.index(['case_id'])
  })
  await knex.raw("CREATE UNIQUE INDEX hand_overs_offered ON hand_overs (case_id) WHERE state = 'offered'")
  await knex.raw("CREATE INDEX hand_overs_to ON hand_overs (to_id) WHERE state = 'offered'")
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('hand_overs')
}
