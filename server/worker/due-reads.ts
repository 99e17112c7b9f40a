/**
 * Whether anything waits for the tick, read once a second beside the writer: a second in which nothing is due opens no
 * transaction. Each question has at least what its command would act on, judged by the same columns; the command decides,
 * inside its own transaction. What becomes due after the look is due a second later.
 */
import type { Knex } from 'knex'
import type { Database } from '../adapters/db/connect.ts'
import { type Placeholder, statement } from '../adapters/db/statement.ts'
import { rolesThatMay } from '../domain/permissions.ts'

type Question = (k: Knex, p: Placeholder) => Knex.QueryBuilder

const questions = {
  offers: (k, p) => k('offers').whereNull('settled_at').where('expires_at', '<=', p('now')),
  /** Calls between Answer and both hearing each other, guests on their way, supervisors in calls. */
  connecting: (k) => k('contacts').whereIn('state', ['connecting', 'parked']).whereNull('ended_at'),
  guests: (k) => k('guests').whereIn('state', ['ringing', 'joining']).whereNull('gone_at'),
  listenings: (k) => k('listenings').whereNull('ended_at'),
  pauses: (k) => k('recordings').whereNotNull('paused_since'),
  cohortTexts: (k) => k('cohort_texts').where({ state: 'running' }),
  closures: (k) => k('lines').whereNull('removed_at').whereNotNull('closure'),
  placements: (k, p) =>
    k('placements')
      .whereNull('ended_at')
      .where(
        (over) =>
          void over
            .where('until', '<=', p('now'))
            .orWhereNotExists(
              k('queues').select('id').whereRaw('queues.id = placements.queue_id').whereNull('removed_at'),
            )
            .orWhereNotExists(
              k('people').select('id').whereRaw('people.id = placements.person_id').whereNull('left_at'),
            )
            .orWhereNotExists(
              k('person_roles')
                .select('role')
                .whereRaw('person_roles.person_id = placements.person_id')
                .whereIn('role', rolesThatMay('take-calls')),
            ),
      ),
  callbacks: (k, p) =>
    k('callbacks')
      .whereNull('settled_at')
      .where((due) => void due.where('due_at', '<=', p('now')).orWhereNotNull('attempt_contact_id')),
  targets: (k, p) => k('service_targets').where('next_step_at', '<=', p('now')),
  referrals: (k, p) => k('referrals').whereNull('answered_at').where('due_at', '<=', p('now')),
  unguarded: (k) =>
    k('cases')
      .leftJoin('people', 'people.id', 'cases.owner_id')
      .whereNot('cases.status', 'closed')
      .where((owner) => void owner.whereNull('cases.owner_id').orWhereNotNull('people.left_at'))
      .whereExists(
        k('deadlines')
          .select('deadlines.id')
          .whereRaw('deadlines.case_id = cases.id')
          .whereNull('settled_at'),
      ),
  retention: (k, p) => k('retention_rules').where('next_at', '<=', p('now')),
  /** A record is left, or Twilio has deleted all that it was asked to. */
  erasing: (k) => {
    const asked = () => k('effects').select('id').whereRaw("order_key LIKE 'erasure:' || erasures.id || ':%'")
    return k('erasures')
      .where({ state: 'erasing' })
      .where(
        (ready) =>
          void ready
            .whereExists(
              k('erasure_items')
                .select('record_id')
                .whereRaw('erasure_items.erasure_id = erasures.id')
                .where({ state: 'due' }),
            )
            .orWhere(
              (through) =>
                void through
                  .whereNotExists(asked().whereNull('settled_at'))
                  .whereNotExists(asked().where({ result: 'gave-up' })),
            ),
      )
  },
  imports: (k) => k('member_imports').where({ state: 'applying' }),
  openings: (k, p) => k('case_openings').whereNull('ended_at').where('ends_at', '<=', p('now')),
} as const satisfies Record<string, Question>
export type Waiting = keyof typeof questions

const names = Object.keys(questions).filter((name): name is Waiting => name in questions)

const look = statement('what is due for the tick', (k, p) =>
  k.unionAll(
    names.map((name) =>
      k.select(k.raw('? as name', [name])).whereExists(questions[name](k, p).select(k.raw('1'))),
    ),
  ),
)

export const createDueReads = ({ reader }: Pick<Database, 'reader'>, now: () => string) => {
  let found: ReadonlySet<string> = new Set(names)
  return {
    /** Reads anew. When that fails everything counts as due: the commands look for themselves. */
    look: async (): Promise<void> => {
      found = new Set(names)
      const rows = await reader.all(look, { now: now() })
      found = new Set(rows.map((row) => String(new Map(Object.entries(row ?? {})).get('name'))))
    },
    /** Whether any of these was due at the last look. */
    any: (...waiting: Waiting[]): boolean => waiting.some((name) => found.has(name)),
  }
}
