/** How long one kind of record is kept, and whether each night's erasing is asked for first. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RetentionRuleView } from '../../../../server/contract/retention-api.ts'
import { call, problemLine } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { kindMeans, kindWords } from './retention-words.ts'

export function RuleRow({ shown }: { shown: RetentionRuleView }) {
  const cache = useQueryClient()
  const [days, setDays] = useState(String(shown.days ?? ''))
  const [byItself, setByItself] = useState(shown.byItself)
  const isChanged = days !== String(shown.days ?? '') || byItself !== shown.byItself
  const save = useMutation({
    mutationFn: () =>
      call('PUT /api/retention', {
        body: {
          kind: shown.kind,
          version: shown.version,
          days: shown.between === null ? null : /^\d+$/.test(days.trim()) ? Number(days) : -1,
          byItself,
        },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.retention, next)
      showToast('Saved. Looked at again now.')
    },
  })
  const trouble = problemLine(save.error)
  return (
    <li>
      <form
        className="retention-rule"
        aria-label={kindWords[shown.kind]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (isChanged && !save.isPending) save.mutate()
        }}
      >
        <div className="retention-words">
          <h3>{kindWords[shown.kind]}</h3>
          <p className="entry-meta">{kindMeans[shown.kind]}</p>
          {shown.lines.length === 0 ? null : (
            <p className="entry-meta">
              {shown.lines.map(({ name, days: kept }) => `${name}: ${kept} days`).join(' · ')}
            </p>
          )}
        </div>
        {shown.between === null ? null : (
          <TextField
            label="Days"
            inputMode="numeric"
            className="figures retention-days"
            value={days}
            maxLength={20}
            hint={`${shown.between[0].toLocaleString('en-GB')} to ${shown.between[1].toLocaleString('en-GB')}`}
            error={trouble}
            onChange={({ target }) => setDays(target.value)}
          />
        )}
        <Checkbox label="Erase without asking each time" isChecked={byItself} onChange={setByItself} />
        <Button type="submit" isPending={save.isPending} blocked={isChanged ? null : 'Nothing was changed.'}>
          Save
        </Button>
        {trouble === null || shown.between !== null ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
      </form>
    </li>
  )
}
