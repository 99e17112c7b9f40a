/** What of a record is emptied is one list; whatever is new in the database has to be put on it, or said to stay. */
import { expect } from 'chai'
import type { Knex } from 'knex'
import { goneWithCase, goneWithContacts, staysWithItsRecord } from '../../server/adapters/db/erasure.ts'
import { onSqlite } from '../support/databases.ts'

const parts = [...goneWithContacts, ...goneWithCase]
/** Columns of those tables that nobody writes words into: ids, times, counts, codes, our own numbers and hashes. */
const counted =
  /(^|_)(id|at|by|sid|version|number_of|state|kind|status|channel|result|rule|level|because|since|due|until|from|place|promised|seconds|count|minutes|days|bytes|sha256|position|priority|attempts)$/
const codes: Readonly<Record<string, readonly string[]>> = {
  messages: ['direction', 'error_code'],
  contact_parts: ['notes_version', 'reason', 'outcome'],
  guests: ['muted'],
  listenings: ['mode', 'modes', 'agreement'],
  callbacks: ['need'],
  leads: [],
  contacts: [
    'needs_choice',
    'needs_time',
    'need',
    'recording_refused',
    'known_to',
    'notes_version',
    'reason',
    'outcome',
    'dial_reason',
    'quality_warnings',
    'text_relay',
    'not_done',
    'verified_how',
  ],
  threads: ['our_number', 'draft_kind', 'closed_reply_until'],
  case_aims: ['outcome_kind', 'met', 'amount_pence'],
  authorities: ['relation', 'scope', 'from_day', 'until_day'],
  advice: ['client_id', 'way', 'given_by', 'corrects', 'signed_after'],
  case_triage: ['band', 'by', 'at'],
  hand_overs: ['is_return'],
  terms_answers: ['terms_id', 'channel'],
  case_sheets: ['type_id', 'stage_key', 'stage_since'],
  referrals: [],
  service_targets: ['told', 'left_minutes', 'follow_up_ids'],
  case_moves: ['moved_by', 'status_before', 'closed_before'],
  case_openings: [],
  case_seals: [],
  document_versions: ['number', 'content_type', 'is_scanned'],
  documents: ['fulfils'],
  cases: ['number'],
}

describe('what is erased of a record', () => {
  onSqlite((open) => {
    const columnsOf = async (read: Knex, table: string): Promise<string[]> =>
      Object.keys(await read(table).columnInfo())

    it('says of every table of a case or a contact whether it goes or stays', async () => {
      const { read } = await open()
      const tables: { name: string }[] = await read('sqlite_master').where({ type: 'table' }).select('name')
      const known = new Set([...parts.map(({ table }) => table), ...Object.keys(staysWithItsRecord)])
      const forgotten: string[] = []
      for (const { name } of tables) {
        const columns = await columnsOf(read, name)
        if (columns.some((column) => column === 'case_id' || column === 'contact_id') && !known.has(name))
          forgotten.push(name)
      }
      expect(forgotten).to.deep.equal([])
    })

    it('says of every column of those tables whether it goes or stays', async () => {
      const { read } = await open()
      const forgotten: string[] = []
      for (const { table, becomes } of parts) {
        if (becomes === 'delete') continue
        for (const column of await columnsOf(read, table))
          if (!(column in becomes) && !counted.test(column) && !codes[table]?.includes(column))
            forgotten.push(`${table}.${column}`)
      }
      expect(forgotten).to.deep.equal([])
    })
  })
})
