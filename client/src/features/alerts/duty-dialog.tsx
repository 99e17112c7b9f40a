/** Who gets alerts by text from now on: a supervisor and their mobile, or nobody. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AlertsView } from '../../../../server/contract/live-views.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { useMe } from '../../frame/me.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

export function DutyDialog({ duty, onClose }: { duty: AlertsView['duty']; onClose: () => void }) {
  const cache = useQueryClient()
  const me = useMe()
  const [version] = useState(duty.version)
  const [personId, setPersonId] = useState(
    () => duty.person?.id ?? (duty.people.some(({ id }) => id === me.id) ? me.id : ''),
  )
  const [number, setNumber] = useState('')
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/alerts/duty', {
        body: { version, personId: personId === '' ? null : personId, number },
      }),
    onSuccess: (alerts) => {
      cache.setQueryData(keys.alerts, alerts)
      showToast(alerts.duty.person === null ? 'Nobody is on duty.' : `${alerts.duty.person.name} is on duty.`)
      onClose()
    },
  })
  useShortcut('send', () => save.mutate())
  const saveKeys = useShortcutWords('send')
  const wrong = (field: string) =>
    save.error instanceof RefusedError
      ? (save.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  const isKept = duty.person?.id === personId && duty.numberEnd !== null
  return (
    <Dialog title="Who is on duty" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <p>Alerts are texted to one person, once each. Everybody who supervises sees them here.</p>
        {duty.textProblem === null ? null : <p className="field-error">{duty.textProblem}</p>}
        <Select
          label="On duty"
          data-autofocus
          value={personId}
          error={wrong('personId')}
          options={[
            { value: '', words: 'Nobody' },
            ...duty.people.map(({ id, name }) => ({ value: id, words: name })),
          ]}
          onChange={(event) => setPersonId(event.target.value)}
        />
        {personId === '' ? null : (
          <TextField
            label="Their mobile"
            hint={isKept ? `Empty: the one we have (${duty.numberEnd}).` : 'Used for alerts only.'}
            inputMode="tel"
            autoComplete="tel"
            value={number}
            error={wrong('number')}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
        {save.isError ? (
          <p className="field-error" role="alert">
            {problemWords(save.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" keys={saveKeys} isPending={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
