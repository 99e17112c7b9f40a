import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'

/** Closing asks what came of it; the words stand on the case and in its timeline. */
export function CloseCase({
  blocked,
  onClose,
  onConfirm,
}: {
  blocked: string | null
  onClose: () => void
  onConfirm: (outcome: string) => Promise<unknown>
}) {
  const [outcome, setOutcome] = useState('')
  const [error, setError] = useState<string | null>(null)
  return (
    <Dialog title="Close this case" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (outcome.trim() === '') setError('Say in a few words what came of it.')
          else void onConfirm(outcome.trim()).then(onClose, () => undefined)
        }}
      >
        <TextArea
          label="What came of it?"
          hint="The member’s next caller and the next official read this first."
          maxLength={500}
          data-autofocus
          error={error}
          value={outcome}
          onChange={(event) => {
            setOutcome(event.target.value)
            setError(null)
          }}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" blocked={blocked}>
            Close case
          </Button>
          <Button onClick={onClose}>Keep it open</Button>
        </div>
        {blocked === null ? null : <p className="field-error">{blocked}</p>}
      </form>
    </Dialog>
  )
}
