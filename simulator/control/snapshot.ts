import { callView } from '../calls/call-view.ts'
import { conferenceView } from '../conference/conference.ts'
import type { Exchange } from '../core/exchange.ts'
import { messageView } from '../messages/message.ts'
import { queueView } from '../queue/queue.ts'
import { recordingView } from '../recordings/recording.ts'
import type { Person } from './people.ts'

/** Calls that ended longer ago are no longer shown. */
const shownAfterEndMs = 5 * 60_000

/** The whole world at once, for a page that has just opened. */
export function snapshotOf(exchange: Exchange, people: readonly Person[]) {
  const now = Date.now()
  return {
    account: { accountSid: exchange.account.accountSid },
    publicUrl: exchange.publicUrl,
    speed: exchange.pace.speed,
    numbers: [...exchange.numbers.values()].map(({ phoneNumber, friendlyName, voiceUrl, smsUrl }) => ({
      phoneNumber,
      friendlyName,
      voiceUrl,
      smsUrl,
    })),
    people,
    calls: [...exchange.calls.values()]
      .filter((call) => !call.endedAt || now - call.endedAt.getTime() < shownAfterEndMs)
      .map((call) => callView(exchange, call, true)),
    messages: [...exchange.messages.values()].slice(-200).map(messageView),
    queues: [...exchange.queues.values()].map(queueView),
    conferences: [...exchange.conferences.values()]
      .filter((conference) => conference.status !== 'completed')
      .map(conferenceView),
    recordings: [...exchange.recordings.values()].slice(-100).map(recordingView),
    clients: exchange.softphones.identities(),
    switches: exchange.kindness.switches(),
    complaints: exchange.timeline.complaints().length,
    lastEventId: exchange.bus.lastEventId(),
  }
}
