import type { Knex } from 'knex'

/** Cases that went into another one, or were split off one, with every row that moved, so that it can be taken back (F66). */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('case_moves', (t) => {
    t.text('id').primary()
    t.text('kind').notNullable()
    t.text('from_case_id').notNullable().references('cases.id')
    t.text('into_case_id').notNullable().references('cases.id')
    t.text('why').notNullable()
    t.text('moved_by').notNullable().references('people.id')
    t.text('moved_at').notNullable()
    t.text('title_before').notNullable()
    t.text('status_before').notNullable()
    t.text('closed_before')
    t.text('undone_by').references('people.id')
    t.text('undone_at')
    t.text('undone_why')
    t.check("kind IN ('merge', 'split')")
    t.check('from_case_id <> into_case_id')
  })
  await knex.raw(
    "CREATE UNIQUE INDEX case_moves_merged ON case_moves (from_case_id) WHERE kind = 'merge' AND undone_at IS NULL",
  )
  await knex.raw('CREATE INDEX case_moves_into ON case_moves (into_case_id)')
  await knex.schema.createTable('case_moved_rows', (t) => {
    t.text('move_id').notNullable().references('case_moves.id')
    t.text('table_name').notNullable()
    t.text('row_id').notNullable()
    t.primary(['move_id', 'table_name', 'row_id'])
  })
  // What was written on a case is found under the case that it is on now.
  if (knex.client.config.client === 'pg') {
    await knex.raw(
      `CREATE FUNCTION move_words_of_case_event() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE case_words SET case_id = NEW.case_id WHERE id = 'note:' || NEW.id; RETURN NULL; END $$`,
    )
    await knex.raw(
      'CREATE TRIGGER case_events_move_words AFTER UPDATE OF case_id ON case_events FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION move_words_of_case_event()',
    )
  } else
    await knex.raw(
      "CREATE TRIGGER case_events_move_words AFTER UPDATE OF case_id ON case_events WHEN old.case_id IS NOT new.case_id BEGIN UPDATE case_words SET case_id = new.case_id WHERE id = 'note:' || new.id; END",
    )
}

export async function down(knex: Knex): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg'
  await knex.raw(`DROP TRIGGER case_events_move_words${isPostgres ? ' ON case_events' : ''}`)
  if (isPostgres) await knex.raw('DROP FUNCTION move_words_of_case_event')
  await knex.schema.dropTable('case_moved_rows')
  await knex.schema.dropTable('case_moves')
}
