import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WatchView } from '../../../../server/contract/target-views.ts'
import { nations } from '../../../../server/contract/words.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

const steps = [
  { value: '30', words: '30 working minutes' },
  { value: '60', words: '1 working hour' },
  { value: '240', words: '4 working hours' },
  { value: '480', words: '8 working hours' },
]

/** Who is told when nobody acts, and in which hours service targets run. */
export function WatchDialog({ view, onClose }: { view: WatchView; onClose: () => void }) {
  const cache = useQueryClient()
  const [version] = useState(view.version)
  const [leadId, setLead] = useState(view.lead?.id ?? '')
  const [officialId, setOfficial] = useState(view.official?.id ?? '')
  const [opens, setOpens] = useState(view.opens)
  const [closes, setCloses] = useState(view.closes)
  const [division, setDivision] = useState(view.division)
  const [step, setStep] = useState(String(view.stepMinutes))
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/watch', {
        body: {
          version,
          leadId: leadId === '' ? null : leadId,
          officialId: officialId === '' ? null : officialId,
          opens,
          closes,
          division,
          stepMinutes: Number(step),
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.watch, next)
      showToast('Saved.')
      onClose()
    },
  })
  const wrong = (field: string) =>
    save.error instanceof RefusedError
      ? (save.error.fields.find((one) => one.field === field)?.words ?? null)
      : null
  const people = [
    { value: '', words: 'Nobody' },
    ...view.people.map(({ id, name }) => ({ value: id, words: name })),
  ]
  return (
    <Dialog title="Who watches over cases" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!save.isPending) save.mutate()
        }}
      >
        <p>
          When a service target is late, its case’s owner is told, then the lead, then the duty official. A
          case with a legal date that loses its owner is the duty official’s.
        </p>
        <Select
          label="Lead"
          data-autofocus
          value={leadId}
          options={people}
          error={wrong('leadId')}
          onChange={({ target }) => setLead(target.value)}
        />
        <Select
          label="Duty official"
          value={officialId}
          options={people}
          error={wrong('officialId')}
          onChange={({ target }) => setOfficial(target.value)}
        />
        <TextField
          label="Working hours from"
          value={opens}
          error={wrong('opens')}
          onChange={({ target }) => setOpens(target.value)}
        />
        <TextField
          label="to"
          value={closes}
          error={wrong('closes')}
          onChange={({ target }) => setCloses(target.value)}
        />
        <Select
          label="Bank holidays of"
          value={division}
          options={Object.entries(nations).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isNation(target.value)) setDivision(target.value)
          }}
        />
        <Select
          label="From one who is told to the next"
          value={step}
          options={
            steps.some(({ value }) => value === step)
              ? steps
              : [...steps, { value: step, words: `${step} working minutes` }]
          }
          error={wrong('stepMinutes')}
          onChange={({ target }) => setStep(target.value)}
        />
        {save.isError ? (
          <p className="field-error" role="alert">
            {problemWords(save.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

const isNation = (word: string): word is keyof typeof nations => Object.hasOwn(nations, word)
