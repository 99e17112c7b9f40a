import { CircleAlert, UserCheck } from 'lucide-react'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'

/** Who may be ringing for a member, from the first ring; in red, and in words, when they may hear nothing any more (F93). */
export function SpeaksFor({ phone }: { phone: PhoneView | null }) {
  const call = phone?.call ?? null
  const known = phone?.offer?.speaksFor ?? (call !== null && call.state !== 'wrap-up' ? call.speaksFor : [])
  return (
    <div
      role="status"
      aria-label="Who may speak for a member"
      className={known.length > 0 ? 'listeners' : ''}
    >
      {known.map(({ id, isInForce, words }) => (
        <p key={id} className={isInForce ? '' : 'is-out'}>
          {isInForce ? <UserCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
          <span>{words}</span>
        </p>
      ))}
    </div>
  )
}
