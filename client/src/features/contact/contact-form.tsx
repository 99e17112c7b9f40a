import { ShieldAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { ContactView } from '../../../../server/contract/contact-views.ts'
import { contactReasons, dispositions } from '../../../../server/contract/words.ts'
import {
  type ContactDraft,
  chooseField,
  flushNotes,
  outcomeOf,
  reasonOf,
  typeNotes,
} from '../../drafts/contact-draft.ts'
import { useMe } from '../../frame/me.ts'
import { useCase } from '../../queries.ts'
import { phoneStore, usePhoneStore } from '../../softphone/phone-store.ts'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'

const none = { value: '', words: '—' }
const optionsOf = (table: Record<string, string>) => [
  none,
  ...Object.entries(table).map(([value, words]) => ({ value, words })),
]
const reasonOptions = optionsOf(contactReasons)
const outcomeOptions = optionsOf(dispositions)

/** Owners of the case may take the next step; without a case it is one's own. */
const useOwnerOptions = (contact: ContactView) => {
  const me = useMe()
  const mayRead = me.permissions.includes('read-cases')
  const owners = useCase(contact.case?.id ?? '', contact.case !== null && mayRead).data?.owners ?? []
  const others = owners.filter((owner) => owner.id !== me.id)
  return [
    { value: '', words: `Me, ${me.name}` },
    ...others.map((owner) => ({ value: owner.id, words: owner.name })),
  ]
}

/** The same fields in the same places while the call lasts and after it: nothing moves when somebody hangs up. */
export function ContactForm({
  contact,
  draft,
  children,
}: {
  contact: ContactView
  draft: ContactDraft
  /** What follows from what the call is about. */
  children?: ReactNode
}) {
  const notes = useRef<HTMLTextAreaElement>(null)
  const wantsFocus = usePhoneStore((store) => store.focusNotesOf === contact.id)
  const owners = useOwnerOptions(contact)
  useEffect(() => {
    if (!wantsFocus) return
    notes.current?.focus()
    phoneStore.set({ focusNotesOf: null })
  }, [wantsFocus])
  const missing = (isThere: boolean, words: string) => (draft.wasPressed && !isThere ? words : null)

  return (
    <div className="contact-form">
      <TextArea
        ref={notes}
        className="contact-notes"
        label="What did the member say, and what happens next?"
        value={draft.notes}
        maxLength={20_000}
        rows={10}
        onChange={(event) => typeNotes(contact.id, event.target.value)}
        onBlur={() => void flushNotes(contact.id)}
      />
      <div className="contact-pairs">
        <Select
          label="About"
          value={draft.reason ?? ''}
          options={reasonOptions}
          error={missing(draft.reason !== null, 'Say what the call was about.')}
          onChange={(event) =>
            chooseField(contact.id, {
              reason: reasonOf(event.target.value),
            })
          }
        />
        <Select
          label="Outcome"
          value={draft.outcome ?? ''}
          options={outcomeOptions}
          error={missing(draft.outcome !== null, 'Choose an outcome.')}
          onChange={(event) => chooseField(contact.id, { outcome: outcomeOf(event.target.value) })}
        />
        <TextField
          label="Next step"
          value={draft.nextStep}
          maxLength={500}
          error={missing(
            draft.nextStep.trim() !== '' || draft.due === '',
            'Say what is promised for that time.',
          )}
          onChange={(event) => chooseField(contact.id, { nextStep: event.target.value })}
        />
        <TextField
          label="Promise to get back by"
          type="datetime-local"
          value={draft.due}
          onChange={(event) => chooseField(contact.id, { due: event.target.value })}
        />
        <Select
          label="Who does it"
          value={draft.ownerId ?? ''}
          options={owners}
          onChange={(event) => chooseField(contact.id, { ownerId: event.target.value || null })}
        />
      </div>
      {children}
      <Checkbox
        label="That was a hard call: let colleagues go first for ten minutes"
        isChecked={draft.wasHard}
        onChange={(wasHard) => chooseField(contact.id, { wasHard })}
      />
      <p className="contact-care">
        <ShieldAlert aria-hidden="true" />
        Union membership is special category data. Keep health details to what the case needs.
      </p>
    </div>
  )
}
