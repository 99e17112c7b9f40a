/** One outcome for the group, and for those of its members whose sub-files may close with it. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import type { GroupMember } from '../../../../server/contract/group-api.ts'
import { call, isRefusal, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Checkbox } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { CloseCase, type Closing } from '../cases/close-case.tsx'

export function CloseGroup({
  shown,
  members,
  onClose,
}: {
  shown: CaseView
  members: GroupMember[]
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const may = members.filter(({ stays }) => stays === null)
  const stay = members.filter(({ stays }) => stays !== null && stays.is !== 'closed')
  const chosen = may.filter(({ caseId }) => !left.has(caseId))
  const close = useMutation({
    mutationFn: ({ outcome, ...given }: Closing) => {
      if (outcome === undefined) throw new Error('closing without an outcome')
      return call('POST /api/groups/of/:caseId/close', {
        params: { caseId: shown.id },
        body: { ...given, outcome, version: shown.version, alsoIds: chosen.map(({ caseId }) => caseId) },
      })
    },
    onSuccess: (next) => {
      cache.setQueryData(keys.group(shown.id), next)
      void cache.invalidateQueries({ queryKey: keys.case(shown.id) })
      void cache.invalidateQueries({ queryKey: keys.allCases })
      showToast(
        chosen.length === 0
          ? 'Group case closed'
          : `Closed, with ${chosen.length} ${chosen.length === 1 ? 'sub-file' : 'sub-files'}`,
      )
    },
    onError: (error) => {
      if (isRefusal(error, 'bad-settings')) return
      showToast(problemWords(error).words, { tone: 'problem' })
      void cache.invalidateQueries({ queryKey: keys.case(shown.id) })
    },
  })
  return (
    <CloseCase
      blocked={
        shown.actions.close.allowed ? (close.isPending ? 'Closing…' : null) : shown.actions.close.words
      }
      wanted={shown.wanted}
      title="Close with one outcome"
      onClose={onClose}
      onConfirm={(closing) => close.mutateAsync(closing)}
    >
      {may.length === 0 ? null : (
        <fieldset className="group-closing">
          <legend>The same outcome for</legend>
          {may.map(({ caseId, reference, member }) => (
            <Checkbox
              key={caseId}
              label={`${member?.name ?? 'Not matched'}, ${reference}`}
              isChecked={!left.has(caseId)}
              onChange={(isChecked) => {
                const next = new Set(left)
                if (isChecked) next.delete(caseId)
                else next.add(caseId)
                setLeft(next)
              }}
            />
          ))}
          <p className="entry-meta">
            Whoever wrote down what they wanted keeps that; for the others it is what stands above.
          </p>
        </fieldset>
      )}
      {stay.length === 0 ? null : (
        <div className="group-closing">
          <p>These stay open, whatever is chosen:</p>
          <ul>
            {stay.map(({ caseId, reference, member, stays }) => (
              <li key={caseId} className="entry-meta">
                {member?.name ?? 'Not matched'}, {reference}: {stays?.words.toLowerCase()}
              </li>
            ))}
          </ul>
        </div>
      )}
    </CloseCase>
  )
}
