import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemWords } from '../../api.ts'
import { keys, useContact } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { showToast } from '../../ui/toast.tsx'

/** Which case a contact belongs to: one of the member's others, or a new one. Can be undone for 30 days. */
export function MoveContact({
  contactId,
  caseId,
  onClose,
}: {
  contactId: string
  caseId: string
  onClose: () => void
}) {
  const cache = useQueryClient()
  const contact = useContact(contactId)
  const [title, setTitle] = useState('')
  const undo = () => {
    void call('POST /api/contacts/:id/case/undo', { params: { id: contactId } }).then(
      () => cache.invalidateQueries({ queryKey: keys.case(caseId) }),
      (error: unknown) => showToast(problemWords(error).words, { tone: 'problem' }),
    )
  }
  const move = useMutation({
    mutationFn: (to: { caseId: string | null; newCaseTitle?: string }) =>
      call('POST /api/contacts/:id/case', { params: { id: contactId }, body: to }),
    onSuccess: (moved) => {
      cache.setQueryData(keys.contact(contactId), moved)
      void cache.invalidateQueries({ queryKey: keys.case(caseId) })
      if (moved.case !== null) void cache.invalidateQueries({ queryKey: keys.case(moved.case.id) })
      showToast(moved.case === null ? 'Moved' : `Moved to ${moved.case.reference}`, { undo })
      onClose()
    },
  })
  const choices = contact.data?.caseChoices.filter(({ id }) => id !== caseId) ?? []
  return (
    <Dialog title="Move to another case" onClose={onClose}>
      {contact.data === undefined ? (
        contact.isError ? (
          <ErrorState
            what="We could not load the other cases"
            problem={problemWords(contact.error)}
            onRetry={() => void contact.refetch()}
          />
        ) : (
          <SkeletonRows label="cases" rows={3} />
        )
      ) : (
        <>
          {choices.length === 0 ? (
            <p>There is no other case this could belong to.</p>
          ) : (
            <ul className="stack">
              {choices.map((one) => (
                <li key={one.id}>
                  <Button isPending={move.isPending} onClick={() => move.mutate({ caseId: one.id })}>
                    {one.reference} · {one.title}
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault()
              if (title.trim() !== '') move.mutate({ caseId: null, newCaseTitle: title.trim() })
            }}
          >
            <TextField
              label="Or start a new case with it"
              placeholder="What is it about?"
              maxLength={200}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
            <div>
              <Button
                type="submit"
                isPending={move.isPending}
                blocked={title.trim() === '' ? 'Give the new case a title first.' : null}
              >
                Move to a new case
              </Button>
            </div>
          </form>
          {move.isError ? (
            <p className="field-error" role="alert">
              {problemWords(move.error).words}
            </p>
          ) : null}
        </>
      )}
    </Dialog>
  )
}
