/** The timeline of one case in the order in which it happened, all of it or one kind, to be read through or printed (F67). */
import { useSearchParams } from 'react-router'
import type { TimelineEntry } from '../../../../server/contract/contact-views.ts'
import type { TimelineOnPaper } from '../../../../server/contract/timeline-api.ts'
import { caseStatusWords } from '../../../../server/contract/words.ts'
import { CasePaper } from '../../frame/case-paper.tsx'
import { useTimeline } from '../../queries.ts'
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

function Story({ view }: { view: TimelineOnPaper }) {
  const [params, setParams] = useSearchParams()
  const filter = filterFrom(params.get('show'))
  const { case: shown, memberName, openedAt, closedAt, asOf, entries, isWhole } = view
  const chosen = entries.filter((entry) => shownBy(entry, filter))
  const kindWords = timelineFilters.find((one) => one.id === filter)?.words ?? 'All'
  return (
    <>
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
    </>
  )
}

export function TimelinePage() {
  return (
    <CasePaper
      name="Timeline"
      useView={useTimeline}
      className="story-page"
      heading={({ fullReference, case: shown }) => `Timeline of ${fullReference}, ${shown.title}`}
    >
      {(view) => <Story view={view} />}
    </CasePaper>
  )
}
