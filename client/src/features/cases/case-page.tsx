import { useRef, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { CallerView } from '../../../../server/contract/briefs.ts'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import { isRefusal, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { Need } from '../../frame/need.tsx'
import { usePageTitle } from '../../frame/page-title.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { timelinePath } from '../../paths.ts'
import { useCase, useCaseSheet, useGroup } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { clockTime } from '../../ui/times.ts'
import { AdvicePanel } from '../advice/advice-panel.tsx'
import { ReferralsPanel } from '../branches/referrals-panel.tsx'
import { MovesPanel } from '../case-moves/moves-panel.tsx'
import { CasePeoplePanel } from '../case-people/case-people-panel.tsx'
import { DeadlinesPanel } from '../deadlines/deadlines-panel.tsx'
import { DocumentsPanel } from '../documents/documents-panel.tsx'
import { EligibilityPanel } from '../eligibility/eligibility-panel.tsx'
import { GroupPanel } from '../groups/group-panel.tsx'
import { HandOverPanel } from '../hand-over/hand-over-panel.tsx'
import { HoldPanel } from '../holds/hold-panel.tsx'
import { KnowledgePanel } from '../knowledge/knowledge-panel.tsx'
import { MemberPane } from '../member/member-pane.tsx'
import { SealPanel } from '../seals/seal-panel.tsx'
import { SheetPanel } from '../sheets/sheet-panel.tsx'
import { TargetsPanel } from '../targets/targets-panel.tsx'
import { TermsPanel } from '../terms/terms-panel.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { countFor, type TimelineFilter, timelineFilters, timelineItems } from '../timeline/timeline-view.ts'
import { TriagePanel } from '../triage/triage-panel.tsx'
import { CaseHeader } from './case-header.tsx'
import { EntryActions } from './entry-actions.tsx'
import { FollowUps } from './follow-ups.tsx'
import { LogContact } from './log-contact.tsx'
import { NoteComposer } from './note-composer.tsx'
import './case.css'

/** The pane speaks of callers; a case has a member or a bare number. */
const callerOf = (shown: CaseView): CallerView => ({
  kind: shown.member !== null ? 'member' : shown.callerNumber === null ? 'withheld' : 'unknown',
  title: shown.member?.name ?? shown.callerNumber ?? 'Withheld number',
  number: shown.callerNumber,
  members: shown.member === null ? [] : [shown.member],
  openCases: shown.otherCases,
})

function Story({ shown }: { shown: CaseView }) {
  const [filter, setFilter] = useState<TimelineFilter>('all')
  const items = timelineItems(shown.timeline, filter)
  const place = useRef<HTMLDivElement>(null)
  const worksCases = useMay('work-cases')
  const [isLogging, setLogging] = useState(false)
  const logKeys = useShortcutWords('log-contact')
  useShortcut('log-contact', () => setLogging(true), worksCases)
  const step = (by: 1 | -1) => () => {
    const entries = [...(place.current?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
    const at = entries.findIndex((entry) => entry.contains(document.activeElement))
    entries[at < 0 ? 0 : Math.max(0, Math.min(entries.length - 1, at + by))]?.focus()
  }
  useShortcut('next-entry', step(1))
  useShortcut('previous-entry', step(-1))
  return (
    <section aria-label="Timeline" className="case-story" ref={place}>
      <h2 className="visually-hidden">Timeline</h2>
      <div className="story-head">
        <div className="filter-chips" role="group" aria-label="Show">
          {timelineFilters.map(({ id, words }) => (
            <button
              key={id}
              type="button"
              className="filter-chip"
              aria-pressed={filter === id}
              onClick={() => setFilter(id)}
            >
              {words} <span className="figures">{countFor(shown.timeline, id)}</span>
            </button>
          ))}
        </div>
        <Link
          className="story-print"
          to={`${timelinePath(shown.id)}${filter === 'all' ? '' : `?show=${filter}`}`}
        >
          To print
        </Link>
        {worksCases ? (
          <Button keys={logKeys} onClick={() => setLogging(true)}>
            Log a contact
          </Button>
        ) : null}
      </div>
      {isLogging ? <LogContact caseId={shown.id} onClose={() => setLogging(false)} /> : null}
      {items.length === 0 ? (
        <EmptyState
          title={
            filter === 'all'
              ? 'Nothing here yet. The first call or text will start the story.'
              : 'None of these yet.'
          }
        />
      ) : (
        <Timeline
          items={items}
          label="Timeline, newest first"
          actionsFor={(entry) => <EntryActions entry={entry} caseId={shown.id} />}
        />
      )}
    </section>
  )
}

function CaseParts({
  shown,
  staleAt,
  onRetry,
}: {
  shown: CaseView
  staleAt: string | null
  onRetry: () => void
}) {
  const worksCases = useMay('work-cases')
  const isClosed = shown.status === 'closed'
  const sheet = useCaseSheet(shown.id)
  const group = useGroup(shown.id)
  const isGroup = group.data?.members != null
  usePageTitle(`${shown.reference} ${shown.title}`)
  return (
    <div className="case-panes">
      <main id="main" className="case-main" data-region tabIndex={-1}>
        {staleAt === null ? null : <StaleLine at={staleAt} onRetry={onRetry} />}
        <CaseHeader shown={shown} />
        <div className="case-scroll">
          <HandOverPanel caseId={shown.id} />
          <GroupPanel shown={shown} />
          <DeadlinesPanel shown={shown} />
          <Story shown={shown} />
        </div>
        {worksCases ? <NoteComposer caseId={shown.id} /> : null}
      </main>
      <aside className="case-side" aria-label="Work and member" data-region tabIndex={-1}>
        {isGroup ? null : (
          <MemberPane caller={callerOf(shown)} member={shown.member} casesTitle="Other open cases" />
        )}
        <FollowUps shown={shown} />
        <CasePeoplePanel caseId={shown.id} />
        <TriagePanel caseId={shown.id} />
        <SheetPanel caseId={shown.id} />
        <TargetsPanel caseId={shown.id} isClosed={isClosed} owner={shown.owner} />
        <EligibilityPanel caseId={shown.id} />
        <KnowledgePanel reason={shown.kind} type={sheet.data?.sheet?.type.id ?? null} />
        <TermsPanel caseId={shown.id} isClosed={isClosed} />
        <AdvicePanel caseId={shown.id} />
        <DocumentsPanel caseId={shown.id} />
        <ReferralsPanel caseId={shown.id} isClosed={isClosed} />
        <SealPanel caseId={shown.id} />
        <MovesPanel caseId={shown.id} isClosed={isClosed} others={shown.otherCases} />
        <HoldPanel held={{ kind: 'case', id: shown.id }} />
      </aside>
    </div>
  )
}

function CaseById({ id }: { id: string }) {
  const found = useCase(id)
  usePageTitle('Case')
  if (found.data !== undefined)
    return (
      <CaseParts
        shown={found.data}
        staleAt={found.isError ? clockTime(found.dataUpdatedAt) : null}
        onRetry={() => void found.refetch()}
      />
    )
  return (
    <main id="main" className="page" data-region tabIndex={-1}>
      {found.isError ? (
        <>
          <h1 className="visually-hidden">Case</h1>
          {isRefusal(found.error, 'not-found') || isRefusal(found.error, 'not-allowed') ? (
            <EmptyState
              title="This case cannot be shown"
              actions={
                <Link className="button button-plain" to="/cases">
                  Look at the cases
                </Link>
              }
            >
              {problemWords(found.error).words}
            </EmptyState>
          ) : (
            <ErrorState
              what="We could not load this case"
              problem={problemWords(found.error)}
              onRetry={() => void found.refetch()}
            />
          )}
        </>
      ) : (
        <SkeletonRows label="case" rows={8} height={56} />
      )}
    </main>
  )
}

export function CasePage() {
  const { id = '' } = useParams()
  return (
    <Need any={['read-cases']} name="Cases">
      <CaseById key={id} id={id} />
    </Need>
  )
}
