/** The one date that matters, asked while the member is on the line: beside the notes, and it may be left out. */
import { Scale, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import {
  claimOfReason,
  claimWords,
  type DeadlineClaim,
  deadlineStateWords,
  isDateByHand,
  triggerWords,
} from '../../../../server/contract/deadline-words.ts'
import type { ContactReason } from '../../../../server/contract/words.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { casePath } from '../../paths.ts'
import { useCase } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DeadlineForm } from './deadline-form.tsx'
import { limitLine, stateTone } from './deadline-words.ts'
import { useDeadlines } from './use-deadlines.ts'
import './deadlines.css'

export function FirstDate({ caseId, reason }: { caseId: string; reason: ContactReason | null }) {
  const works = useMay('work-cases')
  const claim = reason === null ? undefined : claimOfReason[reason]
  const found = useCase(caseId, works && claim !== undefined)
  return !works ||
    claim === undefined ||
    found.data === undefined ||
    found.data.status === 'closed' ? null : (
    <Asked shown={found.data} claim={claim} />
  )
}

function Asked({ shown, claim }: { shown: CaseView; claim: DeadlineClaim }) {
  const [isOpen, setOpen] = useState(false)
  const { propose } = useDeadlines(shown.id)
  const addKeys = useShortcutWords('case-deadline')
  const ask = () => {
    propose.reset()
    setOpen(true)
  }
  useShortcut('case-deadline', ask)
  const live = shown.deadlines.filter(({ settled, facts }) => settled === null && !isDateByHand(facts.claim))
  return (
    <section className="first-date" aria-label="The one date that matters">
      {live.map((one) => (
        <div key={one.id} className="first-date-found">
          <p className="deadline-limit">
            <Scale aria-hidden="true" />
            <span>
              {claimWords[one.facts.claim]}, {one.respondent}:{' '}
              <strong>{limitLine({ ...one, claim: one.facts.claim })}</strong>
              {one.targetOn === one.limitOn ? '' : `, work to ${one.targetWords}`}
            </span>
            <Chip tone={stateTone[one.state]}>{deadlineStateWords[one.state]}</Chip>
          </p>
          {one.warnings
            .filter(({ tone }) => tone === 'alarm')
            .map(({ words }) => (
              <p key={words} className="deadline-alarm">
                <TriangleAlert aria-hidden="true" />
                <span>{words}</span>
              </p>
            ))}
        </div>
      ))}
      <div className="first-date-ask">
        {live.length > 0 ? (
          <Link to={casePath(shown.id)}>All of it stands on the case</Link>
        ) : (
          <p>
            <strong>{triggerWords[claim]}</strong> How long there is for a claim runs from that day.
          </p>
        )}
        <Button tone={live.length > 0 ? 'quiet' : 'plain'} keys={addKeys} onClick={ask}>
          {live.length > 0 ? 'Another claim, or against another' : 'Put the day down'}
        </Button>
      </div>
      {isOpen ? (
        <DeadlineForm
          shown={null}
          claim={claim}
          employer={shown.member?.employer ?? ''}
          owners={shown.owners}
          isPending={propose.isPending}
          error={propose.error}
          onSave={({ why: _, ...draft }) => propose.mutate(draft, { onSuccess: () => setOpen(false) })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </section>
  )
}
