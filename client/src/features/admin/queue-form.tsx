import { useState } from 'react'
import type { AdminQueuesView, AdminQueueView } from '../../../../server/contract/admin-views.ts'
import { call } from '../../api.ts'
import { Select, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { AlertLimitsFields, useAlertLimits } from './alert-limits.tsx'
import { fieldError, useSettingsChange } from './settings-form.ts'
import { SettingsFrame } from './settings-frame.tsx'
import { minutesAsSeconds, readLimit, readNumber } from './typed-numbers.ts'

export function QueueForm({
  queue,
  skills,
  onClose,
}: {
  /** null: a new one. */
  queue: AdminQueueView | null
  skills: AdminQueuesView['skills']
  onClose: () => void
}) {
  const [name, setName] = useState(queue?.name ?? '')
  const [chosen, setChosen] = useState(() => queue?.skills ?? [])
  const [levels, setLevels] = useState<Record<string, number>>(() => queue?.skillLevels ?? {})
  const [percent, setPercent] = useState(String(queue?.promisePercent ?? 80))
  const [seconds, setSeconds] = useState(String(queue?.promiseSeconds ?? 180))
  const [most, setMost] = useState(String(queue?.maxWaiting ?? ''))
  const [longest, setLongest] = useState(
    queue?.maxWaitSeconds == null ? '' : String(Math.round(queue.maxWaitSeconds / 60)),
  )
  const alerts = useAlertLimits(queue)
  const [version] = useState(queue?.version ?? 1)
  const save = useSettingsChange(
    () => {
      const typed = {
        name,
        skills: chosen,
        skillLevels: levels,
        // What is no number is none that could be promised: the server says so beside the field.
        promisePercent: readNumber(percent),
        promiseSeconds: readNumber(seconds),
        maxWaiting: readLimit(most),
        maxWaitSeconds: minutesAsSeconds(longest),
        alertLimits: alerts.typed(),
      }
      return queue === null
        ? call('POST /api/admin/queues', { body: typed })
        : call('PUT /api/admin/queues/:id', { params: { id: queue.id }, body: { version, queue: typed } })
    },
    () => {
      showToast(`${name.trim()} is saved.`)
      onClose()
    },
  )
  const wrong = (field: string) => fieldError(save.error, field)
  const skillError = wrong('skills')
  return (
    <SettingsFrame words={queue === null ? 'Add queue' : 'Save queue'} save={save} onClose={onClose}>
      <TextField
        label="Name"
        data-autofocus
        value={name}
        error={wrong('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="day">
        <legend>Skills: who takes its calls needs all of them</legend>
        {skills.map(({ skill, people }) => (
          <div key={skill} className="skill-row">
            <label className="field-check">
              <input
                type="checkbox"
                checked={chosen.includes(skill)}
                onChange={({ target: { checked } }) =>
                  setChosen((now) => (checked ? [...now, skill] : now.filter((one) => one !== skill)))
                }
              />
              {skill} ({people === 1 ? '1 person' : `${people} people`})
            </label>
            {chosen.includes(skill) ? (
              <Select
                label={`First asked-for level of ${skill}`}
                hideLabel
                value={String(levels[skill] ?? 1)}
                options={['1', '2', '3', '4', '5'].map((value) => ({ value, words: `from level ${value}` }))}
                onChange={(event) => setLevels((now) => ({ ...now, [skill]: Number(event.target.value) }))}
              />
            ) : null}
          </div>
        ))}
        {skillError === null ? null : <p className="field-error">{skillError}</p>}
      </fieldset>
      <div className="admin-fields">
        <TextField
          label="Promise, per cent of callers"
          inputMode="numeric"
          value={percent}
          error={wrong('promisePercent')}
          onChange={(event) => setPercent(event.target.value)}
        />
        <TextField
          label="answered within seconds"
          inputMode="numeric"
          value={seconds}
          error={wrong('promiseSeconds')}
          onChange={(event) => setSeconds(event.target.value)}
        />
      </div>
      <div className="admin-fields">
        <TextField
          label="At most this many may wait"
          hint="Empty: no limit. The next caller is offered a callback or a message."
          inputMode="numeric"
          value={most}
          error={wrong('maxWaiting')}
          onChange={(event) => setMost(event.target.value)}
        />
        <TextField
          label="Nobody waits longer than, minutes"
          hint="Empty: no limit. Then a callback is offered, and their place is kept."
          inputMode="numeric"
          value={longest}
          error={wrong('maxWaitSeconds')}
          onChange={(event) => setLongest(event.target.value)}
        />
      </div>
      <AlertLimitsFields alerts={alerts} wrong={wrong} />
      {queue === null ? null : (
        <section aria-label="What a caller meets, as saved">
          <h3>What a caller meets, as saved</h3>
          <ol className="queue-timeline">
            {queue.timeline.map(({ at, words }) => (
              <li key={`${at} ${words}`}>
                <span className="figures">{at < 60 ? `${at} s` : `${at / 60} min`}</span> {words}
              </li>
            ))}
          </ol>
        </section>
      )}
    </SettingsFrame>
  )
}
