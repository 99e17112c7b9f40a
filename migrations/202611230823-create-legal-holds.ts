import type { Knex } from 'knex'

/** Cases, and members with all that is theirs, of which nothing is erased while the hold stands (F132). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('legal_holds', (t) => {
    t.text('id').primary()
    t.text('case_id').references('cases.id')
    t.text('member_id').references('members.id')
    t.text('why').notNullable()
    t.text('placed_by').notNullable().references('people.id')
    t.text('placed_at').notNullable()
    t.text('lifted_by').references('people.id')
    t.text('lifted_at')
    t.text('lifted_why')
    t.check('(case_id IS NULL) <> (member_id IS NULL)')
    t.check('(lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_why IS NULL)')
  })
  await knex.raw('CREATE INDEX legal_holds_case ON legal_holds (case_id) WHERE lifted_at IS NULL')
  await knex.raw('CREATE INDEX legal_holds_member ON legal_holds (member_id) WHERE lifted_at IS NULL')
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('legal_holds')
}
