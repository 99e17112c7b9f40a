import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { AdminCaseTypeView, CaseTypeSettingsView } from '../../../../server/contract/case-type-api.ts'
import { type FieldKindWord, fieldKindWords } from '../../../../server/contract/case-type-words.ts'
import { type ContactReason, contactReasons } from '../../../../server/contract/words.ts'
import { call } from '../../api.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { type Field, moved, newExpected, newField, newStage, newType } from './case-type-edit.ts'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

const isReason = (text: string): text is ContactReason => text in contactReasons
const isKind = (text: string): text is FieldKindWord => text in fieldKindWords

export function CaseTypeForm({
  type,
  onClose,
}: {
  /** null: a new one. */
  type: AdminCaseTypeView | null
  onClose: () => void
}) {
  const [draft, setDraft] = useState<CaseTypeSettingsView>(() => type ?? newType())
  const [version] = useState(type?.version ?? 1)
  const [asked] = useState(() => new Set(type?.fields.map(({ key }) => key)))
  const change = (part: Partial<CaseTypeSettingsView>) => setDraft((before) => ({ ...before, ...part }))
  const { name, proposedFor, stages, fields, documents } = draft
  const settings = { name, proposedFor, stages, fields, documents }
  const save = useSettingsChange(
    () =>
      type === null
        ? call('POST /api/admin/case-types', { body: settings })
        : call('PUT /api/admin/case-types/:id', {
            params: { id: type.id },
            body: { version, type: settings },
          }),
    () => {
      showToast(`${name.trim()} is saved. Its cases follow it from now on.`)
      onClose()
    },
  )
  const errorAt = (field: string) => fieldError(save.error, field)
  return (
    <SettingsFrame words={type === null ? 'Add case type' : 'Save case type'} save={save} onClose={onClose}>
      <TextField
        label="Name"
        data-autofocus
        value={name}
        error={errorAt('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Select
        label="Proposed for cases about"
        value={proposedFor ?? ''}
        options={[
          { value: '', words: 'Nothing: it is only chosen by hand' },
          ...Object.entries(contactReasons).map(([value, words]) => ({ value, words })),
        ]}
        onChange={({ target }) => change({ proposedFor: isReason(target.value) ? target.value : null })}
      />
      <Part
        title="Stages, in their order"
        add="Add a stage"
        error={errorAt('stages')}
        onAdd={() => change({ stages: [...stages, newStage()] })}
      >
        {stages.map((stage, at) => (
          <li key={stage.key} className="type-row">
            <TextField
              label={`Stage ${at + 1}`}
              value={stage.name}
              error={errorAt(`stage.${stage.key}`)}
              onChange={(event) =>
                change({
                  stages: stages.map((one) => (one === stage ? { ...one, name: event.target.value } : one)),
                })
              }
            />
            <RowButtons
              what={stage.name === '' ? `stage ${at + 1}` : stage.name}
              onMove={(by) => change({ stages: moved(stages, at, by) })}
              onRemove={() => change({ stages: stages.filter((one) => one !== stage) })}
            />
          </li>
        ))}
      </Part>
      <Part
        title="What is asked"
        add="Add a field"
        error={errorAt('fields')}
        onAdd={() => change({ fields: [...fields, newField()] })}
      >
        {fields.map((field, at) => (
          <li key={field.key} className="type-row type-field">
            <FieldRow
              field={field}
              at={at}
              stages={stages}
              isAsked={asked.has(field.key)}
              errorAt={errorAt}
              onChange={(next) => change({ fields: fields.map((one) => (one === field ? next : one)) })}
            />
            <RowButtons
              what={field.label === '' ? `field ${at + 1}` : field.label}
              onMove={(by) => change({ fields: moved(fields, at, by) })}
              onRemove={() => change({ fields: fields.filter((one) => one !== field) })}
            />
          </li>
        ))}
      </Part>
      <Part
        title="Documents that are expected"
        add="Add a document"
        error={errorAt('documents')}
        onAdd={() => change({ documents: [...documents, newExpected()] })}
      >
        {documents.map((document, at) => (
          <li key={document.key} className="type-row">
            <TextField
              label={`Document ${at + 1}`}
              value={document.name}
              error={errorAt(`document.${document.key}`)}
              onChange={(event) =>
                change({
                  documents: documents.map((one) =>
                    one === document ? { ...one, name: event.target.value } : one,
                  ),
                })
              }
            />
            <RowButtons
              what={document.name === '' ? `document ${at + 1}` : document.name}
              onMove={(by) => change({ documents: moved(documents, at, by) })}
              onRemove={() => change({ documents: documents.filter((one) => one !== document) })}
            />
          </li>
        ))}
      </Part>
    </SettingsFrame>
  )
}

function Part({
  title,
  add,
  error,
  onAdd,
  children,
}: {
  title: string
  add: string
  error: string | null
  onAdd: () => void
  children: ReactNode
}) {
  return (
    <fieldset className="day">
      <legend>{title}</legend>
      {error === null ? null : <p className="field-error">{error}</p>}
      <ol className="type-rows">{children}</ol>
      <Button icon={<Plus aria-hidden="true" />} onClick={onAdd}>
        {add}
      </Button>
    </fieldset>
  )
}

function RowButtons({
  what,
  onMove,
  onRemove,
}: {
  what: string
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}) {
  return (
    <span className="type-buttons">
      <IconButton
        label={`Move ${what} up`}
        icon={<ArrowUp aria-hidden="true" />}
        onClick={() => onMove(-1)}
      />
      <IconButton
        label={`Move ${what} down`}
        icon={<ArrowDown aria-hidden="true" />}
        onClick={() => onMove(1)}
      />
      <IconButton label={`Take ${what} out`} icon={<Trash2 aria-hidden="true" />} onClick={onRemove} />
    </span>
  )
}

function FieldRow({
  field,
  at,
  stages,
  isAsked,
  errorAt,
  onChange,
}: {
  field: Field
  at: number
  stages: CaseTypeSettingsView['stages']
  /** Cases may have answers: what kind they are stays. */
  isAsked: boolean
  errorAt: (field: string) => string | null
  onChange: (next: Field) => void
}) {
  return (
    <div className="type-field-parts">
      <TextField
        label={`Field ${at + 1}`}
        value={field.label}
        error={errorAt(`field.${field.key}`)}
        onChange={(event) => onChange({ ...field, label: event.target.value })}
      />
      <Select
        label="Kind of answer"
        value={field.kind}
        hint={isAsked ? 'It stays as it is: there may be answers.' : ''}
        options={Object.entries(fieldKindWords)
          .filter(([value]) => !isAsked || value === field.kind)
          .map(([value, words]) => ({ value, words }))}
        onChange={({ target }) => {
          if (isKind(target.value)) onChange({ ...field, kind: target.value })
        }}
      />
      {field.kind === 'choice' ? (
        <TextArea
          label="Choices, each in a line"
          rows={3}
          value={field.choices.join('\n')}
          error={errorAt(`choices.${field.key}`)}
          onChange={(event) => onChange({ ...field, choices: event.target.value.split('\n') })}
        />
      ) : null}
      <Select
        label="Needed"
        value={field.neededFrom ?? ''}
        options={[
          { value: '', words: 'Never' },
          ...stages.map(({ key, name }, place) => ({
            value: key,
            words: `From “${name === '' ? `stage ${place + 1}` : name}” on`,
          })),
          ...(field.neededFrom !== null && stages.every(({ key }) => key !== field.neededFrom)
            ? [{ value: field.neededFrom, words: 'From a stage that is gone' }]
            : []),
        ]}
        onChange={({ target }) =>
          onChange({ ...field, neededFrom: target.value === '' ? null : target.value })
        }
      />
    </div>
  )
}
