/** Ringing a member from the console: what about, and for a marked number why all the same. Their own phone joins first. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { MemberView } from '../../../../server/contract/member-views.ts'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import { call, problemWords } from '../../api.ts'
import { newerPhone } from '../../live-cache.ts'
import { contactPath } from '../../paths.ts'
import { keys, usePhone } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { dayAndTime } from '../../ui/times.ts'

import { NeedLines } from './needs.tsx'

type Phone = MemberView['phones'][number]

export function DialSheet({
  phone,
  member,
  close,
}: {
  phone: Phone
  member: Pick<MemberView, 'id' | 'name' | 'textRelay'>
  close: () => void
}) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const own = usePhone().data
  const dial = own?.actions.dial
  const ringBlocked =
    own?.call != null ? 'Finish the call you are on first.' : dial?.allowed === false ? dial.words : null
  const [reason, setReason] = useState('')
  const [override, setOverride] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isTried, setTried] = useState(false)
  const [isPending, setPending] = useState(false)
  const now = useNow(60_000)
  const marked = phone.ring.may ? null : phone.ring.words
  const safeFrom = phone.ring.may ? null : phone.ring.safeFrom

  const ring = async () => {
    setPending(true)
    try {
      const view = await call('POST /api/phone/dial', {
        body: {
          number: phone.e164,
          memberId: member.id,
          reason,
          override: marked === null ? null : override,
        },
      })
      cache.setQueryData<PhoneView>(keys.phone, (shown) => newerPhone(shown, view))
      close()
      if (view.call) void navigate(contactPath(view.call.contactId))
    } catch (error) {
      setProblem(problemWords(error).words)
      setPending(false)
    }
  }

  return (
    <Dialog title={`Ring ${member.name}`} onClose={close}>
      <form
        className="dial-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (reason.trim() !== '' && (marked === null || override.trim() !== '')) void ring()
        }}
      >
        <p className="figures">{phone.number}</p>
        {member.textRelay ? (
          <p>
            They ring through text relay. This rings the number as it stands: an assistant joins where it is
            their text number. Any other needs 18002 before it, which our line cannot dial: text them, or ring
            18002 {phone.number} from another telephone.
          </p>
        ) : null}
        <NeedLines memberId={member.id} />
        {marked === null ? null : (
          <p className="field-error" role="alert">
            {marked}
            {safeFrom === null ? '' : ` Next: ${dayAndTime(safeFrom, now)}.`}
          </p>
        )}
        <TextField
          label="What is it about?"
          hint="It stands on the case with the call."
          value={reason}
          maxLength={200}
          required
          error={isTried && reason.trim() === '' ? 'Say what it is about.' : null}
          data-autofocus
          onChange={(event) => setReason(event.target.value)}
        />
        {marked === null ? null : (
          <TextField
            label="Why do you ring it all the same?"
            hint="It is kept with the call and your name, and data protection is told."
            value={override}
            maxLength={200}
            required
            error={isTried && override.trim() === '' ? 'Say why: without a reason it is not rung.' : null}
            onChange={(event) => setOverride(event.target.value)}
          />
        )}
        {problem === null ? null : (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <div className="dial-end">
          <Button type="submit" tone="primary" large isPending={isPending} blocked={ringBlocked}>
            Ring them
          </Button>
          <Button large onClick={close}>
            Do not ring
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
