/** Somebody is shown as busy and is not: ask the telephone side, and set them free (F46). */
import { useMutation } from '@tanstack/react-query'
import type { LivePerson } from '../../../../server/contract/live-views.ts'
import { call, problemWords } from '../../api.ts'
import { showToast } from '../../ui/toast.tsx'
import { RowButton } from './row-button.tsx'

const busy: readonly LivePerson['state'][] = ['ringing', 'on-call', 'call-parked']

export function RecoverPerson({ person }: { person: LivePerson }) {
  const recover = useMutation({
    mutationFn: () => call('POST /api/live/people/:id/recover', { params: { id: person.id } }),
    onSuccess: () => showToast(`${person.name} is free again. The call had ended without word.`),
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  if (!busy.includes(person.state)) return null
  return (
    <RowButton
      act="recover"
      aria-label={`Recover ${person.name}`}
      title="Ask whether this call is really going on, and set them free if it is not"
      isPending={recover.isPending}
      onClick={() => recover.mutate()}
    >
      Recover
    </RowButton>
  )
}
