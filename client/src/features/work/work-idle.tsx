import { Link } from 'react-router'
import { useMay } from '../../frame/me.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useWork } from '../../queries.ts'
import { useNow } from '../../ui/clock.tsx'
import { dueWords } from '../../ui/times.ts'
import { firstPromise, waitingCount } from './work-view.ts'

/** Nothing is open: what would be sensible next. */
export function WorkIdle() {
  const work = useWork()
  const takesCalls = useMay('take-calls')
  const now = useNow(60_000)
  usePageTitle('Work')
  if (work.data === undefined) return <h1 className="visually-hidden">Work</h1>
  const promise = firstPromise(work.data)
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
        {promise === null || promise.dueAt === null
          ? ''
          : `Your first promise is at ${dueWords(promise.dueAt, now)}: ${promise.title}.`}
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
    </div>
  )
}
