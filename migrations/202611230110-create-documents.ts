import type { Knex } from 'knex'

/**
 * Documents on cases (F74). The bytes lie in pieces of their own table: written one after another between the webhooks,
 * never as one long row that every caller would wait behind.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('stored_files', (t) => {
    t.text('id').primary()
    t.integer('bytes').notNullable()
    t.text('sha256').notNullable()
    t.text('started_at').notNullable()
    /** Null while its pieces are still being written: nobody's yet. */
    t.text('whole_at')
  })
  await knex.raw('CREATE INDEX stored_files_arriving ON stored_files (started_at) WHERE whole_at IS NULL')
  await knex.schema.createTable('stored_file_pieces', (t) => {
    t.text('file_id').notNullable().references('stored_files.id')
    t.integer('place').notNullable()
    t.binary('content').notNullable()
    t.primary(['file_id', 'place'])
  })
  await knex.schema.createTable('documents', (t) => {
    t.text('id').primary()
    t.integer('version').notNullable()
    t.text('case_id').notNullable().references('cases.id')
    t.text('title').notNullable()
    t.text('fulfils')
    t.text('created_by').notNullable().references('people.id')
    t.text('created_at').notNullable()
    t.text('removed_by').references('people.id')
    t.text('removed_at')
    t.text('removed_why')
    t.text('erased_at')
    t.index(['case_id'])
  })
  await knex.raw(
    'CREATE INDEX documents_removed ON documents (removed_at) WHERE removed_at IS NOT NULL AND erased_at IS NULL',
  )
  await knex.schema.createTable('document_versions', (t) => {
    t.text('id').primary()
    t.text('document_id').notNullable().references('documents.id')
    t.integer('number').notNullable()
    t.text('file_id').notNullable().references('stored_files.id')
    t.text('file_name').notNullable()
    t.text('content_type').notNullable()
    t.text('kind').notNullable()
    t.integer('bytes').notNullable()
    t.text('sha256').notNullable()
    t.integer('is_scanned').notNullable()
    t.text('note').notNullable()
    t.text('added_by').notNullable().references('people.id')
    t.text('added_at').notNullable()
    t.unique(['document_id', 'number'])
  })
}

export async function down(knex: Knex): Promise<void> {
  for (const table of ['document_versions', 'documents', 'stored_file_pieces', 'stored_files'])
    await knex.schema.dropTable(table)
}
