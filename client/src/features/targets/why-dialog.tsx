import { useState } from 'react'
import { problemWords } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

/** One press that takes a reason. */
export function WhyDialog({
  title,
  words,
  label,
  press,
  isPending,
  error,
  onPress,
  onClose,
}: {
  title: string
  words: string
  label: string
  press: string
  isPending: boolean
  error: unknown
  onPress: (why: string) => void
  onClose: () => void
}) {
  const [why, setWhy] = useState('')
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onPress(why)
        }}
      >
        <p>{words}</p>
        <TextField
          label={label}
          data-autofocus
          maxLength={500}
          value={why}
          error={error ? problemWords(error).words : null}
          onChange={({ target }) => setWhy(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            {press}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
