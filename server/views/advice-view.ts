/** What was advised on a case, newest first, each held against its signature (F76). */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import { signature } from '../adapters/db/stores/advice.ts'
import type { AdviceView } from '../contract/advice-api.ts'
import { fixedAt, signedWords, whyNotChange } from '../domain/advice.ts'
import { fullReference } from '../domain/case-reference.ts'
import { personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

/** Null: no such case. */
export async function adviceView(
  { read, clock }: ViewDeps,
  { caseId, personId }: { caseId: string; personId: string },
): Promise<AdviceView | null> {
  const found: { number: number; title: string } | undefined = await read('cases')
    .where({ id: caseId })
    .first('number', 'title')
  if (!found) return null
  const rows: unknown[] = await selectFrom(read, tables.advice)
    .where({ case_id: caseId })
    .orderBy([
      { column: 'written_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
  const entries = rows.map((row) => tables.advice.decode(row))
  const people = await personBriefs(
    read,
    entries.map(({ givenBy }) => givenBy),
  )
  const logged: { data: string }[] = await read('event_log')
    .where({ case_id: caseId })
    .whereIn('type', ['advice.logged', 'advice.changed'])
    .orderBy('seq')
    .select('data')
  const inLog = new Map<unknown, unknown>()
  for (const { data } of logged) {
    const event: Record<string, unknown> = JSON.parse(data)
    inLog.set(event['adviceId'], event['sha256'])
  }
  const now = clock.now()
  return {
    reference: fullReference(found.number),
    title: found.title,
    entries: entries.map((advice) => {
      const no = whyNotChange(advice, { by: personId, now })
      return {
        id: advice.id,
        version: advice.version,
        way: advice.way,
        what: advice.what,
        basis: advice.basis,
        givenAt: advice.givenAt,
        by: people.get(advice.givenBy) ?? { id: advice.givenBy, name: 'Somebody', initials: '' },
        writtenAt: advice.writtenAt,
        fixedAt: fixedAt(advice),
        isFixed: now >= fixedAt(advice),
        corrects: advice.corrects,
        correctedBy: entries.find(({ corrects }) => corrects === advice.id)?.id ?? null,
        sha256: advice.sha256,
        // A case that was merged has its events under the number they happened to.
        isAsSigned:
          signature(signedWords(advice)) === advice.sha256 &&
          (!inLog.has(advice.id) || inLog.get(advice.id) === advice.sha256),
        change: no === null ? when(true, 'advice-fixed') : when(false, no),
      }
    }),
  }
}
