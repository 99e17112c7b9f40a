import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { useAlertChime } from '../../alerts/use-alert-chime.ts'
import { call, isRefusal } from '../../api.ts'
import { productName, usePageTitle } from '../../frame/page-title.ts'
import { useNow } from '../../ui/clock.tsx'
import { clockTime, duration } from '../../ui/times.ts'
import { QueueMark } from '../../words/state-marks.tsx'
import { queueWords } from '../../words/state-words.ts'
import { isDueForReload, kindLine, lostAfterMs, shiftPixels } from './wall-view.ts'
import './wall.css'

/** A screen for the whole room. No session, no names; it looks after itself for weeks. */
export function WallPage() {
  const { token = '' } = useParams()
  const now = useNow()
  const [startedAt] = useState(() => Date.now())
  usePageTitle('Wall')
  const wall = useQuery({
    queryKey: ['wall', token],
    queryFn: ({ signal }) => call('GET /api/wall/:token', { params: { token }, signal }),
    refetchInterval: 2_000,
    refetchIntervalInBackground: true,
    retry: false,
  })
  useEffect(() => {
    if (isDueForReload(startedAt, now)) location.reload()
  }, [startedAt, now])
  const isUnknown = isRefusal(wall.error, 'not-found') || isRefusal(wall.error, 'not-signed-in')
  const answeredAt = wall.dataUpdatedAt === 0 ? startedAt : wall.dataUpdatedAt
  // Also where an answer is only slow: a request that hangs is no error, and the numbers grow old all the same.
  const isLost = now - answeredAt > lostAfterMs
  const shift = shiftPixels(now)
  const [params] = useSearchParams()
  const alerts = wall.data?.alerts
  const raisings = useMemo(() => alerts?.map(({ id }) => id), [alerts])
  useAlertChime(raisings, params.get('sound') === 'on')
  return (
    <main className="wall" data-theme="dark" style={{ transform: `translate(${shift}px, ${shift}px)` }}>
      <div className="wall-head">
        <h1>{productName}</h1>
        <time dateTime={new Date(now).toISOString()}>{clockTime(now)}</time>
      </div>
      {isUnknown ? (
        <p className="wall-words">
          This wall address is no longer in use. Ask for a new one on the Live page.
        </p>
      ) : isLost ? (
        <p className="wall-words">No connection since {clockTime(answeredAt)}</p>
      ) : wall.data === undefined ? (
        <p className="wall-words" />
      ) : (
        <>
          <ul className="wall-tiles">
            {wall.data.queues.slice(0, 6).map((queue) => (
              <li key={queue.id} className={`wall-tile wall-${queueWords[queue.word].tone}`}>
                <h2>{queue.name}</h2>
                <p className="wall-number figures">{queue.waiting}</p>
                <div className="wall-lines">
                  <p>waiting, longest</p>
                  <p className="figures">
                    {queue.longestSince === null ? '0:00' : duration(now - Date.parse(queue.longestSince))}
                  </p>
                  <p className="figures">
                    {queue.free} of {queue.staffed} free
                  </p>
                </div>
                <p className="wall-state">
                  <QueueMark word={queue.word} />
                  {queueWords[queue.word].words}
                </p>
              </li>
            ))}
          </ul>
          {wall.data.alerts.length === 0 ? null : (
            <ul className="wall-alerts" aria-label="Alerts">
              {wall.data.alerts.slice(0, 3).map(({ id, what }) => (
                <li key={id}>
                  <TriangleAlert aria-hidden="true" />
                  {what}
                </li>
              ))}
            </ul>
          )}
          <p className="wall-kind">{kindLine(wall.data)}</p>
        </>
      )}
    </main>
  )
}
