import type { z } from 'zod'
import { metWords, outcomeLine } from '../contract/case-outcome-words.ts'
import type { Refused } from '../contract/refusals.ts'
import type { changeCase } from '../contract/requests.ts'
import { type CaseAim, outcomeTroubles } from '../domain/case-outcome.ts'
import type { DomainEvent } from '../domain/events.ts'
import { followUpTroubles } from '../domain/follow-up.ts'
import type { Case } from '../domain/records.ts'
import { addCaseFollowUp } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

type Asked = z.output<typeof changeCase>

/** What the member wants, and how the case ends, once it may be kept. */
export interface Closing {
  before: CaseAim | null
  aim: CaseAim
  /** The words of the outcome; null when the case does not close. */
  outcome: string | null
  /** For the line of history that says "Case closed". */
  history: string
  promised: { what: string; dueAt: string } | null
}

/**
 * What a change of a case says of its aim and its end (F77), held against the rules: closing needs an outcome, and an
 * answer to whether the member got what they wanted; a promise needs words and a time ahead.
 */
export async function closingOf(
  stores: Stores,
  env: Env,
  found: Case,
  input: Asked,
): Promise<Closing | Refused> {
  const closes = input.status === 'closed'
  const { outcome, remedy } = input
  if (closes && (outcome === undefined || outcome.words.trim() === '')) return { refused: 'outcome-required' }
  const before = await stores.caseAims.find(found.id)
  const wanted = input.wanted === undefined ? (before?.wanted ?? null) : input.wanted.trim() || null
  const promised = remedy && { what: remedy.what.trim(), dueAt: new Date(remedy.dueAt).toISOString() }
  const onlyAtTheEnd =
    !closes && (outcome !== undefined || remedy !== undefined)
      ? [{ field: 'status', words: 'That is written down as the case is closed.' }]
      : []
  const fields = [
    ...onlyAtTheEnd,
    ...(closes && outcome ? outcomeTroubles(outcome, wanted) : []),
    ...(closes && promised
      ? followUpTroubles({ ...promised, remindAt: null, checklist: [], why: '' }, null, env.now)
      : []),
  ]
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  const kept: CaseAim = before ?? {
    caseId: found.id,
    wanted: null,
    outcomeKind: null,
    met: null,
    amountPence: null,
  }
  const aim: CaseAim =
    closes && outcome
      ? { ...kept, wanted, outcomeKind: outcome.kind, met: outcome.met, amountPence: outcome.amountPence }
      : { ...kept, wanted }
  const words = closes && outcome ? outcome.words.trim() : null
  return {
    before,
    aim,
    outcome: words,
    history:
      closes && outcome
        ? [
            `Outcome: ${outcomeLine(words, aim)}`,
            wanted === null ? metWords['not-said'] : `Wanted: ${wanted}`,
            ...(wanted === null ? [] : [`Got it: ${metWords[outcome.met]}`]),
            ...(promised ? [`Promised: ${promised.what}`] : []),
          ].join('. ')
        : '',
    promised: promised ?? null,
  }
}

/** Keeps what `closingOf` allowed. */
export async function keepClosing(
  stores: Stores,
  env: Env,
  closing: Closing,
  ownerId: string,
): Promise<DomainEvent[]> {
  const { before, aim, promised } = closing
  if (before !== null) await stores.caseAims.save(aim)
  else if (aim.wanted !== null || aim.outcomeKind !== null) await stores.caseAims.insert(aim)
  return promised === null ? [] : addCaseFollowUp(stores, env, { caseId: aim.caseId, ...promised, ownerId })
}
