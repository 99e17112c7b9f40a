import {
  CalendarClock,
  CornerDownLeft,
  FolderInput,
  type LucideIcon,
  MessageSquare,
  Phone,
  PhoneMissed,
  Voicemail,
} from 'lucide-react'
import { Link, NavLink, useLocation } from 'react-router'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import type { WorkItem } from '../../../../server/contract/work-views.ts'
import { problemWords } from '../../api.ts'
import { useThreadDrafts } from '../../drafts/thread-draft.ts'
import { useMay } from '../../frame/me.ts'
import { contactPath, threadPath } from '../../paths.ts'
import { usePhone, useWork } from '../../queries.ts'
import { Clock, Due, TimeAgo } from '../../ui/clock.tsx'
import { ErrorState, SkeletonRows, StaleLine } from '../../ui/states.tsx'
import { useSteadyList } from '../../ui/steady-list.ts'
import { clockTime } from '../../ui/times.ts'
import { parkedReplies, type WorkSection, workSections } from './work-view.ts'

const marks: Record<WorkItem['kind'], LucideIcon> = {
  text: MessageSquare,
  voicemail: Voicemail,
  'follow-up': CalendarClock,
  missed: PhoneMissed,
  branch: CornerDownLeft,
  case: FolderInput,
}

const callWords: Record<NonNullable<PhoneView['call']>['state'], string> = {
  connecting: 'Connecting',
  connected: 'On a call',
  held: 'On hold',
  parked: 'Waiting to rejoin',
  'wrap-up': 'After call',
}

/** Words begun in a conversation that is no longer open, as when a call was answered: where to find them again. */
function ParkedReplies() {
  const { pathname } = useLocation()
  const drafts = useThreadDrafts()
  const parked = parkedReplies(Object.values(drafts)).filter((id) => threadPath(id) !== pathname)
  const [first] = parked
  return first === undefined ? null : (
    <Link className="link-button" to={threadPath(first)}>
      {parked.length === 1 ? '1 parked reply' : `${parked.length} parked replies`}
    </Link>
  )
}

/** Keeps its 64 px when empty, so a call never pushes the list. */
function NowSlot({ phone }: { phone: PhoneView | undefined }) {
  const call = phone?.call ?? null
  const offer = phone?.offer ?? null
  return (
    <section aria-labelledby="work-now" className="work-section">
      <div className="work-head">
        <h2 id="work-now">Now</h2>
        <ParkedReplies />
      </div>
      {call !== null ? (
        <NavLink to={contactPath(call.contactId)} className="work-row">
          <Phone aria-hidden="true" />
          <span className="work-title">{call.caller.title}</span>
          <span className="work-time">
            <Clock since={call.endedAt ?? call.connectedAt ?? call.waitingSince} />
          </span>
          <span className="work-line">
            {callWords[call.state]} · {call.queueName}
          </span>
        </NavLink>
      ) : offer !== null ? (
        <p className="work-row">
          <Phone aria-hidden="true" />
          <span className="work-title">{offer.caller.title}</span>
          <span className="work-line">Ringing · {offer.queueName}</span>
        </p>
      ) : (
        <p className="work-row work-row-none">
          <Phone aria-hidden="true" />
          <span className="work-title">No call in progress</span>
        </p>
      )}
    </section>
  )
}

function Row({ item, isGone }: { item: WorkItem; isGone: boolean }) {
  const Mark = marks[item.kind]
  return (
    <li>
      <NavLink to={item.path} className={isGone ? 'work-row is-gone' : 'work-row'}>
        <Mark aria-hidden="true" />
        <span className="work-title">{item.title}</span>
        <span className="work-time">
          {isGone ? (
            'Done'
          ) : (
            <>
              {item.isNew ? <strong className="work-new">New · </strong> : null}
              {item.dueAt === null ? <TimeAgo at={item.at} /> : <Due at={item.dueAt} isBrief />}
            </>
          )}
        </span>
        <span className="work-line">{item.line}</span>
      </NavLink>
    </li>
  )
}

function Section({ section }: { section: WorkSection }) {
  const { rows, waiting, showNew, hold } = useSteadyList(section.items)
  const headId = `work-${section.id}`
  return (
    <section aria-labelledby={headId} className="work-section" id={section.id}>
      <div className="work-head">
        <h2 id={headId}>{section.title}</h2>
        {waiting > 0 ? (
          <button type="button" className="link-button" onClick={showNew}>
            {waiting} new
          </button>
        ) : (
          <span className="work-count">
            {section.items.length}
            {section.items.length > 1
              ? ` · ${section.id === 'gave-up' ? 'longest wait' : 'oldest'} first`
              : ''}
          </span>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="work-none">{section.none}</p>
      ) : (
        <ul {...hold}>
          {rows.map(({ item, isGone }) => (
            <Row key={item.id} item={item} isGone={isGone} />
          ))}
        </ul>
      )}
    </section>
  )
}

export function WorkList() {
  const takesCalls = useMay('take-calls')
  const phone = usePhone(takesCalls)
  const work = useWork()
  return (
    <aside className="work-list" aria-label="My work" data-region tabIndex={-1}>
      {takesCalls ? <NowSlot phone={phone.data} /> : null}
      {work.data === undefined ? (
        work.isError ? (
          <ErrorState
            what="We could not load your work"
            problem={problemWords(work.error)}
            onRetry={() => void work.refetch()}
          />
        ) : (
          <SkeletonRows label="your work" rows={7} height={64} />
        )
      ) : (
        <>
          {work.isError ? (
            <StaleLine at={clockTime(work.dataUpdatedAt)} onRetry={() => void work.refetch()} />
          ) : null}
          {workSections(work.data).map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </>
      )}
    </aside>
  )
}
