import { Plus, Trash2 } from 'lucide-react'
import type { DeadlineFactsView } from '../../../../server/contract/deadline-views.ts'
import { startedByWords } from '../../../../server/contract/deadline-words.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'

type Conciliation = DeadlineFactsView['conciliations'][number]
const options = Object.entries(startedByWords).map(([value, words]) => ({ value, words }))
const isStartedBy = (value: string): value is Conciliation['startedBy'] =>
  Object.hasOwn(startedByWords, value)

/** Early conciliation with this respondent: day A, and day B once the certificate is there. */
export function Conciliations({
  all,
  wrong,
  onChange,
}: {
  all: Conciliation[]
  wrong: (field: string) => string | null
  onChange: (all: Conciliation[]) => void
}) {
  const set = (index: number, change: Partial<Conciliation>) =>
    onChange(all.map((one, at) => (at === index ? { ...one, ...change } : one)))
  return (
    <fieldset className="deadline-acas">
      <legend>Acas early conciliation</legend>
      {all.length === 0 ? <p className="field-hint">Not started with this respondent.</p> : null}
      {all.map((one, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="stack">
          <TextField
            type="date"
            label="Day A: Acas was told"
            value={one.dayA}
            error={wrong(`dayA-${index}`)}
            onChange={({ target }) => set(index, { dayA: target.value })}
          />
          <TextField
            type="date"
            label="Day B: certificate received"
            hint="Leave it empty while conciliation is open. If only the date on it is known, take that."
            value={one.dayB ?? ''}
            error={wrong(`dayB-${index}`)}
            onChange={({ target }) => set(index, { dayB: target.value === '' ? null : target.value })}
          />
          <Select
            label="Who told Acas?"
            value={one.startedBy}
            options={options}
            onChange={({ target }) => {
              if (isStartedBy(target.value)) set(index, { startedBy: target.value })
            }}
          />
          <Button
            tone="quiet"
            icon={<Trash2 aria-hidden="true" />}
            onClick={() => onChange(all.filter((_, at) => at !== index))}
          >
            Remove this conciliation
          </Button>
        </div>
      ))}
      {all.length >= 10 ? null : (
        <Button
          icon={<Plus aria-hidden="true" />}
          onClick={() => onChange([...all, { dayA: '', dayB: null, startedBy: 'organiser' }])}
        >
          {all.length === 0 ? 'Acas was told' : 'Another certificate'}
        </Button>
      )}
    </fieldset>
  )
}
