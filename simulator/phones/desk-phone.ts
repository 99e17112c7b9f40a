import type { Call } from '../calls/call.ts'
import { finishCall } from '../calls/call-status.ts'
import { dial } from '../calls/softphones.ts'
import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'
import { createListeners } from '../media/listeners.ts'
import { createSilentLeg } from '../media/silent-leg.ts'
import type { CallEnd } from '../signalling/voice-call.ts'

/**
 * An agent's softphone without a browser and without sound, for many at once. It dials as the Voice SDK's
 * `device.connect` does; nobody can ring it.
 */
export type DeskPhone = {
  /** Dials through the TwiML app with these params; the call takes its course. */
  dial(params: Readonly<Record<string, string>>): DeskCall
}

export type DeskCall = {
  readonly sid: string
  /** Twilio's status word. */
  readonly state: string
  readonly hasEnded: boolean
  hangUp(): void
  /** The browser is gone without a word; the network notices after this long and ends the leg. */
  vanish(noticedAfterMs: number): void
}

export function deskPhone(exchange: Exchange, identity: string, applicationSid: string): DeskPhone {
  return {
    dial: (params) => {
      const callSid = newSid('CA')
      const ended = createListeners<CallEnd>()
      const leg = createSilentLeg({ id: callSid, rememberMs: 0 })
      dial(exchange, {
        callSid,
        identity,
        applicationSid,
        params,
        leg,
        hangUp: () => leg.close(),
        onEnded: ended.add,
        ringing: () => undefined,
        answer: () => undefined,
      })
      return deskCall(exchange, exchange.calls.get(callSid), callSid)
    },
  }
}

function deskCall(exchange: Exchange, call: Call | undefined, sid: string): DeskCall {
  const hangUp = () => {
    if (call) finishCall(exchange, call, 'completed')
  }
  return {
    sid,
    get state() {
      return call?.status ?? 'failed'
    },
    get hasEnded() {
      return call?.hasEnded ?? true
    },
    hangUp,
    vanish: (noticedAfterMs) => {
      if (!call) return
      call.isGone = true
      const noticed = setTimeout(hangUp, noticedAfterMs)
      call.endListeners.add(() => clearTimeout(noticed))
    },
  }
}
