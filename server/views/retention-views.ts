/** How long records are kept, what is proposed to be erased, and the proof of what was. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type {
  ErasureBrief,
  ErasureView,
  RetentionRuleView,
  RetentionView,
} from '../contract/retention-api.ts'
import {
  certificateLine,
  type Erasure,
  type ErasureItem,
  keptBetween,
  retentionKinds,
} from '../domain/retention/retention.ts'
import { caseBriefs, personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

const mostErasures = 100
const mostItems = 200

export async function retentionView({ read }: ViewDeps): Promise<RetentionView> {
  const ruleRows: unknown[] = await selectFrom(read, tables.retentionRules)
  const rules = ruleRows.map((row) => tables.retentionRules.decode(row))
  const lines: { name: string; days: number }[] = await read('lines')
    .whereNull('removed_at')
    .orderBy('name')
    .select('name', 'keep_days as days')
  const rows: unknown[] = await selectFrom(read, tables.erasures)
    .orderBy([
      { column: 'proposed_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(mostErasures)
  const found = rows.map((row) => tables.erasures.decode(row))
  return {
    rules: retentionKinds.flatMap((kind): RetentionRuleView[] =>
      rules
        .filter((rule) => rule.kind === kind)
        .map(({ version, days, byItself, nextAt }) => ({
          kind,
          version,
          days,
          between: kind === 'recordings' ? null : keptBetween[kind],
          lines: kind === 'recordings' ? lines : [],
          byItself,
          nextAt,
        })),
    ),
    erasures: await briefs(read, found),
  }
}

/** Null: no such erasure. */
export async function erasureView({ read }: ViewDeps, id: string): Promise<ErasureView | null> {
  const [row]: unknown[] = await selectFrom(read, tables.erasures).where({ id })
  if (row === undefined) return null
  const erasure = tables.erasures.decode(row)
  const [brief] = await briefs(read, [erasure])
  if (!brief) return null
  const itemRows: unknown[] = await selectFrom(read, tables.erasureItems)
    .where({ erasure_id: id })
    .orderBy('record_id')
  const items = itemRows.map((each) => tables.erasureItems.decode(each))
  // A sealed case that this person may not know is not named to them: the wall leaves it out of what it finds.
  const shown = items.filter(({ state }) => state !== 'held').slice(0, mostItems)
  const held = items.filter(({ state }) => state === 'held').slice(0, mostItems)
  const known = await caseBriefs(
    read,
    [...shown, ...held].filter(({ kind }) => kind === 'cases').map(({ recordId }) => recordId),
  )
  const calls: { id: string; contact_id: string }[] = await read('recordings')
    .whereIn(
      'id',
      [...shown, ...held].filter(({ kind }) => kind === 'recordings').map(({ recordId }) => recordId),
    )
    .select('id', 'contact_id')
  const callOf = new Map(calls.map((each) => [each.id, each.contact_id]))
  const named = ({ kind, recordId, about }: ErasureItem): { about: string; path: string | null } => {
    if (kind === 'cases')
      return known.has(recordId)
        ? { about, path: `/cases/${recordId}` }
        : { about: 'A case that you may not know', path: null }
    const contactId = kind === 'contacts' ? recordId : callOf.get(recordId)
    return { about, path: contactId === undefined ? null : `/contacts/${contactId}` }
  }
  const refused: { last_error: string | null }[] = await read('effects')
    .whereLike('order_key', `erasure:${id}:%`)
    .where({ result: 'gave-up' })
    .limit(mostItems)
    .select('last_error')
  return {
    ...brief,
    heldItems: held.map(named),
    items: shown.map((item) => ({ ...named(item), sha256: item.sha256 })),
    refusals: refused.map((each) => each.last_error ?? 'Twilio gave no reason.'),
    certificate: erasure.state === 'done' ? items.map(certificateLine).join('\n') : null,
  }
}

async function briefs(read: Knex, erasures: readonly Erasure[]): Promise<ErasureBrief[]> {
  const people = await personBriefs(
    read,
    erasures.map(({ approvedBy }) => approvedBy),
  )
  const counts: { id: string; state: string; n: number | string }[] = await read('erasure_items')
    .whereIn(
      'erasure_id',
      erasures.map(({ id }) => id),
    )
    .groupBy('erasure_id', 'state')
    .select('erasure_id as id', 'state')
    .count({ n: '*' })
  const told: ErasureBrief[] = []
  for (const erasure of erasures) {
    const count = (state: string) =>
      Number(counts.find((each) => each.id === erasure.id && each.state === state)?.n ?? 0)
    const by = erasure.approvedBy === null ? null : people.get(erasure.approvedBy)
    told.push({
      id: erasure.id,
      version: erasure.version,
      kind: erasure.kind,
      state: erasure.state,
      proposedAt: erasure.proposedAt,
      approved: erasure.approvedAt === null ? null : { at: erasure.approvedAt, by: by ?? null },
      doneAt: erasure.doneAt,
      seal: erasure.seal,
      due: count('due'),
      held: count('held'),
      erased: count('erased'),
      ...(erasure.state === 'erasing' ? await atTwilio(read, erasure.id) : nothingAtTwilio),
    })
  }
  return told
}

const nothingAtTwilio = { waitingAtTwilio: 0, refusedByTwilio: 0 }

async function atTwilio(read: Knex, id: string) {
  const of = () => read('effects').whereLike('order_key', `erasure:${id}:%`)
  const [waiting] = await of().whereNull('settled_at').count({ n: '*' })
  const [refused] = await of().where({ result: 'gave-up' }).count({ n: '*' })
  return { waitingAtTwilio: Number(waiting?.['n'] ?? 0), refusedByTwilio: Number(refused?.['n'] ?? 0) }
}
