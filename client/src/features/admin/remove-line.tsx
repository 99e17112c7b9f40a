import { useState } from 'react'
import type { LineBrief, RemovedLine } from '../../../../server/contract/admin-views.ts'
import { call } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Select } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { dayAndTime } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { fieldError, fullWords, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'

const givenUp = 'given-up'

/** A line goes, and it is said who answers its number from then on. */
export function RemoveLine({
  line,
  lines,
  onClose,
}: {
  line: LineBrief
  lines: LineBrief[]
  onClose: () => void
}) {
  const [answer, setAnswer] = useState('')
  const [version] = useState(line.version)
  const remove = useSettingsChange(
    () =>
      call('POST /api/admin/lines/:id/remove', {
        params: { id: line.id },
        body: {
          version,
          replacedBy: answer === '' || answer === givenUp ? null : answer,
          isGivenUp: answer === givenUp,
        },
      }),
    () => {
      showToast(`${line.name} is removed. Its number ${line.shownNumber} is free.`)
      onClose()
    },
  )
  return (
    <SettingsFrame words={`Remove ${line.name}`} save={remove} onClose={onClose}>
      <p>
        Every call and text that came in on it keeps its name. Another line may take the number{' '}
        {line.shownNumber}, and this one can be used again.
      </p>
      <Select
        label={`Who answers ${line.shownNumber} until then`}
        data-autofocus
        value={answer}
        error={fieldError(remove.error, 'replacedBy')}
        options={[
          { value: '', words: 'Choose' },
          ...lines
            .filter(({ id, kind }) => id !== line.id && kind === line.kind)
            .map(({ id, name }) => ({ value: id, words: name })),
          { value: givenUp, words: 'Nobody: the number is given up' },
        ]}
        onChange={(event) => setAnswer(event.target.value)}
      />
    </SettingsFrame>
  )
}

export function RemovedLines({ lines }: { lines: RemovedLine[] }) {
  const now = useNow()
  const restore = useSettingsChange(
    ({ id }: RemovedLine) => call('POST /api/admin/lines/:id/restore', { params: { id } }),
    (_, { name }) => showToast(`${name} is in use again. The next call hears it.`),
  )
  if (lines.length === 0) return null
  return (
    <Panel title="Removed">
      <ul className="queue-takes">
        {lines.map((line) => (
          <li key={line.id}>
            <span>
              {line.name}, {line.shownNumber}, removed {dayAndTime(line.removedAt, now)}.{' '}
              {line.answeredBy === null
                ? 'Its number was given up.'
                : `${line.answeredBy} answers its number.`}
            </span>
            <Button
              aria-label={`Use ${line.name} again`}
              isPending={restore.isPending}
              onClick={() =>
                restore.mutate(line, {
                  onError: (error) => showToast(fullWords(error), { tone: 'problem' }),
                })
              }
            >
              Use again
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
