/** What the member was advised, by whom and on what basis (F76). */
import { BookOpenCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { type AdviceEntryView, adviceWayWords } from '../../../../server/contract/advice-api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { useAdvice } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { AdviceDialog } from './advice-dialog.tsx'
import './advice.css'

type Doing = { doing: 'log' | 'change' | 'correct'; about: AdviceEntryView | null }

function Entry({ shown, onDo }: { shown: AdviceEntryView; onDo: ((doing: Doing) => void) | null }) {
  return (
    <li className="follow-up">
      <BookOpenCheck aria-hidden="true" />
      <div className="follow-up-words">
        <p className="advice-what">{shown.what}</p>
        <p className="entry-meta">Basis: {shown.basis}</p>
        <p className="entry-meta">
          {adviceWayWords[shown.way]}, <DateTime at={shown.givenAt} /> · signed by {shown.by.name}
          {shown.corrects === null ? '' : ' · corrects an earlier entry'}
          {shown.correctedBy === null ? '' : ' · corrected by a later entry'}
        </p>
        {shown.isAsSigned ? null : (
          <p className="advice-broken">
            <TriangleAlert aria-hidden="true" /> This no longer fits its signature. Tell data protection.
          </p>
        )}
      </div>
      {onDo === null ? null : shown.change.allowed ? (
        <Button
          tone="quiet"
          aria-label={`Change: ${shown.what}`}
          onClick={() => onDo({ doing: 'change', about: shown })}
        >
          Change
        </Button>
      ) : shown.correctedBy === null ? (
        <Button
          tone="quiet"
          aria-label={`Correct: ${shown.what}`}
          onClick={() => onDo({ doing: 'correct', about: shown })}
        >
          Correct
        </Button>
      ) : null}
    </li>
  )
}

export function AdvicePanel({ caseId }: { caseId: string }) {
  const found = useAdvice(caseId)
  const mayLog = useMay('work-cases')
  const [open, setOpen] = useState<Doing | null>(null)
  const logKeys = useShortcutWords('log-advice')
  useShortcut('log-advice', () => setOpen({ doing: 'log', about: null }), mayLog)
  if (found.data === undefined) return null
  const { entries } = found.data
  return (
    <section className="follow-ups" aria-label="Advice">
      <div className="follow-ups-head">
        <h2>Advice</h2>
        {mayLog ? (
          <Button
            icon={<BookOpenCheck aria-hidden="true" />}
            keys={logKeys}
            onClick={() => setOpen({ doing: 'log', about: null })}
          >
            Log advice
          </Button>
        ) : null}
      </div>
      {entries.length === 0 ? (
        <p className="entry-meta">None is logged.</p>
      ) : (
        <>
          <ul>
            {entries.map((one) => (
              <Entry key={one.id} shown={one} onDo={mayLog ? setOpen : null} />
            ))}
          </ul>
          <p>
            <Link to={`/cases/${encodeURIComponent(caseId)}/advice`}>To print, with signatures</Link>
          </p>
        </>
      )}
      {open === null ? null : <AdviceDialog caseId={caseId} {...open} onClose={() => setOpen(null)} />}
    </section>
  )
}
