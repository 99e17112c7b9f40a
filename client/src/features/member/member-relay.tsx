/** Whether a member rings through text relay, said by them otherwise than in a call (F9). */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import { call, problemWords } from '../../api.ts'
import { useMay } from '../../frame/me.ts'
import { useShortcut } from '../../keyboard.ts'
import { keys } from '../../queries.ts'
import { Checkbox } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'

export function MemberRelay({ member }: { member: MemberView }) {
  const cache = useQueryClient()
  const mayChange = useMay('work-cases')
  const note = useMutation({
    mutationFn: (isRelay: boolean) =>
      call('PUT /api/members/:id/text-relay', { params: { id: member.id }, body: { isRelay } }),
    onSuccess: (next) => {
      cache.setQueryData(keys.member(member.id), next)
      showToast(next.textRelay ? 'Noted: they ring through text relay.' : 'Noted: no text relay.')
    },
    onError: (error) => showToast(problemWords(error).words, { tone: 'problem' }),
  })
  useShortcut('text-relay', () => note.mutate(!member.textRelay), mayChange && !note.isPending)
  return mayChange ? (
    <div className="panel-body">
      <Checkbox
        label="Rings through text relay: their calls are never hurried"
        isChecked={note.isPending ? note.variables : member.textRelay}
        onChange={(isRelay) => note.mutate(isRelay)}
      />
    </div>
  ) : null
}
