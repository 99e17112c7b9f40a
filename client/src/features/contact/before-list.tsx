import { Link } from 'react-router'
import type { TimelineEntry } from '../../../../server/contract/views.ts'
import { contactPath, threadPath } from '../../paths.ts'
import { DateTime } from '../../ui/clock.tsx'

const pathOf = (entry: TimelineEntry): string | null => {
  if (entry.threadId) return threadPath(entry.threadId)
  return entry.contactId ? contactPath(entry.contactId) : null
}

/** What was spoken before, newest first, so that nobody has to tell their story twice. */
export function BeforeList({ entries }: { entries: TimelineEntry[] }) {
  if (entries.length === 0) return null
  return (
    <section className="before" aria-label="Before this contact">
      <h2 className="field-label">Before this contact</h2>
      <ol>
        {entries.map((entry) => {
          const path = pathOf(entry)
          return (
            <li key={entry.id}>
              <p>
                {path ? <Link to={path}>{entry.heading}</Link> : entry.heading} <DateTime at={entry.at} />
              </p>
              {entry.body ? <p className="choice-line">{entry.body}</p> : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
