/** The brief of a case and its newest hand-over (F71, N5): what it is made of, in words; the parts are domain/hand-over's. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { SheetFieldView } from '../contract/case-type-api.ts'
import type { CaseView } from '../contract/case-views.ts'
import { claimOfReason, claimWords } from '../contract/deadline-words.ts'
import { supportWords } from '../contract/eligibility-words.ts'
import type { CaseBriefView, HandOverView } from '../contract/hand-over-api.ts'
import { supportOf } from '../domain/eligibility/eligibility.ts'
import { type BriefFacts, briefOf } from '../domain/hand-over/brief.ts'
import type { HandOver } from '../domain/hand-over/hand-over.ts'
import { localWords } from '../domain/local-words.ts'
import { personBriefs } from './briefs.ts'
import { caseView } from './case-view.ts'
import { memberNeedsOf, needLines } from './needs-views.ts'
import { safeContactView } from './safe-contact-views.ts'
import { sheetView } from './sheet-view.ts'
import { textableNumbers } from './textable-numbers.ts'
import { type ViewDeps, when } from './view-deps.ts'

/** How many of the newest entries of the timeline are told, beside the first one. */
const newestTold = 4

/** Null: no such case. */
export async function briefView(
  deps: ViewDeps,
  caseId: string,
  personId: string,
): Promise<CaseBriefView | null> {
  const { read, clock } = deps
  const shown = await caseView(deps, caseId)
  const ids: { memberId: string | null; callerNumber: string | null } | undefined = await read('cases')
    .where({ id: caseId })
    .first({ memberId: 'member_id', callerNumber: 'caller_number' })
  if (shown === null || ids === undefined) return null
  const [sheet, newest, documents, risks, numbers] = await Promise.all([
    sheetView(deps, caseId),
    newestHandOver(deps, caseId),
    documentTitles(deps, caseId),
    risksOf(deps, shown, ids.memberId),
    textableNumbers(read, ids),
  ])
  const onPaper = (sheet?.sheet?.documents ?? []).filter(({ found }) => found === 'on-paper')
  const facts: BriefFacts = {
    story: storyOf(shown),
    answers: (sheet?.sheet?.fields ?? []).map(({ label, shown: answer, isMissing }: SheetFieldView) => ({
      label,
      answer,
      isNeeded: isMissing,
    })),
    dates: shown.deadlines
      .filter(({ settled }) => settled === null)
      .map((one) =>
        [
          `${claimWords[one.facts.claim]}${one.respondent === '' ? '' : `, ${one.respondent}`}: ${one.isNotBefore ? 'not before ' : ''}${one.limitWords}`,
          ...(one.targetOn === one.limitOn ? [] : [`work to ${one.targetWords}`]),
          ...(one.confirmedBy === null ? ['not confirmed by an officer yet'] : []),
        ].join('; '),
      ),
    expectsDate: claimOfReason[shown.kind] !== undefined,
    promises: shown.followUps
      .filter(({ doneAt }) => doneAt === null)
      .map(
        ({ what, dueAt, owner, isOverdue }) =>
          `${what} (${localWords(dueAt)}, ${owner.name}${isOverdue ? ', overdue' : ''})`,
      ),
    lastKept:
      shown.followUps
        .filter(({ doneAt }) => doneAt !== null)
        .toSorted((a, b) => (b.doneAt ?? '').localeCompare(a.doneAt ?? ''))
        .map(({ what, doneAt }) => `Kept last: ${what} (${localWords(doneAt ?? '')})`)[0] ?? null,
    nextStep:
      (newest?.state === 'offered' ? newest.note : null) ?? shown.nextStep?.what ?? newest?.note ?? null,
    documents: [...documents, ...onPaper.map(({ name }) => `${name}, on paper`)],
    documentsMissing: (sheet?.sheet?.documents ?? [])
      .filter(({ found }) => found === 'no')
      .map(({ name }) => name),
    wish: shown.wanted,
    risks: risks.words,
    isSupportKnown: risks.isSupportKnown,
  }
  const { id, reference, title, status, owner, nextStep, lastContactAt } = shown
  return {
    case: { id, reference, title, status, owner, nextStep, lastContactAt },
    memberName: shown.member?.name ?? null,
    parts: briefOf(facts),
    handOver: newest && (await handOverView(deps, newest, personId)),
    numbers,
    asOf: clock.now(),
  }
}

/** The oldest entry with words, and the newest ones: how it began and where it is. Oldest first. */
const storyOf = ({ timeline }: CaseView): string[] => {
  const told = timeline.filter(
    ({ kind, body }) => ['note', 'by-hand', 'call', 'text'].includes(kind) && body.trim() !== '',
  )
  return [...told.slice(0, newestTold), ...told.slice(newestTold).slice(-1)]
    .toReversed()
    .map(
      ({ at, heading, body, author }) =>
        `${localWords(at)}, ${heading}${author === null ? '' : `, ${author.name}`}: ${body.trim()}`,
    )
}

const newestHandOver = async ({ read }: ViewDeps, caseId: string): Promise<HandOver | null> => {
  const row: unknown = await selectFrom(read, tables.handOvers)
    .where({ case_id: caseId })
    .whereNot({ state: 'superseded' })
    .orderBy([
      { column: 'given_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .first()
  return row ? tables.handOvers.decode(row) : null
}

async function handOverView(
  { read }: ViewDeps,
  { id, version, state, fromId, toId, note, isReturn, givenAt, settledAt }: HandOver,
  personId: string,
): Promise<HandOverView> {
  const people = await personBriefs(read, [fromId, toId])
  const somebody = { id: '', name: 'Somebody', initials: '' }
  const mine =
    state === 'offered' ? when(toId === personId, 'not-given-to-you') : when(false, 'hand-over-settled')
  return {
    id,
    version,
    state,
    from: people.get(fromId) ?? somebody,
    to: people.get(toId) ?? somebody,
    note,
    isReturn,
    givenAt,
    settledAt,
    actions: { accept: mine, sendBack: mine.allowed && isReturn ? when(false, 'came-back') : mine },
  }
}

async function documentTitles({ read }: ViewDeps, caseId: string): Promise<string[]> {
  const rows: { title: string }[] = await read('documents')
    .where({ case_id: caseId })
    .whereNull('removed_at')
    .orderBy('created_at')
    .select('title')
  return rows.map(({ title }) => title)
}

/** What somebody who does not know the matter could do wrong. */
async function risksOf(
  { read }: ViewDeps,
  shown: CaseView,
  memberId: string | null,
): Promise<{ words: string[]; isSupportKnown: boolean | null }> {
  const [needs, safe, row, seal]: [string[], string[], unknown, unknown] = await Promise.all([
    memberNeedsOf(read, memberId).then(needLines),
    memberId === null ? [] : safeContactView(read, memberId).then(({ words }) => words),
    selectFrom(read, tables.eligibility).where({ case_id: shown.id }).first(),
    read('case_seals').where({ case_id: shown.id }).first('case_id'),
  ])
  const assessed = row ? tables.eligibility.decode(row) : null
  const support = assessed && supportOf(assessed)
  return {
    words: [
      ...shown.deadlines.flatMap(({ warnings }) =>
        warnings.flatMap(({ tone, words }) => (tone === 'note' ? [] : [words])),
      ),
      ...shown.followUps.flatMap(({ isOverdue, what }) =>
        isOverdue ? [`A promise is overdue: ${what}`] : [],
      ),
      ...(support === null || support === 'full'
        ? []
        : [`${supportWords[support].title}: ${supportWords[support].short}`]),
      ...safe,
      ...needs,
      ...(seal === undefined ? [] : ['Sealed: nobody but its owner and whoever is named on it knows of it.']),
    ],
    isSupportKnown: memberId === null ? null : assessed !== null,
  }
}
