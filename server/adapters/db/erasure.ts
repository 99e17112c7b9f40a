/**
 * What is emptied of a record whose time is over, table by table, as one list (F132): what somebody wrote, said or is
 * called goes; when, how long, on which line and with what result stays. A table of a case or a contact that is not here
 * fails test/adapters/erasure.test.ts, so that nothing new is forgotten.
 */
import type { Knex } from 'knex'
import type { Placeholder } from './statement.ts'

export type Scope = 'contacts' | 'cases'
type Rows = (k: Knex, p: Placeholder, scope: Scope) => Knex.QueryBuilder

interface Part {
  table: string
  rows: Rows
  /** Columns and what they become; 'delete' where nothing of the row is counted. */
  becomes: Record<string, string | null | ((k: Knex) => Knex.Raw)> | 'delete'
  /** Columns too big to be read for the hash: another column of the row is their hash. */
  unread?: readonly string[]
}

/** The contacts that go: the record itself, or all of the case. */
export const contactsGoing: Rows = (k, p, scope) =>
  k('contacts')
    .select('contacts.id')
    .where(scope === 'contacts' ? { 'contacts.id': p('recordId') } : { 'contacts.case_id': p('recordId') })

const ofContacts =
  (table: string): Rows =>
  (k, p, scope) =>
    k(table).whereIn(`${table}.contact_id`, contactsGoing(k, p, scope))
const ofCase =
  (table: string): Rows =>
  (k, p) =>
    k(table).where({ [`${table}.case_id`]: p('recordId') })

/** In this order: what hangs on a row goes before it. */
export const goneWithContacts: readonly Part[] = [
  {
    table: 'pictures',
    rows: (k, p, scope) =>
      k('pictures').whereIn(
        'pictures.message_id',
        k('messages')
          .select('messages.id')
          .whereIn('messages.contact_id', contactsGoing(k, p, scope)),
      ),
    becomes: 'delete',
    unread: ['content'],
  },
  { table: 'messages', rows: ofContacts('messages'), becomes: { body: '', refused_files: '[]' } },
  { table: 'contact_parts', rows: ofContacts('contact_parts'), becomes: { notes: '', next_step: null } },
  { table: 'guests', rows: ofContacts('guests'), becomes: { name: '', number: null } },
  { table: 'listenings', rows: ofContacts('listenings'), becomes: { why: '' } },
  { table: 'verification_answers', rows: ofContacts('verification_answers'), becomes: 'delete' },
  { table: 'verifications', rows: ofContacts('verifications'), becomes: 'delete' },
  { table: 'contact_speakers', rows: ofContacts('contact_speakers'), becomes: 'delete' },
  {
    table: 'callbacks',
    rows: ofContacts('callbacks'),
    becomes: { number: '', member_id: null, priority_reason: null, cancel_reason: null },
  },
  {
    table: 'leads',
    rows: ofContacts('leads'),
    becomes: { name: '', number: '', workplace: '', about: '' },
  },
  {
    table: 'contacts',
    rows: (k, p, scope) => k('contacts').whereIn('contacts.id', contactsGoing(k, p, scope)),
    becomes: {
      caller_number: null,
      callback_number: null,
      member_id: null,
      notes: '',
      next_step: null,
      case_words: null,
      priority_reason: null,
      dial_override: null,
    },
  },
  {
    table: 'threads',
    // The number stays while another contact of the conversation has it. No two conversations have one number.
    rows: (k, p, scope) =>
      k('threads')
        .whereIn(
          'threads.id',
          k('contacts')
            .select('contacts.thread_id')
            .whereIn('contacts.id', contactsGoing(k, p, scope)),
        )
        .whereNotExists(
          k('contacts as others')
            .select('others.id')
            .whereRaw('others.thread_id = threads.id')
            .whereNotNull('others.caller_number'),
        ),
    becomes: { draft: '', draft_saved_at: null, member_number: (k) => k.raw("'erased:' || threads.id") },
  },
]

export const goneWithCase: readonly Part[] = [
  { table: 'case_events', rows: ofCase('case_events'), becomes: 'delete' },
  { table: 'follow_ups', rows: ofCase('follow_ups'), becomes: 'delete' },
  { table: 'deadlines', rows: ofCase('deadlines'), becomes: 'delete' },
  { table: 'eligibility', rows: ofCase('eligibility'), becomes: 'delete' },
  { table: 'case_aims', rows: ofCase('case_aims'), becomes: { wanted: null } },
  {
    table: 'leads',
    rows: ofCase('leads'),
    becomes: { name: '', number: '', workplace: '', about: '' },
  },
  {
    table: 'callbacks',
    rows: ofCase('callbacks'),
    becomes: { number: '', member_id: null, priority_reason: null, cancel_reason: null },
  },
  {
    table: 'authorities',
    rows: ofCase('authorities'),
    becomes: {
      name: '',
      number: null,
      ground: '',
      withdrawn_why: (k) => k.raw("CASE WHEN withdrawn_why IS NULL THEN NULL ELSE '' END"),
    },
  },
  { table: 'advice', rows: ofCase('advice'), becomes: { what: '', basis: '' } },
  { table: 'case_triage', rows: ofCase('case_triage'), becomes: { why: '' } },
  { table: 'hand_overs', rows: ofCase('hand_overs'), becomes: { note: '' } },
  { table: 'terms_answers', rows: ofCase('terms_answers'), becomes: { number: null } },
  { table: 'case_sheets', rows: ofCase('case_sheets'), becomes: { answers: '{}', on_paper: '[]' } },
  { table: 'referrals', rows: ofCase('referrals'), becomes: { ask: '', why: null } },
  { table: 'service_targets', rows: ofCase('service_targets'), becomes: { what: '', paused_why: null } },
  {
    table: 'case_moves',
    rows: (k, p) =>
      k('case_moves').where(
        (either) =>
          void either
            .where({ 'case_moves.from_case_id': p('recordId') })
            .orWhere({ 'case_moves.into_case_id': p('recordId') }),
      ),
    becomes: {
      why: '',
      title_before: '',
      undone_why: (k) => k.raw("CASE WHEN undone_why IS NULL THEN NULL ELSE '' END"),
    },
  },
  { table: 'case_openings', rows: ofCase('case_openings'), becomes: { why: '' } },
  { table: 'case_seals', rows: ofCase('case_seals'), becomes: { why: '' } },
  {
    table: 'document_versions',
    rows: (k, p) =>
      k('document_versions').whereIn(
        'document_versions.document_id',
        k('documents')
          .select('documents.id')
          .where({ 'documents.case_id': p('recordId') }),
      ),
    becomes: { file_name: '', note: '' },
  },
  { table: 'documents', rows: ofCase('documents'), becomes: { title: 'Erased', removed_why: null } },
  {
    table: 'cases',
    rows: (k, p) => k('cases').where({ 'cases.id': p('recordId') }),
    becomes: {
      title: 'Erased',
      member_id: null,
      caller_number: null,
      outcome: null,
      next_step: null,
    },
  },
]

/** Tables with a contact_id or case_id of which nothing is emptied, and why. */
export const staysWithItsRecord: Readonly<Record<string, string>> = {
  calls: 'times and results of legs, by Twilio’s own ids',
  offers: 'who was rung when',
  recordings: 'expired by their own rule, with their words; that there was one is counted',
  callback_attempts: 'times and results',
  contact_overrides: 'of a member and a number, for data protection',
  presences: 'who is at work now',
  case_standings: 'who may know the case',
  case_people: 'who worked on the case',
  case_words: 'kept by triggers from what is emptied',
  legal_holds: 'why it was kept, for data protection',
  group_cases: 'that it was a group case, opened by whom and when',
  sub_files: 'which group case it was part of; whose it was goes with the case',
  event_log: 'ids only; it can only grow',
  audit_seals: 'hashes',
  effects: 'ids only',
}
