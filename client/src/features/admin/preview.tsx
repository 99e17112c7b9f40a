/** "What would a caller hear at …?": the minute that is asked about and the one before it, side by side. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HeardView, HoursView } from '../../../../server/contract/admin-views.ts'
import { call, problemWords } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { localOfInstant } from '../../ui/times.ts'
import { fieldError } from './settings-form.ts'

/** The local minute before, by the calendar alone: the server knows the zone. */
const minuteBefore = (local: string): string | null => {
  const at = Date.parse(`${local}:00Z`)
  return Number.isNaN(at) ? null : new Date(at - 60_000).toISOString().slice(0, 16)
}

export function Preview({
  lineId,
  hours = null,
  draft = false,
}: {
  lineId: string
  /** Hours as they are being edited; null: those in use. */
  hours?: HoursView | null
  /** The menu's draft instead of the menu in use. */
  draft?: boolean
}) {
  const [at, setAt] = useState(() => localOfInstant(Date.now()))
  const [error, setError] = useState<string | null>(null)
  const ask = useMutation({
    mutationFn: (minutes: string[]) =>
      call('POST /api/admin/lines/:id/preview', {
        params: { id: lineId },
        body: { at: minutes, hours, draft },
      }),
  })
  const heard = ask.data?.heard
  const showKeys = useShortcutWords('admin-preview')
  const show = () => {
    const before = minuteBefore(at)
    setError(before === null ? 'Choose a day and a time.' : null)
    if (before !== null) ask.mutate([before, at])
  }
  useShortcut('admin-preview', show)
  return (
    <Panel title="What would a caller hear?">
      <form
        className="preview-ask"
        onSubmit={(event) => {
          event.preventDefault()
          show()
        }}
      >
        <TextField
          label="At this minute, and the one before"
          type="datetime-local"
          value={at}
          error={error ?? fieldError(ask.error, 'at.0')}
          onChange={(event) => setAt(event.target.value)}
        />
        <Button type="submit" keys={showKeys} isPending={ask.isPending}>
          Show
        </Button>
      </form>
      {ask.isError ? (
        <p className="field-error" role="alert">
          {problemWords(ask.error).words}
        </p>
      ) : null}
      <div className="preview" aria-live="polite">
        {heard?.length === 0 ? <p>That is not a minute this line knows.</p> : null}
        {heard?.map((one) => (
          <Heard key={one.at} heard={one} />
        ))}
      </div>
    </Panel>
  )
}

function Heard({ heard }: { heard: HeardView }) {
  return (
    <article className="heard">
      <h3>
        At {heard.at.slice(11)}{' '}
        <Chip tone={heard.open ? 'ok' : 'neutral'}>{heard.open ? 'Open' : 'Closed'}</Chip>
      </h3>
      <p className="heard-state">{heard.state}.</p>
      {heard.say.map((words) => (
        <blockquote key={words}>{words}</blockquote>
      ))}
      {heard.keys.length === 0 ? null : (
        <dl className="heard-keys">
          {heard.keys.map(({ path, words, then }) => (
            <div key={path}>
              <dt>
                {path.split('').join(' then ')}: {words}
              </dt>
              <dd>{then}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="heard-state">{heard.waiting}</p>
    </article>
  )
}
