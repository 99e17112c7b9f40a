/** What the list of people who are owed a call says. Pure. */
import type { Allowed } from '../../../../server/contract/briefs.ts'
import type {
  CallbacksView,
  CallbackView,
  PromiseKeptView,
} from '../../../../server/contract/callback-views.ts'
import type { CancelReason } from '../../../../server/contract/words.ts'
import type { Tone } from '../../ui/tone.ts'

export const blockedBy = (allowed: Allowed): string | null => (allowed.allowed ? null : allowed.words)

/** "2 of 3 promises kept (66.7%)", and how the figure is made. */
export const keptWords = ({ kept, due, percent }: PromiseKeptView): string =>
  percent === null ? 'No callback has been due today' : `${kept} of ${due} promises kept today (${percent}%)`
export const keptFormula =
  'Promise kept: callbacks first rung within the promised hour, or met because the member reached us, of all callbacks due.'

export const countWords = (view: CallbacksView): string =>
  [
    `${view.open.length} ${view.open.length === 1 ? 'callback' : 'callbacks'}`,
    `${view.voicemails.length} ${view.voicemails.length === 1 ? 'voicemail' : 'voicemails'}`,
    `${view.missed.length} gave up`,
  ].join(' · ')

export const toneOf = ({ state, isLate }: Pick<CallbackView, 'state' | 'isLate'>): Tone => {
  if (isLate) return 'warn'
  if (state === 'dialling') return 'info'
  return state === 'reached' ? 'ok' : state === 'not-reached' ? 'bad' : 'neutral'
}

/** "2 tries: No answer, Engaged" */
export const attemptsWords = ({ attempts, attemptsAtMost }: CallbackView): string =>
  attempts.length === 0
    ? `None of ${attemptsAtMost} yet`
    : attempts.map(({ words, by }) => (by === null ? words : `${words} (${by.name})`)).join(', ')

export type ChosenReason = Exclude<CancelReason, 'reached-us'>
export const reasonsToChoose: ChosenReason[] = [
  'no-longer-needed',
  'already-helped',
  'wrong-number',
  'must-not-ring',
]
