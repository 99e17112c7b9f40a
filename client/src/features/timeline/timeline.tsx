import {
  ArrowLeftRight,
  CalendarClock,
  type LucideIcon,
  Mail,
  MessageSquare,
  PenLine,
  Phone,
  StickyNote,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { TimelineEntry } from '../../../../server/contract/contact-views.ts'
import { contactPath, threadPath } from '../../paths.ts'
import { RecordingPlayer } from '../../recordings/recording-player.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { durationWords } from '../../ui/times.ts'
import type { TimelineItem } from './timeline-view.ts'
import './timeline.css'

const marks: Record<TimelineEntry['kind'], LucideIcon> = {
  call: Phone,
  text: MessageSquare,
  'by-hand': Mail,
  note: StickyNote,
  change: PenLine,
  'follow-up': CalendarClock,
  moved: ArrowLeftRight,
}

/** Where an entry opens, or null when it is only a fact. */
const pathOf = (entry: TimelineEntry): string | null =>
  entry.threadId !== null
    ? threadPath(entry.threadId)
    : entry.contactId !== null
      ? contactPath(entry.contactId)
      : null

function Recording({ recording }: { recording: NonNullable<TimelineEntry['recording']> }) {
  if (recording.state === 'in-progress')
    return <p className="entry-meta">The recording is still being made.</p>
  if (recording.state === 'expired')
    return <p className="entry-meta">The recording was deleted when its time was over.</p>
  if (recording.state === 'refused')
    return (
      <p className="entry-meta">The recording was stopped and deleted: this member wants no recordings.</p>
    )
  if (recording.state === 'absent') return <p className="entry-meta">There is no recording.</p>
  const name = recording.kind === 'voicemail' ? 'Voicemail' : 'Recording'
  return (
    <figure className="entry-recording">
      <figcaption className="entry-meta">
        {name}
        {recording.seconds === null ? '' : `, ${durationWords(recording.seconds)}`}
      </figcaption>
      <RecordingPlayer recording={recording} name={name} />
    </figure>
  )
}

function Entry({ entry, actions }: { entry: TimelineEntry; actions: ReactNode }) {
  const Mark = marks[entry.kind]
  const path = pathOf(entry)
  return (
    <li className={`entry entry-${entry.kind}`} tabIndex={-1} data-entry>
      <span className="entry-mark">
        <Mark aria-hidden="true" />
      </span>
      <div className="entry-body">
        <div className="entry-head">
          <h3>{path === null ? entry.heading : <Link to={path}>{entry.heading}</Link>}</h3>
          <span className="entry-at">
            <DateTime at={entry.at} />
          </span>
        </div>
        {entry.body === '' ? null : <p className="entry-words">{entry.body}</p>}
        {entry.author === null ? null : <p className="entry-meta">{entry.author.name}</p>}
        {entry.loggedAt === undefined ? null : (
          <p className="entry-rule">
            Written down <DateTime at={entry.loggedAt} />
          </p>
        )}
        {entry.rule === null ? null : <p className="entry-rule">{entry.rule}</p>}
        {entry.recording === null ? null : <Recording recording={entry.recording} />}
        {entry.pictures.length === 0 ? null : (
          <ul className="entry-pictures">
            {entry.pictures.map((picture) => (
              <li key={picture.id}>
                <a href={picture.url} target="_blank" rel="noopener">
                  <img
                    src={picture.url}
                    alt={picture.alt === '' ? 'Picture sent by the member' : picture.alt}
                    width={picture.width}
                    height={picture.height}
                    loading="lazy"
                  />
                </a>
              </li>
            ))}
          </ul>
        )}
        {actions}
      </div>
    </li>
  )
}

/** An ordered list of what happened. `actionsFor` adds what may be done with an entry. */
export function Timeline({
  items,
  label,
  actionsFor = () => null,
}: {
  items: TimelineItem[]
  label: string
  actionsFor?: (entry: TimelineEntry) => ReactNode
}) {
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) =>
        item.type === 'entry' ? (
          <Entry key={item.id} entry={item.entry} actions={actionsFor(item.entry)} />
        ) : (
          <li key={item.id} className="entry entry-run" tabIndex={-1} data-entry>
            <span className="entry-mark">
              <PenLine aria-hidden="true" />
            </span>
            <details className="entry-body">
              <summary>{item.entries.length} changes</summary>
              <ol className="timeline">
                {item.entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} actions={null} />
                ))}
              </ol>
            </details>
          </li>
        ),
      )}
    </ol>
  )
}
