/** Another owner is more than a name in a list: whoever gets the case reads what happens next, and what is missing. */
import { useState } from 'react'
import { Link } from 'react-router'
import { briefPartWords } from '../../../../server/contract/hand-over-api.ts'
import { briefPath } from '../../paths.ts'
import { useBrief } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { trailWords, withGaps } from './brief-words.ts'
import './hand-over.css'

/** What a colleague would not find in the file: best written down before it is given away. */
function Gaps({ caseId, to }: { caseId: string; to: string }) {
  const { data } = useBrief(caseId)
  if (data === undefined) return null
  const gaps = withGaps(data.parts).filter(({ key }) => key !== 'next-step')
  return (
    <section aria-label="Brief">
      <p>
        {to} gets a brief of the case: {trailWords(data.parts).toLowerCase()}.{' '}
        {/* In a tab of its own: the note that is being written stays. */}
        <Link to={briefPath(caseId)} target="_blank">
          Look at it (a new tab)
        </Link>
      </p>
      {gaps.length === 0 ? null : (
        <ul className="brief-gaps">
          {gaps.map(({ key, missing }) => (
            <li key={key}>
              <strong>{briefPartWords[key]}:</strong> {missing.join(' ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function GiveDialog({
  caseId,
  to,
  onClose,
  onConfirm,
}: {
  caseId: string
  to: string
  onClose: () => void
  onConfirm: (note: string) => Promise<unknown>
}) {
  const [note, setNote] = useState('')
  const [error, setError] = useState<string | null>(null)
  return (
    <Dialog title={`Give this case to ${to}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (note.trim() === '') setError('Write what happens next.')
          else void onConfirm(note.trim()).then(onClose, () => undefined)
        }}
      >
        <TextArea
          label="What happens next?"
          hint={`Stands on the timeline, for ${to}: the next step, what was promised, what the member wants.`}
          maxLength={500}
          data-autofocus
          error={error}
          value={note}
          onChange={(event) => {
            setNote(event.target.value)
            setError(null)
          }}
        />
        <Gaps caseId={caseId} to={to} />
        <div className="empty-actions">
          <Button tone="primary" type="submit">
            Give it over
          </Button>
          <Button onClick={onClose}>Keep the owner</Button>
        </div>
      </form>
    </Dialog>
  )
}
