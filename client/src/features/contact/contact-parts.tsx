import type { ContactPartView } from '../../../../server/contract/contact-views.ts'
import { contactReasons, dispositions } from '../../../../server/contract/words.ts'
import { useNow } from '../../ui/clock.tsx'
import { dayAndTime } from '../../ui/times.ts'

const factsOf = ({ reason, outcome, nextStep }: ContactPartView): string =>
  [reason && contactReasons[reason], outcome && dispositions[outcome], nextStep && `Next: ${nextStep}`]
    .filter(Boolean)
    .join(' · ')

/** What those wrote who had this call before and handed it over, each under their name. */
export function ContactParts({ parts }: { parts: ContactPartView[] }) {
  const now = useNow(60_000)
  if (parts.length === 0) return null
  return (
    <section aria-label="Before it was handed over">
      {parts.map((part) => (
        <div key={part.id}>
          <h2 className="field-label">
            {part.by}, who handed it over · {dayAndTime(part.handedAt, now)}
          </h2>
          <p className="contact-read">{part.notes.trim() || 'No notes were written.'}</p>
          {factsOf(part) === '' ? null : <p className="choice-line">{factsOf(part)}</p>}
        </div>
      ))}
    </section>
  )
}
