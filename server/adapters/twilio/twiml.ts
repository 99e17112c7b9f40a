/**
 * Renders what a caller's telephone is told next. Pure: the same page and the same round give the same bytes, which is
 * what makes a repeated webhook's reply byte-equal. Verbs: https://www.twilio.com/docs/voice/twiml (as of 2026-11).
 */
import type { VoicePage } from '../../domain/voice-page.ts'
import * as wording from '../../domain/wording.ts'
import type { TwilioUrls } from './twilio-urls.ts'

export interface Turn {
  urls: TwilioUrls
  /** Number of the menu that this page would be, from 1. */
  menuAttempt: number
  /** See twilio-urls.ts. */
  round: string
}

/** A British voice of the standard kind: no surcharge, speaks before its first byte is a second old. */
const voice = { voice: 'Polly.Amy', language: 'en-GB' }
/** Three minutes say what a case needs; longer ones are not listened to. */
const voicemailMaxSeconds = 180
/** Who thinks before speaking is not cut off; Twilio's own 5 s would. */
const voicemailSilenceSeconds = 10
/** Six seconds without a key are an answer too. */
const menuSeconds = 6
/** Through text relay the question is typed out, read, and answered by way of an assistant (F9). */
const slowSeconds = 60
const slowVoicemailSeconds = 600
/** Between two looks whether a talk is private now. */
const notYetSeconds = 1
/** Between two keys of a number that is read from a diary. */
const numberSeconds = 10
/** Twilio ends a queue at 100 by default on older accounts; 5000 is the most it takes. */
const queueMaxSize = 5000

export const emptyReply = respond([])

export function renderPage(page: VoicePage, { urls, menuAttempt, round }: Turn): string {
  switch (page.page) {
    case 'menu':
      return respond([
        element(
          'Gather',
          {
            input: 'dtmf',
            numDigits: 1,
            timeout: page.slow ? slowSeconds : menuSeconds,
            actionOnEmptyResult: true,
            action: urls.menu(page.contactId, menuAttempt),
            method: 'POST',
          },
          page.say.map(say),
        ),
      ])
    case 'number':
      return respond([
        element(
          'Gather',
          {
            input: 'dtmf',
            finishOnKey: '#',
            timeout: page.slow ? slowSeconds : numberSeconds,
            actionOnEmptyResult: true,
            action: urls.number(page.contactId, page.attempt, menuAttempt),
            method: 'POST',
          },
          page.say.map(say),
        ),
      ])
    case 'trial':
      return respond([
        element(
          'Gather',
          {
            input: 'dtmf',
            numDigits: 1,
            timeout: menuSeconds,
            actionOnEmptyResult: true,
            action: urls.trial(page.lineId, page.levelKey, page.attempt),
            method: 'POST',
          },
          page.say.map(say),
        ),
      ])
    case 'queue':
      return respond([
        ...page.say.map(say),
        element(
          'Enqueue',
          {
            waitUrl: urls.wait(page.contactId),
            waitUrlMethod: 'POST',
            action: urls.queueLeft(page.contactId, round),
            method: 'POST',
            maxQueueSize: queueMaxSize,
          },
          [escapeXml(page.twilioQueueName)],
        ),
      ])
    case 'wait':
      if (page.turn !== null)
        return respond([
          element(
            'Gather',
            {
              input: 'dtmf',
              numDigits: 1,
              // The music is within the question; when it is over without a key, the next round follows at once.
              timeout: 1,
              action: urls.callbackKeys(page.contactId, 'start', 'queue', page.turn),
              method: 'POST',
            },
            [...page.say.map(say), element('Play', {}, [escapeXml(urls.holdMusic())])],
          ),
        ])
      return respond([...page.say.map(say), element('Play', {}, [escapeXml(urls.holdMusic())])])
    case 'keys':
      return respond([
        element(
          'Gather',
          {
            input: 'dtmf',
            ...(page.oneKey ? { numDigits: 1 } : { finishOnKey: '#' }),
            timeout: page.slow ? slowSeconds : page.oneKey ? menuSeconds : numberSeconds,
            actionOnEmptyResult: true,
            action: urls.callbackKeys(page.contactId, page.step, page.from, page.turn),
            method: 'POST',
          },
          page.say.map(say),
        ),
      ])
    case 'hold':
      return respond([...page.say.map(say), element('Play', {}, [escapeXml(urls.holdMusic())])])
    case 'voicemail':
      return respond([
        ...page.say.map(say),
        record({
          action: urls.voicemail(page.contactId, page.transcribe),
          statusCallback: urls.recording(page.contactId, 'voicemail'),
          transcribeCallback: page.transcribe ? urls.transcript(page.contactId) : null,
          slow: page.slow,
        }),
        ...noMessage(),
      ])
    case 'announce':
      return respond(page.say.map(say))
    case 'leave':
      return respond(['<Leave/>'])
    case 'conference':
      return respond([...(page.say ?? []).map(say), conference(page, urls, round)])
    case 'not-yet':
      return respond([
        ...page.say.map(say),
        element('Pause', { length: notYetSeconds }),
        element('Redirect', { method: 'POST' }, [escapeXml(urls.comeIn(page.contactId, round))]),
      ])
    case 'listen':
      return respond([conference({ ...page, party: 'listener' }, urls, round)])
    case 'goodbye':
      return respond([...page.say.map(say), '<Hangup/>'])
  }
}

/** A round of music without a word: nothing here needs the database. */
export const renderMusic = (urls: TwilioUrls): string =>
  respond([element('Play', {}, [escapeXml(urls.holdMusic())])])

/** The caller hears that somebody is there, and the same page is asked for again. */
export const renderOneMoment = (samePage: string): string =>
  respond([say(wording.oneMoment()), element('Redirect', { method: 'POST' }, [escapeXml(samePage)])])

/** Spoken when our own logic failed: nothing here needs the database. The recording finds its contact by its CallSid. */
export const renderFallback = (urls: TwilioUrls): string =>
  respond([
    say('Sorry, something has gone wrong on our side, and we cannot put you through at the moment.'),
    say(
      'Please leave your name, your number and a short message after the tone, and we will call you back. Press the hash key when you have finished.',
    ),
    record({
      action: urls.fallbackVoicemail(),
      statusCallback: urls.recording(null, 'voicemail'),
    }),
    ...noMessage(),
  ])

/** Reached only when nothing was said: Twilio then asks no action, and the call would end without a word. */
const noMessage = (): string[] => [say(wording.noMessageHeard()), '<Hangup/>']

function conference(
  page:
    | Extract<VoicePage, { page: 'conference' }>
    | (Extract<VoicePage, { page: 'listen' }> & { party: 'listener' }),
  urls: TwilioUrls,
  round: string,
): string {
  const room = element(
    'Conference',
    {
      beep: false,
      // A listener alone starts nothing.
      startConferenceOnEnter: page.party !== 'listener',
      // With the agent's leg, in a call of two, the conference ends: the member's goes on to the page that says so.
      endConferenceOnExit: page.page === 'conference' && page.endsIt === true,
      waitUrl: urls.hold(page.contactId, 'music'),
      waitMethod: 'POST',
      participantLabel: page.party,
      ...(page.party === 'listener' ? heardBy(page) : {}),
      // The first to join fixes these for everybody, so both parties bring the same.
      statusCallback: urls.conference(page.contactId),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: 'start end join leave mute hold',
      ...(page.record
        ? {
            record: 'record-from-start',
            recordingStatusCallback: urls.recording(page.contactId, 'call'),
            recordingStatusCallbackMethod: 'POST',
            recordingStatusCallbackEvent: 'in-progress completed absent',
          }
        : {}),
    },
    [escapeXml(page.contactId)],
  )
  // Only the member has a next page after the conference; an agent's leg ends with it.
  const after =
    page.party === 'member' ? { action: urls.conferenceLeft(page.contactId, round), method: 'POST' } : {}
  return element('Dial', after, [room])
}

/** Whom a listener's voice reaches: https://www.twilio.com/docs/voice/twiml/conference, muted and coach (as of 2026-11). */
const heardBy = (page: Extract<VoicePage, { page: 'listen' }>): Record<string, string | boolean> =>
  ({
    listen: { muted: true },
    whisper: { coach: page.agentCallSid },
    barge: {},
  })[page.mode]

/** `transcribe` and `transcribeCallback`: https://www.twilio.com/docs/voice/twiml/record (as of 2026-11-22). */
const record = ({
  action,
  statusCallback,
  transcribeCallback = null,
  slow = false,
}: {
  action: string
  statusCallback: string
  transcribeCallback?: string | null
  slow?: boolean | undefined
}): string =>
  element('Record', {
    action,
    method: 'POST',
    // Whoever types is silent for minutes: only hash, hanging up or the length ends their message.
    timeout: slow ? slowVoicemailSeconds : voicemailSilenceSeconds,
    maxLength: slow ? slowVoicemailSeconds : voicemailMaxSeconds,
    ...(slow ? { trim: 'do-not-trim' } : {}),
    playBeep: true,
    finishOnKey: '#',
    recordingStatusCallback: statusCallback,
    recordingStatusCallbackMethod: 'POST',
    recordingStatusCallbackEvent: 'in-progress completed absent',
    ...(transcribeCallback === null ? {} : { transcribe: true, transcribeCallback }),
  })

function say(words: string): string {
  return element('Say', voice, [escapeXml(words)])
}

function respond(verbs: readonly string[]): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>'
  return verbs.length === 0 ? `${head}<Response/>` : `${head}<Response>${verbs.join('')}</Response>`
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('')
  return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`
}

/** Escapes the five, and drops what XML 1.0 cannot carry at all (section 2.2: most control characters, half a surrogate pair). */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
