/** Logs advice, changes it on its day, or corrects an entry by one of its own. What was typed stays until it is kept. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import {
  type AdviceEntryView,
  type AdviceWay,
  adviceWayWords,
} from '../../../../server/contract/advice-api.ts'
import { call, problemLine, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { newClientId } from '../../ui/client-id.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { instantOfLocal, localOfInstant } from '../../ui/times.ts'
import { showToast } from '../../ui/toast.tsx'

const isWay = (text: string): text is AdviceWay => text in adviceWayWords
const titles = { log: 'Log advice', change: 'Change advice of today', correct: 'Correct advice' } as const

export function AdviceDialog({
  caseId,
  doing,
  about,
  onClose,
}: {
  caseId: string
  doing: keyof typeof titles
  /** The entry that is changed or corrected. */
  about: AdviceEntryView | null
  onClose: () => void
}) {
  const cache = useQueryClient()
  const clientId = useRef(newClientId())
  const [way, setWay] = useState<AdviceWay>(about?.way ?? 'telephone')
  const [given, setGiven] = useState(() =>
    localOfInstant(doing === 'change' && about !== null ? Date.parse(about.givenAt) : Date.now()),
  )
  const [what, setWhat] = useState(doing === 'change' ? (about?.what ?? '') : '')
  const [basis, setBasis] = useState(about?.basis ?? '')
  const [missing, setMissing] = useState<string | null>(null)
  const keep = useMutation({
    mutationFn: (givenAt: string) => {
      const words = { way, what, basis, givenAt }
      return doing === 'change' && about !== null
        ? call('PUT /api/advice/:id', {
            params: { id: about.id },
            body: { version: about.version, ...words },
          })
        : call('POST /api/advice/of/:caseId', {
            params: { caseId },
            body: { clientId: clientId.current, corrects: about?.id ?? null, ...words },
          })
    },
    onSuccess: (next) => {
      cache.setQueryData(keys.advice(caseId), next)
      void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
      showToast('Signed and kept.')
      onClose()
    },
  })
  const fields = keep.error instanceof RefusedError ? keep.error.fields : []
  const wrong = (field: string) => fields.find((one) => one.field === field)?.words ?? null
  return (
    <Dialog title={titles[doing]} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const givenAt = instantOfLocal(given)
          setMissing(givenAt === null ? 'Choose a date and time.' : null)
          if (givenAt !== null && !keep.isPending) keep.mutate(givenAt)
        }}
      >
        {doing === 'correct' && about !== null ? (
          <p className="entry-meta">
            Corrects: “{about.what}” That entry stays as it is, and says that this one corrects it.
          </p>
        ) : (
          <p className="entry-meta">You may change it for a day; then it stays as it is.</p>
        )}
        <TextArea
          label="What was advised?"
          data-autofocus
          rows={4}
          maxLength={10_000}
          value={what}
          error={wrong('what') ?? (fields.length === 0 ? problemLine(keep.error) : null)}
          onChange={({ target }) => setWhat(target.value)}
        />
        <TextArea
          label="On what basis?"
          hint="A law, a rule, an agreement, an answer"
          rows={2}
          maxLength={2000}
          value={basis}
          error={wrong('basis')}
          onChange={({ target }) => setBasis(target.value)}
        />
        <Select
          label="How?"
          value={way}
          options={Object.entries(adviceWayWords).map(([value, words]) => ({ value, words }))}
          onChange={({ target }) => {
            if (isWay(target.value)) setWay(target.value)
          }}
        />
        <TextField
          label="When was it given?"
          type="datetime-local"
          value={given}
          error={missing ?? wrong('givenAt')}
          onChange={({ target }) => setGiven(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={keep.isPending}>
            Sign and keep
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
