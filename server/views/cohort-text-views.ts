/** Texts to many: what was sent, how far it is, and who was left out and why (F55). */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type {
  AudienceView,
  CohortTextsView,
  CohortTextView,
  LeftOutWord,
} from '../contract/cohort-text-api.ts'
import { type CohortText, mayGo, wordsFor } from '../domain/cohort-text.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { segments } from '../domain/sms-text.ts'
import { memberBriefs, personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

const mostShown = 20
const mostNamed = 20
const mostAudiences = 20

export async function cohortTextsView(deps: ViewDeps, personId: string): Promise<CohortTextsView> {
  const { read } = deps
  const rows: unknown[] = await selectFrom(read, tables.cohortTexts)
    .where((seen) => void seen.whereNot({ state: 'previewed' }).orWhere({ created_by: personId }))
    .orderByRaw("CASE WHEN state = 'previewed' THEN 0 ELSE 1 END, created_at DESC, id DESC")
    .limit(mostShown)
  const found = rows.map((row) => tables.cohortTexts.decode(row))
  const lines: { id: string; name: string; number: string }[] = await read('lines')
    .where({ kind: 'text' })
    .whereNull('removed_at')
    .orderBy('name')
    .select('id', 'name', 'number')
  return {
    texts: await Promise.all(found.map((one) => cohortTextView(deps, one, personId))),
    lines: lines.map((line) => ({ ...line, number: displayNumber(line.number) })),
  }
}

async function cohortTextView(deps: ViewDeps, text: CohortText, personId: string): Promise<CohortTextView> {
  const { read, clock } = deps
  const people = await personBriefs(read, [text.createdBy])
  const counts: { state: string; because: LeftOutWord | null; n: number | string }[] = await read(
    'cohort_recipients',
  )
    .where({ cohort_id: text.id })
    .groupBy('state', 'because')
    .select('state', 'because')
    .count({ n: '*' })
  const countOf = (state: string) =>
    counts.filter((one) => one.state === state).reduce((sum, { n }) => sum + Number(n), 0)
  const failed: unknown = await read('messages')
    .whereIn('id', read('cohort_recipients').where({ cohort_id: text.id }).select('message_id'))
    .whereIn('status', ['failed', 'undelivered'])
    .count({ n: '*' })
    .first()
  const leftOut = await Promise.all(
    counts.flatMap(({ state, because, n }) =>
      state === 'left-out' && because !== null
        ? [namesOf(read, text.id, because).then((names) => ({ because, count: Number(n), names }))]
        : [],
    ),
  )
  const first: { firstName: string } | undefined = await read('cohort_recipients')
    .join('members', 'members.id', 'cohort_recipients.member_id')
    .where({ 'cohort_recipients.cohort_id': text.id })
    .whereNotNull('cohort_recipients.number')
    .orderBy('cohort_recipients.id')
    .first({ firstName: 'members.first_name' })
  const sample = wordsFor(text.body, first?.firstName ?? '')
  const each = segments(sample).segments
  const texted = countOf('texted')
  const waiting = countOf('waiting')
  return {
    id: text.id,
    version: text.version,
    audience: { ...text.audience, name: text.audienceName },
    body: text.body,
    urgentWhy: text.urgentWhy,
    state: text.state,
    by: people.get(text.createdBy) ?? { id: text.createdBy, name: 'Somebody', initials: '' },
    at: text.createdAt,
    settledAt: text.settledAt,
    texted,
    waiting,
    failed: typeof failed === 'object' && failed !== null && 'n' in failed ? Number(failed.n) : 0,
    leftOut: leftOut.toSorted((a, b) => b.count - a.count),
    sample,
    segments: { each, all: each * (texted + waiting) },
    waitsForMorning: !mayGo(text, clock.now()),
    actions: {
      send: when(text.state === 'previewed' && text.createdBy === personId && waiting > 0, 'cohort-settled'),
      stop: when(text.state === 'running', 'cohort-settled'),
    },
  }
}

const namesOf = async (read: Knex, cohortId: string, because: string): Promise<string[]> => {
  const rows: { memberId: string }[] = await read('cohort_recipients')
    .where({ cohort_id: cohortId, state: 'left-out', because })
    .orderBy('id')
    .limit(mostNamed)
    .select({ memberId: 'member_id' })
  const members = await memberBriefs(
    read,
    rows.map(({ memberId }) => memberId),
  )
  return rows.flatMap(({ memberId }) => members.get(memberId)?.name ?? [])
}

/** What is called so, or begins so; open group cases too. At most twenty, by name. */
export async function audiencesView({ read }: ViewDeps, q: string): Promise<{ audiences: AudienceView[] }> {
  const typed = q.trim().toLowerCase()
  if (typed === '') return { audiences: [] }
  const like = `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const named = async (
    kind: AudienceView['kind'],
    from: Knex.QueryBuilder,
    name: string,
    id: string,
  ): Promise<AudienceView[]> => {
    const rows: { id: string; name: string }[] = await from
      .whereRaw(`lower(${name}) LIKE ? ESCAPE '\\'`, [like])
      .orderBy([name, id])
      .limit(mostAudiences)
      .select({ id, name })
    return rows.map((row) => ({ kind, ...row }))
  }
  const found = await Promise.all([
    named('workplace', read('workplaces'), 'workplaces.name', 'workplaces.id'),
    named('employer', read('employers'), 'employers.name', 'employers.id'),
    named('branch', read('branches'), 'branches.name', 'branches.id'),
    named(
      'group',
      read('cases').join('group_cases', 'group_cases.case_id', 'cases.id').whereNull('cases.closed_at'),
      'cases.title',
      'cases.id',
    ),
  ])
  return { audiences: found.flat().slice(0, mostAudiences) }
}
