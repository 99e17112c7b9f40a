import type { Knex } from 'knex'

/**
 * Members come from the membership system as a file. It is read into rows beside the members, compared, looked at by a
 * person, and only then applied. `member_sources` keeps what the membership system said last of each member, so that a
 * field that was changed here since can be told from one that was changed there.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('member_imports', (t) => {
    t.text('id').primary()
    t.text('state').notNullable()
    t.text('file_name').notNullable()
    t.text('started_by').notNullable()
    t.text('started_at').notNullable()
    t.text('heard_at').notNullable()
    t.text('settled_at')
    t.double('bytes')
    t.double('bytes_read').notNullable()
    /** JSON array of the columns of the file, in order, and of those that nothing is read from. */
    t.text('columns').notNullable()
    t.text('ignored').notNullable()
    t.integer('rows').notNullable()
    t.integer('fresh').notNullable()
    t.integer('changed').notNullable()
    t.integer('kept').notNullable()
    t.integer('gone').notNullable()
    t.integer('same').notNullable()
    t.integer('failed').notNullable()
    t.integer('to_apply').notNullable()
    t.integer('applied').notNullable()
    t.integer('applied_to').notNullable()
    t.integer('known_before').notNullable()
    t.text('problem')
    /** Always 1: with the index below, one import is open at a time. */
    t.integer('slot').notNullable().defaultTo(1)
  })
  await knex.raw(
    'CREATE UNIQUE INDEX member_imports_one_open ON member_imports (slot) WHERE settled_at IS NULL',
  )
  await knex.schema.createTable('member_import_rows', (t) => {
    t.text('import_id').notNullable().references('member_imports.id').onDelete('CASCADE')
    /** As a spreadsheet counts, the header is 1; members who are gone are numbered on after the last row. */
    t.integer('row').notNullable()
    t.text('kind').notNullable()
    t.text('membership_number')
    t.text('name').notNullable()
    /** JSON: what the file says; null where nothing is to be done, or for a row that was refused. */
    t.text('says')
    /** JSON: what would change, field by field. */
    t.text('changes').notNullable()
    /** JSON array of the cells of a row that was refused, and why in words. */
    t.text('cells')
    t.text('problem')
    t.integer('to_apply').notNullable()
    t.primary(['import_id', 'row'])
    t.index(['import_id', 'kind', 'row'])
  })
  await knex.raw(
    'CREATE UNIQUE INDEX member_import_rows_once ON member_import_rows (import_id, membership_number) WHERE problem IS NULL',
  )
  await knex.raw(
    'CREATE INDEX member_import_rows_refused ON member_import_rows (import_id, membership_number) WHERE problem IS NOT NULL',
  )
  await knex.schema.createTable('member_sources', (t) => {
    t.text('member_id').primary().references('members.id').onDelete('CASCADE')
    /** JSON: field → what the membership system said last. */
    t.text('said').notNullable()
    t.integer('is_gone').notNullable()
    t.text('read_at').notNullable()
  })
  await knex.raw('CREATE INDEX employers_by_name ON employers (name)')
  await knex.raw('CREATE INDEX workplaces_by_name ON workplaces (employer_id, name)')
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX workplaces_by_name')
  await knex.raw('DROP INDEX employers_by_name')
  for (const table of ['member_sources', 'member_import_rows', 'member_imports'])
    await knex.schema.dropTable(table)
}
