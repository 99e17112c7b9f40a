import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { PersonBrief } from '../../../../server/contract/briefs.ts'
import type { DeadlineFactsView, DeadlineView } from '../../../../server/contract/deadline-views.ts'
import {
  claimWords,
  type DeadlineClaim,
  deadlineNations,
  deadlineReasons,
  isDateByHand,
  triggerWords,
} from '../../../../server/contract/deadline-words.ts'
import { isRefusal, problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import { Conciliations } from './conciliations.tsx'

export type DeadlineDraft = DeadlineFactsView & {
  respondent: string
  why: string
  /** Who is reminded of a date by hand; null: the owner of the case. */
  ownerId: string | null
  remindDays: number
}

/** Another claim asks other questions: what is no longer asked is no longer said. */
const ofClaim = (claim: DeadlineClaim): Pick<DeadlineDraft, 'claim' | 'reason'> & Partial<DeadlineDraft> => ({
  claim,
  reason: claim === 'unfair-dismissal' ? 'not-known' : 'other',
  ...(isDateByHand(claim) ? { isTriggerCertain: true, conciliations: [] } : { source: null }),
  ...(claim === 'fair-employment' ? { nation: 'NI' as const } : { knownOn: null }),
})

const fresh = (employer: string, claim: DeadlineClaim): DeadlineDraft => ({
  nation: 'EW',
  respondent: employer,
  triggers: [''],
  isTriggerCertain: true,
  knownOn: null,
  conciliations: [],
  source: null,
  why: '',
  ownerId: null,
  remindDays: 7,
  ...ofClaim(claim),
})
const optionsOf = (table: Record<string, string>) =>
  Object.entries(table).map(([value, words]) => ({ value, words }))
const isOf = <T extends object>(table: T, value: string): value is keyof T & string =>
  Object.hasOwn(table, value)

/** The one date that matters, and what the sum needs besides. The server works it out and says what is wrong, beside each field. */
export function DeadlineForm({
  shown,
  claim = 'unfair-dismissal',
  employer,
  owners,
  isPending,
  error,
  onSave,
  onClose,
}: {
  /** The date to change; null: a new one. */
  shown: DeadlineView | null
  /** What a new one begins with. */
  claim?: DeadlineClaim
  employer: string
  owners: PersonBrief[]
  isPending: boolean
  error: unknown
  onSave: (draft: DeadlineDraft) => void
  onClose: () => void
}) {
  const [draft, setDraft] = useState<DeadlineDraft>(() =>
    shown === null
      ? fresh(employer, claim)
      : { ...shown.facts, respondent: shown.respondent, why: '', ownerId: null, remindDays: 7 },
  )
  const set = (change: Partial<DeadlineDraft>) => setDraft((now) => ({ ...now, ...change }))
  const fields = error instanceof RefusedError ? error.fields : []
  const wrong = (field: string) => fields.find((one) => one.field === field)?.words ?? null
  const needsWhy = shown?.state === 'confirmed'
  const isOfWhy = isRefusal(error, 'why-required')
  const byHand = isDateByHand(draft.claim)
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
          label="What is the claim, or the date?"
          data-autofocus
          value={draft.claim}
          options={optionsOf(claimWords)}
          onChange={({ target }) => {
            if (isOf(claimWords, target.value)) set(ofClaim(target.value))
          }}
        />
        <TextField
          label={byHand ? 'Employer, or tribunal' : 'Against whom?'}
          hint={
            byHand
              ? 'Who wrote the letter.'
              : 'The employer, or one other. Each of several has a date of its own.'
          }
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
        {byHand ? (
          <ByHand draft={draft} owners={owners} isNew={shown === null} wrong={wrong} onChange={set} />
        ) : (
          <>
            <Checkbox
              label="This day is certain"
              isChecked={draft.isTriggerCertain}
              onChange={(isTriggerCertain) =>
                set({
                  isTriggerCertain,
                  ...(isTriggerCertain ? { triggers: draft.triggers.slice(0, 1) } : {}),
                })
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
          </>
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
        {byHand ? null : (
          <Conciliations
            all={draft.conciliations}
            wrong={wrong}
            onChange={(conciliations) => set({ conciliations })}
          />
        )}
        {needsWhy ? (
          <TextArea
            label="Why does a confirmed date change?"
            hint="A second person reads this and must accept. Until then the date stands as it is."
            maxLength={500}
            value={draft.why}
            error={isOfWhy ? problemWords(error).words : null}
            onChange={({ target }) => set({ why: target.value })}
          />
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending}>
            {needsWhy
              ? 'Ask for the change'
              : byHand
                ? 'Save the date'
                : shown === null
                  ? 'Work it out'
                  : 'Work it out again'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
        {error === null || error === undefined || isOfWhy ? null : (
          <p className="field-error" role="alert">
            {problemWords(error).words}
          </p>
        )}
      </form>
    </Dialog>
  )
}

/** The first is always asked; others that were left empty are none. */
const usedTriggers = ([first = '', ...rest]: readonly string[]): string[] => [
  first,
  ...rest.filter((day) => day !== ''),
]

const remindChoices = [1, 3, 7, 14, 28]

/** A date that stands in a letter: where, who is reminded, and when. */
function ByHand({
  draft,
  owners,
  isNew,
  wrong,
  onChange,
}: {
  draft: DeadlineDraft
  owners: PersonBrief[]
  isNew: boolean
  wrong: (field: string) => string | null
  onChange: (change: Partial<DeadlineDraft>) => void
}) {
  return (
    <>
      <TextField
        label="Where does the day stand?"
        hint="The letter and its date, so that a second person finds it."
        maxLength={500}
        value={draft.source ?? ''}
        error={wrong('source')}
        onChange={({ target }) => onChange({ source: target.value })}
      />
      {isNew ? (
        <>
          <Select
            label="Who has it ready?"
            value={draft.ownerId ?? ''}
            error={wrong('ownerId')}
            options={[
              { value: '', words: 'The owner of the case' },
              ...owners.map(({ id, name }) => ({ value: id, words: name })),
            ]}
            onChange={({ target }) => onChange({ ownerId: target.value === '' ? null : target.value })}
          />
          <Select
            label="Remind them"
            value={String(draft.remindDays)}
            options={remindChoices.map((days) => ({
              value: String(days),
              words: days === 1 ? 'The day before' : `${days} days before`,
            }))}
            onChange={({ target }) => onChange({ remindDays: Number(target.value) })}
          />
        </>
      ) : null}
    </>
  )
}
