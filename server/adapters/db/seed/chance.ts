/** Chance that comes out the same every time, so that the demo union is the same union everywhere. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  hex(length: number): string
  /** An id in the form of all our ids: it sorts by the instant given. */
  idAt(instant: string): string
}

/** mulberry32: small, and good enough to look like life. */
export function chance(seed: number): Chance {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const digits = (length: number, base: number) =>
    Array.from({ length }, () => alphabet.charAt(between(0, base - 1))).join('')
  return {
    next,
    between,
    pick: (from) => {
      const picked = from[between(0, from.length - 1)]
      if (picked === undefined) throw new Error('Nothing to pick from')
      return picked
    },
    hex: (length) => digits(length, 16).toLowerCase(),
    idAt: (instant) => timeOf(Date.parse(instant)) + digits(16, 32),
  }
}

const timeOf = (ms: number): string => {
  let rest = ms
  let text = ''
  for (let place = 0; place < 10; place += 1) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const minuteMs = 60_000

/** The instant so many minutes later; negative is earlier. */
export const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + Math.round(minutes * minuteMs)).toISOString()
