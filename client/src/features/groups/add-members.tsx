/** Members are pasted in, one in a line; each line is answered, and stays until it is. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, CircleHelp, CircleX, Minus } from 'lucide-react'
import { useState } from 'react'
import type { PasteAnswer } from '../../../../server/contract/group-api.ts'
import { call, problemLine, RefusedError } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'

const markOf = ({ answer }: PasteAnswer) =>
  answer === 'added' ? Check : answer === 'already-in' ? Minus : answer === 'several' ? CircleHelp : CircleX

export function AddMembers({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const cache = useQueryClient()
  const [pasted, setPasted] = useState('')
  const [answers, setAnswers] = useState<PasteAnswer[]>([])
  const add = useMutation({
    mutationFn: ({ lines }: { lines: string; instead: string | null }) =>
      call('POST /api/groups/of/:caseId/members', { params: { caseId }, body: { pasted: lines } }),
    onSuccess: (next, { instead }) => {
      cache.setQueryData(keys.group(caseId), next.group)
      void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
      void cache.invalidateQueries({ queryKey: keys.allCases })
      if (instead === null) {
        setAnswers(next.answers)
        // What could not be added stays, to be mended.
        setPasted(
          next.answers
            .filter(({ answer }) => answer !== 'added' && answer !== 'already-in' && answer !== 'several')
            .map(({ line }) => line)
            .join('\n'),
        )
      } else setAnswers((old) => old.flatMap((one) => (one.line === instead ? next.answers : [one])))
    },
  })
  const error = add.error instanceof RefusedError ? (add.error.fields[0]?.words ?? null) : null
  const count = answers.filter(({ answer }) => answer === 'added').length
  return (
    <Dialog title="Add members" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!add.isPending) add.mutate({ lines: pasted, instead: null })
        }}
      >
        <TextArea
          label="One member in each line"
          hint="Membership numbers, phone numbers, or references of cases that are open already. Rows of a spreadsheet will do."
          data-autofocus
          rows={8}
          maxLength={20_000}
          placeholder={'M-204117\n07700 900117\nCX-10482'}
          value={pasted}
          error={error ?? (add.isError ? problemLine(add.error) : null)}
          onChange={({ target }) => setPasted(target.value)}
        />
        <div className="empty-actions">
          <Button tone="primary" type="submit" isPending={add.isPending}>
            Add
          </Button>
          <Button onClick={onClose}>{answers.length === 0 ? 'Cancel' : 'Done'}</Button>
        </div>
        <p role="status" className={answers.length === 0 ? 'visually-hidden' : 'group-count'}>
          {answers.length === 0 ? '' : `${count} of ${answers.length} added`}
        </p>
      </form>
      {answers.length === 0 ? null : (
        <ul className="group-answers" aria-label="What became of each line">
          {answers.map((one, index) => {
            const Mark = markOf(one)
            return (
              <li key={`${index}/${one.line}`} className={`is-${one.answer}`}>
                <Mark aria-hidden="true" />
                <div>
                  <p>
                    <span className="figures">{one.line}</span>
                    {one.answer === 'several' || one.members[0] === undefined
                      ? ''
                      : ` · ${one.members[0].name}`}
                  </p>
                  <p className="entry-meta">{one.words}</p>
                  {one.answer === 'several' ? (
                    <div className="group-choices">
                      {one.members.map((each) => (
                        <Button
                          key={each.id}
                          isPending={add.isPending}
                          onClick={() =>
                            add.mutate({ lines: each.membershipNumber ?? '', instead: one.line })
                          }
                        >
                          {each.name}, {each.membershipNumber}
                        </Button>
                      ))}
                    </div>
                  ) : null}
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </Dialog>
  )
}
