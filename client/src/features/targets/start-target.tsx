import { useState } from 'react'
import { problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'

const times = [
  { value: '60', words: '1 working hour' },
  { value: '240', words: '4 working hours' },
  { value: '480', words: '8 working hours' },
  { value: '960', words: '16 working hours' },
  { value: '2400', words: '40 working hours' },
]

export function StartTarget({
  hoursWords,
  isPending,
  error,
  onStart,
  onClose,
}: {
  hoursWords: string
  isPending: boolean
  error: unknown
  onStart: (body: { what: string; minutes: number }) => void
  onClose: () => void
}) {
  const [what, setWhat] = useState('')
  const [minutes, setMinutes] = useState('480')
  const wrong = (field: string) =>
    error instanceof RefusedError ? (error.fields.find((one) => one.field === field)?.words ?? null) : null
  return (
    <Dialog title="Set a service target" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onStart({ what, minutes: Number(minutes) })
        }}
      >
        <p>
          Counted in working time: {hoursWords}. It pauses while the case waits for others. When it is late,
          the owner is told, then the lead, then the duty official.
        </p>
        <TextField
          label="What is promised?"
          data-autofocus
          maxLength={500}
          value={what}
          error={wrong('what')}
          onChange={({ target }) => setWhat(target.value)}
        />
        <Select
          label="Within"
          value={minutes}
          options={times}
          error={wrong('minutes')}
          onChange={({ target }) => setMinutes(target.value)}
        />
        {error && !(error instanceof RefusedError && error.fields.length > 0) ? (
          <p className="field-error" role="alert">
            {problemWords(error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            Set target
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
