import { CircleCheck, EyeOff, Pencil, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { PassageView } from '../../../../server/contract/data-rights-views.ts'
import { problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'

export type Verdict = 'give' | 'redact' | 'leave-out'
const verdictWords = { give: 'Given as it is', redact: 'Given changed', 'leave-out': 'Left out' } as const
const marks = {
  give: <CircleCheck aria-hidden="true" />,
  redact: <Pencil aria-hidden="true" />,
  'leave-out': <EyeOff aria-hidden="true" />,
} as const

/** One passage: what may name another person in it, what was decided, and what can be. */
export function PassageCard({
  shown,
  isOver,
  isPending,
  onDecide,
}: {
  shown: PassageView
  isOver: boolean
  isPending: boolean
  /** Resolves when it is kept; throws what the server said. */
  onDecide: (what: { verdict: Verdict; words: string; why: string }) => Promise<unknown>
}) {
  const [asking, setAsking] = useState<'redact' | 'leave-out' | null>(null)
  const [words, setWords] = useState(shown.words)
  const [why, setWhy] = useState('')
  const [error, setError] = useState<unknown>(null)
  const wrong = (field: string) =>
    error instanceof RefusedError ? (error.fields.find((one) => one.field === field)?.words ?? null) : null
  const decide = async (verdict: Verdict) => {
    try {
      await onDecide({ verdict, words: verdict === 'redact' ? words : '', why })
      setAsking(null)
      setError(null)
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <li className="passage">
      <p className="entry-meta">
        <DateTime at={shown.at} /> · {shown.title}
      </p>
      <p className="passage-words">{shown.words}</p>
      {shown.hints.length === 0 ? null : (
        <p className="passage-hint">
          <TriangleAlert aria-hidden="true" /> May tell of somebody else: {shown.hints.join(', ')}
        </p>
      )}
      {shown.decision === null ? null : (
        <p className="passage-verdict">
          {marks[shown.decision.verdict]} {verdictWords[shown.decision.verdict]}
          {shown.decision.why === '' ? '' : `: ${shown.decision.why}`} ({shown.decision.by.name})
          {shown.decision.verdict === 'redact' ? <q>{shown.decision.words}</q> : null}
        </p>
      )}
      {isOver ? null : asking === null ? (
        <div className="passage-actions">
          <Button
            aria-label={`Give as it is: ${shown.title}`}
            isPending={isPending}
            onClick={() => void decide('give')}
          >
            Give as it is
          </Button>
          <Button aria-label={`Black out: ${shown.title}`} onClick={() => setAsking('redact')}>
            Black out…
          </Button>
          <Button aria-label={`Leave out: ${shown.title}`} onClick={() => setAsking('leave-out')}>
            Leave out…
          </Button>
        </div>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void decide(asking)
          }}
        >
          {asking === 'redact' ? (
            <TextArea
              label="What is given instead"
              autoFocus
              rows={3}
              value={words}
              error={wrong('words')}
              onChange={({ target }) => setWords(target.value)}
            />
          ) : null}
          <TextField
            label="Why?"
            autoFocus={asking === 'leave-out'}
            hint="The member reads this."
            maxLength={500}
            value={why}
            error={wrong('why')}
            onChange={({ target }) => setWhy(target.value)}
          />
          {error && !(error instanceof RefusedError && error.fields.length > 0) ? (
            <p className="field-error" role="alert">
              {problemWords(error).words}
            </p>
          ) : null}
          <div className="passage-actions">
            <Button tone="primary" type="submit" isPending={isPending}>
              {asking === 'redact' ? 'Give this instead' : 'Leave it out'}
            </Button>
            <Button onClick={() => setAsking(null)}>Cancel</Button>
          </div>
        </form>
      )}
    </li>
  )
}
