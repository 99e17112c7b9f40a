/** What a supervisor may do for somebody who waits: move them, or take the call (F42). */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LiveCaller, LiveQueue } from '../../../../server/contract/live-views.ts'
import { call, problemLine, problemWords } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { callerWords } from './live-view.ts'
import { RowButton } from './row-button.tsx'

type Soon = 'in-turn' | 'sooner' | 'next'
const soonOptions: { value: Soon; words: string }[] = [
  { value: 'in-turn', words: 'In turn' },
  { value: 'sooner', words: 'Sooner, as if they had waited 4 minutes longer' },
  { value: 'next', words: 'Next' },
]
const isSoon = (value: string): value is Soon => soonOptions.some((each) => each.value === value)

function MoveCaller({
  caller,
  queues,
  first,
  onClose,
}: {
  caller: LiveCaller
  queues: LiveQueue[]
  first: boolean
  onClose: () => void
}) {
  const [queueId, setQueueId] = useState(caller.queueId)
  const [soon, setSoon] = useState<Soon>(first ? 'next' : 'in-turn')
  const [why, setWhy] = useState('')
  const [missing, setMissing] = useState<string | null>(null)
  const move = useMutation({
    mutationFn: () =>
      call('POST /api/live/callers/:id/move', {
        params: { id: caller.contactId },
        body: { queueId, soon, why },
      }),
    onSuccess: onClose,
  })
  const problem = problemLine(move.error)
  const submit = () => {
    if (why.trim() === '') setMissing('Say why. The reason is shown with the caller and kept.')
    else if (!move.isPending) move.mutate()
  }
  useShortcut('send', submit)
  const sendKeys = useShortcutWords('send')
  return (
    <Dialog title={`${first ? 'Prioritise' : 'Move'} ${callerWords(caller)}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Select
          label="Queue"
          value={queueId}
          options={queues.map(({ id, name }) => ({ value: id, words: name }))}
          onChange={(event) => setQueueId(event.target.value)}
        />
        <Select
          label="Answer them"
          value={soon}
          options={soonOptions}
          onChange={(event) => {
            if (isSoon(event.target.value)) setSoon(event.target.value)
          }}
        />
        <TextField
          label="Why"
          hint="Everybody who sees the queue can read this: nothing about the member’s matter."
          maxLength={200}
          data-autofocus
          error={missing}
          value={why}
          onChange={(event) => {
            setWhy(event.target.value)
            setMissing(null)
          }}
        />
        {problem === null ? null : (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="empty-actions">
          <Button tone="primary" type="submit" keys={sendKeys} isPending={move.isPending}>
            Move
          </Button>
          <Button onClick={onClose}>Leave them where they are</Button>
        </div>
      </form>
    </Dialog>
  )
}

export function CallerActions({ caller, queues }: { caller: LiveCaller; queues: LiveQueue[] }) {
  const [moving, setMoving] = useState<'move' | 'first' | null>(null)
  const take = useMutation({
    mutationFn: () => call('POST /api/live/callers/:id/take', { params: { id: caller.contactId } }),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  const blocked = caller.state === 'parked' ? 'They are waiting for the person they were talking with.' : null
  return (
    <div className="row-actions">
      <RowButton
        act="move"
        aria-label={`Move ${callerWords(caller)}`}
        blocked={blocked}
        onClick={() => setMoving('move')}
      >
        Move
      </RowButton>
      <RowButton
        act="first"
        aria-label={`Prioritise ${callerWords(caller)}`}
        blocked={blocked}
        onClick={() => setMoving('first')}
      >
        Prioritise
      </RowButton>
      <RowButton
        act="take"
        aria-label={`Take ${callerWords(caller)}`}
        blocked={blocked}
        isPending={take.isPending}
        onClick={() => take.mutate()}
      >
        Take
      </RowButton>
      {moving === null ? null : (
        <MoveCaller
          caller={caller}
          queues={queues}
          first={moving === 'first'}
          onClose={() => setMoving(null)}
        />
      )}
    </div>
  )
}
