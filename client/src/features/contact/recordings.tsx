import type { RecordingView } from '../../../../server/contract/views.ts'
import { RecordingPlayer } from '../../recordings/recording-player.tsx'
import { durationWords } from '../../ui/times.ts'

const nameOf = (recording: RecordingView): string =>
  `${recording.kind === 'voicemail' ? 'Voicemail' : 'Recording'}${
    recording.seconds === null ? '' : `, ${durationWords(recording.seconds)}`
  }`

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
            <p className="choice-line">
              {recording.state === 'in-progress'
                ? 'Still being recorded.'
                : 'This recording is not there any more.'}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
