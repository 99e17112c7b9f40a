import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'

export function ReopenCase({
  onClose,
  onConfirm,
}: {
  onClose: () => void
  onConfirm: (why: string) => Promise<unknown>
}) {
  const [why, setWhy] = useState('')
  const [error, setError] = useState<string | null>(null)
  return (
    <Dialog title="Reopen this case" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (why.trim() === '') setError('Say in a few words why.')
          else void onConfirm(why.trim()).then(onClose, () => undefined)
        }}
      >
        <TextArea
          label="Why is it open again?"
          maxLength={500}
          data-autofocus
          error={error}
          value={why}
          onChange={(event) => {
            setWhy(event.target.value)
            setError(null)
          }}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit">
            Reopen case
          </Button>
          <Button onClick={onClose}>Leave it closed</Button>
        </div>
      </form>
    </Dialog>
  )
}
