/** What may be done with a contact on a case's timeline: move it to another case, or undo the last move. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TimelineEntry } from '../../../../server/contract/contact-views.ts'
import { call, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'
import { MoveContact } from './move-contact.tsx'

export function EntryActions({ entry, caseId }: { entry: TimelineEntry; caseId: string }) {
  const cache = useQueryClient()
  const [isMoving, setMoving] = useState(false)
  const { contactId } = entry
  const undo = useMutation({
    mutationFn: (id: string) => call('POST /api/contacts/:id/case/undo', { params: { id } }),
    onSuccess: (contact) => {
      cache.setQueryData(keys.contact(contact.id), contact)
      void cache.invalidateQueries({ queryKey: keys.case(caseId) })
      showToast(
        contact.case === null ? 'Taken off this case' : `It belongs to ${contact.case.reference} again`,
      )
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  if (contactId === null || !(entry.actions.move || entry.actions.undo)) return null
  return (
    <div className="entry-actions">
      {entry.actions.move ? (
        <button
          type="button"
          className="link-button"
          aria-label={`Move to another case: ${entry.heading}`}
          onClick={() => setMoving(true)}
        >
          Move to another case
        </button>
      ) : null}
      {entry.actions.undo ? (
        <button
          type="button"
          className="link-button"
          aria-label={`Undo the last move: ${entry.heading}`}
          onClick={() => undo.mutate(contactId)}
        >
          Undo the last move
        </button>
      ) : null}
      {isMoving ? (
        <MoveContact contactId={contactId} caseId={caseId} onClose={() => setMoving(false)} />
      ) : null}
    </div>
  )
}
