import type { Knex } from 'knex'

/** Group cases, and the sub-files of their members (F73). Whose a sub-file is stands on its own case. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('group_cases', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.text('opened_by').notNullable().references('people.id')
    t.text('opened_at').notNullable()
  })
  await knex.schema.createTable('sub_files', (t) => {
    t.text('case_id').primary().references('cases.id')
    t.text('group_id').notNullable().references('group_cases.case_id')
    t.text('added_by').notNullable().references('people.id')
    t.text('added_at').notNullable()
    t.check('case_id <> group_id')
    t.index(['group_id'], 'sub_files_group')
  })
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('sub_files')
  await knex.schema.dropTable('group_cases')
}
