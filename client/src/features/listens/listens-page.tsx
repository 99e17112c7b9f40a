/** Who listened to recordings: an agent reads it about their own calls, the rep and supervisors about all. Nobody's member is named. */
import { problemWords } from '../../api.ts'
import { usePageTitle } from '../../frame/page-title.ts'
import { useListens } from '../../queries.ts'
import { useNow } from '../../ui/clock.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { dayAndTime } from '../../ui/times.ts'
import './listens.css'

export function ListensPage() {
  usePageTitle('Who listened')
  const query = useListens()
  const now = useNow(60_000)
  if (!query.data)
    return query.isError ? (
      <ErrorState
        what="We could not load who listened."
        problem={problemWords(query.error)}
        onRetry={() => void query.refetch()}
      />
    ) : (
      <SkeletonRows rows={8} height={40} label="listenings" />
    )
  const { items, isAll } = query.data
  return (
    <main id="main" className="listens" data-region tabIndex={-1}>
      <h1>Who listened</h1>
      <p>
        {isAll
          ? 'Every time somebody played the recording of a call or a voicemail.'
          : 'Every time somebody played the recording of a call of yours.'}
      </p>
      {items.length === 0 ? (
        <p>Nobody has listened to a recording.</p>
      ) : (
        <ul aria-label="Listenings, newest first">
          {items.map((item) => (
            <li key={item.id}>
              <strong>{item.by}</strong> listened {dayAndTime(item.at, now)} to{' '}
              {item.agent === null ? 'a message' : `a call of ${item.agent}`} from{' '}
              {dayAndTime(item.callAt, now)}
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
