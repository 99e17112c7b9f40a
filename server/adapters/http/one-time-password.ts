import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mixes up when one reads them out over the telephone. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 4
const perGroup = 4

/** Sixteen of them, 79 bits: `k7mp-3xwd-hq9t-e4vn`. Given to one person, once, by whoever may administer. */
export const oneTimePassword = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: perGroup }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
  ).join('-')
