import { HeartHandshake } from 'lucide-react'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'

/** What the member needs, from the first ring to the end of the call (F92). */
export function NeedsStrip({ phone }: { phone: PhoneView | null }) {
  const call = phone?.call ?? null
  const lines = phone?.offer?.needs ?? (call !== null && call.state !== 'wrap-up' ? call.needs : [])
  return (
    <div role="status" aria-label="What the member needs" className={lines.length > 0 ? 'listeners' : ''}>
      {lines.length === 0 ? null : (
        <p>
          <HeartHandshake aria-hidden="true" /> <span>{lines.join(' · ')}</span>
        </p>
      )}
    </div>
  )
}
