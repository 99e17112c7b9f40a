/**
 * A recording to listen to, for whoever may; in any case until when it is kept and who has listened. Played from our own
 * server with the session; nothing is fetched before somebody presses play.
 */
import type { RecordingView } from '../../../server/contract/recording-views.ts'
import { useRecordingAccess } from '../queries.ts'
import { useNow } from '../ui/clock.tsx'
import { dayAndTime, shortDate } from '../ui/times.ts'
import { RecordingGaps } from './recording-gaps.tsx'
import { Transcript } from './transcript.tsx'

export function RecordingPlayer({ recording, name }: { recording: RecordingView; name: string }) {
  const access = useRecordingAccess(recording.id).data
  const now = useNow(60_000)
  if (!access) return null
  return (
    <>
      {access.listen.allowed ? (
        <audio controls preload="none" src={recording.url} aria-label={name} />
      ) : (
        <p className="choice-line">{access.listen.words}</p>
      )}
      <RecordingGaps recording={recording} />
      {access.transcript ? <Transcript transcript={access.transcript} /> : null}
      <p className="choice-line">
        {access.listen.allowed ? `Kept until ${shortDate(access.keptUntil, now)}. ` : ''}
        {access.listens.length === 0
          ? 'Nobody has listened.'
          : `Listened to by ${access.listens
              .slice(0, 5)
              .map(({ by, at }) => `${by}, ${dayAndTime(at, now)}`)
              .join(
                ' · ',
              )}${access.listens.length > 5 ? ` and ${access.listens.length - 5} times before` : ''}.`}
      </p>
    </>
  )
}
