import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { DeadlineFactsView, DeadlineView } from '../../../../server/contract/deadline-views.ts'
import {
  claimWords,
  type DeadlineClaim,
  deadlineNations,
  deadlineReasons,
  triggerWords,
} from '../../../../server/contract/deadline-words.ts'
import { problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import { Conciliations } from './conciliations.tsx'

export type DeadlineDraft = DeadlineFactsView & { respondent: string; why: string }

const fresh = (employer: string): DeadlineDraft => ({
  claim: 'unfair-dismissal',
  nation: 'EW',
  respondent: employer,
  triggers: [''],
  isTriggerCertain: true,
  knownOn: null,
  reason: 'not-known',
  conciliations: [],
  why: '',
})
const optionsOf = (table: Record<string, string>) =>
  Object.entries(table).map(([value, words]) => ({ value, words }))
const isOf = <T extends object>(table: T, value: string): value is keyof T & string =>
  Object.hasOwn(table, value)

/** The one date that matters, and what the sum needs besides. The server works it out and says what is wrong, beside each field. */
export function DeadlineForm({
  shown,
  employer,
  isPending,
  error,
  onSave,
  onClose,
}: {
  /** The date to change; null: a new one. */
  shown: DeadlineView | null
  employer: string
  isPending: boolean
  error: unknown
  onSave: (draft: DeadlineDraft) => void
  onClose: () => void
}) {
  const [draft, setDraft] = useState<DeadlineDraft>(() =>
    shown === null ? fresh(employer) : { ...shown.facts, respondent: shown.respondent, why: '' },
  )
  const set = (change: Partial<DeadlineDraft>) => setDraft((now) => ({ ...now, ...change }))
  const fields = error instanceof RefusedError ? error.fields : []
  const wrong = (field: string) => fields.find((one) => one.field === field)?.words ?? null
  const needsWhy = shown?.state === 'confirmed'
  const asksKnown = draft.claim === 'fair-employment'
  const asksReason = draft.claim === 'unfair-dismissal'
  return (
    <Dialog
      title={shown === null ? 'Add a legal date' : 'Change this legal date'}
      shape="side"
      onClose={onClose}
    >
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onSave({ ...draft, triggers: usedTriggers(draft.triggers) })
        }}
      >
        <Select
          label="What is the claim?"
          data-autofocus
          value={draft.claim}
          options={optionsOf(claimWords)}
          onChange={({ target }) => {
            if (isOf(claimWords, target.value)) set(ofClaim(target.value))
          }}
        />
        <TextField
          label="Against whom?"
          hint="The employer, or one other. Each of several has a date of its own."
          maxLength={200}
          value={draft.respondent}
          error={wrong('respondent')}
          onChange={({ target }) => set({ respondent: target.value })}
        />
        <Select
          label="Where?"
          value={draft.nation}
          options={optionsOf(deadlineNations)}
          onChange={({ target }) => {
            if (isOf(deadlineNations, target.value)) set({ nation: target.value })
          }}
        />
        {draft.triggers.map((day, index) => (
          <TextField
            // Days are told apart by their place only: two may be equal while somebody types.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="date"
            label={index === 0 ? triggerWords[draft.claim] : 'Or it may have been'}
            value={day}
            error={index === 0 ? wrong('triggers') : null}
            onChange={({ target }) => set({ triggers: draft.triggers.with(index, target.value) })}
          />
        ))}
        <Checkbox
          label="This day is certain"
          isChecked={draft.isTriggerCertain}
          onChange={(isTriggerCertain) =>
            set({ isTriggerCertain, ...(isTriggerCertain ? { triggers: draft.triggers.slice(0, 1) } : {}) })
          }
        />
        {draft.isTriggerCertain || draft.triggers.length >= 5 ? null : (
          <Button
            icon={<Plus aria-hidden="true" />}
            onClick={() => set({ triggers: [...draft.triggers, ''] })}
          >
            Another day that it may have been
          </Button>
        )}
        {asksKnown ? (
          <TextField
            type="date"
            label="When did they come to know?"
            value={draft.knownOn ?? ''}
            error={wrong('knownOn')}
            onChange={({ target }) => set({ knownOn: target.value === '' ? null : target.value })}
          />
        ) : null}
        {asksReason ? (
          <Select
            label="Could the reason have been one of these?"
            hint="Then there may be interim relief, which must be asked for within seven days."
            value={draft.reason}
            options={optionsOf(deadlineReasons)}
            onChange={({ target }) => {
              if (isOf(deadlineReasons, target.value)) set({ reason: target.value })
            }}
          />
        ) : null}
        <Conciliations
          all={draft.conciliations}
          wrong={wrong}
          onChange={(conciliations) => set({ conciliations })}
        />
        {needsWhy ? (
          <TextArea
            label="Why does a confirmed date change?"
            hint="A second person reads this and must accept. Until then the date stands as it is."
            maxLength={500}
            value={draft.why}
            error={error instanceof RefusedError && error.reason === 'why-required' ? 'Say why.' : null}
            onChange={({ target }) => set({ why: target.value })}
          />
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            {shown === null ? 'Work it out' : needsWhy ? 'Ask for the change' : 'Work it out again'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
        {error === null || error === undefined ? null : (
          <p className="field-error" role="alert">
            {problemWords(error).words}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** Another claim asks other questions: what is no longer asked is no longer said. */
const ofClaim = (claim: DeadlineClaim): Partial<DeadlineDraft> => ({
  claim,
  reason: claim === 'unfair-dismissal' ? 'not-known' : 'other',
  ...(claim === 'fair-employment' ? { nation: 'NI' as const } : { knownOn: null }),
})
/** The first is always asked; others that were left empty are none. */
const usedTriggers = ([first = '', ...rest]: readonly string[]): string[] => [
  first,
  ...rest.filter((day) => day !== ''),
]
