/**
 * A contact that did not come over our lines: somebody came in, wrote, or was met (F65). When it happened and when it was
 * written down are kept apart, so that a letter of Monday that is logged on Wednesday stands at Monday and says so.
 */
import type { Instant } from './records.ts'

export const waysOfContact = [
  'visit',
  'letter-in',
  'letter-out',
  'email-in',
  'email-out',
  'meeting',
  'other-phone',
] as const
export type WayOfContact = (typeof waysOfContact)[number]

/** Written down so much later, it is said beside it: the day it happened is from memory. */
export const lateAfterMs = 86_400_000
/** Nothing older is a contact of a case that is worked; it is a mistyped year. */
const oldestMs = 20 * 366 * 86_400_000

/** What is wrong with it, beside each field. */
export const handLoggedTroubles = (
  given: { happenedAt: Instant; words: string },
  now: Instant,
): { field: string; words: string }[] => [
  ...(given.happenedAt > now
    ? [{ field: 'happenedAt', words: 'That is still to come. Write down what has happened.' }]
    : Date.parse(now) - Date.parse(given.happenedAt) > oldestMs
      ? [{ field: 'happenedAt', words: 'That is more than 20 years ago. Check the year.' }]
      : []),
  ...(given.words.trim() === '' ? [{ field: 'words', words: 'Write what was said or written.' }] : []),
]

export const isLoggedLate = (happenedAt: Instant, loggedAt: Instant): boolean =>
  Date.parse(loggedAt) - Date.parse(happenedAt) >= lateAfterMs
