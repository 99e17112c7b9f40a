/** One field of a case, answered in place. What was typed stays until it is saved or given up. */
import { type KeyboardEvent, type Ref, useState } from 'react'
import type { SheetFieldView } from '../../../../server/contract/case-type-api.ts'
import { isRefusal, problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { useSheetChange } from './use-sheet.ts'

const hintOf = ({ value, neededFrom, isMissing }: SheetFieldView): string | undefined =>
  isMissing
    ? 'Needed at this stage, and not answered.'
    : neededFrom === null || value !== null
      ? undefined
      : `Needed from “${neededFrom}” on.`

/** What stands in the box: money and numbers as people write them. */
const inBox = ({ kind, value, shown }: SheetFieldView): string =>
  (kind === 'money' || kind === 'number' ? shown : value) ?? ''

export function SheetField({
  caseId,
  field,
  wanted,
  place,
}: {
  caseId: string
  field: SheetFieldView
  /** Why a stage could not be reached without it. */
  wanted: string | null
  place?: Ref<HTMLElement> | undefined
}) {
  const [draft, setDraft] = useState<{ typed: string; was: string | null } | null>(null)
  const save = useSheetChange(caseId)
  const typed = draft?.typed ?? inBox(field)
  const type = (next: string) => {
    // Held against what stood there when the writing began.
    setDraft((before) => ({ typed: next, was: before === null ? field.value : before.was }))
  }
  const keep = (next: string, was: string | null) =>
    save.mutate(
      { part: 'answer', body: { field: field.key, typed: next, was } },
      { onSuccess: () => setDraft(null) },
    )
  const giveUp = () => {
    setDraft(null)
    save.reset()
  }
  const isOvertaken = isRefusal(save.error, 'stale-version')
  const error =
    save.error === null
      ? wanted
      : isOvertaken
        ? `A colleague wrote “${field.shown ?? 'nothing'}” here meanwhile. Save again to put yours in its place.`
        : save.error instanceof RefusedError && save.error.fields.length > 0
          ? (save.error.fields[0]?.words ?? save.error.words)
          : problemWords(save.error).words
  const submit = () => {
    if (draft !== null && !save.isPending) keep(draft.typed, isOvertaken ? field.value : draft.was)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') giveUp()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    }
  }
  const isChosen = field.kind === 'choice' || field.kind === 'yes-no'
  const asksToSave = draft !== null && (isChosen ? save.isError : draft.typed !== inBox(field))
  const hint = hintOf(field)
  const around = { label: field.label, error, ...(hint === undefined ? {} : { hint }) }
  const choose = (value: string) => {
    setDraft({ typed: value, was: field.value })
    keep(value, field.value)
  }
  return (
    <form
      className="sheet-field"
      ref={place as Ref<HTMLFormElement>}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={onKeyDown}
      aria-busy={save.isPending}
    >
      {isChosen ? (
        <Select
          {...around}
          value={typed}
          options={choicesOf(field)}
          onChange={(event) => choose(event.target.value)}
        />
      ) : field.kind === 'long-text' ? (
        <TextArea {...around} rows={3} value={typed} onChange={(event) => type(event.target.value)} />
      ) : (
        <TextField
          {...around}
          type={field.kind === 'date' ? 'date' : 'text'}
          inputMode={field.kind === 'money' || field.kind === 'number' ? 'decimal' : undefined}
          value={typed}
          onChange={(event) => type(event.target.value)}
        />
      )}
      {asksToSave ? (
        <div className="sheet-actions">
          <Button tone="primary" type="submit" isPending={save.isPending} aria-label={`Save ${field.label}`}>
            Save
          </Button>
          <Button onClick={giveUp} aria-label={`Leave ${field.label} as it was`}>
            Leave it
          </Button>
        </div>
      ) : null}
    </form>
  )
}

const choicesOf = ({ kind, choices, value }: SheetFieldView): { value: string; words: string }[] => [
  { value: '', words: 'Not said' },
  ...(kind === 'yes-no'
    ? [
        { value: 'yes', words: 'Yes' },
        { value: 'no', words: 'No' },
      ]
    : choices.map((one) => ({ value: one, words: one }))),
  // Answered before the list changed.
  ...(kind === 'choice' && value !== null && !choices.includes(value)
    ? [{ value, words: `${value} (no longer offered)` }]
    : []),
]
