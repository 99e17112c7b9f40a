import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'

/** A reason that is kept, in a dialog of its own, with what else it needs before it. */
export function WhyDialog({
  title,
  words,
  label,
  press,
  isPending,
  error,
  onPress,
  onClose,
  before = null,
}: {
  title: string
  words: string
  label: string
  press: string
  isPending: boolean
  /** What is wrong with the reason, in words. */
  error: string | null
  onPress: (why: string) => void
  onClose: () => void
  before?: ReactNode
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
        {before}
        <TextField
          label={label}
          {...(before === null ? { 'data-autofocus': true } : {})}
          maxLength={500}
          value={why}
          error={error}
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
