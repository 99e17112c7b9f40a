/** The timeline of one case in the order in which it happened, all of it or one kind, to be read through or printed (F67). */
import { Printer } from 'lucide-react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { TimelineEntry } from '../../../../server/contract/contact-views.ts'
import { caseStatusWords } from '../../../../server/contract/words.ts'
import { isRefusal, problemWords } from '../../api.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { casePath } from '../../paths.ts'
import { useTimeline } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { inFull } from '../../ui/times.ts'
import { countFor, filterFrom, shownBy, timelineFilters } from './timeline-view.ts'
import './timeline.css'
import './timeline-page.css'

function Entry({ entry }: { entry: TimelineEntry }) {
  const { heading, at, loggedAt, body, author, rule, recording, pictures } = entry
  return (
    <li>
      <h2>{heading}</h2>
      <p className="entry-meta">
        <time dateTime={at}>{inFull(at)}</time>
        {author === null ? '' : `, ${author.name}`}
        {loggedAt === undefined ? '' : `. Written down ${inFull(loggedAt)}`}
      </p>
      {body === '' ? null : <p className="story-words">{body}</p>}
      {rule === null ? null : <p className="entry-meta">{rule}</p>}
      {recording === null ? null : (
        <p className="entry-meta">
          {recording.kind === 'voicemail' ? 'With a voicemail' : 'Recorded'}; it is listened to on the case.
        </p>
      )}
      {pictures.length === 0 ? null : (
        <p className="entry-meta">
          {pictures.length === 1 ? 'With one picture' : `With ${pictures.length} pictures`}, seen on the case.
        </p>
      )}
    </li>
  )
}

function TimelineOfCase() {
  const { id = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const filter = filterFrom(params.get('show'))
  const found = useTimeline(id)
  usePageTitle('Timeline')
  if (found.data === undefined)
    return (
      <main id="main" className="page" data-region tabIndex={-1}>
        {!found.isError ? (
          <SkeletonRows label="timeline" rows={8} height={56} />
        ) : isRefusal(found.error, 'not-found') ? (
          <EmptyState title="This case cannot be shown">{problemWords(found.error).words}</EmptyState>
        ) : (
          <ErrorState
            what="We could not load the timeline"
            problem={problemWords(found.error)}
            onRetry={() => void found.refetch()}
          />
        )}
      </main>
    )
  const { case: shown, fullReference, memberName, openedAt, closedAt, asOf, entries, isWhole } = found.data
  const chosen = entries.filter((entry) => shownBy(entry, filter))
  const kindWords = timelineFilters.find((one) => one.id === filter)?.words ?? 'All'
  return (
    <main id="main" className="page print-page story-page" data-region tabIndex={-1}>
      <p className="on-screen">
        <Link to={casePath(id)}>Back to the case</Link>
      </p>
      <div className="page-head">
        <h1>
          Timeline of {fullReference}, {shown.title}
        </h1>
        <Button className="on-screen" icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <p className="entry-meta">
        {memberName ?? 'Nobody is matched yet'} · {shown.owner?.name ?? 'No owner'} ·{' '}
        {caseStatusWords[shown.status]} · opened {inFull(openedAt)}
        {closedAt === null ? '' : ` · closed ${inFull(closedAt)}`} · as of {inFull(asOf)}
      </p>
      <div className="filter-chips on-screen" role="group" aria-label="Show">
        {timelineFilters.map(({ id: one, words }) => (
          <button
            key={one}
            type="button"
            className="filter-chip"
            aria-pressed={filter === one}
            onClick={() => setParams(one === 'all' ? {} : { show: one }, { replace: true })}
          >
            {words} <span className="figures">{countFor(entries, one)}</span>
          </button>
        ))}
      </div>
      <p>
        {filter === 'all'
          ? `Everything, oldest first: ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}.`
          : `Only: ${kindWords.toLowerCase()}, oldest first: ${chosen.length} of ${entries.length} entries.`}
        {isWhole ? '' : ' There is more: the oldest entries are left out.'}
      </p>
      <ol className="story-list" aria-label="Timeline, oldest first">
        {chosen.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </main>
  )
}

export function TimelinePage() {
  return (
    <Need any={['read-cases']} name="Cases">
      <TimelineOfCase />
    </Need>
  )
}
