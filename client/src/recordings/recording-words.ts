import type { ContactView } from '../../../server/contract/contact-views.ts'
import type { RecordingView } from '../../../server/contract/recording-views.ts'
import { duration } from '../ui/times.ts'

/** "Not recorded from 0:31 to 1:02, and from …": the gaps in words, or an empty text. */
export const gapWords = (gaps: RecordingView['gaps']): string =>
  gaps.length === 0
    ? ''
    : `Not recorded ${gaps
        .map(
          ({ from, until, why }) =>
            `from ${duration(from * 1000)} to ${duration(until * 1000)}${why === 'consult' ? ' (private talk with whoever was asked in)' : ''}`,
        )
        .join(', and ')}`

/** What the agent is told when the caller turned out to be a member who wants no recordings; empty for all others. */
export const refusedWords = ({ recordings }: Pick<ContactView, 'recordings'>): string =>
  recordings.some(({ state }) => state === 'refused')
    ? 'They want no recordings: this call is no longer recorded, and what was recorded is deleted.'
    : ''
