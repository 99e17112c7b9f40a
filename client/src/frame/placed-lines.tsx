/** Told to the person themselves, everywhere in the console: a supervisor put them on a queue, or took them off it. */
import { ListPlus } from 'lucide-react'
import { usePhone } from '../queries.ts'

export function PlacedLines() {
  const phone = usePhone()
  return (
    <div role="status" className="notices" aria-label="My queues for now">
      {(phone.data?.presence.placed ?? []).map(({ id, words }) => (
        <p key={id} className="notice notice-info">
          <ListPlus aria-hidden="true" />
          {words}
        </p>
      ))}
    </div>
  )
}
