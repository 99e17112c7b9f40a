import { useState } from 'react'
import type { PersonBrief } from '../../../../server/contract/briefs.ts'
import type { AdminAnswerView, AdminKnowledgeView } from '../../../../server/contract/knowledge-views.ts'
import { answerKindWords } from '../../../../server/contract/knowledge-words.ts'
import { type ContactReason, contactReasons } from '../../../../server/contract/words.ts'
import { call } from '../../api.ts'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

const isKey = <T extends object>(table: T, value: string): value is keyof T & string =>
  Object.hasOwn(table, value)
const reasonKeys = Object.keys(contactReasons).filter((key) => isKey(contactReasons, key))

export function KnowledgeForm({
  answer,
  people,
  caseTypes,
  onClose,
}: {
  /** null: a new one. */
  answer: AdminAnswerView | null
  people: PersonBrief[]
  caseTypes: AdminKnowledgeView['caseTypes']
  onClose: () => void
}) {
  const [kind, setKind] = useState(answer?.kind ?? 'answer')
  const [title, setTitle] = useState(answer?.title ?? '')
  const [reasons, setReasons] = useState<ContactReason[]>(answer?.reasons ?? [])
  const [types, setTypes] = useState<string[]>(answer?.types ?? [])
  const [body, setBody] = useState(answer?.body ?? '')
  const [lines, setLines] = useState(answer?.steps.join('\n') ?? '')
  const [whereElse, setWhereElse] = useState(answer?.whereElse ?? '')
  const [ownerId, setOwnerId] = useState(answer?.ownerId ?? '')
  const [reviewOn, setReviewOn] = useState(answer?.reviewOn ?? '')
  const [version] = useState(answer?.version ?? 1)
  const save = useSettingsChange(
    () => {
      const given = {
        kind,
        title,
        reasons,
        types,
        body,
        steps: lines.split('\n'),
        whereElse,
        ownerId,
        reviewOn,
      }
      return answer === null
        ? call('POST /api/admin/knowledge', { body: given })
        : call('PUT /api/admin/knowledge/:id', {
            params: { id: answer.id },
            body: { version, answer: given },
          })
    },
    () => {
      showToast(`${title.trim()} is saved. The next call finds it.`)
      onClose()
    },
  )
  const wrong = (field: string) => fieldError(save.error, field)
  return (
    <SettingsFrame words={answer === null ? 'Add answer' : 'Save answer'} save={save} onClose={onClose}>
      <Select
        label="What is it?"
        data-autofocus
        value={kind}
        options={Object.entries(answerKindWords).map(([value, words]) => ({ value, words }))}
        onChange={({ target }) => {
          if (isKey(answerKindWords, target.value)) setKind(target.value)
        }}
      />
      <TextField
        label="Title"
        value={title}
        hint="As a member would ask it."
        error={wrong('title')}
        onChange={({ target }) => setTitle(target.value)}
      />
      <TextArea
        label={kind === 'answer' ? 'What to say' : 'A word before it'}
        rows={5}
        value={body}
        error={wrong('body')}
        onChange={({ target }) => setBody(target.value)}
      />
      {kind === 'guide' ? (
        <TextArea
          label="What to think of, a line each"
          rows={6}
          value={lines}
          hint="A list that may be ignored, in any order. It is no script."
          error={wrong('steps')}
          onChange={({ target }) => setLines(target.value)}
        />
      ) : null}
      {kind === 'signpost' ? (
        <TextField
          label="Number or address"
          value={whereElse}
          error={wrong('whereElse')}
          onChange={({ target }) => setWhereElse(target.value)}
        />
      ) : null}
      <fieldset className="day">
        <legend>About what? None, and no case type: about everything.</legend>
        {reasonKeys.map((reason) => (
          <Checkbox
            key={reason}
            label={contactReasons[reason]}
            isChecked={reasons.includes(reason)}
            onChange={(is) =>
              setReasons((now) => (is ? [...now, reason] : now.filter((one) => one !== reason)))
            }
          />
        ))}
      </fieldset>
      {caseTypes.length === 0 ? null : (
        <fieldset className="day">
          <legend>On cases of what type?</legend>
          {caseTypes.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              isChecked={types.includes(id)}
              onChange={(is) => setTypes((now) => (is ? [...now, id] : now.filter((one) => one !== id)))}
            />
          ))}
          {wrong('types') === null ? null : <p className="field-error">{wrong('types')}</p>}
        </fieldset>
      )}
      <Select
        label="Who answers for it?"
        value={ownerId}
        error={wrong('ownerId')}
        options={[
          { value: '', words: 'Choose somebody' },
          ...people.map(({ id, name }) => ({ value: id, words: name })),
        ]}
        onChange={({ target }) => setOwnerId(target.value)}
      />
      <TextField
        type="date"
        label="Look at it again by"
        hint="After that day it is shown in amber, and it says so."
        value={reviewOn}
        error={wrong('reviewOn')}
        onChange={({ target }) => setReviewOn(target.value)}
      />
    </SettingsFrame>
  )
}
