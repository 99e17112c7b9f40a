// Every sentence a member hears or reads from us, in plain English. Names, times and places come in as data.
//
// A text and a voicemail may be seen or heard by somebody else: membership itself is sensitive (UK GDPR, article 9),
// so no text here names a union, a case's subject, an employer or a person's full name. Reasons for closing are for
// the staff and are never spoken. Texts stay in GSM-7 and in one part.
import { formatReference, fullReference } from './case-reference.ts'
import { displayNumber } from './phone-number.ts'
import { spokenClock, spokenOpening, writtenOpening } from './spoken-time.ts'

/** Instants are ISO UTC text; opensAt null: no opening is known. */
export type Opening = { readonly opensAt: string | null; readonly now: string; readonly zone: string }

/** The line's own words, or safe ones for a number that nobody has set up. */
export const greeting = (line: { readonly greeting: string } | null): string =>
  line?.greeting.trim() || 'Hello, and thank you for calling.'

export const recordingNotice = (): string =>
  'We record calls so that we can help you well. If you do not want this call recorded, press 9.'
export const notRecorded = (): string => 'This call will not be recorded.'

export const wrongKey = (): string => 'Sorry, that key does nothing here.'
export const noKey = (): string => 'Sorry, I did not hear a key.'
export const keyInMembershipNumber = (): string => 'Please key in your membership number, then press hash.'
export const notANumber = (): string => 'Sorry, that was not a whole number.'
/** The same for a number that we know and one that we do not. */
export const numberNoted = (): string => 'Thank you.'
/** After two attempts, or on request. */
export const toAPerson = (): string => 'I will find a person for you.'

/**
 * "You are third in the queue. The wait is about 9 to 12 minutes." position counts from 1. The estimate is a range
 * or absent: with too few calls to judge by, only the place is said (F7).
 */
export const queuePosition = (given: {
  readonly position: number
  readonly waitMinutes?: { readonly from: number; readonly to: number } | null
}): string => {
  const place = `You are ${ordinal(given.position)} in the queue.`
  const wait = given.waitMinutes
  if (!wait) return place
  if (wait.to <= 1) return `${place} The wait is about one minute.`
  return wait.from === wait.to
    ? `${place} The wait is about ${wait.to} minutes.`
    : `${place} The wait is about ${wait.from} to ${wait.to} minutes.`
}
export const stillWaiting = (): string => 'Thank you for waiting. You have kept your place.'
export const connecting = (): string => 'Thank you for waiting. We are connecting you now.'

/**
 * Why is not said beyond a bank holiday: an override's reason is for the staff. `message`: the line's own closed words,
 * or those of an emergency closure, said before the time; empty or absent: ours.
 */
export const closedLine = (
  given: Opening & {
    readonly because: 'hours' | 'bank-holiday' | 'override' | 'closure'
    readonly message?: string
  },
): string => {
  const own = sentence(given.message ?? '')
  if (own !== '') {
    const holiday = given.because === 'bank-holiday' ? 'Today is a bank holiday. ' : ''
    return given.opensAt === null
      ? `${holiday}${own}`
      : `${holiday}${own} We open ${spoken(given, given.opensAt)}.`
  }
  const today =
    given.because === 'bank-holiday'
      ? 'Today is a bank holiday and our lines are closed'
      : 'Our lines are closed now'
  return given.opensAt === null ? `${today}.` : `${today}; we open ${spoken(given, given.opensAt)}.`
}

/** The line is open and nobody is there to answer: no music, no promise that cannot be kept (F20). */
export const nobodySignedIn = (given: Opening): string =>
  given.opensAt === null
    ? 'Sorry, nobody is here to take your call just now.'
    : `Sorry, nobody is here to take your call just now. We will be back at the latest ${spoken(given, given.opensAt)}.`

/** The queue is closed for today and this caller was still in it. */
export const notReachedToday = (given: Opening & { readonly until?: string }): string =>
  given.opensAt === null
    ? 'Sorry, we could not answer you today. We will ring you back.'
    : `Sorry, we could not answer you today. We will ring you back after we open ${spoken(given, given.opensAt)}${
        given.until === undefined ? '' : `, by ${spokenClock(given.until, given.zone)}`
      }.`

export const notAnsweredToday = (): string => 'Sorry, we could not answer you today.'
export const cannotBePutThrough = (): string => 'Sorry, we cannot put you through at the moment.'

/** The line was closed by hand while this caller was queued (F4): told at once, promised what we can keep. */
export const closedWhileWaiting = (given: Opening & { readonly message: string }): string =>
  `We are sorry to interrupt. ${closedLine({ ...given, because: 'closure' })} You need not wait: if you hang up now, we will ring you back.`

/** As many wait as the queue takes (F18). */
export const queueFull = (): string => 'Sorry, so many people are waiting that we cannot answer you soon.'
/** As long as the queue keeps anybody (F18). */
export const waitedTooLong = (): string =>
  'Sorry that you have waited so long. We will not keep you on the line.'

export const voicemailPrompt = (given: { readonly isWithheld: boolean }): string =>
  given.isWithheld
    ? 'Your number is withheld. Please say your name, a number we may ring and a short message after the tone, then press hash or hang up.'
    : 'Please say your name and a short message after the tone, then press hash or hang up.'
export const noMessageHeard = (): string =>
  'We did not hear a message. You can ring us again at any time. Goodbye.'
export const voicemailThanks = (): string =>
  'Thank you. We have your message and will ring you back. Goodbye.'

/** Said at once when the line to the agent breaks, before the music. */
export const reconnecting = (): string => 'Please stay on the line, we are reconnecting you'
/** To the agent, who is in the call before the member of a callback is. */
export const ringingThem = (): string => 'Ringing them now.'
/** To a colleague who was asked in before Twilio has put the member on hold and paused the recording. */
export const notPrivateYet = (): string =>
  'One moment. You come in as soon as the member is on hold and nothing is recorded.'
/** To the same, when Twilio refused for good. */
export const heardByMember = (): string => 'The member is not on hold and hears you.'
export const recordedAllTheSame = (): string => 'The recording could not be paused. What you say is recorded.'
export const askedOutAgain = (): string => 'You are not needed in this call any more. Goodbye.'
export const onHold = (): string => 'Please hold. We will be back with you in a moment.'
export const goodbye = (): string => 'Thank you for calling. Goodbye.'
/** While our storage is slow: somebody is there, and it goes on. */
export const oneMoment = (): string => 'One moment, please.'
/** When something broke on our side and the caller is still there. */
export const trouble = (): string =>
  'Sorry, something went wrong on our side. Please ring again in a few minutes.'

/** To whoever tries the draft of a menu: said first, so that nobody takes it for the line itself. */
export const trialCall = (): string =>
  'This is a trial call. You hear the draft of the menu, and nothing of this call is kept.'
export const trialEnds = (queueName: string): string =>
  `A caller would now wait in the queue ${queueName}. The trial call ends here. Goodbye.`

/** Callbacks (F22 to F26). Instants are ISO UTC text; `from` at or before now means from now on. */
export type PromisedTime = {
  readonly from: string
  readonly until: string
  readonly now: string
  readonly zone: string
}
export const offerToKeepPlace = (): string => 'To keep your place and be rung back, press 2.'
export const offerCallbackOrMessage = (): string =>
  'To be rung back, press 2. To leave a message, stay on the line.'
/** To somebody who is rung back anyway. */
export const offerHourOrMessage = (): string =>
  'For a call back in an hour that we promise, press 2. To leave a message, stay on the line.'
export const keyInNumber = (): string =>
  'Please key in the number we may ring, starting with zero, then press hash.'
export const numberUnreadable = (): string =>
  'Sorry, we cannot ring that number. Please key in a UK number, starting with zero, then press hash.'
/** number: as it is spoken, digit by digit. */
export const confirmCallback = (
  given: PromisedTime & { readonly number: string; readonly orElse: 'wait' | 'message' },
): string =>
  `We will ring you back on ${given.number}, ${spokenWindow(given)}. If that is right, press 1. For another number, press 2. ${
    given.orElse === 'wait' ? 'To go on waiting, press 3.' : 'To leave a message instead, press 3.'
  }`
export const placeKept = (given: PromisedTime & { readonly place: number | null }): string =>
  `${given.place === null ? 'That is kept.' : `Your place is kept: you are ${ordinal(given.place)} in the queue.`} We will ring you back ${spokenWindow(given)}. You can hang up now.`

/** "today by quarter past nine"; "Monday between half past eight and half past nine". */
const spokenWindow = ({ from, until, now, zone }: PromisedTime): string =>
  from <= now
    ? `at the latest ${spokenOpening(until, now, zone)}`
    : `${spokenOpening(from, now, zone).replace(' at ', ' between ')} and ${spokenClock(until, zone)}`
/** The same in figures, for texts and screens: "by today 09:45", "Monday 08:30 to 09:30". */
export const writtenWindow = ({ from, until, now, zone }: PromisedTime): string =>
  from <= now
    ? `by ${writtenOpening(until, now, zone)}`
    : `${writtenOpening(from, now, zone)} to ${writtenOpening(until, until, zone).replace('today ', '')}`

export const callbackText = (given: PromisedTime): string =>
  `We will ring you back ${writtenWindow(given)}. If you get through to us before, we will not ring. Text STOP to end texts.`
/** number: of our line, E.164. */
export const missedCallText = (given: { readonly number: string }): string =>
  `Sorry we missed your call. We will ring you back, or you can ring ${displayNumber(given.number)}. Text STOP to end texts.`
export const callbackLater = (given: Omit<PromisedTime, 'until'>): string =>
  `Sorry, we could not ring you back as promised. We will ring you from ${writtenOpening(given.from, given.now, given.zone)}. Text STOP to end texts.`
/** number: of our line, E.164. Who we are is not said: somebody else may read it. */
export const couldNotReach = (given: { readonly number: string }): string =>
  `Sorry, we rang you back and could not reach you. Please ring ${displayNumber(given.number)} when it suits you. Text STOP to end texts.`
export const outOfHoursReply = (given: Opening): string =>
  given.opensAt === null
    ? 'Thank you for your text. We are closed now and will answer as soon as we are back.'
    : `Thank you for your text. We are closed now. We open ${writtenOpening(given.opensAt, given.now, given.zone)} and will answer then.`

/** To whoever stopped the texts of another purpose (F50), from the number that they did not stop. */
export const stillCaseTexts = (): string =>
  'You will get no more of those texts. Texts about your own matter still come from this number. Reply STOP here to end those too.'

/** lineName appears on a lock screen: a neutral one. No hours and no number when they are not known. */
export const helpReply = (given: {
  readonly lineName: string
  readonly voiceNumber?: string
  readonly hours?: string
}): string => {
  const ring = given.voiceNumber
    ? ` You can also ring ${given.voiceNumber}${given.hours ? `, ${given.hours}` : ''}.`
    : ''
  return `${given.lineName}: write to us here and a person will answer.${ring} Text STOP to end texts, START to return.`
}

/** "Ref CX-10482. Next: Marcus calls you Wed 14:00. Please quote CX-10482-U." (F72); next: no subject, first name only. */
export const referenceText = (given: {
  readonly caseNumber: number
  readonly next: string | null
}): string => {
  const next = given.next === null ? '' : ` Next: ${given.next.replace(/\.$/, '')}.`
  return `Ref ${formatReference(given.caseNumber)}.${next} Please quote ${fullReference(given.caseNumber)}.`
}

/** With a full stop, however it was typed. */
const sentence = (typed: string): string => {
  const words = typed.trim()
  return words === '' || /[.!?]$/.test(words) ? words : `${words}.`
}

const spoken = ({ now, zone }: Opening, opensAt: string): string => spokenOpening(opensAt, now, zone)

const ordinals = [
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth',
  'fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
]
  .join(' ')
  .split(' ')

/** "third"; "number 21" after twentieth, which a voice says more clearly than "twenty-first". */
const ordinal = (position: number): string => ordinals[position - 1] ?? `number ${position}`
