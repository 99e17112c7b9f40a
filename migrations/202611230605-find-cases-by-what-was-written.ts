import type { Knex } from 'knex'

/**
 * What was written or said on a case, each piece once more beside the index of its words: notes, contacts logged by hand, what agents wrote of
 * their calls, the team's notes in a conversation, and what a machine wrote down of a voicemail (F81). Triggers keep it, so
 * that no writer can forget, and what is emptied or deleted at its place is gone from here in the same transaction.
 */
interface Source {
  table: string
  /** What the ids begin with, and what each is unless `as` says otherwise. */
  kind: string
  as?: (row: string) => string
  contact: (row: string) => string
  /** Null: that of its contact. */
  caseOf: ((row: string) => string) | null
  words: (row: string) => string
  isOne: (row: string) => string
}

const sources = (isPostgres: boolean): Source[] => [
  {
    table: 'case_events',
    kind: 'note',
    as: (row) => `CASE ${row}.kind WHEN 'note' THEN 'note' ELSE 'by-hand' END`,
    contact: () => 'NULL',
    caseOf: (row) => `${row}.case_id`,
    // Of a letter or a visit, with whom it was.
    words: (row) =>
      `CASE ${row}.kind WHEN 'note' THEN ${row}.body ELSE ${row}.heading || ': ' || ${row}.body END`,
    isOne: (row) => `${row}.kind IN ('note', 'by-hand')`,
  },
  {
    table: 'contacts',
    kind: 'call',
    contact: (row) => `${row}.id`,
    caseOf: (row) => `${row}.case_id`,
    words: (row) => `${row}.notes`,
    isOne: (row) => `${row}.notes <> ''`,
  },
  {
    table: 'contact_parts',
    kind: 'part',
    contact: (row) => `${row}.contact_id`,
    caseOf: null,
    words: (row) => `${row}.notes`,
    isOne: (row) => `${row}.notes <> ''`,
  },
  {
    table: 'messages',
    kind: 'team',
    contact: (row) => `${row}.contact_id`,
    caseOf: null,
    words: (row) => `${row}.body`,
    isOne: (row) => `${row}.direction = 'note'`,
  },
  {
    table: 'recordings',
    kind: 'voicemail',
    contact: (row) => `${row}.contact_id`,
    caseOf: null,
    words: (row) =>
      isPostgres ? `(${row}.transcript::json ->> 'text')` : `json_extract(${row}.transcript, '$.text')`,
    isOne: (row) =>
      isPostgres
        ? `coalesce(${row}.transcript::json ->> 'text', '') <> ''`
        : `coalesce(json_extract(${row}.transcript, '$.text'), '') <> ''`,
  },
]

const columns = 'id, kind, case_id, contact_id, words'

const insertOf = (source: Source, row: string, from = ''): string => {
  const contact = source.contact(row)
  const ofContact = `(SELECT about.case_id FROM contacts about WHERE about.id = ${contact})`
  return `INSERT INTO case_words (${columns}) SELECT '${source.kind}:' || ${row}.id, ${source.as?.(row) ?? `'${source.kind}'`}, ${source.caseOf?.(row) ?? ofContact}, ${contact}, ${source.words(row)} ${from} WHERE ${source.isOne(row)}`
}
const deleteOf = (source: Source, row: string): string =>
  `DELETE FROM case_words WHERE id = '${source.kind}:' || ${row}.id`

export async function up(knex: Knex): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg'
  await knex.raw(
    isPostgres
      ? `CREATE TABLE case_words (id text PRIMARY KEY, kind text NOT NULL, case_id text REFERENCES cases (id), contact_id text, words text NOT NULL,
         terms tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED)`
      : // A number of its own: without one SQLite may give rows new numbers, and the index of words names rows by theirs.
        `CREATE TABLE case_words (n integer PRIMARY KEY, id text NOT NULL UNIQUE, kind text NOT NULL, case_id text REFERENCES cases (id), contact_id text, words text NOT NULL)`,
  )
  await knex.raw('CREATE INDEX case_words_of_case ON case_words (case_id)')
  await knex.raw('CREATE INDEX case_words_of_contact ON case_words (contact_id)')
  if (isPostgres) await knex.raw('CREATE INDEX case_words_search ON case_words USING gin (terms)')
  else
    for (const statement of [
      `CREATE VIRTUAL TABLE case_words_fts USING fts5(words, content='case_words', content_rowid='n', tokenize='unicode61 remove_diacritics 2', prefix='3')`,
      `CREATE TRIGGER case_words_fts_insert AFTER INSERT ON case_words BEGIN INSERT INTO case_words_fts(rowid, words) VALUES (new.n, new.words); END`,
      `CREATE TRIGGER case_words_fts_delete AFTER DELETE ON case_words BEGIN INSERT INTO case_words_fts(case_words_fts, rowid, words) VALUES ('delete', old.n, old.words); END`,
    ])
      await knex.raw(statement)
  for (const source of sources(isPostgres)) {
    await knex.raw(insertOf(source, 'given', `FROM ${source.table} given`))
    await (isPostgres ? postgresTriggers(knex, source) : sqliteTriggers(knex, source))
  }
  await knex.raw(
    isPostgres
      ? `CREATE FUNCTION move_words_of_contact() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE case_words SET case_id = NEW.case_id WHERE contact_id = NEW.id; RETURN NULL; END $$`
      : `CREATE TRIGGER contacts_move_words AFTER UPDATE OF case_id ON contacts WHEN old.case_id IS NOT new.case_id BEGIN UPDATE case_words SET case_id = new.case_id WHERE contact_id = new.id; END`,
  )
  if (isPostgres)
    await knex.raw(
      `CREATE TRIGGER contacts_move_words AFTER UPDATE OF case_id ON contacts FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id) EXECUTE FUNCTION move_words_of_contact()`,
    )
}

async function sqliteTriggers(knex: Knex, source: Source): Promise<void> {
  const { table, words, isOne } = source
  for (const trigger of [
    `${table}_words_insert AFTER INSERT ON ${table} WHEN ${isOne('new')} BEGIN ${insertOf(source, 'new')}; END`,
    `${table}_words_update AFTER UPDATE ON ${table} WHEN ${words('old')} IS NOT ${words('new')} BEGIN ${deleteOf(source, 'old')}; ${insertOf(source, 'new')}; END`,
    `${table}_words_delete AFTER DELETE ON ${table} WHEN ${isOne('old')} BEGIN ${deleteOf(source, 'old')}; END`,
  ])
    await knex.raw(`CREATE TRIGGER ${trigger}`)
}

async function postgresTriggers(knex: Knex, source: Source): Promise<void> {
  const { table, words, isOne } = source
  const keep = `keep_words_of_${table}`
  await knex.raw(
    `CREATE FUNCTION ${keep}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' THEN ${deleteOf(source, 'OLD')}; END IF; IF TG_OP <> 'DELETE' THEN ${insertOf(source, 'NEW')}; END IF; RETURN NULL; END $$`,
  )
  const each = `FOR EACH ROW WHEN`
  for (const trigger of [
    `${table}_words_insert AFTER INSERT ON ${table} ${each} (${isOne('NEW')})`,
    `${table}_words_update AFTER UPDATE ON ${table} ${each} (${words('OLD')} IS DISTINCT FROM ${words('NEW')})`,
    `${table}_words_delete AFTER DELETE ON ${table} ${each} (${isOne('OLD')})`,
  ])
    await knex.raw(`CREATE TRIGGER ${trigger} EXECUTE FUNCTION ${keep}()`)
}

export async function down(knex: Knex): Promise<void> {
  const isPostgres = knex.client.config.client === 'pg'
  const drop = (trigger: string, table: string) =>
    knex.raw(isPostgres ? `DROP TRIGGER ${trigger} ON ${table}` : `DROP TRIGGER ${trigger}`)
  await drop('contacts_move_words', 'contacts')
  if (isPostgres) await knex.raw('DROP FUNCTION move_words_of_contact()')
  for (const { table } of sources(isPostgres)) {
    for (const change of ['insert', 'update', 'delete']) await drop(`${table}_words_${change}`, table)
    if (isPostgres) await knex.raw(`DROP FUNCTION keep_words_of_${table}()`)
  }
  if (!isPostgres) await knex.raw('DROP TABLE case_words_fts')
  await knex.schema.dropTable('case_words')
}
