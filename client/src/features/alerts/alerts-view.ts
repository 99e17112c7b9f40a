/** Which alerts a person still has to see, and their words. Pure. */
import type { AlertsView, AlertView } from '../../../../server/contract/live-views.ts'

/** Those the person has not seen, oldest first. */
export const unseen = (alerts: readonly AlertView[]): AlertView[] =>
  alerts.filter(({ isSeenByMe }) => !isSeenByMe)

/** "Lorna Blake since 09:12, texts to … 117" */
export const dutyWords = ({ person, numberEnd }: AlertsView['duty']): string =>
  person === null
    ? 'Nobody is on duty: alerts are texted to nobody.'
    : `${person.name}. Alerts are texted to ${numberEnd ?? 'nobody'}.`

export const seenWords = (names: readonly string[]): string =>
  names.length === 0 ? 'Seen by nobody yet' : `Seen by ${names.join(', ')}`
