/** Every time a sealed case was opened in an emergency: for data protection, newest first. */
import { Link } from 'react-router'
import type { OpeningView } from '../../../../server/contract/seal-views.ts'
import { problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { casePath } from '../../paths.ts'
import { useOpenings } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime, dayAndTime } from '../../ui/times.ts'
import { useSeen } from './use-seals.ts'
import './seals.css'

function Row({ shown }: { shown: OpeningView }) {
  const now = useNow(60_000)
  const seen = useSeen()
  return (
    <li>
      <p>
        <strong>{shown.by}</strong> opened{' '}
        <Link to={casePath(shown.caseId)} className="figures">
          {shown.reference}
        </Link>
        : {shown.why}
      </p>
      <p className="entry-meta figures">
        {dayAndTime(shown.openedAt, now)} ·{' '}
        {shown.isOver
          ? `closed by itself at ${clockTime(shown.endsAt)}`
          : `open until ${clockTime(shown.endsAt)}`}
        {shown.seen === null ? '' : ` · seen by ${shown.seen.by}, ${dayAndTime(shown.seen.at, now)}`}
      </p>
      {shown.seen === null ? (
        <Button
          aria-label={`Seen: ${shown.by} opened ${shown.reference}`}
          isPending={seen.isPending}
          onClick={() => seen.mutate(shown.id)}
        >
          Seen
        </Button>
      ) : null}
    </li>
  )
}

function Openings() {
  usePageTitle('Sealed cases opened')
  const found = useOpenings()
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      <div className="page-head">
        <h1>Sealed cases opened</h1>
      </div>
      {found.data === undefined ? (
        found.isError ? (
          <ErrorState
            what="We could not load the openings"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        ) : (
          <SkeletonRows label="openings" rows={4} />
        )
      ) : (
        <>
          {found.isError ? (
            <StaleLine at={clockTime(found.dataUpdatedAt)} onRetry={() => void found.refetch()} />
          ) : null}
          {found.data.openings.length === 0 ? (
            <EmptyState title="Nobody has opened a sealed case in an emergency." />
          ) : (
            <ol className="openings" aria-label="Openings, newest first">
              {found.data.openings.map((one) => (
                <Row key={one.id} shown={one} />
              ))}
            </ol>
          )}
        </>
      )}
    </main>
  )
}

export function OpeningsPage() {
  return (
    <Need any={['watch-openings']} name="Sealed cases opened">
      <Openings />
    </Need>
  )
}
