import { rfc2822 } from '../core/dates.ts'
import type { Exchange } from '../core/exchange.ts'
import { type Conference, conferenceView, type Participant } from './conference.ts'

/** Which `statusCallbackEvent` word asks for which callback. */
const askedAs: Record<string, string> = {
  'conference-start': 'start',
  'conference-end': 'end',
  'participant-join': 'join',
  'participant-leave': 'leave',
  'participant-mute': 'mute',
  'participant-unmute': 'mute',
  'participant-hold': 'hold',
  'participant-unhold': 'hold',
  'participant-modify': 'modify',
  'announcement-end': 'announcement',
  'announcement-fail': 'announcement',
}

/** Notes and calls back one conference event, in order, with a sequence number that counts only those sent. */
export function tellConference(
  exchange: Exchange,
  conference: Conference,
  event: string,
  options: { participant?: Participant; extra?: Record<string, string> } = {},
): void {
  const { participant, extra = {} } = options
  conference.updatedAt = new Date()
  exchange.bus.emit('conference', conferenceView(conference))
  const who = participant ? ` (${participant.label ?? participant.call.from})` : ''
  exchange.timeline.add(
    'conference',
    `${event} in ${conference.friendlyName}${who}`,
    { conferenceSid: conference.sid, ...extra },
    participant?.call.sid ?? null,
  )
  const callback = conference.statusCallback
  if (!callback?.events.has(askedAs[event] ?? event)) return
  conference.sequence += 1
  exchange.webhooks.tell(conference.sid, {
    url: callback.url,
    method: callback.method,
    callSid: participant?.call.sid ?? null,
    params: {
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
      AccountSid: exchange.account.accountSid,
      SequenceNumber: String(conference.sequence),
      Timestamp: rfc2822(new Date()),
      StatusCallbackEvent: event,
      ...(participant
        ? {
            CallSid: participant.call.sid,
            Muted: String(participant.muted),
            Hold: String(participant.hold),
            Coaching: String(participant.coaching),
            ...(participant.callSidToCoach ? { CallSidToCoach: participant.callSidToCoach } : {}),
            EndConferenceOnExit: String(participant.endConferenceOnExit),
            StartConferenceOnEnter: String(participant.startConferenceOnEnter),
            ...(participant.label ? { ParticipantLabel: participant.label } : {}),
          }
        : {}),
      ...extra,
    },
  })
}
