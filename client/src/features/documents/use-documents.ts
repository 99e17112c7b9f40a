import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CaseDocumentsView } from '../../../../server/contract/document-views.ts'
import { call, problemWords, sendDocument } from '../../api.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'

export interface FileToSend {
  file: File
  documentId?: string
  title?: string
  fulfils?: string
  note?: string
}

/** What a person does with the documents of a case; each answer is the list as it then is. */
export const useDocuments = (caseId: string) => {
  const cache = useQueryClient()
  const onSuccess = (next: CaseDocumentsView) => {
    cache.setQueryData(keys.caseDocuments(caseId), next)
    void cache.invalidateQueries({ queryKey: keys.case(caseId), exact: true })
  }
  const onError = (error: unknown) => {
    showToast(problemWords(error).words, { tone: 'problem' })
    void cache.invalidateQueries({ queryKey: keys.caseDocuments(caseId) })
  }
  const send = useMutation({
    mutationFn: ({ file, ...rest }: FileToSend) => sendDocument(caseId, file, rest),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; why: string }) =>
      call('POST /api/documents/:id/remove', { params: { id }, body }),
    onSuccess,
  })
  const putBack = useMutation({
    mutationFn: ({ id, version }: { id: string; version: number }) =>
      call('POST /api/documents/:id/put-back', { params: { id }, body: { version } }),
    onSuccess,
    onError,
  })
  const rename = useMutation({
    mutationFn: ({ id, ...body }: { id: string; version: number; title: string; fulfils: string | null }) =>
      call('PUT /api/documents/:id', { params: { id }, body }),
    onSuccess,
  })
  return { send, remove, putBack, rename }
}
