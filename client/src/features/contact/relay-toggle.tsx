import { Check } from 'lucide-react'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { call } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { useContactChange } from './use-contact-change.ts'

/** The agent hears that it is a relay assistant who speaks, or that it is none. Kept with the member too. */
export function RelayToggle({ contact }: { contact: ContactView }) {
  const { change, isPending, problem } = useContactChange(contact.id)
  const isRelay = contact.isTextRelay
  const press = () =>
    void change(
      () =>
        call('PUT /api/contacts/:id/text-relay', {
          params: { id: contact.id },
          body: { isRelay: !isRelay },
        }),
      () => ({ words: isRelay ? 'Noted: no text relay.' : 'Noted: they call through text relay.' }),
    )
  useShortcut('text-relay', press)
  const keys = useShortcutWords('text-relay')
  return (
    <p className="contact-row">
      <Button
        aria-pressed={isRelay}
        icon={isRelay ? <Check aria-hidden="true" /> : undefined}
        keys={keys}
        isPending={isPending}
        onClick={press}
      >
        Text relay call
      </Button>
      {problem ? (
        <span className="field-error" role="alert">
          {problem}
        </span>
      ) : null}
    </p>
  )
}
