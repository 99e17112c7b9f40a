import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CaseSealView } from '../../../../server/contract/seal-views.ts'
import { call, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'

/** What can be done to the seal of one case. */
export const useSealing = (caseId: string) => {
  const cache = useQueryClient()
  const onSuccess = (next: CaseSealView) => {
    cache.setQueryData(keys.caseSeal(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
    void cache.invalidateQueries({ queryKey: keys.allCases })
  }
  const params = { caseId }
  return {
    seal: useMutation({
      mutationFn: (why: string) => call('POST /api/seals/:caseId', { params, body: { why } }),
      onSuccess,
    }),
    lift: useMutation({
      mutationFn: (why: string) => call('POST /api/seals/:caseId/lift', { params, body: { why } }),
      onSuccess,
    }),
    stand: useMutation({
      mutationFn: (body: { ofId: string; standing: 'named' | 'conflicted' | null }) =>
        call('PUT /api/seals/:caseId/people', { params, body }),
      onSuccess,
    }),
    otherSide: useMutation({
      mutationFn: (body: { membershipNumber: string; ownerId: string }) =>
        call('POST /api/seals/:caseId/other-side', { params, body }),
      onSuccess,
    }),
  }
}

/** Data protection has looked at an opening. */
export const useSeen = () => {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => call('POST /api/openings/:id/seen', { params: { id } }),
    onSuccess: (next) => cache.setQueryData(keys.openings, next),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
}
