import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Api } from '../../../../server/contract/api.ts'
import type { CohortTextsView, CohortTextView } from '../../../../server/contract/cohort-text-api.ts'
import { call } from '../../api.ts'
import { keys } from '../../queries.ts'

export const useCohort = () => {
  const cache = useQueryClient()
  const onSuccess = (next: CohortTextsView) => void cache.setQueryData(keys.cohortTexts, next)
  const onError = () => void cache.invalidateQueries({ queryKey: keys.cohortTexts })
  const preview = useMutation({
    mutationFn: (body: Api['POST /api/cohort-texts']['request']) => call('POST /api/cohort-texts', { body }),
    onSuccess,
  })
  const send = useMutation({
    mutationFn: ({ id, version }: CohortTextView) =>
      call('POST /api/cohort-texts/:id/send', { params: { id }, body: { version } }),
    onSuccess,
    onError,
  })
  const stop = useMutation({
    mutationFn: ({ id, version }: CohortTextView) =>
      call('POST /api/cohort-texts/:id/stop', { params: { id }, body: { version } }),
    onSuccess,
    onError,
  })
  return { preview, send, stop }
}
