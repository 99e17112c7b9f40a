/** The week, the exceptions and the bank holidays of a line, and what a caller would hear with them. */
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { AdminLineView, DayPeriodView, HoursView } from '../../../../server/contract/admin-views.ts'
import { nations } from '../../../../server/contract/words.ts'
import { call, isRefusal } from '../../api.ts'
import { useShortcut, useShortcutWords } from '../../keyboard.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { localDay, longDateAhead, shortDate } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'
import { History, usePutBack } from './history.tsx'
import {
  addOverride,
  addPeriod,
  copyMonday,
  nextPeriod,
  periodsOn,
  removeOverride,
  removePeriod,
  setOverride,
  setOverridePeriod,
  setPeriod,
  weekdays,
} from './hours-edit.ts'
import { LineChoice, LineState } from './line-choice.tsx'
import { Preview } from './preview.tsx'
import { fieldError, footWords, useSettingsChange } from './settings-form.ts'

export function HoursPage() {
  return (
    <LineChoice title="Opening hours" only="all">
      {(line) => <LineHours line={line} />}
    </LineChoice>
  )
}

function LineHours({ line }: { line: AdminLineView }) {
  // A new round starts the form again, from what the server has.
  const [start, setStart] = useState({ round: 0, line })
  const again = (from: AdminLineView) => setStart(({ round }) => ({ round: round + 1, line: from }))
  const putBack = usePutBack(again)
  return (
    <>
      <LineState line={line} />
      <HoursForm key={start.round} start={start.line} line={line} onAgain={again} />
      <History
        changes={line.history.filter(({ part }) => part === 'hours' || part === null)}
        putBack={putBack}
      />
    </>
  )
}

function HoursForm({
  start,
  line,
  onAgain,
}: {
  start: AdminLineView
  line: AdminLineView
  onAgain: (from: AdminLineView) => void
}) {
  const [hours, setHours] = useState<HoursView>(start.hours)
  const [version, setVersion] = useState(start.version)
  const putBack = usePutBack(onAgain)
  const save = useSettingsChange(
    () => call('PUT /api/admin/lines/:id/hours', { params: { id: line.id }, body: { version, hours } }),
    (saved) => {
      setHours(saved.hours)
      setVersion(saved.version)
      const change = saved.history.find(({ part }) => part === 'hours')
      showToast('Opening hours saved. The next call hears them.', {
        undo: change === undefined ? null : () => putBack.ask(change.seq, 'before'),
      })
    },
  )
  useShortcut('send', () => save.mutate(undefined))
  const saveKeys = useShortcutWords('send')
  const addKeys = useShortcutWords('admin-add')
  const addException = () =>
    setHours((now) => addOverride(now, { date: localDay(Date.now()), periods: [], reason: '' }))
  useShortcut('admin-add', addException)
  const wrong = (field: string) => fieldError(save.error, field)
  const isDirty = JSON.stringify(hours) !== JSON.stringify(line.hours)
  return (
    <div className="admin-columns">
      <form
        className="admin-main"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(undefined)
        }}
      >
        <Panel
          title="The week"
          aside={
            <Button tone="quiet" onClick={() => setHours(copyMonday)}>
              Tuesday to Friday like Monday
            </Button>
          }
        >
          <div className="week">
            {weekdays.map((name, index) => (
              <fieldset key={name} className="day">
                <legend>{name}</legend>
                <Rows
                  of={name}
                  rows={periodsOn(hours, index + 1)}
                  errorOf={(at, field) => wrong(`periods.${at}.${field}`)}
                  onChange={(at, change) => setHours((now) => setPeriod(now, at, change))}
                  onRemove={(at) => setHours((now) => removePeriod(now, at))}
                  onAdd={() => setHours((now) => addPeriod(now, index + 1))}
                />
              </fieldset>
            ))}
          </div>
          <div className="admin-fields">
            <Select
              label="Bank holidays of"
              value={hours.division ?? ''}
              options={[
                { value: '', words: 'No nation: open on bank holidays' },
                ...Object.entries(nations).map(([value, words]) => ({ value, words })),
              ]}
              onChange={({ target: { value } }) =>
                setHours((now) => ({
                  ...now,
                  division:
                    value === 'england-and-wales' || value === 'scotland' || value === 'northern-ireland'
                      ? value
                      : null,
                }))
              }
            />
            <TextField
              label="Time zone"
              hint="A place, such as Europe/London."
              value={hours.zone}
              error={wrong('zone')}
              onChange={(event) => setHours((now) => ({ ...now, zone: event.target.value }))}
            />
          </div>
        </Panel>
        <Panel
          title="Exceptions"
          aside={
            <Button tone="quiet" icon={<Plus aria-hidden="true" />} keys={addKeys} onClick={addException}>
              Add an exception
            </Button>
          }
        >
          {hours.overrides.length === 0 ? (
            <p className="table-none">No day is different from the week and the bank holidays.</p>
          ) : null}
          {hours.overrides.map((override, at) => (
            // Rows have no name but their place: two may be for the same day until that is put right.
            <fieldset key={at} className="day exception">
              <legend>Exception {at + 1}</legend>
              <div className="admin-fields">
                <TextField
                  label="Day"
                  type="date"
                  value={override.date}
                  error={wrong(`overrides.${at}.date`)}
                  onChange={(event) => setHours((now) => setOverride(now, at, { date: event.target.value }))}
                />
                <TextField
                  label="Why, for your colleagues"
                  value={override.reason}
                  error={wrong(`overrides.${at}.reason`)}
                  onChange={(event) =>
                    setHours((now) => setOverride(now, at, { reason: event.target.value }))
                  }
                />
              </div>
              <Rows
                of={`exception ${at + 1}`}
                rows={override.periods.map((period, index) => ({ period, index }))}
                errorOf={(place, field) => wrong(`overrides.${at}.periods.${place}.${field}`)}
                onChange={(place, change) => setHours((now) => setOverridePeriod(now, at, place, change))}
                onRemove={(place) =>
                  setHours((now) =>
                    setOverride(now, at, { periods: override.periods.filter((_, index) => index !== place) }),
                  )
                }
                onAdd={() =>
                  setHours((now) =>
                    setOverride(now, at, { periods: [...override.periods, nextPeriod(override.periods)] }),
                  )
                }
              />
              <Button
                tone="quiet"
                icon={<Trash2 aria-hidden="true" />}
                onClick={() => setHours((now) => removeOverride(now, at))}
              >
                Remove exception {at + 1}
              </Button>
            </fieldset>
          ))}
        </Panel>
        <div className="admin-foot">
          <Button tone="primary" type="submit" keys={saveKeys} isPending={save.isPending}>
            Save opening hours
          </Button>
          {isDirty ? <Button onClick={() => onAgain(line)}>Forget my changes</Button> : null}
          {save.isError ? (
            <p className="field-error" role="alert">
              {footWords(save.error)}{' '}
              {isRefusal(save.error, 'stale-version') ? (
                <button type="button" className="link-button" onClick={() => onAgain(line)}>
                  Show theirs
                </button>
              ) : null}
            </p>
          ) : null}
        </div>
      </form>
      <div className="admin-aside">
        {line.kind === 'voice' ? <Preview lineId={line.id} hours={hours} /> : null}
        <Holidays
          line={line}
          isOpenOn={(date) => hours.overrides.some((one) => one.date === date)}
          onOpen={(date, title) =>
            setHours((now) =>
              addOverride(now, { date, periods: [nextPeriod([])], reason: `Open on ${title}` }),
            )
          }
        />
      </div>
    </div>
  )
}

function Rows({
  of,
  rows,
  errorOf,
  onChange,
  onRemove,
  onAdd,
}: {
  of: string
  rows: { period: DayPeriodView; index: number }[]
  errorOf: (at: number, field: 'opens' | 'closes') => string | null
  onChange: (at: number, change: Partial<DayPeriodView>) => void
  onRemove: (at: number) => void
  onAdd: () => void
}) {
  return (
    <div className="periods">
      {rows.length === 0 ? <span className="closed-day">Closed all day</span> : null}
      {rows.map(({ period, index }) => (
        <div key={index} className="period">
          <TextField
            label="From"
            maxLength={5}
            inputMode="numeric"
            value={period.opens}
            error={errorOf(index, 'opens')}
            onChange={(event) => onChange(index, { opens: event.target.value })}
          />
          <TextField
            label="to"
            maxLength={5}
            inputMode="numeric"
            value={period.closes}
            error={errorOf(index, 'closes')}
            onChange={(event) => onChange(index, { closes: event.target.value })}
          />
          <IconButton
            label={`Remove ${period.opens} to ${period.closes} on ${of}`}
            icon={<Trash2 aria-hidden="true" />}
            onClick={() => onRemove(index)}
          />
        </div>
      ))}
      <Button
        tone="quiet"
        icon={<Plus aria-hidden="true" />}
        aria-label={`Add a period on ${of}`}
        onClick={onAdd}
      >
        Add a period
      </Button>
    </div>
  )
}

function Holidays({
  line,
  isOpenOn,
  onOpen,
}: {
  line: AdminLineView
  isOpenOn: (date: string) => boolean
  onOpen: (date: string, title: string) => void
}) {
  const now = useNow()
  return (
    <Panel title="Bank holidays to come">
      {line.holidays.length === 0 ? (
        <p className="table-none">This line keeps no bank holidays.</p>
      ) : (
        <>
          <ul className="holidays">
            {line.holidays.map(({ date, title }) => (
              <li key={date}>
                <span>
                  <time dateTime={date}>{longDateAhead(date, now)}</time>: {title}
                </span>
                {isOpenOn(date) ? (
                  <span>Has an exception</span>
                ) : (
                  <Button
                    tone="quiet"
                    aria-label={`Open on ${title}, ${longDateAhead(date, now)}`}
                    onClick={() => onOpen(date, title)}
                  >
                    Open that day
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <p className="field-hint">
            From GOV.UK, known to {shortDate(line.holidaysKnownTo, now)}. A day announced since then is an
            exception.
          </p>
        </>
      )}
    </Panel>
  )
}
