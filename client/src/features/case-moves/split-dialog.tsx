/** What belongs to another matter goes to a case of its own. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { CaseMovesView } from '../../../../server/contract/case-move-api.ts'
import { call, isRefusal, problemLine } from '../../api.ts'
import { Button } from '../../ui/button.tsx'
import { DateTime } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

type Parts = CaseMovesView['parts']
const kinds: readonly { key: keyof Parts; words: string }[] = [
  { key: 'contacts', words: 'Calls and texts' },
  { key: 'notes', words: 'Notes, letters and visits' },
  { key: 'documents', words: 'Documents' },
  { key: 'followUps', words: 'Follow-ups' },
  { key: 'deadlines', words: 'Legal dates' },
]

export function SplitDialog({
  caseId,
  parts,
  onClose,
}: {
  caseId: string
  parts: Parts
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [title, setTitle] = useState('')
  const [why, setWhy] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const of = (key: keyof Parts) => parts[key].map(({ id }) => id).filter((id) => chosen.has(id))
  const split = useMutation({
    mutationFn: () =>
      call('POST /api/case-moves/split/:caseId', {
        params: { caseId },
        body: {
          title,
          why,
          contacts: of('contacts'),
          notes: of('notes'),
          documents: of('documents'),
          followUps: of('followUps'),
          deadlines: of('deadlines'),
        },
      }),
    onSuccess: (made) => {
      onClose()
      showToast('Split off. To take it back, merge this case into the other.')
      void navigate(`/cases/${encodeURIComponent(made.caseId)}`)
    },
  })
  const trouble = problemLine(split.error)
  const isOfWords = isRefusal(split.error, 'move-unexplained')
  return (
    <Dialog title="Split off a case" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!split.isPending) split.mutate()
        }}
      >
        <p>What you choose moves to a new case of the same member and owner. The rest stays.</p>
        <TextField
          label="What the new case is about"
          data-autofocus
          value={title}
          maxLength={200}
          onChange={({ target }) => setTitle(target.value)}
        />
        <div className="split-parts">
          {kinds.map(({ key, words }) =>
            parts[key].length === 0 ? null : (
              <fieldset key={key} className="split-kind">
                <legend>{words}</legend>
                {parts[key].map(({ id, words: what, at }) => (
                  <label key={id} className="field-check split-part">
                    <input
                      type="checkbox"
                      checked={chosen.has(id)}
                      onChange={({ target }) =>
                        setChosen((before) => {
                          const next = new Set(before)
                          if (target.checked) next.add(id)
                          else next.delete(id)
                          return next
                        })
                      }
                    />
                    <span className="split-words">
                      {what}{' '}
                      <span className="entry-meta">
                        <DateTime at={at} />
                      </span>
                    </span>
                  </label>
                ))}
              </fieldset>
            ),
          )}
        </div>
        <TextArea
          label="Why?"
          rows={2}
          value={why}
          maxLength={500}
          error={isOfWords ? trouble : null}
          onChange={({ target }) => setWhy(target.value)}
        />
        {trouble === null || isOfWords ? null : (
          <p className="field-error" role="alert">
            {trouble}
          </p>
        )}
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={split.isPending}>
            Split off
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
