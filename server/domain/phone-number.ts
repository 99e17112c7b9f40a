// Telephone numbers: who is calling, what somebody typed, how we show and say it (F6, J7).
// Stored as E.164, shown in the national form. A number shown by the network is a hint, never proof of a person.
import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** What the From of a Twilio request says about the other end. Only 'number' may ever be matched with a member. */
export type Caller =
  | { readonly kind: 'number'; readonly e164: string }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'client'; readonly identity: string }
  | { readonly kind: 'sip'; readonly address: string }
  | { readonly kind: 'unreadable' }

/** Countries whose way of dialling we read typed numbers by. */
export type DialledFrom = 'GB' | 'IE' | 'JE' | 'GG' | 'IM'

// "From may contain anonymous, unknown or other descriptions": https://www.twilio.com/docs/voice/twiml (read August 2026).
const withheldWords = new Set([
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  'blocked',
  'private',
  'withheld',
  'private number',
  'number withheld',
  'not available',
  'no caller id',
])

// The same words on a telephone keypad. They look like E.164 and parse as Lesotho, Russia, China and Uganda.
const withheldKeypad = new Set(
  ['anonymous', 'restricted', 'unavailable', 'unknown', 'blocked', 'private'].map((word) =>
    word.replace(/./g, keypadDigit),
  ),
)

/** Reads Twilio's From; undefined and empty mean withheld. */
export const readCaller = (from: string | undefined): Caller => {
  const text = (from ?? '').trim()
  // Nearly every caller. No word for withheld is written like this, and the number tables would add nothing.
  if (/^\+44[1-9]\d{9}$/.test(text)) return { kind: 'number', e164: text }
  const lower = text.toLowerCase()
  if (text === '' || isWithheld(text)) return { kind: 'withheld' }
  if (lower.startsWith('client:')) {
    const identity = text.slice('client:'.length).trim()
    return identity === '' ? { kind: 'unreadable' } : { kind: 'client', identity }
  }
  if (lower.startsWith('sip:') || lower.startsWith('sips:')) {
    const address = text.slice(text.indexOf(':') + 1)
    const user = address.split('@')[0] ?? ''
    // RFC 3261 20.20: an anonymous caller is sip:anonymous@anonymous.invalid.
    if (isWithheld(user)) return { kind: 'withheld' }
    return user === '' ? { kind: 'unreadable' } : { kind: 'sip', address }
  }
  // The network names ranges that our number tables may not know yet: the right length is enough here.
  const parsed = /^\+?[\d\s]+$/.test(text) ? parse(text, 'GB') : null
  return parsed?.isPossible() && text.replace(/\D/g, '').length >= 7
    ? { kind: 'number', e164: parsed.number }
    : { kind: 'unreadable' }
}

/**
 * A number as somebody typed, pasted or imported it, as E.164, or null when it is not one dialable number.
 * Reads 07700 900117, +44 (0)7700…, 0044…, 44…, slashes, dots, dashes, "ext 12" (dropped), the Relay UK prefix
 * 18001/18002, and a number that lost its first 0 in a spreadsheet. Of two numbers with a slash between: the first.
 */
export const normaliseNumber = (typed: string, defaultCountry: DialledFrom = 'GB'): string | null => {
  const text = typed.normalize('NFKC').trim()
  if (isWithheld(text)) return null
  const dialled = text
    .replace(/^tel:/i, '')
    .replace(/\((\+\d+)\)/, '$1 ')
    .replace(/^1800[12]\s*(?=[0+])/, '')
  for (const candidate of [dialled, ...dialled.split(/[/;,]|\bor\b/)]) {
    const parsed = parse(candidate, defaultCountry)
    if (parsed && (parsed.isValid() || dramaKind(parsed.number))) return parsed.number
  }
  return null
}

/** '07700 900117' for a UK number, '+353 85 123 4567' for any other; text that is no number comes back as it is. */
export const displayNumber = (e164: string): string => {
  const parsed = parse(e164, 'GB')
  if (!parsed) return e164
  return parsed.countryCallingCode === '44' ? parsed.formatNational() : parsed.formatInternational()
}

/** The digits a voice reads out, in the groups people expect: '0 7 7 0 0, 9 0 0 1 1 7'. */
export const spokenNumber = (e164: string): string =>
  displayNumber(e164)
    .replace('+', '')
    .split(/[\s()-]+/)
    .filter((group) => group !== '')
    .map((group) => group.split('').join(' '))
    .join(', ')

export const isMobile = (e164: string): boolean => {
  const kind = kindOf(e164)
  return kind === 'MOBILE' || kind === 'FIXED_LINE_OR_MOBILE'
}

/**
 * Whether a text may be sent. Never to a landline: Twilio does not refuse UK landlines and some networks read the
 * text aloud as a call to whoever answers (https://www.twilio.com/en/guidelines/gb/sms).
 */
export const canText = (e164: string): boolean => isMobile(e164)

/**
 * Whether somebody may ask to be rung on it: an ordinary line or mobile of these islands. Not premium, shared-cost or
 * personal numbers, which would bill us at a stranger's wish, and no short codes.
 */
export const canRingBack = (e164: string): boolean => {
  const kind = kindOf(e164)
  const ordinary =
    kind === 'MOBILE' || kind === 'FIXED_LINE' || kind === 'FIXED_LINE_OR_MOBILE' || kind === 'VOIP'
  return ordinary && /^\+(44|353)/.test(e164)
}

const isWithheld = (text: string): boolean => {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\d+]+/gu, ' ')
    .trim()
  return withheldWords.has(plain) || withheldKeypad.has(plain.replace(/^\+\s?/, ''))
}

const parse = (text: string, country: DialledFrom): PhoneNumber | null =>
  parsePhoneNumberFromString(text, { defaultCountry: country, extract: false }) ?? null

const kindOf = (e164: string): string | undefined => dramaKind(e164) ?? parse(e164, 'GB')?.getType()

// Ofcom sets these aside for drama; the number tables call some of them invalid, our demo and simulator live on them.
// https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
const dramaKind = (e164: string): 'MOBILE' | 'FIXED_LINE' | undefined => {
  if (/^\+447700900\d{3}$/.test(e164)) return 'MOBILE'
  return /^\+441632960\d{3}$/.test(e164) ? 'FIXED_LINE' : undefined
}

function keypadDigit(letter: string): string {
  const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
  return String(keys.findIndex((letters) => letters.includes(letter)) + 2)
}
