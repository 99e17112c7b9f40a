import { useRef, useState } from 'react'
import type { AdminTemplatesView, AdminTemplateView } from '../../../../server/contract/template-views.ts'
import { call } from '../../api.ts'
import { useSegments } from '../../segments/use-segments.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

export function TemplateForm({
  template,
  fields,
  onClose,
}: {
  /** null: a new one. */
  template: AdminTemplateView | null
  fields: AdminTemplatesView['fields']
  onClose: () => void
}) {
  const [name, setName] = useState(template?.name ?? '')
  const [body, setBody] = useState(template?.body ?? '')
  const [version] = useState(template?.version ?? 1)
  const box = useRef<HTMLTextAreaElement>(null)
  const size = useSegments(body)
  const save = useSettingsChange(
    () =>
      template === null
        ? call('POST /api/admin/templates', { body: { name, body } })
        : call('PUT /api/admin/templates/:id', {
            params: { id: template.id },
            body: { version, template: { name, body } },
          }),
    () => {
      showToast(`${name.trim()} is saved. The next text can use it.`)
      onClose()
    },
  )
  /** Where the writing goes on. */
  const insert = (field: string) => {
    const at = box.current?.selectionStart ?? body.length
    const until = box.current?.selectionEnd ?? at
    const words = `{${field}}`
    setBody(body.slice(0, at) + words + body.slice(until))
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(at + words.length, at + words.length)
    })
  }
  return (
    <SettingsFrame words={template === null ? 'Add template' : 'Save template'} save={save} onClose={onClose}>
      <TextField
        label="Name"
        data-autofocus
        value={name}
        error={fieldError(save.error, 'name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        ref={box}
        label="Text"
        rows={5}
        value={body}
        hint="Somebody else may read it on a locked screen: say neither the union nor the matter."
        error={fieldError(save.error, 'body')}
        onChange={(event) => setBody(event.target.value)}
      />
      <p className="field-hint" role="status">
        {size.words}, before fields are filled.{' '}
        {size.fixed === null ? null : (
          <button type="button" className="link-button" onClick={() => setBody(size.fixed ?? body)}>
            Use plain ones
          </button>
        )}
      </p>
      <fieldset className="day">
        <legend>Fields, filled from the conversation</legend>
        <ul className="field-chips">
          {fields.map(({ field, words }) => (
            <li key={field}>
              <Button onClick={() => insert(field)} aria-label={`Insert ${field}: ${words}`}>
                {`{${field}}`}
              </Button>{' '}
              <span className="field-hint">{words}</span>
            </li>
          ))}
        </ul>
      </fieldset>
    </SettingsFrame>
  )
}
