import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AccessRequestView } from '../../../../server/contract/data-rights-views.ts'
import { call, getAccessPack } from '../../api.ts'
import { keys } from '../../queries.ts'
import { saveFile } from '../../ui/save-file.ts'

/** What data protection does with one request; each answer is the request as it then is. */
export const useAccess = (id: string) => {
  const cache = useQueryClient()
  const onSuccess = (next: AccessRequestView) => {
    cache.setQueryData(keys.accessRequest(id), next)
    void cache.invalidateQueries({ queryKey: keys.accessRequests, exact: true })
  }
  const change = useMutation({
    mutationFn: (body: { version: number; as: 'pause' | 'go-on' | 'extend'; why?: string }) =>
      call('POST /api/access-requests/:id/change', { params: { id }, body }),
    onSuccess,
  })
  const decide = useMutation({
    mutationFn: (body: {
      itemIds: string[]
      verdict: 'give' | 'redact' | 'leave-out'
      words?: string
      why?: string
    }) => call('POST /api/access-requests/:id/decide', { params: { id }, body }),
    onSuccess,
  })
  const give = useMutation({
    mutationFn: (version: number) => getAccessPack(id, version),
    onSuccess: (file) => {
      saveFile(file)
      void cache.invalidateQueries({ queryKey: keys.accessRequests })
    },
  })
  return { change, decide, give }
}
