import { useState } from 'react'
import type { CallbackView } from '../../../../server/contract/callback-views.ts'
import { cancelReasons } from '../../../../server/contract/words.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { type ChosenReason, reasonsToChoose } from './owed-view.ts'

/** Cancelling breaks a promise, so it takes a reason, which stands on the case. */
export function CancelCallback({
  shown,
  isPending,
  onConfirm,
  onClose,
}: {
  shown: CallbackView
  isPending: boolean
  onConfirm: (reason: ChosenReason) => void
  onClose: () => void
}) {
  const [reason, setReason] = useState<ChosenReason | ''>('')
  const [error, setError] = useState<string | null>(null)
  const submit = () => {
    if (reason === '') setError('Choose why.')
    else if (!isPending) onConfirm(reason)
  }
  useShortcut('send', submit)
  const sendKeys = useShortcutWords('send')
  return (
    <Dialog title={`Cancel the callback to ${shown.caller}`} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p>
          We promised to ring {shown.promisedWords}. They are not told that it is cancelled, so tell them if
          they still expect us.
        </p>
        <Select
          label="Why?"
          data-autofocus
          error={error}
          value={reason}
          onChange={(event) => {
            const chosen = reasonsToChoose.find((one) => one === event.target.value)
            setReason(chosen ?? '')
            setError(null)
          }}
          options={[
            { value: '', words: 'Choose why' },
            ...reasonsToChoose.map((value) => ({ value, words: cancelReasons[value] })),
          ]}
        />
        <div className="empty-actions">
          <Button tone="danger" type="submit" keys={sendKeys} isPending={isPending}>
            Cancel callback
          </Button>
          <Button onClick={onClose}>Keep it</Button>
        </div>
      </form>
    </Dialog>
  )
}
