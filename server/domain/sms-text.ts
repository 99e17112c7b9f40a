// What a text costs and what makes it cost more. Counted by Twilio's own calculator, because parts are not a division:
// an extension character of GSM-7 or a surrogate pair never straddles two parts.
// Limits: https://www.twilio.com/docs/glossary/what-sms-character-limit (read August 2026).
import { SegmentedMessage } from 'sms-segments-calculator'

/** units: GSM-7 septets or UTF-16 units. remaining: units left in the last part. */
export type SmsSize = {
  readonly encoding: 'GSM-7' | 'UCS-2'
  readonly units: number
  readonly segments: number
  readonly remaining: number
  /** Each character that forces UCS-2 (70 instead of 160), once, in order: a circumflex, a curly quote, an emoji. */
  readonly offending: readonly string[]
}

/** Twilio refuses a body longer than this (21617), whatever its parts. */
export const longestBody = 1600

const unitsOfPart = { 'GSM-7': { single: 160, joined: 153 }, 'UCS-2': { single: 70, joined: 67 } }
const bitsOfUnit = { 'GSM-7': 7, 'UCS-2': 16 }

/** The size of a text as it is sent; an empty text has no parts. */
export const segments = (text: string): SmsSize => {
  if (text === '')
    return { encoding: 'GSM-7', units: 0, segments: 0, remaining: unitsOfPart['GSM-7'].single, offending: [] }
  const message = new SegmentedMessage(text)
  const encoding = message.encodingName
  const count = message.segmentsCount
  const perPart = count === 1 ? unitsOfPart[encoding].single : unitsOfPart[encoding].joined
  const usedInLast = (message.segments.at(-1)?.messageSizeInBits() ?? 0) / bitsOfUnit[encoding]
  return {
    encoding,
    units: encoding === 'UCS-2' ? text.length : message.numberOfCharacters,
    segments: count,
    remaining: Math.max(0, perPart - usedInLast),
    offending: encoding === 'UCS-2' ? [...new Set(message.getNonGsmCharacters())] : [],
  }
}

/**
 * The same text with typewriter punctuation, offered when word-processor quotes alone make it cost double. Letters
 * are never changed: a Welsh name without its circumflex is misspelt.
 */
export const plainQuotes = (text: string): string =>
  text
    .replace(/[\u2018\u2019\u201A\u201B\u2032`\u00B4]/g, "'")
    .replace(/[\u201C-\u201F\u2033\u00AB\u00BB]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\u00A0\u2000-\u200A\u202F\t]/g, ' ')
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/\u2022/g, '-')
    .replace(/\r\n?/g, '\n')
