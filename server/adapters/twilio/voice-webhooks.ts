/** The voice webhooks: each reads its fields, names its delivery and runs one command. What is said is decided there. */
import { z } from 'zod'
import { chooseFromMenu } from '../../commands/choose-from-menu.ts'
import { tellClosed } from '../../commands/close-line.ts'
import {
  announcePage,
  holdPage,
  joinAsAgent,
  joinConference,
  leaveConference,
  returnToQueue,
} from '../../commands/conference-pages.ts'
import { machineDetected, memberDialled, memberPickedUp } from '../../commands/dial-callback.ts'
import { callbackStep } from '../../commands/keep-place.ts'
import { keepTranscript } from '../../commands/keep-transcript.ts'
import { keepVoicemail } from '../../commands/keep-voicemail.ts'
import { keyInNumber } from '../../commands/key-in-number.ts'
import { leaveQueue } from '../../commands/leave-queue.ts'
import { joinAsListener } from '../../commands/listen-to-call.ts'
import type { Stores } from '../../commands/ports.ts'
import { receiveCall } from '../../commands/receive-call.ts'
import { recordCallStatus } from '../../commands/record-call-status.ts'
import { recordConferenceEvent } from '../../commands/record-conference-event.ts'
import { recordGuestStatus } from '../../commands/record-guest.ts'
import { recordRecording } from '../../commands/record-recording.ts'
import { tryKey } from '../../commands/try-menu.ts'
import { waitInQueue } from '../../commands/wait-in-queue.ts'
import { isRefused, type Refused, refusals } from '../../contract/refusals.ts'
import { isFinalStatus } from '../../domain/call-status.ts'
import type { VoicePage } from '../../domain/voice-page.ts'
import { askedOutAgain } from '../../domain/wording.ts'
import type { TwilioUrls } from './twilio-urls.ts'
import { emptyReply, renderFallback, renderMusic, renderOneMoment, renderPage } from './twiml.ts'
import { blankable, end, sid, type Webhook, webhook, wholeNumber } from './webhook.ts'

const contactOnly = { form: { CallSid: sid, contactId: sid }, query: ['contactId'] } as const
const inRound = {
  form: { CallSid: sid, contactId: sid, round: sid.default('first') },
  query: ['contactId', 'round'],
} as const

/** https://www.twilio.com/docs/voice/api/call-resource#call-status-values (as of 2026-11) with the progress events' names. */
const callStatus = z.enum([
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'answered',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
])
const incoming = webhook({ form: { CallSid: sid, From: end.default(''), To: end } }, (call, { urls }) => ({
  repeat: { key: `voice:${call.CallSid}` },
  unit: async (stores, env) =>
    spoken(
      await receiveCall(stores, env, { callSid: call.CallSid, from: call.From, to: call.To }),
      urls,
      'first',
    ),
}))

const status = webhook(
  {
    form: {
      CallSid: sid,
      CallStatus: callStatus,
      SequenceNumber: blankable(wholeNumber),
      From: end.default(''),
      To: end.default(''),
    },
  },
  (call) => ({
    repeat: { key: `status:${call.CallSid}:${call.CallStatus}:${call.SequenceNumber ?? ''}` },
    unit: async (stores, env) => {
      await recordCallStatus(stores, env, {
        callSid: call.CallSid,
        status: call.CallStatus,
        sequence: call.SequenceNumber ?? null,
        ends: { from: call.From, to: call.To },
      })
      return emptyReply
    },
  }),
)

/** So often a caller hears "one moment" after a key before the fallback page is the better answer: some ten seconds. */
const momentsAtMost = 4

const menu = webhook(
  {
    form: {
      CallSid: sid,
      Digits: blankable(z.string().max(32)),
      contactId: sid,
      attempt: wholeNumber.default(1),
      pressed: blankable(z.string().max(32)),
      again: wholeNumber.default(0),
    },
    query: ['contactId', 'attempt', 'pressed', 'again'],
  },
  ({ CallSid, Digits, contactId, attempt, pressed, again }, { urls }) => {
    const digits = Digits ?? pressed ?? null
    return {
      repeat: { key: `menu:${CallSid}:${attempt}` },
      meanwhile:
        again < momentsAtMost
          ? renderOneMoment(urls.menu(contactId, attempt, { pressed: digits ?? '', again: again + 1 }))
          : null,
      unit: async (stores, env) =>
        renderPage(pageOrSorry(await chooseFromMenu(stores, env, { contactId, digits })), {
          urls,
          menuAttempt: attempt + 1,
          round: 'first',
        }),
    }
  },
)

/** A membership number. It never travels in a URL: while the database is busy it is asked for again. */
const number = webhook(
  {
    form: {
      CallSid: sid,
      Digits: blankable(z.string().max(32)),
      contactId: sid,
      attempt: wholeNumber.default(1),
      menu: wholeNumber.default(2),
      again: wholeNumber.default(0),
    },
    query: ['contactId', 'attempt', 'menu', 'again'],
  },
  ({ CallSid, Digits, contactId, attempt, menu: menuAttempt, again }, { urls }) => ({
    repeat: { key: `number:${CallSid}:${menuAttempt}:${attempt}` },
    meanwhile:
      again < momentsAtMost ? renderOneMoment(urls.number(contactId, attempt, menuAttempt, again + 1)) : null,
    unit: async (stores, env) =>
      renderPage(pageOrSorry(await keyInNumber(stores, env, { contactId, attempt, digits: Digits ?? '' })), {
        urls,
        menuAttempt,
        round: 'first',
      }),
  }),
)

/** A key in a trial call. Nothing is written, so nothing is remembered: a repeat is answered alike. */
const trial = webhook(
  {
    form: {
      CallSid: sid,
      Digits: blankable(z.string().max(32)),
      lineId: sid,
      level: z.string().max(40),
      attempt: wholeNumber.default(1),
    },
    query: ['lineId', 'level', 'attempt'],
  },
  ({ Digits, lineId, level, attempt }, { urls }) => ({
    repeat: 'writes-nothing',
    meanwhile: null,
    unit: async (stores) =>
      spoken(await tryKey(stores, { lineId, levelKey: level, attempt, digits: Digits ?? '' }), urls, 'first'),
  }),
)

/** Each round says something else, so nothing is remembered. A round without words is better than losing the place. */
const wait = webhook(contactOnly, ({ contactId }, { urls }) => ({
  repeat: 'writes-nothing',
  meanwhile: renderMusic(urls),
  unit: async (stores, env) => spoken(await waitInQueue(stores, env, { contactId }), urls, 'first'),
}))

const queueLeft = webhook(
  {
    form: {
      CallSid: sid,
      QueueResult: z.string().min(1).max(64),
      contactId: sid,
      round: sid.default('first'),
    },
    query: ['contactId', 'round'],
  },
  ({ CallSid, QueueResult, contactId, round }, { urls }) => ({
    repeat: { key: `queue-left:${CallSid}:${QueueResult}:${round}` },
    unit: async (stores, env) =>
      spoken(await leaveQueue(stores, env, { contactId, queueResult: QueueResult }), urls, round),
  }),
)

const voicemail = webhook(
  {
    form: {
      CallSid: sid,
      RecordingSid: sid,
      RecordingDuration: blankable(wholeNumber),
      contactId: sid,
      transcribe: z.literal('1').optional(),
    },
    query: ['contactId', 'transcribe'],
  },
  ({ CallSid, RecordingSid, RecordingDuration, contactId, transcribe }, { urls }) => ({
    repeat: { key: `voicemail:${CallSid}:${RecordingSid}` },
    unit: async (stores, env) =>
      spoken(
        await keepVoicemail(stores, env, {
          contactId,
          recordingSid: RecordingSid,
          seconds: RecordingDuration ?? 0,
          isTranscribed: transcribe === '1',
        }),
        urls,
        'first',
      ),
  }),
)

/**
 * The message left with the fallback page. When the failure was before anything was stored, the call is received only
 * now, so that the voicemail has its contact and its case.
 */
const fallbackVoicemail = webhook(
  {
    form: {
      CallSid: sid,
      From: end.default(''),
      To: end,
      RecordingSid: sid,
      RecordingDuration: blankable(wholeNumber),
    },
  },
  (call, { urls }) => ({
    repeat: { key: `voicemail:${call.CallSid}:${call.RecordingSid}` },
    unit: async (stores, env) => {
      if ((await stores.calls.find(call.CallSid)) === null) {
        await receiveCall(stores, env, { callSid: call.CallSid, from: call.From, to: call.To })
      }
      const contactId = await contactOfCall(stores, call.CallSid)
      if (contactId === null) return spoken({ refused: 'not-found' }, urls, 'first')
      const page = await keepVoicemail(stores, env, {
        contactId,
        recordingSid: call.RecordingSid,
        seconds: call.RecordingDuration ?? 0,
      })
      return spoken(page, urls, 'first')
    },
  }),
)

/** Twilio's states of a recording that change nothing for us are acknowledged and let go. */
const recordingStates: Readonly<Record<string, 'in-progress' | 'completed' | 'absent'>> = {
  'in-progress': 'in-progress',
  completed: 'completed',
  absent: 'absent',
  failed: 'absent',
}

const recording = webhook(
  {
    form: {
      RecordingSid: sid,
      RecordingStatus: z.string().min(1).max(64),
      RecordingDuration: blankable(wholeNumber),
      CallSid: blankable(sid),
      contactId: sid.optional(),
      kind: z.enum(['call', 'voicemail']),
    },
    query: ['contactId', 'kind'],
  },
  (given) => ({
    repeat: { key: `recording:${given.RecordingSid}:${given.RecordingStatus}` },
    unit: async (stores, env) => {
      const contactId =
        given.contactId ?? (given.CallSid === undefined ? null : await contactOfCall(stores, given.CallSid))
      const state = recordingStates[given.RecordingStatus]
      if (contactId === null || state === undefined) return emptyReply
      await recordRecording(stores, env, {
        contactId,
        recordingSid: given.RecordingSid,
        state,
        seconds: given.RecordingDuration ?? null,
        kind: given.kind,
      })
      return emptyReply
    },
  }),
)

/**
 * https://www.twilio.com/docs/voice/twiml/record, transcribeCallback (as of 2026-11-22): TranscriptionStatus is completed or
 * failed. Its words are the member's: they go into the database and nowhere else.
 */
const transcript = webhook(
  {
    form: {
      RecordingSid: sid,
      TranscriptionSid: sid,
      TranscriptionStatus: z.string().min(1).max(64),
      TranscriptionText: z.string().max(50_000).default(''),
      contactId: sid,
    },
    query: ['contactId'],
  },
  (given) => ({
    repeat: { key: `transcript:${given.TranscriptionSid}` },
    unit: async (stores, env) => {
      await keepTranscript(stores, env, {
        contactId: given.contactId,
        recordingSid: given.RecordingSid,
        transcriptionSid: given.TranscriptionSid,
        status: given.TranscriptionStatus,
        text: given.TranscriptionText,
      })
      return emptyReply
    },
  }),
)

const connect = webhook(inRound, ({ CallSid, contactId, round }, { urls }) => ({
  repeat: { key: `connect:${CallSid}:${round}` },
  meanwhile: renderOneMoment(urls.connect(contactId, round)),
  unit: async (stores, env) =>
    spoken(await joinConference(stores, env, { contactId, callSid: CallSid }), urls, round),
}))

const requeue = webhook(inRound, ({ CallSid, contactId, round }, { urls }) => ({
  repeat: { key: `requeue:${CallSid}:${round}` },
  meanwhile: renderOneMoment(urls.requeue(contactId, round)),
  unit: async (stores, env) => spoken(await returnToQueue(stores, env, { contactId }), urls, round),
}))

const closed = webhook(inRound, ({ CallSid, contactId, round }, { urls }) => ({
  repeat: { key: `closed:${CallSid}:${round}` },
  meanwhile: renderOneMoment(urls.closed(contactId, round)),
  unit: async (stores, env) => spoken(await tellClosed(stores, env, { contactId }), urls, round),
}))

const conference = webhook(
  {
    form: {
      ConferenceSid: sid,
      StatusCallbackEvent: z.string().min(1).max(64),
      SequenceNumber: wholeNumber,
      CallSid: blankable(sid),
      ParticipantLabel: blankable(z.string().max(128)),
      contactId: sid,
    },
    query: ['contactId'],
  },
  (given) => ({
    repeat: { key: `conference:${given.ConferenceSid}:${given.SequenceNumber}` },
    unit: async (stores, env) => {
      await recordConferenceEvent(stores, env, {
        contactId: given.contactId,
        conferenceSid: given.ConferenceSid,
        event: given.StatusCallbackEvent,
        callSid: given.CallSid ?? null,
        label: given.ParticipantLabel ?? null,
        sequence: given.SequenceNumber,
      })
      return emptyReply
    },
  }),
)

const conferenceLeft = webhook(
  { form: { ...inRound.form, CallStatus: callStatus.optional() }, query: inRound.query },
  ({ CallSid, CallStatus, contactId, round }, { urls }) => ({
    repeat: { key: `conference-left:${CallSid}:${round}` },
    meanwhile: renderOneMoment(urls.conferenceLeft(contactId, round)),
    // A conference that breaks twice is left twice: the next leaving is another delivery, not a repeat of this one.
    unit: async (stores, env) =>
      // Somebody who hung up left it too: their status says so, and nobody hears this page.
      CallStatus !== undefined && isFinalStatus(CallStatus)
        ? emptyReply
        : spoken(
            await leaveConference(stores, env, { contactId, callSid: CallSid }),
            urls,
            roundAfter(round),
          ),
  }),
)

const hold = webhook(
  {
    form: { contactId: sid, hear: z.enum(['music', 'reconnecting']).default('music') },
    query: ['contactId', 'hear'],
  },
  ({ contactId, hear }, { urls }) => ({
    repeat: 'writes-nothing',
    meanwhile: renderMusic(urls),
    unit: async (stores, env) => spoken(await holdPage(stores, env, { contactId, hear }), urls, 'first'),
  }),
)

/** A key about a callback. Each question has a turn of its own, so that a repeat is known and a second 2 is not one. */
const callbackKeys = webhook(
  {
    form: {
      CallSid: sid,
      Digits: blankable(z.string().max(32)),
      contactId: sid,
      step: z.enum(['start', 'number', 'confirm']),
      from: z.enum(['queue', 'exit']),
      turn: wholeNumber,
      pressed: blankable(z.string().max(1)),
      again: wholeNumber.default(0),
    },
    query: ['contactId', 'step', 'from', 'turn', 'pressed', 'again'],
  },
  ({ CallSid, Digits, contactId, step, from, turn, pressed, again }, { urls }) => {
    const digits = Digits ?? pressed ?? ''
    // One key travels in the URL; a telephone number never does, and is asked for again.
    const asked = { pressed: digits.length === 1 ? digits : '', again: again + 1 }
    return {
      repeat: { key: `callback-keys:${CallSid}:${step}:${turn}` },
      meanwhile:
        again < momentsAtMost
          ? renderOneMoment(urls.callbackKeys(contactId, step, from, turn, asked))
          : from === 'queue'
            ? renderMusic(urls)
            : null,
      unit: async (stores, env) =>
        spoken(await callbackStep(stores, env, { contactId, step, from, digits }), urls, 'first'),
    }
  },
)

const callbackAnswered = webhook(contactOnly, ({ CallSid, contactId }, { urls }) => ({
  repeat: { key: `callback-answered:${CallSid}` },
  // Somebody whom we rang must not pick up to silence.
  meanwhile: renderOneMoment(urls.callbackAnswered(contactId)),
  unit: async (stores, env) =>
    spoken(await memberPickedUp(stores, env, { contactId, callSid: CallSid }), urls, 'first'),
}))

/** News of a call that we placed. It may overtake the answer to our own request, so the call may be new here. */
const callbackStatus = webhook(
  {
    form: { CallSid: sid, CallStatus: callStatus, SequenceNumber: blankable(wholeNumber), contactId: sid },
    query: ['contactId'],
  },
  ({ CallSid, CallStatus, SequenceNumber, contactId }) => ({
    repeat: { key: `status:${CallSid}:${CallStatus}:${SequenceNumber ?? ''}` },
    unit: async (stores, env) => {
      if ((await stores.contacts.find(contactId)) === null) return emptyReply
      await memberDialled(stores, env, { contactId, callSid: CallSid })
      await recordCallStatus(stores, env, {
        callSid: CallSid,
        status: CallStatus,
        sequence: SequenceNumber ?? null,
      })
      return emptyReply
    },
  }),
)

/** AnsweredBy: https://www.twilio.com/docs/voice/answering-machine-detection (as of 2026-11). */
const callbackMachine = webhook(
  { form: { CallSid: sid, AnsweredBy: z.string().min(1).max(64), contactId: sid }, query: ['contactId'] },
  ({ CallSid, AnsweredBy, contactId }) => ({
    repeat: { key: `callback-machine:${CallSid}` },
    unit: async (stores, env) => {
      await machineDetected(stores, env, { contactId, answeredBy: AnsweredBy })
      return emptyReply
    },
  }),
)

const announce = webhook(contactOnly, ({ contactId }, { urls }) => ({
  repeat: 'writes-nothing',
  unit: async (stores, env) => spoken(await announcePage(stores, env, { contactId }), urls, 'first'),
}))

/** The leg of an outside number that was asked into a call. */
const guestStatus = webhook(
  {
    form: { CallSid: sid, CallStatus: callStatus, guestId: sid },
    query: ['guestId'],
  },
  ({ CallSid, CallStatus, guestId }) => ({
    repeat: { key: `guest:${CallSid}:${CallStatus}` },
    unit: async (stores, env) => {
      await recordGuestStatus(stores, env, { guestId, callSid: CallSid, status: CallStatus })
      return emptyReply
    },
  }),
)

const whoseSoftphone = (from: string): string | undefined => /^client:([A-Za-z0-9_-]{1,64})$/.exec(from)?.[1]
const notOurs = 'From is not one of our softphones.'

/** A colleague's leg that waits outside asks again whether it may come in. What Device.connect gave came with the first request alone. */
const softphoneAgain = webhook(
  { form: { ...inRound.form, From: end }, query: inRound.query },
  ({ CallSid, From, contactId, round }, { urls }) => {
    const personId = whoseSoftphone(From)
    if (personId === undefined) return { problem: notOurs }
    return {
      repeat: { key: `client:${CallSid}:${round}` },
      unit: async (stores, env) => {
        const page = await joinAsAgent(stores, env, { contactId, callSid: CallSid, personId })
        return spoken(
          isRefused(page) ? { page: 'goodbye', say: [askedOutAgain()] } : page,
          urls,
          String((Number(round) || 0) + 1),
        )
      },
    }
  },
)

/** An agent's softphone calls: who it is comes from Twilio's reading of our own signed token, never from a parameter. */
const softphone = webhook(
  { form: { CallSid: sid, From: end, contactId: sid, listeningId: blankable(sid) } },
  (call, { urls }) => {
    const personId = whoseSoftphone(call.From)
    if (personId === undefined) return { problem: notOurs }
    return {
      repeat: { key: `client:${call.CallSid}` },
      unit: async (stores, env) => {
        const who = { contactId: call.contactId, callSid: call.CallSid, personId }
        const page =
          call.listeningId === undefined
            ? await joinAsAgent(stores, env, who)
            : await joinAsListener(stores, env, { ...who, listeningId: call.listeningId })
        return spoken(
          isRefused(page) ? { page: 'goodbye', say: [refusals[page.refused].words] } : page,
          urls,
          'first',
        )
      },
    }
  },
)

export const voiceWebhooks: Readonly<Record<string, Webhook>> = {
  '/twilio/voice': incoming,
  '/twilio/voice/fallback/voicemail': fallbackVoicemail,
  '/twilio/voice/status': status,
  '/twilio/voice/menu': menu,
  '/twilio/voice/number': number,
  '/twilio/voice/trial': trial,
  '/twilio/voice/wait': wait,
  '/twilio/voice/queue-left': queueLeft,
  '/twilio/voice/voicemail': voicemail,
  '/twilio/voice/recording': recording,
  '/twilio/voice/transcript': transcript,
  '/twilio/voice/connect': connect,
  '/twilio/voice/requeue': requeue,
  '/twilio/voice/closed': closed,
  '/twilio/voice/conference': conference,
  '/twilio/voice/conference-left': conferenceLeft,
  '/twilio/voice/hold': hold,
  '/twilio/voice/announce': announce,
  '/twilio/voice/guest-status': guestStatus,
  '/twilio/voice/client': softphone,
  '/twilio/voice/client/again': softphoneAgain,
  '/twilio/voice/callback/keys': callbackKeys,
  '/twilio/voice/callback/answered': callbackAnswered,
  '/twilio/voice/callback/status': callbackStatus,
  '/twilio/voice/callback/machine': callbackMachine,
}

/**
 * The second line of defence answers without the database. When it is the fallback itself that failed (its own
 * voicemail page), asking for another message would go round for ever: say goodbye.
 */
export function voiceFallback(errorUrl: string | undefined, urls: TwilioUrls): string {
  return errorUrl?.includes('/twilio/voice/fallback')
    ? renderPage(
        { page: 'goodbye', say: ['Thank you. Your message is recorded. Goodbye.'] },
        { urls, menuAttempt: 1, round: 'first' },
      )
    : renderFallback(urls)
}

async function contactOfCall(stores: Stores, callSid: string): Promise<string | null> {
  return (await stores.calls.find(callSid))?.contactId ?? null
}

/** Distinct as long as the name of a round may grow; 60 breaks of one call are not expected. */
const roundAfter = (round: string): string => (round.length < 64 ? `${round}_` : round)

const spoken = (page: VoicePage | Refused, urls: TwilioUrls, round: string): string =>
  renderPage(pageOrSorry(page), { urls, menuAttempt: 1, round })

const pageOrSorry = (page: VoicePage | Refused): VoicePage =>
  isRefused(page)
    ? {
        page: 'goodbye',
        say: ['Sorry, we have lost track of this call. Please call us again. Goodbye.'],
      }
    : page
