/** What comes first of the cases that nobody owns, and the parts of one case's score (F79). */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { TriageBrief, TriageView } from '../contract/triage-api.ts'
import { dayInWords } from '../domain/deadlines/day.ts'
import { comesNext } from '../domain/deadlines/deadline.ts'
import { dayIn } from '../domain/missed.ts'
import type { Case } from '../domain/records.ts'
import {
  byTriage,
  type Triaged,
  type TriageFacts,
  type TriageOverride,
  triageBand,
  triageBands,
  triageParts,
  triageRules,
  triageScore,
} from '../domain/triage.ts'
import { personBriefs } from './briefs.ts'
import { readCursor } from './paging.ts'
import { idsOf, type ViewDeps, when } from './view-deps.ts'

/** The newest of those who wait are put in order; a union that leaves more than these unowned has another trouble. */
export const mostTriaged = 2000

/** By case id. */
export async function triageBriefs(
  { read, clock }: ViewDeps,
  cases: readonly Case[],
): Promise<Map<string, TriageBrief>> {
  const facts = await factsOf(read, cases, clock.now())
  const overrides = await overridesOf(read, cases)
  return new Map(
    cases.flatMap(({ id }) => {
      const known = facts.get(id)
      return known === undefined ? [] : [[id, briefOf(known, overrides.get(id) ?? null)] as const]
    }),
  )
}

type Briefs = ReadonlyMap<string, TriageBrief>

const rankOf = ({ id, openedAt }: Case, briefs: Briefs): Triaged => {
  const { band = 'in-turn', score = 0 } = briefs.get(id) ?? {}
  return { id, openedAt, band, score }
}

export const inTriageOrder = (cases: readonly Case[], briefs: Briefs): Case[] =>
  cases.toSorted((a, b) => byTriage(rankOf(a, briefs), rankOf(b, briefs)))

/** Where a page ended, for its cursor: the place itself, so that it holds when that case is taken meanwhile. */
export const triagePlace = (one: Case, briefs: Briefs): string[] => {
  const { band, score, openedAt, id } = rankOf(one, briefs)
  return [band, String(score), openedAt, id]
}
export const readTriagePlace = (cursor: string | null): Triaged | null => {
  const [word = '', score = '', openedAt = '', id = ''] = readCursor(cursor, 4) ?? []
  const band = triageBands.find((one) => one === word)
  return band === undefined || !/^\d{1,6}$/.test(score) ? null : { band, score: Number(score), openedAt, id }
}
export const comesBehind = (one: Case, briefs: Briefs, place: Triaged): boolean =>
  byTriage(rankOf(one, briefs), place) > 0

/** Null: no such case. */
export async function triageView(deps: ViewDeps, caseId: string): Promise<TriageView | null> {
  const row: unknown = await selectFrom(deps.read, tables.cases).where({ id: caseId }).first()
  if (!row) return null
  const found = tables.cases.decode(row)
  const facts = (await factsOf(deps.read, [found], deps.clock.now())).get(caseId)
  if (facts === undefined) return null
  const override = (await overridesOf(deps.read, [found])).get(caseId) ?? null
  const people = await personBriefs(deps.read, [override?.by ?? null])
  const brief = briefOf(facts, override)
  return {
    ...brief,
    version: override?.version ?? 0,
    byParts: triageBand(brief.score),
    setByHand:
      override === null || override.band === null
        ? null
        : {
            why: override.why,
            by: people.get(override.by) ?? { id: '', name: 'Somebody', initials: '' },
            at: override.at,
          },
    rules: { asOf: dayInWords(triageRules.asOf), source: triageRules.source },
    actions: { set: when(found.status !== 'closed', 'case-closed') },
  }
}

const briefOf = (facts: TriageFacts, override: TriageOverride | null): TriageBrief => {
  const parts = triageParts(facts)
  const score = triageScore(parts)
  return {
    band: override?.band ?? triageBand(score),
    score,
    parts: parts.map(({ words, points }) => ({ words, points })),
    isSetByHand: (override?.band ?? null) !== null,
  }
}

const overridesOf = async (read: Knex, cases: readonly Case[]): Promise<Map<string, TriageOverride>> => {
  const rows: unknown[] = await selectFrom(read, tables.triage).whereIn(
    'case_id',
    cases.map(({ id }) => id),
  )
  return new Map(rows.map((row) => tables.triage.decode(row)).map((one) => [one.caseId, one]))
}

/** What the rules ask for, in four questions however many cases there are. */
async function factsOf(read: Knex, cases: readonly Case[], now: string): Promise<Map<string, TriageFacts>> {
  const ids = cases.map(({ id }) => id)
  const members = idsOf(cases.map(({ memberId }) => memberId))
  const today = dayIn('Europe/London', now)
  const [dates, overdue, needs, discreet] = await Promise.all([
    read<{ caseId: string; nextOn: string; targetOn: string; limitOn: string }>('deadlines')
      .whereIn('case_id', ids)
      .whereNull('settled_at')
      .select({ caseId: 'case_id', nextOn: 'next_on', targetOn: 'target_on', limitOn: 'limit_on' }),
    read('follow_ups')
      .whereIn('case_id', ids)
      .whereNull('done_at')
      .where('due_at', '<', now)
      .distinct('case_id')
      .pluck('case_id'),
    read('member_needs')
      .whereIn('member_id', members)
      .where(
        (some) => void some.whereNot({ needs: '[]' }).orWhereNotNull('language').orWhereNot({ words: '' }),
      )
      .pluck('member_id'),
    read('safe_contacts').whereIn('member_id', members).where({ is_discreet: 1 }).pluck('member_id'),
  ])
  const isOverdue = new Set<unknown>(overdue)
  const hasNeeds = new Set<unknown>(needs)
  const isExposed = new Set<unknown>(discreet)
  const nextOn = new Map<string, string>()
  for (const date of dates) {
    const day = comesNext(date, today)
    const before = nextOn.get(date.caseId)
    if (before === undefined || day < before) nextOn.set(date.caseId, day)
  }
  return new Map(
    cases.map(({ id, kind, memberId }) => [
      id,
      {
        about: kind,
        today,
        nextOn: nextOn.get(id) ?? null,
        isPromiseOverdue: isOverdue.has(id),
        hasNeeds: hasNeeds.has(memberId),
        isExposed: isExposed.has(memberId),
      },
    ]),
  )
}
