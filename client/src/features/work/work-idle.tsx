import { Link } from 'react-router'
import { useMay, useMe } from '../../frame/me.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useWork } from '../../queries.ts'
import { useNow } from '../../ui/clock.tsx'
import { firstPromise, promiseWords, waitingCount } from './work-view.ts'

/** Nothing is open: what would be sensible next. */
export function WorkIdle() {
  const work = useWork()
  const takesCalls = useMay('take-calls')
  const { simulatorUrl } = useMe()
  const now = useNow(60_000)
  usePageTitle('Work')
  if (work.data === undefined) return <h1 className="visually-hidden">Work</h1>
  const promise = firstPromise(work.data)
  const words = promiseWords(promise, now)
  const waiting = waitingCount(work.data)
  const first = work.data.replies[0] ?? work.data.voicemails[0] ?? null
  return (
    <div className="work-idle">
      <h1>
        {waiting === 0
          ? 'Nothing is waiting for you'
          : waiting === 1
            ? 'One message is waiting'
            : `${waiting} messages are waiting`}
      </h1>
      <p className="empty-words">
        {takesCalls ? 'The next call appears in the bar above. ' : ''}
        {promise === null || words === null ? '' : `${words}: ${promise.title}.`}
      </p>
      <div className="empty-actions">
        {promise === null ? null : (
          <Link className="button button-primary" to={promise.path}>
            Open {promise.title}
          </Link>
        )}
        {first === null ? null : (
          <Link className="button button-plain" to={first.path}>
            {first.kind === 'text' ? 'Look at waiting texts' : 'Listen to voicemails'}
          </Link>
        )}
      </div>
      {simulatorUrl === null ? null : (
        <p className="empty-words">
          Trying it out?{' '}
          <a href={simulatorUrl} target="_blank" rel="noopener">
            Be a member on the phone page
          </a>{' '}
          (opens a new tab): call, or send a text.
        </p>
      )}
    </div>
  )
}
