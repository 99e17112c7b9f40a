import { type ReactNode, useState } from 'react'
import { problemWords } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

/** A reason that is kept, in a dialog of its own, with what else it needs before it. */
export function WhyForm({
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
  error: unknown
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
