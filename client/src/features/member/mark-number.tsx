import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import { call, problemWords } from '../../api.ts'
import { keys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'

/** Says that a number is not safe to ring, and why: a telephone that somebody else answers, a partner who must not know. */
export function MarkNumber({
  phone,
  memberId,
  close,
}: {
  phone: MemberView['phones'][number]
  memberId: string
  close: () => void
}) {
  const cache = useQueryClient()
  const [because, setBecause] = useState(phone.unsafeBecause ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const save = async (words: string | null) => {
    try {
      const view = await call('PUT /api/members/:id/phones/:phoneId/mark', {
        params: { id: memberId, phoneId: phone.id },
        body: { because: words },
      })
      cache.setQueryData(keys.member(memberId), view)
      close()
    } catch (error) {
      setProblem(problemWords(error).words)
    }
  }
  return (
    <Dialog title={`Is ${phone.number} safe to ring?`} onClose={close}>
      <form
        className="dial-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save(because)
        }}
      >
        <TextField
          label="Why it is not safe"
          hint="A few words for whoever wants to ring it. Nothing about health."
          value={because}
          maxLength={200}
          required
          data-autofocus
          error={problem}
          onChange={(event) => setBecause(event.target.value)}
        />
        <div className="dial-end">
          <Button type="submit" tone="primary" large>
            Mark as not safe
          </Button>
          {phone.unsafeBecause === null ? null : (
            <Button large onClick={() => void save(null)}>
              It is safe now
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}
