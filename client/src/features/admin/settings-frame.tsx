/** The frame of every form under Admin: saved with the same keys, and why it was not stands at its foot. */
import type { ReactNode } from 'react'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { footWords } from './settings-form.ts'

export function SettingsFrame({
  words,
  save,
  onClose,
  children,
}: {
  /** On the button: "Save line". */
  words: string
  save: { mutate: (given: undefined) => void; isPending: boolean; error: unknown }
  onClose: () => void
  children: ReactNode
}) {
  const submit = () => {
    if (!save.isPending) save.mutate(undefined)
  }
  useShortcut('send', submit)
  const saveKeys = useShortcutWords('send')
  const wrong = footWords(save.error)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      <div className="empty-actions">
        <Button tone="primary" type="submit" keys={saveKeys} isPending={save.isPending}>
          {words}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
      {wrong === null ? null : (
        <p className="field-error" role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}
