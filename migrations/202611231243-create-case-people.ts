import type { Knex } from 'knex'

/** Who works on a case beside its owner, and who follows it (F71). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('case_people', (t) => {
    t.text('case_id').notNullable().references('cases.id')
    t.text('person_id').notNullable().references('people.id')
    t.text('role').notNullable()
    t.text('at').notNullable()
    t.text('by').notNullable().references('people.id')
    t.text('seen_at').notNullable().comment('what changed since is new to them')
    t.primary(['case_id', 'person_id'])
    t.check("role IN ('team', 'watcher')")
    t.index(['person_id', 'role'])
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('case_people')
}
