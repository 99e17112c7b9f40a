/** What a person does with a legal date; each press shows the case as it then is. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ApiRoute } from '../../../../server/contract/api.ts'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import { call, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'

type Body<R extends ApiRoute> = Parameters<typeof call<R>>[1] extends { body: infer B } | undefined
  ? B
  : never

export const useDeadlines = (caseId: string) => {
  const cache = useQueryClient()
  const onSuccess = (next: CaseView) => {
    cache.setQueryData(keys.case(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.allCases })
  }
  const onError = (error: unknown) => {
    showToast(problemWords(error).words, { tone: 'problem' })
    void cache.invalidateQueries({ queryKey: keys.case(caseId) })
  }
  const propose = useMutation({
    mutationFn: (body: Body<'POST /api/deadlines/of/:caseId'>) =>
      call('POST /api/deadlines/of/:caseId', { params: { caseId }, body }),
    onSuccess,
  })
  const change = useMutation({
    mutationFn: ({ id, ...body }: Body<'PUT /api/deadlines/:id'> & { id: string }) =>
      call('PUT /api/deadlines/:id', { params: { id }, body }),
    onSuccess,
  })
  const confirm = useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      call('POST /api/deadlines/:id/confirm', { params: { id }, body: { version } }),
    onSuccess,
    onError,
  })
  const decide = useMutation({
    mutationFn: ({ id, version, isAccepted }: { id: string; version: number; isAccepted: boolean }) =>
      call('POST /api/deadlines/:id/change', { params: { id }, body: { version, isAccepted } }),
    onSuccess,
    onError,
  })
  const settle = useMutation({
    mutationFn: ({ id, ...body }: Body<'POST /api/deadlines/:id/settle'> & { id: string }) =>
      call('POST /api/deadlines/:id/settle', { params: { id }, body }),
    onSuccess,
  })
  const reopen = useMutation({
    mutationFn: ({ id, ...body }: Body<'POST /api/deadlines/:id/reopen'> & { id: string }) =>
      call('POST /api/deadlines/:id/reopen', { params: { id }, body }),
    onSuccess,
  })
  const agree = useMutation({
    mutationFn: ({ id, version, isAccepted }: { id: string; version: number; isAccepted: boolean }) =>
      call('POST /api/deadlines/:id/reopening', { params: { id }, body: { version, isAccepted } }),
    onSuccess,
    onError,
  })
  const ask = useMutation({
    mutationFn: ({ id, ...body }: Body<'POST /api/deadlines/:id/postponement'> & { id: string }) =>
      call('POST /api/deadlines/:id/postponement', { params: { id }, body }),
    onSuccess: (next: CaseView) => {
      onSuccess(next)
      void cache.invalidateQueries({ queryKey: keys.caseDocuments(caseId) })
    },
  })
  const sent = useMutation({
    mutationFn: ({ id, ...body }: Body<'POST /api/deadlines/:id/postponement/sent'> & { id: string }) =>
      call('POST /api/deadlines/:id/postponement/sent', { params: { id }, body }),
    onSuccess,
  })
  return { propose, change, confirm, decide, settle, reopen, agree, ask, sent }
}
