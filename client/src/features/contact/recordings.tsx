import type { RecordingView } from '../../../../server/contract/recording-views.ts'
import { RecordingPlayer } from '../../recordings/recording-player.tsx'
import { durationWords } from '../../ui/times.ts'

const nameOf = (recording: RecordingView): string =>
  `${recording.kind === 'voicemail' ? 'Voicemail' : 'Recording'}${
    recording.seconds === null || recording.state === 'in-progress'
      ? ''
      : `, ${durationWords(recording.seconds)}`
  }`

const goneWords: Record<Exclude<RecordingView['state'], 'completed'>, string> = {
  'in-progress': 'Still being recorded.',
  absent: 'There is no recording.',
  expired: 'Deleted when its time was over.',
  refused: 'Stopped and deleted: this member wants no recordings.',
}

/** Played from our own server with the session; nothing is fetched before somebody presses play. */
export function Recordings({ recordings }: { recordings: RecordingView[] }) {
  if (recordings.length === 0) return null
  return (
    <ul className="recordings" aria-label="Recordings">
      {recordings.map((recording) => (
        <li key={recording.id}>
          <p className="field-label">{nameOf(recording)}</p>
          {recording.state === 'completed' ? (
            <RecordingPlayer recording={recording} name={nameOf(recording)} />
          ) : (
            <p className="choice-line">{goneWords[recording.state]}</p>
          )}
        </li>
      ))}
    </ul>
  )
}
