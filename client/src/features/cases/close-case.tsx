import { type ReactNode, useState } from 'react'
import {
  metWords,
  type OutcomeKind,
  outcomeWords,
  penceOf,
  type WantedMet,
} from '../../../../server/contract/case-outcome-words.ts'
import { RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import { instantOfLocal } from '../../ui/times.ts'
import type { CaseChange } from './case-conflict.ts'

export type Closing = Pick<CaseChange, 'outcome' | 'wanted' | 'remedy'>
type Errors = Partial<Record<'kind' | 'words' | 'amount' | 'wanted' | 'met' | 'what' | 'dueAt', string>>

const isKind = (text: string): text is OutcomeKind => text in outcomeWords
const isMet = (text: string): text is WantedMet => text in metWords
const optionsOf = (words: Record<string, string>) => [
  { value: '', words: 'Choose' },
  ...Object.entries(words).map(([value, each]) => ({ value, words: each })),
]

/**
 * Closing asks what came of it, holds it against what the member wanted, and asks what is promised but has not happened
 * yet; all of it stands on the case and in its timeline.
 */
export function CloseCase({
  title = 'Close this case',
  children = null,
  blocked,
  wanted: wantedBefore,
  onClose,
  onConfirm,
}: {
  title?: string
  /** Whatever else is asked with it. */
  children?: ReactNode
  blocked: string | null
  wanted: string | null
  onClose: () => void
  onConfirm: (closing: Closing) => Promise<unknown>
}) {
  const [kind, setKind] = useState('')
  const [words, setWords] = useState('')
  const [amount, setAmount] = useState('')
  const [wanted, setWanted] = useState(wantedBefore ?? '')
  const [met, setMet] = useState('')
  const [isPromised, setPromised] = useState(false)
  const [what, setWhat] = useState('')
  const [due, setDue] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  /** What is wrong with a field is gone as soon as it is changed. */
  const set =
    <T,>(field: keyof Errors, put: (value: T) => void) =>
    (value: T) => {
      put(value)
      setErrors(({ [field]: _mended, ...others }) => others)
    }
  const close = () => {
    const amountPence = amount.trim() === '' ? null : penceOf(amount)
    const dueAt = isPromised ? instantOfLocal(due) : null
    const missing: Errors = {
      ...(isKind(kind) ? {} : { kind: 'Choose what came of it.' }),
      ...(words.trim() === '' ? { words: 'Say in a few words what came of it.' } : {}),
      ...(amount.trim() !== '' && amountPence === null ? { amount: 'Write an amount like £1,240.50.' } : {}),
      ...(isMet(met) ? {} : { met: 'Choose whether they got it.' }),
      ...(isPromised && what.trim() === '' ? { what: 'Say what is promised.' } : {}),
      ...(isPromised && dueAt === null ? { dueAt: 'Choose a date and time.' } : {}),
    }
    setErrors(missing)
    if (Object.keys(missing).length > 0 || !isKind(kind) || !isMet(met)) return
    void onConfirm({
      outcome: { kind, words: words.trim(), met, amountPence },
      wanted: wanted.trim(),
      ...(dueAt === null ? {} : { remedy: { what: what.trim(), dueAt } }),
    }).then(onClose, (error: unknown) => setErrors(errorsOf(error)))
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          close()
        }}
      >
        <Select
          label="What came of it?"
          data-autofocus
          options={optionsOf(outcomeWords)}
          error={errors.kind ?? null}
          value={kind}
          onChange={(event) => set('kind', setKind)(event.target.value)}
        />
        <TextArea
          label="In a few words"
          hint="The member’s next caller and the next official read this first."
          maxLength={500}
          error={errors.words ?? null}
          value={words}
          onChange={(event) => set('words', setWords)(event.target.value)}
        />
        <TextField
          label="Money for the member, if any"
          inputMode="decimal"
          placeholder="£"
          error={errors.amount ?? null}
          value={amount}
          onChange={(event) => set('amount', setAmount)(event.target.value)}
        />
        <TextField
          label="What did the member want?"
          maxLength={500}
          error={errors.wanted ?? null}
          value={wanted}
          onChange={(event) => set('wanted', setWanted)(event.target.value)}
        />
        <Select
          label="Did they get it?"
          options={optionsOf(metWords)}
          error={errors.met ?? null}
          value={met}
          onChange={(event) => set('met', setMet)(event.target.value)}
        />
        <Checkbox
          label="Something is promised that has not happened yet"
          isChecked={isPromised}
          onChange={setPromised}
        />
        {isPromised ? (
          <>
            <TextField
              label="What is promised?"
              hint="For example: back pay of £1,240 with December’s wages."
              maxLength={500}
              error={errors.what ?? null}
              value={what}
              onChange={(event) => set('what', setWhat)(event.target.value)}
            />
            <TextField
              label="When do we look whether it happened?"
              hint="Stays on the owner’s list from that day until it is done, though the case is closed."
              type="datetime-local"
              error={errors.dueAt ?? null}
              value={due}
              onChange={(event) => set('dueAt', setDue)(event.target.value)}
            />
          </>
        ) : null}
        {children}
        <div className="empty-actions">
          <Button tone="primary" type="submit" blocked={blocked}>
            Close case
          </Button>
          <Button onClick={onClose}>Keep it open</Button>
        </div>
        {blocked === null ? null : <p className="field-error">{blocked}</p>}
      </form>
    </Dialog>
  )
}

const errorsOf = (error: unknown): Errors =>
  error instanceof RefusedError
    ? Object.fromEntries(error.fields.map(({ field, words }) => [field, words]))
    : {}
