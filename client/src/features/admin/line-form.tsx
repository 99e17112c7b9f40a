import { useState } from 'react'
import type { AdminLineView } from '../../../../server/contract/admin-views.ts'
import { type TextPurposeWord, textPurposeWords } from '../../../../server/contract/line-words.ts'
import { call } from '../../api.ts'
import { Checkbox, Select, TextArea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { weekOf } from './hours-edit.ts'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

const isPurpose = (word: string): word is TextPurposeWord => Object.hasOwn(textPurposeWords, word)
const ownMinutes = 'minutes'
const startOf = (line: AdminLineView | null, queueId: string | undefined) => ({
  number: line?.shownNumber ?? '',
  name: line?.name ?? '',
  kind: line?.kind ?? ('voice' as const),
  greeting: line?.greeting ?? '',
  closedMessage: line?.closedMessage ?? 'Our lines are closed now.',
  defaultQueueId: line?.defaultQueueId ?? queueId ?? null,
  drain: line?.drain ?? '15',
  keepDays: String(line?.keepDays ?? 180),
  transcribeVoicemail: line?.transcribeVoicemail ?? false,
  purpose: line?.purpose ?? ('case' as TextPurposeWord),
})

export function LineForm({
  line,
  queues,
  onClose,
}: {
  /** null: a new one. */
  line: AdminLineView | null
  queues: AdminLineView['queues']
  onClose: () => void
}) {
  const [typed, setTyped] = useState(() => startOf(line, queues[0]?.id))
  const [version] = useState(line?.version ?? 1)
  const set = (change: Partial<typeof typed>) => setTyped((now) => ({ ...now, ...change }))
  // What is no number is refused like one out of bounds, in words beside the field.
  const settings = {
    ...typed,
    keepDays: /^\d{1,6}$/.test(typed.keepDays.trim()) ? Number(typed.keepDays) : 0,
  }
  const save = useSettingsChange(
    () =>
      line === null
        ? call('POST /api/admin/lines', { body: { line: settings, hours: weekOf() } })
        : call('PUT /api/admin/lines/:id', { params: { id: line.id }, body: { version, line: settings } }),
    ({ name }) => {
      showToast(`${name} is saved. The next call hears it.`)
      onClose()
    },
  )
  const wrong = (field: string) => fieldError(save.error, field) ?? fieldError(save.error, `line.${field}`)
  return (
    <SettingsFrame words={line === null ? 'Add line' : 'Save line'} save={save} onClose={onClose}>
      <TextField
        label="Name"
        hint="As your colleagues call it."
        data-autofocus
        value={typed.name}
        error={wrong('name')}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextField
        label="Number"
        hint="One of the numbers that point at this server."
        inputMode="tel"
        value={typed.number}
        error={wrong('number')}
        onChange={(event) => set({ number: event.target.value })}
      />
      <Select
        label="For"
        value={typed.kind}
        options={[
          { value: 'voice', words: 'Calls' },
          { value: 'text', words: 'Texts' },
        ]}
        onChange={(event) => set({ kind: event.target.value === 'text' ? 'text' : 'voice' })}
      />
      {typed.kind === 'voice' ? (
        <>
          <TextArea
            label="Greeting"
            hint="The first words a caller hears."
            rows={3}
            value={typed.greeting}
            error={wrong('greeting')}
            onChange={(event) => set({ greeting: event.target.value })}
          />
          <TextArea
            label="Closed message"
            hint="Said when the line is closed. When it opens again is said after it."
            rows={2}
            value={typed.closedMessage}
            error={wrong('closedMessage')}
            onChange={(event) => set({ closedMessage: event.target.value })}
          />
          <Select
            label="Callers in the queue at closing"
            value={typed.drain === 'all' || typed.drain === '0' ? typed.drain : ownMinutes}
            options={[
              { value: 'all', words: 'Everybody is still answered' },
              { value: ownMinutes, words: 'Answered for some more minutes, then promised a call back' },
              { value: '0', words: 'Promised a call back at once' },
            ]}
            onChange={(event) =>
              set({ drain: event.target.value === ownMinutes ? '15' : event.target.value })
            }
          />
          {typed.drain === 'all' || typed.drain === '0' ? null : (
            <TextField
              label="Minutes after closing"
              inputMode="numeric"
              value={typed.drain}
              error={wrong('drain')}
              onChange={(event) => set({ drain: event.target.value })}
            />
          )}
          <TextField
            label="Days that recordings are kept"
            hint="Calls and voicemails of this line. Then they are deleted here and at Twilio. A shorter time holds for older ones too: they are deleted soon, and do not come back."
            inputMode="numeric"
            value={typed.keepDays}
            error={wrong('keepDays')}
            onChange={(event) => set({ keepDays: event.target.value })}
          />
          <Checkbox
            label="Have Twilio write down what voicemails say"
            isChecked={typed.transcribeVoicemail}
            onChange={(transcribeVoicemail) => set({ transcribeVoicemail })}
          />
          <p className="field-hint">
            The sound of each voicemail is then read by a machine at Twilio, which charges for it. It knows
            English alone, and takes messages of 3 to 119 seconds. The words are shown with the voicemail,
            marked as a machine’s, and deleted with it. Say so in your privacy notice.
          </p>
        </>
      ) : (
        <Select
          label="Texts about"
          hint="STOP to a number for campaigns or surveys ends those alone. STOP to a number for members’ own matters ends all texts."
          value={typed.purpose}
          options={Object.entries(textPurposeWords).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isPurpose(target.value)) set({ purpose: target.value })
          }}
        />
      )}
      <Select
        label={typed.kind === 'voice' ? 'Queue when no menu is set up' : 'Queue'}
        value={typed.defaultQueueId ?? ''}
        error={wrong('defaultQueueId')}
        options={queues.map(({ id, name }) => ({ value: id, words: name }))}
        onChange={(event) => set({ defaultQueueId: event.target.value })}
      />
      {line === null ? (
        <p className="field-hint">
          It is open Monday to Friday, 08:30 to 19:00, with the bank holidays of England and Wales, until you
          change that under Opening hours.
        </p>
      ) : null}
    </SettingsFrame>
  )
}
