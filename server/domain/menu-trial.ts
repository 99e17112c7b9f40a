/**
 * A trial call: somebody who looks after a menu hears its draft on a telephone, key by key, before any member does. It is
 * no contact: nobody is queued, nothing is recorded, filed or counted, and it ends where a real caller would begin to wait.
 */
import { choose, levelOf, type Menu, menuWords } from './menu.ts'
import type { Instant, Line } from './records.ts'
import * as wording from './wording.ts'

/** So long a telephone hears the draft after somebody asked for it: time to walk over and dial. */
export const trialMs = 10 * 60_000

/** Whose calls to a line hear its draft. A number shown by the network proves nobody, and the draft is no secret. */
export interface MenuTrial {
  lineId: string
  number: string
  until: Instant
  startedBy: string
}

export const isTrialCall = (
  trial: MenuTrial | null,
  call: { readonly number: string | null; readonly now: Instant },
): boolean => trial !== null && call.number === trial.number && call.now < trial.until

/** Where in the draft the caller is. */
export type TrialStep = { readonly levelKey: string; readonly attempt: number }
export type TrialTurn = { readonly say: string[]; readonly next: TrialStep | null }

export const startTrial = (line: Pick<Line, 'greeting'>, draft: Menu): TrialTurn => ({
  say: [wording.trialCall(), wording.greeting(line), wording.recordingNotice(), menuWords(draft)],
  next: { levelKey: draft.key, attempt: 1 },
})

/** What a key (empty: silence) does in the draft: the same choice as in a real call. */
export const trialKey = (
  draft: Menu,
  at: TrialStep & { readonly digits: string },
  names: { readonly queueName: (key: string) => string },
): TrialTurn => {
  const level = levelOf(draft, at.levelKey)
  const choice = choose(draft, { digits: at.digits, attempt: at.attempt, levelKey: level.key })
  switch (choice.outcome) {
    case 'queue':
      return { say: [wording.trialEnds(names.queueName(choice.queueKey))], next: null }
    case 'person':
      return { say: [wording.toAPerson(), wording.trialEnds(names.queueName(choice.queueKey))], next: null }
    case 'level':
      return { say: [menuWords(choice.level)], next: { levelKey: choice.level.key, attempt: at.attempt } }
    case 'repeat':
      return {
        say: [choice.because === 'bad-key' ? wording.wrongKey() : wording.noKey(), menuWords(level)],
        next: { levelKey: level.key, attempt: choice.attempt },
      }
    // A trial keeps nothing, so it asks for nothing.
    case 'number':
      return {
        say: [wording.keyInMembershipNumber(), menuWords(level)],
        next: { levelKey: level.key, attempt: at.attempt },
      }
    case 'not-recorded':
      return {
        say: [wording.notRecorded(), menuWords(level)],
        next: { levelKey: level.key, attempt: at.attempt },
      }
  }
}
