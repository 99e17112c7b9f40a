import { caption } from '../calls/captions.ts'
import { playHoldMusic } from '../calls/prompts.ts'
import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { unlessAborted, untilInterrupted } from '../core/waiting.ts'
import { ApplicationError } from '../twiml/context.ts'
import { obtain } from '../twiml/obtain.ts'
import { runDocument } from '../twiml/run-document.ts'
import type { Participant } from './conference.ts'

/** Verbs for music on hold and before the start (https://www.twilio.com/docs/voice/twiml/conference, as of 2026-11). */
const musicVerbs = ['Play', 'Say', 'Pause', 'Redirect'] as const

type Origin = { url: string; method: 'GET' | 'POST' } | 'default' | 'silence'

/** Starts what this participant alone hears instead of the room; replaces what they heard alone before. */
export function startPrivateSound(
  exchange: Exchange,
  participant: Participant,
  origin: Origin,
  facts: Record<string, string>,
): void {
  stopPrivateSound(participant)
  const controller = new AbortController()
  participant.privateSound = controller
  untilInterrupted(loop(exchange, participant, origin, { facts, signal: controller.signal })).catch(
    reportFailure(exchange, participant.call.sid),
  )
}

export function stopPrivateSound(participant: Participant): void {
  participant.privateSound?.abort()
  participant.privateSound = null
}

async function loop(
  exchange: Exchange,
  participant: Participant,
  origin: Origin,
  { facts, signal }: { facts: Record<string, string>; signal: AbortSignal },
): Promise<void> {
  const { call } = participant
  if (origin === 'silence') return
  if (origin === 'default') return playHoldMusic(exchange, call, signal)
  for (;;) {
    const startedAt = Date.now()
    try {
      const document = await unlessAborted(obtain(exchange, call, { ...origin, params: facts }), signal)
      await runDocument({ exchange, call, document, signal, allowed: musicVerbs })
    } catch (error) {
      if (!(error instanceof ApplicationError)) throw error
      caption(exchange, call, 'note', 'the hold music could not be had')
      return playHoldMusic(exchange, call, signal)
    }
    // A document without sound would be asked for again at once, for ever.
    if (Date.now() - startedAt < 20) {
      await unlessAborted(new Promise((resolve) => setTimeout(resolve, exchange.pace.seconds(1))), signal)
    }
  }
}
