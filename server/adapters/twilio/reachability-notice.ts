import type { Notice } from '../../contract/live-views.ts'
import type { TwilioRest } from './rest-client.ts'

/** What every console is told while Twilio is out of reach: what is so, what still works, what happens by itself. */
export function reachabilityNotices(rest: Pick<TwilioRest, 'outage'>): Notice[] {
  const outage = rest.outage()
  if (outage === null) return []
  const words =
    outage.why === 'unauthorised'
      ? 'Twilio refuses our credentials. Callers hear music and keep their place; texts wait. Tell your administrator.'
      : 'Twilio cannot be reached. Callers hear music and keep their place; calls in hand go on. Texts and hanging up wait and go by themselves, once each; hold, transfer, listening and ringing out are off until Twilio answers.'
  return [{ id: 'twilio-unreachable', level: 'bad', words }]
}
