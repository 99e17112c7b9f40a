import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AlertView } from '../../../../server/contract/live-views.ts'
import { call, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'

/** Says that this person has seen an alert. */
export const useSeen = () => {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ id, raisingId }: Pick<AlertView, 'id' | 'raisingId'>) =>
      call('POST /api/alerts/:id/acknowledge', { params: { id }, body: { raisingId } }),
    onSuccess: (alerts) => cache.setQueryData(keys.alerts, alerts),
    onError: (error) => {
      showToast(problemWords(error).words, { tone: 'problem' })
      void cache.invalidateQueries({ queryKey: keys.alerts })
    },
  })
}
