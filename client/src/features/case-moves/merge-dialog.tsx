/** This case goes into another one of the same member: chosen from what is open, or named by its reference. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CaseBrief } from '../../../../server/contract/briefs.ts'
import { call, problemWords, RefusedError } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

const byReference = ''

export function MergeDialog({
  caseId,
  others,
  onClose,
}: {
  caseId: string
  others: readonly CaseBrief[]
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(others[0]?.reference ?? byReference)
  const [reference, setReference] = useState('')
  const [why, setWhy] = useState('')
  const merge = useMutation({
    mutationFn: () =>
      call('POST /api/case-moves/merge/:caseId', {
        params: { caseId },
        body: { into: chosen === byReference ? reference : chosen, why },
      }),
    onSuccess: (into) => {
      onClose()
      showToast('Merged. Everything is here; the old number leads here too.')
      void navigate(`/cases/${encodeURIComponent(into.caseId)}`)
    },
  })
  const refused = merge.error instanceof RefusedError ? merge.error : null
  const ofField = refused?.fields.find(({ field }) => field === 'into')?.words ?? null
  return (
    <Dialog title="Merge into another case" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!merge.isPending) merge.mutate()
        }}
      >
        <p>
          Everything of this case moves to the other one: calls, texts, notes, documents, follow-ups, legal
          dates. This one is closed, and its number leads there. It can be taken back.
        </p>
        {others.length === 0 ? null : (
          <Select
            label="Into"
            data-autofocus
            value={chosen}
            options={[
              ...others.map(({ reference: each, title }) => ({ value: each, words: `${each} · ${title}` })),
              { value: byReference, words: 'Another, by its reference' },
            ]}
            onChange={({ target }) => setChosen(target.value)}
          />
        )}
        {chosen === byReference ? (
          <TextField
            label="Reference of the other case"
            value={reference}
            maxLength={40}
            placeholder="CX-10482"
            error={ofField}
            onChange={({ target }) => setReference(target.value)}
          />
        ) : null}
        <TextArea
          label="Why?"
          rows={2}
          value={why}
          maxLength={500}
          error={refused !== null && ofField === null ? refused.message : null}
          onChange={({ target }) => setWhy(target.value)}
        />
        {merge.isError && refused === null ? (
          <p className="field-error" role="alert">
            {problemWords(merge.error).words}
          </p>
        ) : null}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={merge.isPending}>
            Merge
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
