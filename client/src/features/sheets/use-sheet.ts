/** Changes of the sheet of a case: each is saved at once, and the case behind it is asked again. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SheetView } from '../../../../server/contract/case-type-api.ts'
import { call, isRefusal } from '../../api.ts'
import { keys } from '../../queries.ts'

type Asked =
  | { part: 'type'; body: { typeId: string; was: string | null } }
  | { part: 'stage'; body: { stage: string; was: string } }
  | { part: 'answer'; body: { field: string; typed: string; was: string | null } }
  | { part: 'document'; body: { document: string; found: string; was: string } }

const ask = (caseId: string, asked: Asked): Promise<SheetView> => {
  const params = { caseId }
  switch (asked.part) {
    case 'type':
      return call('PUT /api/sheets/of/:caseId/type', { params, body: asked.body })
    case 'stage':
      return call('PUT /api/sheets/of/:caseId/stage', { params, body: asked.body })
    case 'answer':
      return call('PUT /api/sheets/of/:caseId/answer', { params, body: asked.body })
    case 'document':
      return call('PUT /api/sheets/of/:caseId/document', { params, body: asked.body })
  }
}

export const useSheetChange = (caseId: string) => {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (asked: Asked) => ask(caseId, asked),
    onSuccess: (next, { part }) => {
      cache.setQueryData(keys.caseSheet(caseId), next)
      void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
      // What a document is of the list stands with the document.
      if (part === 'document') void cache.invalidateQueries({ queryKey: keys.caseDocuments(caseId) })
    },
    onError: async (error) => {
      if (isRefusal(error, 'stale-version') || isRefusal(error, 'not-found'))
        await cache.refetchQueries({ queryKey: keys.caseSheet(caseId) })
    },
  })
}
