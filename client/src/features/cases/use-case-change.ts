/** Saves a change of a case at once, offers undo, and keeps the person's choice when somebody else was quicker. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import { call, isRefusal, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'
import { type CaseChange, reverseOf, saysTheSame } from './case-conflict.ts'

export const useCaseChange = (shown: CaseView) => {
  const cache = useQueryClient()
  const [conflict, setConflict] = useState<CaseChange | null>(null)
  const newest = () => cache.getQueryData<CaseView>(keys.case(shown.id)) ?? shown
  const save = async (change: CaseChange): Promise<{ before: CaseView; after: CaseView }> => {
    const before = newest()
    const after = await call('PATCH /api/cases/:id', {
      params: { id: shown.id },
      body: { ...change, version: before.version },
    })
    cache.setQueryData(keys.case(shown.id), after)
    void cache.invalidateQueries({ queryKey: keys.allCases })
    return { before, after }
  }
  const mutation = useMutation({
    mutationFn: ({ change }: { change: CaseChange; words: string }) => save(change),
    onSuccess: ({ before }, { change, words }) => {
      setConflict(null)
      const back = reverseOf(before, change)
      showToast(words, {
        undo: back === null ? null : () => mutation.mutate({ change: back, words: 'Put back' }),
      })
    },
    onError: async (error, { change }) => {
      if (isRefusal(error, 'stale-version')) {
        await cache.refetchQueries({ queryKey: keys.case(shown.id) })
        if (!saysTheSame(newest(), change)) setConflict(change)
        return
      }
      showToast(problemWords(error).words, { tone: 'problem' })
    },
  })
  return {
    change: (change: CaseChange, words: string) => mutation.mutateAsync({ change, words }),
    isSaving: mutation.isPending,
    conflict,
    useMine: () => {
      if (conflict !== null) mutation.mutate({ change: conflict, words: 'Saved yours' })
    },
    keepTheirs: () => setConflict(null),
  }
}
