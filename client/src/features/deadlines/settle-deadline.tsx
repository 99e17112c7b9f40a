import { useState } from 'react'
import type { Allowed } from '../../../../server/contract/briefs.ts'
import type { DeadlineView } from '../../../../server/contract/deadline-views.ts'
import { problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea } from '../../ui/field.tsx'

type Ending = 'met' | 'missed' | 'waived'
const endings: Record<Ending, string> = {
  met: 'Met: the claim was lodged in time',
  missed: 'Missed',
  waived: 'Waived: no claim will be brought',
}
const asks: Record<Ending, string> = {
  met: 'What was lodged, and when?',
  missed: 'What happened, and which lawyer knows?',
  waived: 'Why will no claim be brought?',
}
/** Of a date by hand. */
const endingsByHand: Record<Ending, string> = {
  met: 'Met: it was done in time, or the hearing was held',
  missed: 'Missed',
  waived: 'Waived: it is not needed any more',
}
const asksByHand: Record<Ending, string> = {
  met: 'What was done, and when?',
  missed: 'What happened, and who knows?',
  waived: 'Why is it not needed?',
}
const isEnding = (value: string): value is Ending => Object.hasOwn(endings, value)
const blockedWords = (allowed: Allowed): string | null => (allowed.allowed ? null : allowed.words)

/** A legal date ends in one of three ways, each with words that stay on the case. */
export function SettleDeadline({
  shown,
  mayWaive,
  isPending,
  error,
  onSettle,
  onClose,
}: {
  shown: DeadlineView
  mayWaive: boolean
  isPending: boolean
  error: unknown
  onSettle: (as: Ending, why: string) => void
  onClose: () => void
}) {
  const [as, setAs] = useState<Ending>('met')
  const isByHand = shown.facts.source !== null
  const [why, setWhy] = useState('')
  const blocked =
    as === 'missed'
      ? blockedWords(shown.actions.missed)
      : as === 'waived' && !mayWaive
        ? 'Only an authorised officer may waive a legal date.'
        : null
  const isWhyMissing = error instanceof RefusedError && error.reason === 'why-required'
  return (
    <Dialog title="Settle this legal date" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (blocked === null && !isPending) onSettle(as, why)
        }}
      >
        <Select
          label="How did it end?"
          data-autofocus
          value={as}
          options={Object.entries(isByHand ? endingsByHand : endings).map(([value, words]) => ({
            value,
            words,
          }))}
          onChange={({ target }) => {
            if (isEnding(target.value)) setAs(target.value)
          }}
        />
        <TextArea
          label={(isByHand ? asksByHand : asks)[as]}
          maxLength={500}
          value={why}
          error={isWhyMissing ? 'Write it down: it stays on the case.' : null}
          onChange={({ target }) => setWhy(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={isPending} blocked={blocked}>
            Settle
          </Button>
          <Button onClick={onClose}>Keep it live</Button>
        </div>
        {blocked === null ? null : <p className="field-error">{blocked}</p>}
        {error && !isWhyMissing ? (
          <p className="field-error" role="alert">
            {problemWords(error).words}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
