import { Keyboard } from 'lucide-react'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'

/** What to know about a call through text relay, from the first ring to the end of the call (F9). */
export function TextRelay({ phone }: { phone: PhoneView | null }) {
  const call = phone?.call ?? null
  const tip = phone?.offer?.textRelay ?? (call !== null && call.state !== 'wrap-up' ? call.textRelay : null)
  return (
    <div role="status" aria-label="Text relay" className={tip === null ? '' : 'listeners'}>
      {tip === null ? null : (
        <p>
          <Keyboard aria-hidden="true" /> <span>{tip}</span>
        </p>
      )}
    </div>
  )
}
