import type { Call, Caption } from '../calls/call.ts'
import { placeInboundCall } from '../calls/place-inbound.ts'
import type { Exchange } from '../core/exchange.ts'
import { waitUntil } from '../core/waiting.ts'
import { type Message, type MessageView, messageView } from '../messages/message.ts'
import { type Photo, receiveMessage } from '../messages/receive.ts'
import { type Phone, phoneFor } from './phone.ts'
import type { PhoneManner } from './sentinels.ts'

/** One call as a person at the telephone knows it. Every wait rejects in words after `timeoutMs` (5 s). */
export type PhoneCall = {
  readonly sid: string
  /** Twilio's status word. */
  readonly state: string
  /** Everything heard so far, as text with times. */
  readonly heard: readonly Caption[]
  /** Waits for the next words heard (after those of the last wait) that contain or match this. */
  waitForHeard(words: string | RegExp, options?: { timeoutMs?: number }): Promise<Caption>
  waitForState(state: string, options?: { timeoutMs?: number }): Promise<void>
  /** Waits until the call is answered, then presses the keys as soon as something listens to keys. */
  press(digits: string, options?: { timeoutMs?: number }): Promise<void>
  /** Waits until something or somebody listens (a recording, speech input, another party), then says the words. */
  say(words: string, options?: { timeoutMs?: number }): Promise<void>
  tone(hertz: number, ms: number): Promise<void>
  /** The last of what was played to this phone, 8 kHz mono. */
  audio(options?: { lastMs?: number }): Int16Array
  answer(): void
  reject(): void
  hangUp(): void
}

/** A telephone in a test's hand. */
export type ScriptedPhone = {
  readonly number: string
  /** What it does when it rings: `waits` (default), `answers`, `busy`, `fails`. */
  whenRung(manner: PhoneManner): void
  call(to: string): PhoneCall
  /** The next call that rings this phone, or that rings it now. */
  waitForRing(options?: { timeoutMs?: number }): Promise<PhoneCall>
  /** Resolves when the product has answered the webhook. */
  text(to: string, body: string, photos?: readonly Photo[]): Promise<MessageView>
  /** Texts that reached this phone, oldest first. */
  readonly inbox: readonly MessageView[]
  waitForText(words: string | RegExp, options?: { timeoutMs?: number }): Promise<MessageView>
}

const matches = (text: string, words: string | RegExp) =>
  typeof words === 'string' ? text.toLowerCase().includes(words.toLowerCase()) : words.test(text)

const arrived = (message: Message, number: string) =>
  message.to === number && message.direction !== 'inbound' && message.status === 'delivered'

export function scriptedPhone(exchange: Exchange, number: string): ScriptedPhone {
  const phone = phoneFor(exchange, number)
  return {
    number,
    whenRung: (manner) => {
      phone.manner = manner
    },
    call: (to) => {
      const placed = placeInboundCall(exchange, { from: number, to })
      if ('refused' in placed) throw new Error(placed.refused)
      return phoneCall(exchange, phone, placed.call)
    },
    waitForRing: async ({ timeoutMs = 5000 } = {}) => {
      const call = await waitUntil(exchange.bus, {
        check: () =>
          [...exchange.calls.values()].find(
            (one) => one.to === number && one.phone === number && !phone.met.has(one.sid),
          ),
        timeoutMs,
        describe: () => `nobody rang ${number}`,
      })
      phone.met.add(call.sid)
      return phoneCall(exchange, phone, call)
    },
    text: async (to, body, photos = []) =>
      messageView(await receiveMessage(exchange, { from: number, to, body, photos })),
    get inbox() {
      return [...exchange.messages.values()].filter((one) => arrived(one, number)).map(messageView)
    },
    waitForText: async (words, { timeoutMs = 5000 } = {}) => {
      const found = await waitUntil(exchange.bus, {
        check: () =>
          [...exchange.messages.values()].find(
            (one) => arrived(one, number) && !phone.met.has(one.sid) && matches(one.body, words),
          ),
        timeoutMs,
        describe: () => `no text to ${number} that says ${String(words)}`,
      })
      phone.met.add(found.sid)
      return messageView(found)
    },
  }
}

/** What came to telephones and was never waited for. Phones that answer by themselves are no surprise. */
export function unmetNews(exchange: Exchange): string[] {
  const isMet = (number: string, sid: string) => exchange.phones.get(number)?.met.has(sid) ?? false
  const rings = [...exchange.calls.values()]
    .filter((call) => call.direction !== 'inbound' && call.phone !== null && !isMet(call.phone, call.sid))
    .filter((call) => exchange.phones.get(call.phone ?? '')?.manner === 'waits')
    .map((call) => `${call.from} rang ${call.to}`)
  const texts = [...exchange.messages.values()]
    .filter((message) => message.direction !== 'inbound' && !isMet(message.to, message.sid))
    .map((message) => `${message.to} was sent: ${message.body}`)
  return [...rings, ...texts]
}

export function phoneCall(exchange: Exchange, phone: Phone, call: Call): PhoneCall {
  let listenedTo = 0
  return {
    sid: call.sid,
    get state() {
      return call.status
    },
    get heard() {
      return call.captions
    },
    waitForHeard: (words, { timeoutMs = 5000 } = {}) =>
      waitUntil(exchange.bus, {
        check: () => {
          const found = call.captions.find(
            (one) => one.id > listenedTo && one.kind !== 'key' && matches(one.text, words),
          )
          if (found) listenedTo = found.id
          return found
        },
        timeoutMs,
        describe: () =>
          `not heard ${String(words)}; heard ${JSON.stringify(call.captions.map((one) => one.text))}`,
      }),
    waitForState: async (state, { timeoutMs = 5000 } = {}) => {
      await waitUntil(exchange.bus, {
        check: () => (call.status === state ? true : undefined),
        timeoutMs,
        describe: () => `${call.status}, not ${state}`,
      })
    },
    press: async (digits, { timeoutMs = 5000 } = {}) => {
      for (const digit of digits) {
        await waitUntil(exchange.bus, {
          check: () => (call.keyListeners.size > 0 ? true : undefined),
          timeoutMs,
          describe: () => `nothing listens to keys (${call.doing || call.status})`,
        })
        phone.press(call, digit)
      }
    },
    say: async (words, { timeoutMs = 5000 } = {}) => {
      await waitUntil(exchange.bus, {
        check: () => (call.speechListeners.size > 0 ? true : undefined),
        timeoutMs,
        describe: () => `nobody listens to words (${call.doing || call.status})`,
      })
      await phone.say(call, words)
    },
    tone: (hertz, ms) => phone.tone(call, hertz, ms),
    audio: (options) => phone.heardAudio(call, options),
    answer: () => {
      if (!phone.answer(call)) throw new Error(`${phone.number} is not ringing`)
    },
    reject: () => {
      if (!phone.reject(call)) throw new Error(`${phone.number} is not ringing`)
    },
    hangUp: () => phone.hangUp(call),
  }
}
