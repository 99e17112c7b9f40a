import { useState } from 'react'
import type {
  AdminPeopleView,
  AdminPersonView,
  OneTimeView,
} from '../../../../server/contract/admin-views.ts'
import { call } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Select } from '../../ui/field.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

/** Somebody leaves: what they have in hand is given to a colleague in the same step. */
export function LeaveForm({
  view,
  person,
  onClose,
}: {
  view: AdminPeopleView
  person: AdminPersonView
  onClose: () => void
}) {
  const [toId, setToId] = useState('')
  const [version] = useState(person.version)
  const leave = useSettingsChange(
    () =>
      call('POST /api/admin/people/:id/leave', {
        params: { id: person.id },
        body: { version, toId: toId === '' ? null : toId },
      }),
    () => {
      showToast(`${person.name} has left, and is signed out everywhere.`)
      onClose()
    },
  )
  const { cases, promises, conversations } = person.inHand
  const inHand = [
    counted(cases, 'open case', 'open cases'),
    counted(promises, 'promise', 'promises'),
    counted(conversations, 'text conversation', 'text conversations'),
  ].filter((words) => words !== null)
  return (
    <SettingsFrame words={`${person.name} leaves`} save={leave} onClose={onClose}>
      <p>
        They are signed out at once and no call rings for them. Nothing they did is deleted: it keeps their
        name. They can be let in again.
      </p>
      <p>
        {inHand.length === 0
          ? 'They have nothing in hand that a colleague would have to take over.'
          : `In hand: ${inHand.join(', ')}.`}
      </p>
      <Select
        label="Who takes over"
        hint={
          cases === 0
            ? 'Nobody: promises, conversations and voicemails are everybody’s.'
            : 'Open cases need an owner.'
        }
        data-autofocus
        value={toId}
        error={fieldError(leave.error, 'toId')}
        options={[
          { value: '', words: 'Nobody' },
          ...view.successors
            .filter(({ id }) => id !== person.id)
            .map(({ id, name }) => ({ value: id, words: name })),
        ]}
        onChange={(event) => setToId(event.target.value)}
      />
    </SettingsFrame>
  )
}

const counted = (n: number, one: string, many: string): string | null =>
  n === 0 ? null : `${n} ${n === 1 ? one : many}`

/** Seen once, by whoever asked for it. */
export function OneTimePassword({ given, onClose }: { given: OneTimeView; onClose: () => void }) {
  const now = useNow()
  return (
    <div className="stack">
      <p>
        Give it to {given.name} in person or by telephone. It lets them in once, to choose their own, until{' '}
        {dayAndTime(given.until, now)}. It is not shown again.
      </p>
      <p className="one-time-password">
        <code>{given.password}</code>
      </p>
      <div className="empty-actions">
        <Button
          tone="primary"
          data-autofocus
          onClick={() =>
            navigator.clipboard.writeText(given.password).then(
              () => showToast('Copied.'),
              () => showToast('This browser does not let us copy it. Write it down.', { tone: 'problem' }),
            )
          }
        >
          Copy
        </Button>
        <Button onClick={onClose}>Done</Button>
      </div>
    </div>
  )
}
