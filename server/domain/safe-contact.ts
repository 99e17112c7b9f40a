/**
 * May we contact this number now, by which way, and how (F88, N10)? Everything that rings, texts, leaves words or writes
 * to a member asks `mayContact` and nothing else: dialler, callbacks, texts, alerts to members, the voicemail guide.
 *
 *   number ── marked unsafe ─► no ─┐
 *          ── opted out ─────► no  │  a person may override all but an opt-out of texts, with words that are kept
 *          ── rules of its owners ─┤  and told to data protection; whatever sends by itself never overrides
 *          └─ nothing against it ──► yes, and how: whether to leave a voicemail, name the union, which sender
 *
 * - Of several members who share a number the strictest counts: whoever picks up may be the other one.
 * - Rules are the member's own wish. They come from a talk with them, never from the membership system.
 * - Hours are half-open, on the member's clock: from 18:00 until 21:00 is 18:00 to 20:59.
 * Synonyms elsewhere: do-not-disturb, contact preferences, suppression.
 */
import { DateTime } from 'luxon'
import type { Instant } from './records.ts'

export type ContactWay = 'call' | 'text' | 'voicemail' | 'email'

/** `weekdays`: 1 Monday to 7 Sunday; empty: every day. Times HH:MM. */
export interface SafeHours {
  weekdays: number[]
  from: string
  until: string
}
/** What a member said about one of their numbers. */
export interface NumberRule {
  isSafe: boolean
  noCalls: boolean
  noTexts: boolean
  noVoicemail: boolean
}
export interface SafeContact {
  memberId: string
  version: number
  /** At risk if somebody learnt of their membership: no call display and no message names the union. */
  isDiscreet: boolean
  notAtWork: boolean
  textOnly: boolean
  noVoicemail: boolean
  /** Nothing but numbers that are marked safe. */
  onlySafeNumbers: boolean
  neutralSender: boolean
  noEmployerEmail: boolean
  /** Asked or said first, so that both know it is safe to speak. */
  codeWord: string | null
  /** Empty: any time. */
  hours: SafeHours[]
  /** By id of the phone. */
  numbers: Record<string, NumberRule>
  changedBy: string
  changedAt: Instant
}

/** One member who has the number. */
export interface NumberOwner {
  phoneId: string
  /** As the membership system or an agent called it: "mobile", "home", "work". */
  label: string
  /** Null: they said nothing. */
  rules: SafeContact | null
  /** They need us to write instead of ringing (member-needs.ts). */
  inWriting?: boolean
}
export interface NumberFacts {
  unsafeBecause: string | null
  isOptedOut: boolean
  owners: readonly NumberOwner[]
}

export type BlockedBecause =
  | 'marked-unsafe'
  | 'opted-out'
  | 'work-number'
  | 'not-a-safe-number'
  | 'no-calls'
  | 'no-texts'
  | 'no-voicemail'
  | 'text-only'
  | 'in-writing'
  | 'outside-safe-hours'
  | 'employer-email'

/** Somebody contacted a member against their wish: kept with their words, for data protection. */
export interface ContactOverride {
  id: string
  memberId: string | null
  phoneId: string
  way: ContactWay
  because: OverriddenBecause
  why: string
  by: string
  at: Instant
}

/** What a person went ahead against: also the words of a text to somebody who asked for discretion. */
export type OverriddenBecause = BlockedBecause | 'discretion'

/** How to go about it. */
export interface Manner {
  leaveVoicemail: boolean
  nameUnion: boolean
  sender: 'ordinary' | 'neutral'
  codeWord: string | null
}
export type MayContact =
  | { may: true; manner: Manner }
  | {
      may: false
      because: BlockedBecause
      /** For the screen and the log; never says why the member wants it so. */
      words: string
      /** Whether a person may go ahead with a reason. */
      mayOverride: boolean
      /** Ways that are open to this number now. */
      instead: ContactWay[]
      /** When the same way is next open; null: not by waiting. */
      safeFrom: Instant | null
      /** Holds also for somebody who overrides. */
      manner: Manner
    }

/** Members keep London time unless the number's line says otherwise. */
export const memberZone = 'Europe/London'
const ways: readonly ContactWay[] = ['call', 'text', 'voicemail']

/** The one question. `at` is the instant of the attempt. */
export function mayContact(
  facts: NumberFacts,
  ask: { way: ContactWay; at: Instant; zone?: string },
): MayContact {
  const found = blockOf(facts, ask)
  const manner = mannerOf(facts)
  if (found === null) return { may: true, manner }
  return {
    may: false,
    because: found.because,
    words: found.words,
    mayOverride: found.because !== 'opted-out' || ask.way !== 'text',
    instead: ways.filter((way) => way !== ask.way && blockOf(facts, { ...ask, way }) === null),
    safeFrom: found.safeFrom ?? null,
    manner,
  }
}

/** To an address of their employer nothing is written when they asked for that. `employerDomains` in lower case. */
export function mayEmail(
  rules: SafeContact | null,
  address: string,
  employerDomains: readonly string[],
): { may: true } | { may: false; because: 'employer-email'; words: string } {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const isEmployers = employerDomains.some((one) => domain === one || domain.endsWith(`.${one}`))
  return rules !== null && (rules.noEmployerEmail || rules.isDiscreet) && isEmployers
    ? { may: false, because: 'employer-email', words: 'Nothing is sent to an address of their employer.' }
    : { may: true }
}

/** A member's wish read as words, most important first: for the dock, the member page and the log. */
export function safeContactWords(rules: SafeContact): string[] {
  return [
    rules.isDiscreet ? 'Discreet: never name the union' : '',
    rules.textOnly ? 'Text only' : '',
    rules.notAtWork ? 'Do not ring at work' : '',
    rules.onlySafeNumbers ? 'Only numbers marked safe' : '',
    rules.hours.length > 0 ? `Only ${rules.hours.map(hoursWords).join(' or ')}` : '',
    rules.noVoicemail ? 'No voicemail' : '',
    rules.neutralSender && !rules.isDiscreet ? 'Neutral sender' : '',
    rules.noEmployerEmail ? 'No employer email' : '',
    rules.codeWord === null ? '' : 'Has a code word',
  ].filter((words) => words !== '')
}

/** What is wrong with rules as somebody typed them, field by field; empty when they can be kept. */
export function safeContactTroubles(
  given: Pick<SafeContact, 'hours' | 'codeWord' | 'numbers' | 'onlySafeNumbers'>,
): { field: string; words: string }[] {
  const troubles: { field: string; words: string }[] = []
  given.hours.forEach((one, index) => {
    if (!isTime(one.from) || !isTime(one.until))
      troubles.push({ field: `hours.${index}`, words: 'Write times like 18:00.' })
    else if (one.from >= one.until)
      troubles.push({ field: `hours.${index}`, words: 'The end must be later than the beginning.' })
  })
  if (given.onlySafeNumbers && !Object.values(given.numbers).some((one) => one.isSafe))
    troubles.push({
      field: 'onlySafeNumbers',
      words: 'Mark one number as safe first, or nobody could be rung.',
    })
  return troubles
}

type Block = { because: BlockedBecause; words: string; safeFrom?: Instant | null }

function blockOf(
  facts: NumberFacts,
  { way, at, zone = memberZone }: { way: ContactWay; at: Instant; zone?: string },
): Block | null {
  if (facts.unsafeBecause !== null)
    return { because: 'marked-unsafe', words: `Not safe to ring: ${facts.unsafeBecause}` }
  if (facts.isOptedOut && way === 'text')
    return { because: 'opted-out', words: 'They asked us to stop texts. You can call.' }
  for (const owner of facts.owners) {
    const block = owner.rules === null ? null : blockOfOwner(owner, owner.rules, way)
    if (block !== null) return block
    if (owner.inWriting === true && (way === 'call' || way === 'voicemail'))
      return { because: 'in-writing', words: 'They need it in writing: text or write to them instead.' }
  }
  for (const { rules } of facts.owners) {
    if (rules === null || rules.hours.length === 0 || isWithin(rules.hours, at, zone)) continue
    return {
      because: 'outside-safe-hours',
      words: `They asked to be contacted only ${rules.hours.map(hoursWords).join(' or ')}.`,
      safeFrom: nextWithin(facts, at, zone),
    }
  }
  // A wish of theirs that says more comes before it.
  return facts.isOptedOut
    ? { because: 'opted-out', words: 'They asked us to stop contacting this number.' }
    : null
}

function blockOfOwner(owner: NumberOwner, rules: SafeContact, way: ContactWay): Block | null {
  const number = rules.numbers[owner.phoneId]
  if (isWork(owner.label) && (rules.notAtWork || rules.isDiscreet))
    return { because: 'work-number', words: 'This is their work number. They asked not to be rung there.' }
  if (rules.onlySafeNumbers && !number?.isSafe)
    return { because: 'not-a-safe-number', words: 'They asked for other numbers, which are marked safe.' }
  if (way === 'text')
    return number?.noTexts ? { because: 'no-texts', words: 'They asked for no texts to this number.' } : null
  if (rules.textOnly) return { because: 'text-only', words: 'They asked for texts only.' }
  if (number?.noCalls) return { because: 'no-calls', words: 'They asked for no calls to this number.' }
  if (way === 'voicemail' && (rules.noVoicemail || number?.noVoicemail))
    return { because: 'no-voicemail', words: 'They asked for no voicemail.' }
  return null
}

function mannerOf(facts: NumberFacts): Manner {
  const rules = facts.owners.flatMap((owner) => owner.rules ?? [])
  const isDiscreet = rules.some((one) => one.isDiscreet)
  const isNeutral = isDiscreet || rules.some((one) => one.neutralSender)
  return {
    leaveVoicemail: facts.owners.every(
      (owner) => owner.rules === null || blockOfOwner(owner, owner.rules, 'voicemail') === null,
    ),
    nameUnion: !isNeutral,
    sender: isNeutral ? 'neutral' : 'ordinary',
    // Of two people who share the number it would give one's word to the other.
    codeWord: facts.owners.length === 1 ? (rules[0]?.codeWord ?? null) : null,
  }
}

export const isWork = (label: string): boolean => /\b(work|office|employer|desk|switchboard)\b/i.test(label)

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)

const isWithin = (hours: readonly SafeHours[], at: Instant, zone: string): boolean => {
  const local = DateTime.fromISO(at, { zone })
  const time = local.toFormat('HH:mm')
  return hours.some((one) => isOn(one, local.weekday) && one.from <= time && time < one.until)
}
const isOn = (one: SafeHours, weekday: number): boolean =>
  one.weekdays.length === 0 || one.weekdays.includes(weekday)

/** The first instant of the next two weeks at which all owners' hours are open; their beginnings are the candidates. */
function nextWithin(facts: NumberFacts, at: Instant, zone: string): Instant | null {
  const wishes = facts.owners.flatMap(({ rules }) => (rules && rules.hours.length > 0 ? [rules.hours] : []))
  const today = DateTime.fromISO(at, { zone }).startOf('day')
  const begins = Array.from({ length: 14 }, (_, days) => today.plus({ days })).flatMap((date) =>
    wishes.flat().flatMap((one) => {
      const [hour, minute] = one.from.split(':').map(Number)
      return isOn(one, date.weekday) ? [instantOf(date.set({ hour: hour ?? 0, minute: minute ?? 0 }))] : []
    }),
  )
  return (
    begins.toSorted().find((begin) => begin > at && wishes.every((hours) => isWithin(hours, begin, zone))) ??
    null
  )
}

const instantOf = (time: DateTime): Instant => time.toUTC().toISO() ?? ''

const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const hoursWords = ({ weekdays, from, until }: SafeHours): string => {
  const days = weekdays.map((weekday) => weekdayNames[weekday - 1]).join(', ')
  const time =
    until >= '23:59' ? `after ${from}` : from === '00:00' ? `before ${until}` : `${from} to ${until}`
  return days === '' ? time : `${days} ${time}`
}
