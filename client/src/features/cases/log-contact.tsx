/** A letter, a visit, a meeting: written down by hand, at the time it happened. What was typed stays until it is kept. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type WayOfContact, wayWords } from '../../../../server/contract/hand-logged-api.ts'
import { call, problemLine, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { newClientId } from '../../ui/client-id.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { instantOfLocal, localOfInstant } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'

const isWay = (text: string): text is WayOfContact => text in wayWords

export function LogContact({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const cache = useQueryClient()
  const clientId = useRef(newClientId())
  const [way, setWay] = useState('')
  const [happened, setHappened] = useState(() => localOfInstant(Date.now()))
  const [withWhom, setWithWhom] = useState('')
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState<Record<string, string>>({})
  const keep = useMutation({
    mutationFn: (given: { way: WayOfContact; happenedAt: string }) =>
      call('POST /api/cases/:id/contacts', {
        params: { id: caseId },
        body: { clientId: clientId.current, withWhom, words, ...given },
      }),
    onSuccess: (next) => {
      cache.setQueryData(keys.case(caseId), next)
      showToast('Kept on the timeline')
      onClose()
    },
  })
  const fields = keep.error instanceof RefusedError ? keep.error.fields : []
  const wrong = (field: string): string | null =>
    missing[field] ?? fields.find((one) => one.field === field)?.words ?? null
  return (
    <Dialog title="Log a contact" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const happenedAt = instantOfLocal(happened)
          setMissing({
            ...(isWay(way) ? {} : { way: 'Choose how it came.' }),
            ...(happenedAt === null ? { happenedAt: 'Choose a date and time.' } : {}),
          })
          if (isWay(way) && happenedAt !== null && !keep.isPending) keep.mutate({ way, happenedAt })
        }}
      >
        <Select
          label="How did it come?"
          data-autofocus
          options={[
            { value: '', words: 'Choose' },
            ...Object.entries(wayWords).map(([value, each]) => ({ value, words: each })),
          ]}
          error={wrong('way')}
          value={way}
          onChange={(event) => setWay(event.target.value)}
        />
        <TextField
          label="When did it happen?"
          hint="Not when you write it down: that is kept as well."
          type="datetime-local"
          error={wrong('happenedAt')}
          value={happened}
          onChange={(event) => setHappened(event.target.value)}
        />
        <TextField
          label="With whom, if not the member?"
          maxLength={200}
          value={withWhom}
          onChange={(event) => setWithWhom(event.target.value)}
        />
        <TextArea
          label="What was said or written?"
          maxLength={20_000}
          error={wrong('words') ?? (fields.length === 0 ? problemLine(keep.error) : null)}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={keep.isPending}>
            Keep it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
