/** What sort of case it is, the stage it is at, what its type asks, and which documents are there. */
import { Check, Circle } from 'lucide-react'
import { useRef, useState } from 'react'
import type { SheetView } from '../../../../server/contract/case-type-api.ts'
import { problemWords, RefusedError } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { useCaseSheet } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Select } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'
import { SheetField } from './sheet-field.tsx'
import { useSheetChange } from './use-sheet.ts'
import './sheets.css'

type Sheet = NonNullable<SheetView['sheet']>

export function SheetPanel({ caseId }: { caseId: string }) {
  const found = useCaseSheet(caseId)
  const works = useMay('work-cases')
  return (
    <section className="sheet" aria-label="Type of case">
      {found.data !== undefined ? (
        <Shown view={found.data} mayChange={works && found.data.actions.change.allowed} />
      ) : found.isError ? (
        <ErrorState
          what="We could not load what sort of case this is"
          problem={problemWords(found.error)}
          onRetry={() => void found.refetch()}
        />
      ) : (
        <SkeletonRows label="type of case" rows={1} height={40} />
      )}
    </section>
  )
}

function Shown({ view, mayChange }: { view: SheetView; mayChange: boolean }) {
  const { sheet } = view
  if (mayChange) return <Changeable view={view} />
  return (
    <>
      <h2>Type of case</h2>
      {sheet === null ? (
        <p className="entry-meta">Nobody said what sort of case it is.</p>
      ) : (
        <>
          <p>
            {sheet.type.name} · {sheet.stages.find(({ state }) => state === 'now')?.name}
          </p>
          <dl className="sheet-answers">
            {sheet.fields
              .filter(({ shown }) => shown !== null)
              .map(({ key, label, shown }) => (
                <div key={key}>
                  <dt>{label}</dt>
                  <dd>{shown}</dd>
                </div>
              ))}
          </dl>
          <p className="entry-meta">{foundWords(sheet)}</p>
        </>
      )}
    </>
  )
}

const foundWords = ({ documents }: Sheet): string =>
  documents.length === 0
    ? 'No document is expected.'
    : `${documents.filter(({ found }) => found !== 'no').length} of ${documents.length} expected documents are there.`

function Changeable({ view }: { view: SheetView }) {
  const { caseId, sheet } = view
  const change = useSheetChange(caseId)
  const select = useRef<HTMLSelectElement>(null)
  const first = useRef<HTMLElement>(null)
  const proposed = sheet === null ? view.types.find(({ isProposed }) => isProposed) : undefined
  const at = sheet?.stages.findIndex(({ state }) => state === 'now') ?? -1
  const nameOf = (id: string) => view.types.find((one) => one.id === id)?.name ?? 'another type'
  // A list that is typed into passes other types on the way: one is meant only when it is pressed.
  const [picked, setPicked] = useState<string | null>(null)
  const choose = (typeId: string) => {
    change.mutate(
      { part: 'type', body: { typeId, was: sheet?.type.id ?? null } },
      {
        onSuccess: () => {
          setPicked(null)
          showToast(
            `It is ${nameOf(typeId)} now${sheet === null ? '' : '. What was answered before is kept for coming back'}`,
          )
        },
        onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
      },
    )
  }
  const move = (stage: { key: string; name: string } | undefined) => {
    const now = sheet?.stages[at]
    if (stage === undefined || now === undefined || stage.key === now.key) return
    change.mutate(
      { part: 'stage', body: { stage: stage.key, was: now.key } },
      {
        onSuccess: () =>
          showToast(`At “${stage.name}” now`, {
            undo: () => change.mutate({ part: 'stage', body: { stage: now.key, was: stage.key } }),
          }),
      },
    )
  }
  useShortcut('case-type', () => select.current?.focus())
  useShortcut('case-stage-next', () => move(sheet?.stages[at + 1]), sheet !== null)
  useShortcut('case-stage-back', () => move(sheet?.stages[at - 1]), sheet !== null && at > 0)
  useShortcut(
    'case-fields',
    () => first.current?.querySelector<HTMLElement>('input, select, textarea')?.focus(),
    sheet !== null,
  )
  const refused = change.error instanceof RefusedError ? change.error : null
  const isWanted =
    refused === null ||
    refused.fields.length === 0 ||
    refused.fields.some(({ field }) => sheet?.fields.find(({ key }) => key === field)?.value === null)
  const wantedOf = (key: string) => refused?.fields.find(({ field }) => field === key)?.words ?? null
  const firstOpen =
    sheet?.fields.find(({ isMissing }) => isMissing) ?? sheet?.fields.find(({ value }) => value === null)
  const firstKey = (firstOpen ?? sheet?.fields[0])?.key
  return (
    <>
      <div className="sheet-head">
        <h2>Type of case</h2>
        {proposed === undefined || picked !== null ? null : (
          <Button isPending={change.isPending} onClick={() => choose(proposed.id)}>
            It is {proposed.name}
          </Button>
        )}
        <Select
          ref={select}
          label="What sort of case is it?"
          hideLabel
          value={picked ?? sheet?.type.id ?? ''}
          options={[
            ...(sheet === null ? [{ value: '', words: 'Not said yet' }] : []),
            ...(sheet?.type.isRetired === true
              ? [{ value: sheet.type.id, words: `${sheet.type.name} (retired)` }]
              : []),
            ...view.types.map(({ id, name }) => ({ value: id, words: name })),
          ]}
          onChange={({ target }) => {
            const isOther = target.value !== '' && target.value !== sheet?.type.id
            setPicked(isOther ? target.value : null)
          }}
        />
      </div>
      {picked === null ? null : (
        <div className="sheet-actions">
          <Button tone="primary" isPending={change.isPending} onClick={() => choose(picked)}>
            Make it {nameOf(picked)}
          </Button>
          <Button onClick={() => setPicked(null)}>Leave it</Button>
        </div>
      )}
      {sheet === null ? null : (
        <>
          <ol className="stages" aria-label="Stages">
            {sheet.stages.map((stage) => (
              <li key={stage.key}>
                <button
                  type="button"
                  className={`stage is-${stage.state}`}
                  aria-current={stage.state === 'now' ? 'step' : undefined}
                  onClick={() => move(stage)}
                >
                  {stage.state === 'past' ? <Check aria-hidden="true" /> : null}
                  {stage.name}
                  {stage.state === 'past' ? <span className="visually-hidden">, done</span> : null}
                </button>
              </li>
            ))}
          </ol>
          <p className="entry-meta">
            At “{sheet.stages[at]?.name}” since <DateTime at={sheet.stageSince} />
          </p>
          {change.error === null || !isWanted ? null : (
            <p className="field-error" role="alert">
              {problemWords(change.error).words}
            </p>
          )}
          <div className="sheet-fields">
            {sheet.fields.map((field) => (
              <SheetField
                key={`${sheet.type.id} ${field.key}`}
                caseId={caseId}
                field={field}
                wanted={field.value === null ? wantedOf(field.key) : null}
                place={field.key === firstKey ? first : undefined}
              />
            ))}
          </div>
          <Documents caseId={caseId} sheet={sheet} />
        </>
      )}
    </>
  )
}

function Documents({ caseId, sheet }: { caseId: string; sheet: Sheet }) {
  const change = useSheetChange(caseId)
  if (sheet.documents.length === 0) return null
  return (
    <>
      <h3>Expected documents</h3>
      <p className="entry-meta">{foundWords(sheet)}</p>
      <ul className="expected">
        {sheet.documents.map(({ key, name, found }) => (
          <li key={key} className={found === 'no' ? 'is-open' : 'is-there'}>
            {found === 'no' ? <Circle aria-hidden="true" /> : <Check aria-hidden="true" />}
            <Select
              label={name}
              value={found}
              options={[
                { value: 'no', words: 'Not there yet' },
                { value: 'on-paper', words: 'There, on paper' },
                ...sheet.caseDocuments.map(({ id, title }) => ({ value: id, words: title })),
              ]}
              onChange={(event) =>
                change.mutate(
                  { part: 'document', body: { document: key, found: event.target.value, was: found } },
                  { onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }) },
                )
              }
            />
          </li>
        ))}
      </ul>
    </>
  )
}
