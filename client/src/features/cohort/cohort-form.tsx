import { useState } from 'react'
import { useLocation } from 'react-router'
import {
  type AudienceView,
  audienceWords,
  type CohortTextsView,
  type CohortTextView,
} from '../../../../server/contract/cohort-text-api.ts'
import { problemLine, RefusedError } from '../../api.ts'
import { useAudiences } from '../../queries.ts'
import { useSegments } from '../../segments/use-segments.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import { useSettled } from '../../ui/settled.ts'
import { useCohort } from './use-cohort.ts'

/** Whoever comes from a group case finds it chosen. */
const fromAddress = (hash: string): AudienceView | null => {
  const params = new URLSearchParams(hash.slice(1))
  const [id, name] = [params.get('group'), params.get('name')]
  return id === null || name === null ? null : { kind: 'group', id, name }
}

function AudienceChoice({
  chosen,
  error,
  onChoose,
}: {
  chosen: AudienceView | null
  error: string | null
  onChoose: (audience: AudienceView | null) => void
}) {
  const [typed, setTyped] = useState('')
  const found = useAudiences(useSettled(typed.trim(), 200))
  if (chosen !== null)
    return (
      <div className="cohort-chosen">
        <p>
          To {audienceWords[chosen.kind].toLowerCase()} <strong>{chosen.name}</strong>
        </p>
        <Button onClick={() => onChoose(null)}>Choose others</Button>
      </div>
    )
  const audiences = found.data?.audiences ?? []
  return (
    <div className="stack">
      <TextField
        label="Who is to be texted?"
        hint="A workplace, employer, branch or open group case: type a part of its name."
        type="search"
        value={typed}
        error={error}
        onChange={({ target }) => setTyped(target.value)}
      />
      {typed.trim() !== '' && found.data !== undefined && audiences.length === 0 ? (
        <p className="entry-meta" role="status">
          Nothing is called so.
        </p>
      ) : null}
      {audiences.length === 0 ? null : (
        <ul className="cohort-found" aria-label="Found">
          {audiences.map((one) => (
            <li key={`${one.kind}:${one.id}`}>
              <Button onClick={() => onChoose(one)}>
                {one.name} <span className="entry-meta">{audienceWords[one.kind]}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function CohortForm({
  lines,
  before,
}: {
  lines: CohortTextsView['lines']
  /** What was looked at and is changed. */
  before: CohortTextView | null
}) {
  const { hash } = useLocation()
  const { preview } = useCohort()
  const [audience, setAudience] = useState(before?.audience ?? fromAddress(hash))
  const [lineId, setLineId] = useState(lines[0]?.id ?? '')
  const [body, setBody] = useState(before?.body ?? '')
  const [isUrgent, setUrgent] = useState(before?.urgentWhy != null)
  const [why, setWhy] = useState(before?.urgentWhy ?? '')
  const { words } = useSegments(body)
  const fields = preview.error instanceof RefusedError ? preview.error.fields : []
  const wrong = (field: string) => fields.find((one) => one.field === field)?.words ?? null
  const trouble = fields.length > 0 ? null : problemLine(preview.error)
  return (
    <form
      className="cohort-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (preview.isPending) return
        preview.mutate({
          audience: { kind: audience?.kind ?? 'workplace', id: audience?.id ?? '' },
          lineId,
          body,
          urgentWhy: isUrgent ? why : null,
        })
      }}
    >
      <AudienceChoice chosen={audience} error={wrong('audience')} onChoose={setAudience} />
      {audience !== null && wrong('audience') !== null ? (
        <p className="field-error" role="alert">
          {wrong('audience')}
        </p>
      ) : null}
      <Select
        label="From"
        value={lineId}
        error={wrong('lineId')}
        options={lines.map(({ id, name, number }) => ({ value: id, words: `${name}, ${number}` }))}
        onChange={({ target }) => setLineId(target.value)}
      />
      <TextArea
        label="Text"
        hint={`{first name} becomes theirs. ${body === '' ? '' : words}`}
        rows={4}
        value={body}
        error={wrong('body')}
        onChange={({ target }) => setBody(target.value)}
      />
      <Checkbox label="It cannot wait for the morning" isChecked={isUrgent} onChange={setUrgent} />
      {isUrgent ? (
        <TextField
          label="Why not?"
          maxLength={500}
          value={why}
          error={wrong('urgentWhy')}
          onChange={({ target }) => setWhy(target.value)}
        />
      ) : null}
      {trouble === null ? null : (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      )}
      <div className="cohort-actions">
        <Button tone="primary" type="submit" isPending={preview.isPending}>
          See who gets it
        </Button>
      </div>
    </form>
  )
}
