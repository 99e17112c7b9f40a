/**
 * Everything we ask of Twilio over REST, by the official library, with one breaker in front of it. Each request is tried
 * once: repeating belongs to worker/effects.ts, which knows what is safe to repeat. Throws TwilioProblem only.
 */
import { Readable } from 'node:stream'
import twilio from 'twilio'
import {
  answered,
  asking,
  type Breaker,
  closedBreaker,
  failed,
  mayAsk,
  outageUntilOpenMs,
} from './circuit-breaker.ts'
import { RebasedClient, twilioApi } from './rebased-client.ts'
import { kindOfStatus, readTwilioError, TwilioProblem } from './twilio-problem.ts'

export interface TwilioRest {
  redirectCall(callSid: string, url: string): Promise<void>
  endCall(callSid: string): Promise<void>
  /** Twilio's word for where a call stands, null when Twilio does not know it. */
  callStatus(callSid: string): Promise<string | null>
  /** Rings a number; the call follows `url` when somebody picks up. */
  placeCall(call: {
    from: string
    to: string
    url: string
    statusCallback: string
    /** Told who picked up, a person or a machine, while the call goes on. */
    machineCallback: string
    timeoutSeconds: number
  }): Promise<{ sid: string }>
  /** Calls from one number to another that are not over, newest first. */
  openCalls(ask: { from: string; to: string }): Promise<{ sid: string }[]>
  /** `announceUrl`: words for somebody who is on hold already, over their music. */
  holdParticipant(
    conferenceSid: string,
    callSid: string,
    holdUrl: string,
    announceUrl: string | null,
  ): Promise<void>
  /** Pauses a conference's recording, keeping the time as silence, or starts it again. */
  setRecording(
    conferenceSid: string,
    recordingSid: string,
    status: 'in-progress' | 'paused' | 'stopped',
  ): Promise<void>
  deleteRecording(recordingSid: string): Promise<void>
  deleteTranscription(transcriptionSid: string): Promise<void>
  deleteMessage(messageSid: string): Promise<void>
  muteParticipant(conferenceSid: string, callSid: string, muted: boolean): Promise<void>
  /** Whom a listener's leg is heard by: nobody, one call alone, or everybody. */
  setListening(
    conferenceSid: string,
    callSid: string,
    heardBy: { muted: boolean; coachedCallSid: string | null },
  ): Promise<void>
  /** Whether this leg's leaving ends the conference for everybody in it. */
  setEndsConference(conferenceSid: string, callSid: string, endsConference: boolean): Promise<void>
  /** Rings a number into a conference; answers with the leg's sid. */
  ringIntoConference(ask: {
    conferenceSid: string
    from: string
    to: string
    label: string
    timeoutSeconds: number
    statusCallback: string
  }): Promise<string>
  unholdParticipant(conferenceSid: string, callSid: string): Promise<void>
  endConference(conferenceSid: string): Promise<void>
  /** The conference of that name that is going on, with the calls in it; null when there is none. */
  conferenceNamed(name: string): Promise<{ conferenceSid: string; callSids: string[] } | null>
  sendText(text: {
    from: string
    to: string
    body: string
    /** Left out where nobody asks what became of it. */
    statusCallback?: string
  }): Promise<{ sid: string; status: string }>
  /** The newest texts we sent to this number, newest first, 50 at most. */
  textsTo(ask: { from: string; to: string }): Promise<{ sid: string; status: string; body: string }[]>
  /** Texts that came to this number of ours since the instant, oldest first. */
  textsReceivedSince(ask: { to: string; since: string }): Promise<ReceivedText[]>
  /** The files of a text, as its webhook would have named them. */
  mediaOfText(messageSid: string): Promise<{ url: string; contentType: string }[]>
  /** A picture somebody texted to us. Only from Twilio's own hosts. */
  fetchMedia(url: string, maxBytes: number): Promise<Buffer | 'too-large' | 'not-theirs'>
  /** Finished messages left after the tone (`<Record>`), made since the instant. */
  voicemailsSince(instant: string): Promise<{ sid: string; callSid: string; seconds: number }[]>
  /** A call that came in and is over; null when Twilio does not know it, or it did not come in. */
  inboundCall(
    callSid: string,
  ): Promise<{ from: string; to: string; startedAt: string; endedAt: string } | 'going-on' | null>
  /** A recording as WAV; null when it is gone. `range` is a Range header to pass on. */
  recordingAudio(recordingSid: string, range: string | null): Promise<RecordingAudio | null>
  /** How many requests make sense now. */
  mayAsk(): 'all' | 'one' | 'none'
  /** Since when Twilio has been out of reach, or null when it is fine. */
  outage(): { since: string; why: 'unreachable' | 'unauthorised' } | null
}
export interface ReceivedText {
  messageSid: string
  from: string
  to: string
  body: string
  at: string
  numMedia: number
}
export interface RecordingAudio {
  status: 200 | 206
  contentType: string
  contentLength: string | null
  contentRange: string | null
  stream: Readable
}
export interface TwilioRestOptions {
  accountSid: string
  apiKeySid: string
  apiKeySecret: string
  /** null: Twilio itself. */
  apiBaseUrl: string | null
  nowMs: () => number
  /** Told when Twilio goes out of reach and when it is back. */
  whenReachabilityChanges?: () => void
  timeoutMs?: number
}

/** A call that was given back to the queue has had one before; more than these nobody has. */
const mostConferences = 5
/** Member, agent, and legs of the agent that are about to be noticed as gone. */
const mostParticipants = 20
/** A picture of 5 MB over a slow line. */
const wholeFileMs = 15_000

export function createTwilioRest(options: TwilioRestOptions): TwilioRest {
  const { accountSid, apiKeySid, apiKeySecret, nowMs } = options
  const timeoutMs = options.timeoutMs ?? outageUntilOpenMs
  const base = (options.apiBaseUrl ?? twilioApi).replace(/\/+$/, '')
  const client = twilio(apiKeySid, apiKeySecret, {
    accountSid,
    httpClient: new RebasedClient(base, timeoutMs),
  })
  const authorization = `Basic ${Buffer.from(`${apiKeySid}:${apiKeySecret}`).toString('base64')}`
  let breaker: Breaker = closedBreaker
  let why: 'unreachable' | 'unauthorised' = 'unreachable'
  let answeredAtMs = Number.NEGATIVE_INFINITY

  const become = (next: Breaker) => {
    const wasFine = breaker.state === 'closed'
    breaker = next
    if (wasFine !== (next.state === 'closed')) options.whenReachabilityChanges?.()
  }

  async function guarded<T>(request: () => Promise<T>): Promise<T> {
    if (mayAsk(breaker, nowMs()) === 'none') throw new TwilioProblem('not-asked', null)
    become(asking(breaker))
    const askedAtMs = nowMs()
    const heard = () => {
      answeredAtMs = nowMs()
      become(answered())
    }
    try {
      const answer = await request()
      heard()
      return answer
    } catch (error) {
      const problem = readTwilioError(error)
      if (problem.kind === 'outage' || problem.kind === 'unauthorised') {
        why = problem.kind === 'unauthorised' ? 'unauthorised' : 'unreachable'
        become(failed(breaker, nowMs(), Math.max(askedAtMs, answeredAtMs)))
      } else heard()
      throw problem
    }
  }

  /**
   * Files come from other machines than calls and texts do: one that is slow or broken says nothing about those, so it
   * neither opens the breaker nor is stopped by it.
   */
  async function file<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request()
    } catch (error) {
      throw readTwilioError(error)
    }
  }

  async function get(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const response = await fetch(url, { headers, signal })
    if (response.ok) return response
    await response.body?.cancel()
    throw new TwilioProblem(kindOfStatus(response.status, null), null)
  }

  return {
    redirectCall: async (callSid, url) => {
      await guarded(() => client.calls(callSid).update({ url, method: 'POST' }))
    },
    endCall: async (callSid) => {
      await guarded(() => client.calls(callSid).update({ status: 'completed' }))
    },
    callStatus: async (callSid) => {
      try {
        return (await guarded(() => client.calls(callSid).fetch())).status
      } catch (error) {
        if (error instanceof TwilioProblem && error.kind === 'gone') return null
        throw error
      }
    },
    placeCall: async (call) => {
      const { sid } = await guarded(() =>
        client.calls.create({
          from: call.from,
          to: call.to,
          url: call.url,
          method: 'POST',
          timeout: call.timeoutSeconds,
          statusCallback: call.statusCallback,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
          // Asynchronous: whoever picks up is put through at once, the detection listens beside.
          machineDetection: 'Enable',
          asyncAmd: 'true',
          asyncAmdStatusCallback: call.machineCallback,
          asyncAmdStatusCallbackMethod: 'POST',
        }),
      )
      return { sid }
    },
    openCalls: async ({ from, to }) => {
      const calls = await guarded(() => client.calls.list({ from, to, limit: 20 }))
      return calls
        .filter(({ status }) => status === 'queued' || status === 'ringing' || status === 'in-progress')
        .map(({ sid }) => ({ sid }))
    },
    holdParticipant: async (conferenceSid, callSid, holdUrl, announceUrl) => {
      await guarded(() =>
        client
          .conferences(conferenceSid)
          .participants(callSid)
          .update({
            hold: true,
            holdUrl,
            holdMethod: 'POST',
            ...(announceUrl === null ? {} : { announceUrl, announceMethod: 'POST' }),
          }),
      )
    },
    setRecording: async (conferenceSid, recordingSid, status) => {
      await guarded(() =>
        client
          .conferences(conferenceSid)
          .recordings(recordingSid)
          .update(status === 'paused' ? { status, pauseBehavior: 'silence' } : { status }),
      )
    },
    deleteRecording: async (recordingSid) => {
      await guarded(() => client.recordings(recordingSid).remove())
    },
    deleteMessage: async (messageSid) => {
      await guarded(() => client.messages(messageSid).remove())
    },
    deleteTranscription: async (transcriptionSid) => {
      await guarded(() => client.transcriptions(transcriptionSid).remove())
    },
    muteParticipant: async (conferenceSid, callSid, muted) => {
      await guarded(() => client.conferences(conferenceSid).participants(callSid).update({ muted }))
    },
    setEndsConference: async (conferenceSid, callSid, endConferenceOnExit) => {
      await guarded(() =>
        client.conferences(conferenceSid).participants(callSid).update({ endConferenceOnExit }),
      )
    },
    setListening: async (conferenceSid, callSid, { muted, coachedCallSid }) => {
      await guarded(() =>
        client
          .conferences(conferenceSid)
          .participants(callSid)
          .update({
            muted,
            coaching: coachedCallSid !== null,
            ...(coachedCallSid === null ? {} : { callSidToCoach: coachedCallSid }),
          }),
      )
    },
    ringIntoConference: async ({ conferenceSid, from, to, label, timeoutSeconds, statusCallback }) => {
      const { callSid } = await guarded(() =>
        client.conferences(conferenceSid).participants.create({
          from,
          to,
          label,
          timeout: timeoutSeconds,
          beep: 'false',
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          statusCallback,
          statusCallbackMethod: 'POST',
          statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
        }),
      )
      return callSid
    },
    unholdParticipant: async (conferenceSid, callSid) => {
      await guarded(() => client.conferences(conferenceSid).participants(callSid).update({ hold: false }))
    },
    endConference: async (conferenceSid) => {
      await guarded(() => client.conferences(conferenceSid).update({ status: 'completed' }))
    },
    conferenceNamed: async (name) => {
      // Newest first. One that somebody waits in alone has not begun ('init') and counts as going on.
      const named = await guarded(() =>
        client.conferences.list({ friendlyName: name, limit: mostConferences }),
      )
      const conferenceSid = named.find(({ status }) => status !== 'completed')?.sid
      if (conferenceSid === undefined) return null
      const inside = await guarded(() =>
        client.conferences(conferenceSid).participants.list({ limit: mostParticipants }),
      )
      return { conferenceSid, callSids: inside.map(({ callSid }) => callSid) }
    },
    sendText: async (text) => {
      const { sid, status } = await guarded(() => client.messages.create(text))
      return { sid, status }
    },
    textsTo: async ({ from, to }) => {
      const texts = await guarded(() => client.messages.list({ from, to, limit: 50 }))
      return texts.map(({ sid, status, body }) => ({ sid, status, body }))
    },
    textsReceivedSince: async ({ to, since }) => {
      const texts = await guarded(() =>
        client.messages.list({ to, dateSentAfter: new Date(since), pageSize: 1000 }),
      )
      return texts
        .filter(({ direction }) => direction === 'inbound')
        .map((text) => ({
          messageSid: text.sid,
          from: text.from,
          to: text.to,
          body: text.body,
          at: (text.dateSent ?? text.dateCreated).toISOString(),
          numMedia: Number(text.numMedia) || 0,
        }))
        .reverse()
    },
    mediaOfText: async (messageSid) => {
      const media = await guarded(() => client.messages(messageSid).media.list())
      return media.map(({ uri, contentType }) => ({
        url: `${base}${uri.replace(/\.json$/, '')}`,
        contentType,
      }))
    },
    fetchMedia: async (url, maxBytes) => {
      const { pathname, protocol, hostname } = new URL(url)
      // A file of our account is asked for at the address we ask everything, whatever host the webhook named.
      const isOurs = pathname.startsWith(`/2010-04-01/Accounts/${accountSid}/`)
      if (!isOurs && !(protocol === 'https:' && /(^|\.)(twilio\.com|twiliocdn\.com)$/.test(hostname)))
        return 'not-theirs'
      return file(async () => {
        const signal = AbortSignal.timeout(wholeFileMs)
        const response = isOurs
          ? await get(base + pathname, { authorization }, signal)
          : await get(url, {}, signal)
        return readUpTo(response, maxBytes)
      })
    },
    voicemailsSince: async (instant) => {
      const found = await guarded(() =>
        client.recordings.list({ dateCreatedAfter: new Date(instant), pageSize: 1000 }),
      )
      return found
        .filter(({ source, status }) => source === 'RecordVerb' && status === 'completed')
        .map(({ sid, callSid, duration }) => ({ sid, callSid, seconds: Number(duration) || 0 }))
    },
    inboundCall: async (callSid) => {
      try {
        const call = await guarded(() => client.calls(callSid).fetch())
        if (call.direction !== 'inbound') return null
        const { startTime, endTime } = call
        if (endTime === null || endTime === undefined) return 'going-on'
        return {
          from: call.from,
          to: call.to,
          startedAt: (startTime ?? endTime).toISOString(),
          endedAt: endTime.toISOString(),
        }
      } catch (error) {
        if (error instanceof TwilioProblem && error.kind === 'gone') return null
        throw error
      }
    },
    recordingAudio: async (recordingSid, range) => {
      const url = `${base}/2010-04-01/Accounts/${accountSid}/Recordings/${encodeURIComponent(recordingSid)}.wav`
      // Only until the headers are here: the body then plays as slowly as somebody listens.
      const untilHeaders = new AbortController()
      const timer = setTimeout(() => untilHeaders.abort(), timeoutMs)
      const headers = { authorization, ...(range === null ? {} : { range }) }
      try {
        const response = await file(() => get(url, headers, untilHeaders.signal))
        if (response.body === null) return null
        return {
          status: response.status === 206 ? 206 : 200,
          contentType: response.headers.get('content-type') ?? 'audio/wav',
          contentLength: response.headers.get('content-length'),
          contentRange: response.headers.get('content-range'),
          stream: Readable.from(response.body),
        }
      } catch (error) {
        if (error instanceof TwilioProblem && error.kind === 'gone') return null
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
    mayAsk: () => mayAsk(breaker, nowMs()),
    outage: () =>
      breaker.state === 'closed' ? null : { since: new Date(breaker.failingSince).toISOString(), why },
  }
}

async function readUpTo(response: Response, maxBytes: number): Promise<Buffer | 'too-large'> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (response.body === null) return Buffer.alloc(0)
  for await (const chunk of Readable.from(response.body)) {
    if (!(chunk instanceof Uint8Array)) continue
    bytes += chunk.length
    // Leaving the loop cancels the download.
    if (bytes > maxBytes) return 'too-large'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
