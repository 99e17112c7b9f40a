/** From when on a queue is an alert for the supervisors (F45): four limits of a queue, each empty for never. */
import { useState } from 'react'
import type { AdminQueueView } from '../../../../server/contract/admin-views.ts'
import type { AlertLimitsView } from '../../../../server/contract/live-views.ts'
import { TextField } from '../../ui/field.tsx'
import { readLimit } from './typed-numbers.ts'

type Field = keyof AlertLimitsView
const fields: readonly { field: Field; label: string; hint: string }[] = [
  {
    field: 'waitSeconds',
    label: 'Somebody has waited, seconds',
    hint: 'Empty: no alert.',
  },
  {
    field: 'nobodySeconds',
    label: 'Nobody signed in or free for, seconds',
    hint: 'Only while open, or while somebody waits.',
  },
  {
    field: 'callbackMinutes',
    label: 'A promised callback is late by, minutes',
    hint: 'After the end of the promised hour.',
  },
  {
    field: 'textMinutes',
    label: 'A text is unanswered for, minutes',
    hint: 'Texts to lines that use this queue.',
  },
]
/** What a new queue starts with. */
const usual: Record<Field, string> = {
  waitSeconds: '300',
  nobodySeconds: '120',
  callbackMinutes: '5',
  textMinutes: '60',
}
const shown = (value: number | null): string => (value === null ? '' : String(value))

export const useAlertLimits = (queue: Pick<AdminQueueView, 'alertLimits'> | null) => {
  const [words, setWords] = useState<Record<Field, string>>(() =>
    queue === null
      ? usual
      : {
          waitSeconds: shown(queue.alertLimits.waitSeconds),
          nobodySeconds: shown(queue.alertLimits.nobodySeconds),
          callbackMinutes: shown(queue.alertLimits.callbackMinutes),
          textMinutes: shown(queue.alertLimits.textMinutes),
        },
  )
  return {
    words,
    type: (field: Field, typed: string) => setWords((now) => ({ ...now, [field]: typed })),
    typed: (): AlertLimitsView => ({
      waitSeconds: readLimit(words.waitSeconds),
      nobodySeconds: readLimit(words.nobodySeconds),
      callbackMinutes: readLimit(words.callbackMinutes),
      textMinutes: readLimit(words.textMinutes),
    }),
  }
}

export function AlertLimitsFields({
  alerts,
  wrong,
}: {
  alerts: ReturnType<typeof useAlertLimits>
  wrong: (field: string) => string | null
}) {
  return (
    <fieldset className="day">
      <legend>Alert the supervisors when</legend>
      <div className="admin-fields">
        {fields.map(({ field, label, hint }) => (
          <TextField
            key={field}
            label={label}
            hint={hint}
            inputMode="numeric"
            value={alerts.words[field]}
            error={wrong(`alertLimits.${field}`)}
            onChange={(event) => alerts.type(field, event.target.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}
