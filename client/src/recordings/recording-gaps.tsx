import type { RecordingView } from '../../../server/contract/recording-views.ts'
import { gapWords } from './recording-words.ts'

/** Where on the recording nothing is: a strip as long as it, with the gaps marked, and the same in words. */
export function RecordingGaps({ recording }: { recording: RecordingView }) {
  const { gaps, seconds } = recording
  if (gaps.length === 0) return null
  const length = Math.max(seconds ?? 0, ...gaps.map(({ until }) => until), 1)
  const percent = (at: number) => `${Math.min(100, (at / length) * 100)}%`
  return (
    <>
      <div className="recording-strip" aria-hidden="true">
        {gaps.map(({ from, until }) => (
          <span
            key={from}
            style={{ insetInlineStart: percent(from), width: percent(Math.max(1, until - from)) }}
          />
        ))}
      </div>
      <p className="choice-line">{gapWords(gaps)}</p>
    </>
  )
}
