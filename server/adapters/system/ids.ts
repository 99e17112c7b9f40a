import { randomBytes } from 'node:crypto'
import type { Ids } from '../../commands/ports.ts'

// Crockford's base 32: sorts like its value, and has no letters that read like digits.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const timeCharacters = 10
const randomCharacters = 16

const timePart = (ms: number): string => {
  let rest = ms
  let text = ''
  for (let i = 0; i < timeCharacters; i += 1) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

/** The millisecond in which an id was made. */
export function madeAtMs(id: string): number {
  let ms = 0
  for (let at = 0; at < timeCharacters; at += 1) ms = ms * 32 + alphabet.indexOf(id.charAt(at))
  return ms
}

/**
 * Ids in the form of a ULID (10 characters of time, 16 random): they sort by time, so that an index grows at its end.
 * Within one millisecond the random part counts up, so that ids of one process never go backwards.
 */
export const createIds = (nowMs: () => number = Date.now): Ids => {
  let lastMs = 0
  let digits: number[] = []

  const freshDigits = () => {
    digits = [...randomBytes(randomCharacters)].map((byte) => byte % 32)
  }
  const countUp = () => {
    for (let i = randomCharacters - 1; i >= 0; i -= 1) {
      const digit = digits[i] ?? 0
      if (digit < 31) {
        digits[i] = digit + 1
        return
      }
      digits[i] = 0
    }
  }

  return {
    next: () => {
      const ms = nowMs()
      if (ms > lastMs) {
        lastMs = ms
        freshDigits()
      } else {
        countUp()
      }
      return timePart(lastMs) + digits.map((digit) => alphabet.charAt(digit)).join('')
    },
    // 24 bytes are exactly 32 characters of base64url.
    secret: () => randomBytes(24).toString('base64url'),
  }
}
