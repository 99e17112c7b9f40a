import type { Call } from '../calls/call.ts'
import { placeInboundCall } from '../calls/place-inbound.ts'
import type { Exchange } from '../core/exchange.ts'
import { Interrupted, pause, waitUntil } from '../core/waiting.ts'
import { phoneFor } from '../phones/phone.ts'

/** "Make it busy": callers who ring one after another, press their keys when asked, and wait. */
export type Crowd = {
  /** Answers with the numbers that will ring. */
  gather(wish: {
    to: string
    count: number
    digits: string
    everyMs: number
    from: readonly string[]
  }): string[]
  disperse(): void
}

/** Ofcom's drama range 01632 960000-960999: nobody's numbers (as of 2026-11). */
const numberOf = (at: number) => `+441632960${String(at % 1000).padStart(3, '0')}`

export function createCrowd(exchange: Exchange): Crowd {
  let here: Call[] = []
  let next = 0
  let coming = new AbortController()

  async function arrive(numbers: readonly string[], wish: { to: string; digits: string; everyMs: number }) {
    const { signal } = coming
    for (const from of numbers) {
      phoneFor(exchange, from).isDeaf = true
      const placed = placeInboundCall(exchange, { from, to: wish.to })
      if ('refused' in placed) return
      here.push(placed.call)
      void pressWhenAsked(placed.call, wish.digits)
      await pause(wish.everyMs, signal)
    }
  }

  /** Each key when something listens; a caller nobody asks gives up pressing, not waiting. */
  async function pressWhenAsked(call: Call, digits: string) {
    for (const digit of digits) {
      const asked = await waitUntil(exchange.bus, {
        check: () => (call.hasEnded ? false : call.keyListeners.size > 0 ? true : undefined),
        timeoutMs: 60_000,
        describe: () => 'not asked for a key',
      }).catch(() => false)
      if (!asked) return
      // People take a moment to find the key.
      await new Promise((resolve) => setTimeout(resolve, exchange.pace.seconds(0.5)))
      phoneFor(exchange, call.from).press(call, digit)
    }
  }

  return {
    gather: ({ count, from, ...wish }) => {
      const numbers = Array.from({ length: count }, (_, at) => from[at] ?? numberOf(next + at))
      next += count
      arrive(numbers, wish).catch((error: unknown) => {
        if (!(error instanceof Interrupted)) throw error
      })
      return numbers
    },
    disperse: () => {
      coming.abort()
      coming = new AbortController()
      for (const call of here) if (!call.hasEnded) phoneFor(exchange, call.from).hangUp(call)
      here = []
    },
  }
}
