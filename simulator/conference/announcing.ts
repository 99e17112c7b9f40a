import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { untilInterrupted } from '../core/waiting.ts'
import { ApplicationError } from '../twiml/context.ts'
import { obtain } from '../twiml/obtain.ts'
import { runDocument } from '../twiml/run-document.ts'
import type { Conference, Participant } from './conference.ts'
import { tellConference } from './conference-events.ts'
import { placeInRoom } from './joining.ts'
import { stopPrivateSound } from './private-sound.ts'

type From = { url: string; method: 'GET' | 'POST' }

const announceVerbs = ['Play', 'Say', 'Pause', 'Redirect'] as const

/** Plays a document to one participant; music on hold stops for it and starts again after it. */
export async function announceTo(
  exchange: Exchange,
  conference: Conference,
  participant: Participant,
  from: From,
): Promise<void> {
  const { call } = participant
  const over = new AbortController()
  call.endListeners.add(() => over.abort())
  try {
    const document = await obtain(exchange, call, { ...from, params: { ConferenceSid: conference.sid } })
    if (participant.hold) stopPrivateSound(participant)
    await untilInterrupted(
      runDocument({ exchange, call, document, signal: over.signal, allowed: announceVerbs }),
    )
    if (participant.hold && conference.participants.has(call.sid))
      placeInRoom(exchange, conference, participant)
    tellConference(exchange, conference, 'announcement-end', { participant })
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error
    tellConference(exchange, conference, 'announcement-fail', {
      participant,
      extra: { ReasonAnnouncementFailed: error.message, AnnounceUrl: from.url },
    })
  }
}

export function announceToAll(exchange: Exchange, conference: Conference, from: From): void {
  for (const participant of conference.participants.values())
    announceTo(exchange, conference, participant, from).catch(reportFailure(exchange, participant.call.sid))
}
