import type { Call } from '../calls/call.ts'
import { finishCall } from '../calls/call-status.ts'
import { caption } from '../calls/captions.ts'
import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { deferred } from '../core/waiting.ts'
import type { Leg } from '../media/leg.ts'
import { sourceOf } from '../media/pcm-source.ts'
import { createSilentLeg, type SilentLeg } from '../media/silent-leg.ts'
import { speak } from '../media/speech.ts'
import { generateTone } from '../media/tones.ts'
import { mannerOf, type PhoneManner } from './sentinels.ts'

type Picked = { kind: 'answered'; leg: Leg } | { kind: 'rejected' }

/** A simulated telephone: somebody's, with a number (or withheld) and any number of calls. */
export class Phone {
  readonly number: string
  /** What it does when it rings. */
  manner: PhoneManner
  /** Sids of rings and texts that a test has waited for. */
  readonly met = new Set<string>()
  /** Nobody listens with ears: audio for it is not made. */
  isDeaf = false
  private readonly exchange: Exchange
  private readonly legs = new Map<string, SilentLeg>()
  private readonly wires = new Map<string, Leg>()
  private readonly ringing = new Map<string, (picked: Picked) => void>()

  constructor(exchange: Exchange, number: string) {
    this.exchange = exchange
    this.number = number
    this.manner = mannerOf(number)
  }

  /** Mouth and ear for one call, made when it is placed or rung. */
  legOf(call: Call): SilentLeg {
    const known = this.legs.get(call.sid)
    if (known) return known
    const leg = createSilentLeg({ id: call.sid })
    this.legs.set(call.sid, leg)
    leg.onClosed(() => {
      this.legs.delete(call.sid)
      this.wires.get(call.sid)?.close()
      this.wires.delete(call.sid)
    })
    return leg
  }

  /** The network rings this phone; settles when somebody picks up or refuses. */
  ring(call: Call, signal: AbortSignal): Promise<Picked> {
    const { promise, resolve } = deferred<Picked>()
    this.ringing.set(call.sid, resolve)
    signal.addEventListener('abort', () => this.ringing.delete(call.sid), { once: true })
    if (this.manner === 'answers') this.answer(call)
    if (this.manner === 'voicemail') this.answerAsVoicemail(call)
    return promise
  }

  /** Once connected: a greeting, a tone, and silence until the other side hangs up. */
  private answerAsVoicemail(call: Call): void {
    this.answer(call)
    const speak = async () => {
      while (!call.answeredAt && !call.hasEnded) await new Promise((resolve) => setTimeout(resolve, 20))
      await this.say(call, 'I cannot come to the telephone. Please leave a message after the tone.')
      if (!call.hasEnded) await this.tone(call, 1000, 500)
    }
    speak().catch(reportFailure(this.exchange, call.sid))
  }

  /** Picks up; false when it is not ringing. */
  answer(call: Call): boolean {
    const settle = this.ringing.get(call.sid)
    if (!settle) return false
    this.ringing.delete(call.sid)
    settle({ kind: 'answered', leg: this.legOf(call) })
    return true
  }

  /** Is busy; false when it is not ringing. */
  reject(call: Call): boolean {
    const settle = this.ringing.get(call.sid)
    if (!settle) return false
    this.ringing.delete(call.sid)
    settle({ kind: 'rejected' })
    return true
  }

  hangUp(call: Call): void {
    if (this.reject(call)) return
    // An inbound call given up before anything answered it is `completed` too, as Twilio counts it.
    finishCall(
      this.exchange,
      call,
      call.answeredAt || call.direction === 'inbound' ? 'completed' : 'canceled',
    )
  }

  press(call: Call, digit: string): void {
    if (!call.hasEnded) this.legOf(call).press(digit)
  }

  /** Says words: aloud when anyone could hear, and as captions and speech input in any case. */
  async say(call: Call, text: string): Promise<void> {
    call.speak(text)
    if (this.exchange.pace.speed === 'fast' || this.isDeaf) return
    await this.legOf(call).say(sourceOf(await speak(text))).done
  }

  async tone(call: Call, hertz: number, ms: number): Promise<void> {
    await this.legOf(call).say(sourceOf(generateTone({ hertz, ms }))).done
  }

  /** Everything played to this phone on a call, the last seconds of it (8 kHz mono). */
  heardAudio(call: Call, options?: { lastMs?: number }): Int16Array {
    return this.legOf(call).heard(options)
  }

  forgetAudio(call: Call): void {
    this.legOf(call).forget()
  }

  /** Gives the call a real microphone and loudspeaker: what comes by the wire is said, what is heard goes out. */
  attach(call: Call, wire: Leg): void {
    this.wires.get(call.sid)?.close()
    this.wires.set(call.sid, wire)
    const leg = this.legOf(call)
    wire.onPcm((frame) => leg.inject(frame))
    wire.onDigit((digit) => leg.press(digit))
    const stop = leg.onHeard((frame) => wire.send(frame))
    wire.onClosed(() => {
      stop()
      if (this.wires.get(call.sid) === wire) this.wires.delete(call.sid)
    })
    caption(this.exchange, call, 'note', 'sound joined: you can listen here')
  }

  hasMedia(callSid: string): boolean {
    return this.wires.has(callSid)
  }
}

/** The telephone with this number, made on first mention. Every withheld caller is the one called `anonymous`. */
export function phoneFor(exchange: Exchange, number: string): Phone {
  const known = exchange.phones.get(number)
  if (known) return known
  const phone = new Phone(exchange, number)
  exchange.phones.set(number, phone)
  return phone
}
