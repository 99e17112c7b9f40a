import type { ReferralView } from '../../../../server/contract/referral-views.ts'
import type { Tone } from '../../ui/tone.ts'

export const stateWords: Record<ReferralView['state'], string> = {
  waiting: 'Waiting for their answer',
  accepted: 'They have it',
  declined: 'Declined',
  silent: 'No answer in two working days',
  recalled: 'Taken back',
  finished: 'Finished',
}
export const stateTone: Record<ReferralView['state'], Tone> = {
  waiting: 'neutral',
  accepted: 'ok',
  declined: 'warn',
  silent: 'bad',
  recalled: 'neutral',
  finished: 'ok',
}

/** "3 times in a row", for the pattern; null: nothing to say. */
export const silenceWords = (inARow: number): string | null =>
  inARow === 0 ? null : inARow === 1 ? 'Silent the last time' : `Silent ${inARow} times in a row`
