import type { Knex } from 'knex'

/** What a member wants of a case, and what came of it when it was last closed (F77). Words of the outcome stay with the case. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('case_aims', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.text('wanted')
    t.text('outcome_kind')
    t.text('met')
    t.integer('amount_pence')
    t.check('amount_pence >= 0')
    t.check('(outcome_kind IS NULL) = (met IS NULL)')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('case_aims')
}
