/**
 * The one rule of who may know a case (server/domain/sealed-case.ts), as a condition on whatever is read. Every view reads
 * through `behindWall`: a query that begins with a table of the list below is narrowed before the view sees it, so no view
 * can forget. A table with a case_id that is not in the list fails test/adapters/case-wall.test.ts.
 */
import type { Knex } from 'knex'

/** Who looks; null is nobody in particular, who knows no sealed case. */
export interface Viewer {
  personId: string | null
  now: string
}

/** The ids of the sealed cases that this person may not know. */
export const hiddenCases = (k: Knex, { personId, now }: Viewer): Knex.QueryBuilder => {
  const hidden = k('case_seals').select('case_seals.case_id')
  if (personId === null) return hidden
  const standing = (word: string) =>
    k('case_standings').select('case_id').where({ person_id: personId, standing: word })
  const owned = () => k('cases').select('id').where({ owner_id: personId })
  return hidden.where(
    (either) =>
      void either
        .whereIn('case_seals.case_id', standing('conflicted'))
        .orWhere(
          (other) =>
            void other
              .whereNotNull('case_seals.opposed_case_id')
              .where(
                (side) =>
                  void side
                    .whereIn('case_seals.opposed_case_id', standing('named'))
                    .orWhereIn('case_seals.opposed_case_id', owned()),
              ),
        )
        .orWhere(
          (unknown) =>
            void unknown
              .whereNotIn('case_seals.case_id', standing('named'))
              .whereNotExists(
                k('cases')
                  .select('cases.id')
                  .whereRaw('cases.id = case_seals.case_id')
                  .where('cases.owner_id', personId),
              )
              .whereNotIn(
                'case_seals.case_id',
                k('case_openings')
                  .select('case_id')
                  .where({ person_id: personId })
                  .where('ends_at', '>', now),
              )
              .whereNotExists(
                k('person_roles').select('role').where({ person_id: personId, role: 'data-protection' }),
              ),
        ),
  )
}

/** A call that goes on, or that this agent still writes up, stays with whoever has it; its case is hidden all the same. */
const hiddenContacts = (k: Knex, viewer: Viewer): Knex.QueryBuilder =>
  k('contacts')
    .select('id')
    .whereIn('case_id', hiddenCases(k, viewer))
    .whereNot((going) => void going.where({ channel: 'voice' }).whereNull('ended_at'))
    .where((own) => {
      own.whereNull('agent_id').orWhereNotNull('handled_at')
      if (viewer.personId !== null) own.orWhereNot({ agent_id: viewer.personId })
    })

type Hidden = (k: Knex, viewer: Viewer) => Knex.QueryBuilder
const ofDocuments: Hidden = (k, viewer) =>
  k('documents').select('id').whereIn('case_id', hiddenCases(k, viewer))
const ofMessages: Hidden = (k, viewer) =>
  k('messages').select('id').whereIn('contact_id', hiddenContacts(k, viewer))

/** By table: which column says what a row belongs to, and which of those are hidden. */
const wall: Record<string, { column: string; hidden: Hidden }> = {
  cases: { column: 'id', hidden: hiddenCases },
  contacts: { column: 'id', hidden: hiddenContacts },
  messages: { column: 'contact_id', hidden: hiddenContacts },
  pictures: { column: 'message_id', hidden: ofMessages },
  recordings: { column: 'contact_id', hidden: hiddenContacts },
  contact_parts: { column: 'contact_id', hidden: hiddenContacts },
  verifications: { column: 'contact_id', hidden: hiddenContacts },
  verification_answers: { column: 'contact_id', hidden: hiddenContacts },
  callbacks: { column: 'case_id', hidden: hiddenCases },
  case_words: { column: 'case_id', hidden: hiddenCases },
  case_events: { column: 'case_id', hidden: hiddenCases },
  follow_ups: { column: 'case_id', hidden: hiddenCases },
  deadlines: { column: 'case_id', hidden: hiddenCases },
  documents: { column: 'case_id', hidden: hiddenCases },
  document_versions: { column: 'document_id', hidden: ofDocuments },
  service_targets: { column: 'case_id', hidden: hiddenCases },
  referrals: { column: 'case_id', hidden: hiddenCases },
  authorities: { column: 'case_id', hidden: hiddenCases },
  contact_speakers: { column: 'contact_id', hidden: hiddenContacts },
  legal_holds: { column: 'case_id', hidden: hiddenCases },
  group_cases: { column: 'case_id', hidden: hiddenCases },
  sub_files: { column: 'case_id', hidden: hiddenCases },
  case_aims: { column: 'case_id', hidden: hiddenCases },
  advice: { column: 'case_id', hidden: hiddenCases },
  case_people: { column: 'case_id', hidden: hiddenCases },
  case_triage: { column: 'case_id', hidden: hiddenCases },
  hand_overs: { column: 'case_id', hidden: hiddenCases },
  terms_answers: { column: 'case_id', hidden: hiddenCases },
  case_sheets: { column: 'case_id', hidden: hiddenCases },
  eligibility: { column: 'case_id', hidden: hiddenCases },
  leads: { column: 'case_id', hidden: hiddenCases },
  event_log: { column: 'case_id', hidden: hiddenCases },
  case_seals: { column: 'case_id', hidden: hiddenCases },
  case_standings: { column: 'case_id', hidden: hiddenCases },
  case_openings: { column: 'case_id', hidden: hiddenCases },
}
export const walledTables = Object.keys(wall)

/** The same connection, through which this viewer sees no sealed case that is not theirs to know. */
export const behindWall = (read: Knex, viewer: () => Viewer): Knex =>
  new Proxy(read, {
    apply: (target, self, given: unknown[]) => {
      const query: Knex.QueryBuilder = Reflect.apply(target, self, given)
      const [from] = given
      if (typeof from !== 'string') return query
      const [table = '', alias = table] = from.split(/\s+as\s+/i)
      const rule = wall[table]
      if (rule === undefined) return query
      const column = `${alias}.${rule.column}`
      const hidden = rule.hidden(read, viewer())
      // A row of nothing belongs to nobody's case. NOT IN of a null is neither true nor false.
      return query.where((q) => void q.whereNull(column).orWhereNotIn(column, hidden))
    },
  })

/** Tables whose rows a request may name by their id. */
const named: readonly string[] = [
  'cases',
  'contacts',
  'messages',
  'pictures',
  'recordings',
  'callbacks',
  'follow_ups',
  'deadlines',
  'documents',
  'document_versions',
  'service_targets',
  'referrals',
  'advice',
  'authorities',
]

/** Those of these ids that lead to a hidden case, each with the case. */
export async function hiddenBehind(
  read: Knex,
  viewer: Viewer,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const hidden = new Map<string, string>()
  if (ids.length === 0) return hidden
  const anything: unknown = await hiddenCases(read, viewer).first()
  if (anything === undefined) return hidden
  for (const table of named) {
    const rule = wall[table]
    if (rule === undefined) continue
    const found: { id: string }[] = await read(table)
      .whereIn(`${table}.id`, [...ids])
      .whereIn(`${table}.${rule.column}`, rule.hidden(read, viewer))
      .select(`${table}.id`)
    for (const { id } of found) hidden.set(id, await caseOf(read, table, id))
  }
  return hidden
}

/** For the log: which case it was. */
async function caseOf(read: Knex, table: string, id: string): Promise<string> {
  if (table === 'cases') return id
  const of: Record<string, Knex.QueryBuilder> = {
    messages: read('contacts').whereIn('id', read('messages').where({ id }).select('contact_id')),
    recordings: read('contacts').whereIn('id', read('recordings').where({ id }).select('contact_id')),
    pictures: read('contacts').whereIn(
      'id',
      read('messages')
        .whereIn('id', read('pictures').where({ id }).select('message_id'))
        .select('contact_id'),
    ),
    document_versions: read('documents').whereIn(
      'id',
      read('document_versions').where({ id }).select('document_id'),
    ),
  }
  const row: { case_id: string } | undefined = await (of[table] ?? read(table).where({ id })).first('case_id')
  return row?.case_id ?? ''
}
