/** Another owner is more than a name in a list: whoever gets the case reads what happens next. */
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'

export function HandOver({
  to,
  onClose,
  onConfirm,
}: {
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
