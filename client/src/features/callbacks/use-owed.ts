/** What a person does with somebody who is owed a call; each press shows the list, or the phone, as it then is. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import { call, problemWords } from '../../api.ts'
import { newerPhone } from '../../live-cache.ts'
import { contactPath } from '../../paths.ts'
import { keys } from '../../queries.ts'
import { showToast } from '../../ui/toast.tsx'
import type { ChosenReason } from './owed-view.ts'

const onError = (error: unknown) => showToast(problemWords(error).words, { tone: 'problem' })

/** Rings one of them with this person's own phone, and opens the contact. */
export const useRingNow = () => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: ({ id, kind }: { id: string; kind: 'callback' | 'contact' }) =>
      kind === 'callback'
        ? call('POST /api/callbacks/:id/ring', { params: { id } })
        : call('POST /api/contacts/:id/ring', { params: { id } }),
    onSuccess: (view) => {
      cache.setQueryData<PhoneView>(keys.phone, (shown) => newerPhone(shown, view))
      void cache.invalidateQueries({ queryKey: keys.callbacks })
      if (view.call !== null) void navigate(contactPath(view.call.contactId), { state: { quiet: true } })
    },
    onError,
  })
}

export const useOwed = () => {
  const cache = useQueryClient()
  const again = () => {
    void cache.invalidateQueries({ queryKey: keys.callbacks })
    void cache.invalidateQueries({ queryKey: keys.work })
  }
  const cancel = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: ChosenReason }) =>
      call('POST /api/callbacks/:id/cancel', { params: { id }, body: { reason } }),
    onSuccess: (view) => cache.setQueryData(keys.callbacks, view),
    onError,
  })
  const take = useMutation({
    mutationFn: ({ id, isMine }: { id: string; isMine: boolean }) =>
      isMine
        ? call('POST /api/contacts/:id/give-back', { params: { id } })
        : call('POST /api/contacts/:id/take', { params: { id } }),
    onSuccess: (view) => cache.setQueryData(keys.callbacks, view),
    onError: (error) => {
      onError(error)
      again()
    },
  })
  const done = useMutation({
    mutationFn: (id: string) => call('POST /api/contacts/:id/handled', { params: { id } }),
    onSettled: again,
    onError,
  })
  return { cancel, take, done }
}
