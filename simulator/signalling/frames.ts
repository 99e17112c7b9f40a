import { z } from 'zod'

/**
 * The frames of the Voice SDK's signalling, `{type, version, payload}` as JSON text (SDK 2.18.5, seen 2026-11;
 * private to Twilio, so a new SDK version has to be tried before it is trusted). Unknown fields are let through.
 */
const clientFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('listen'), payload: z.object({ token: z.string() }) }),
  z.object({
    type: z.literal('register'),
    payload: z.object({ media: z.object({ audio: z.boolean().optional() }).optional() }),
  }),
  z.object({
    type: z.literal('invite'),
    payload: z.object({
      callsid: z.string(),
      sdp: z.string(),
      reconnect: z.string().optional(),
      twilio: z.object({ params: z.string().optional() }).optional(),
    }),
  }),
  z.object({ type: z.literal('answer'), payload: z.object({ callsid: z.string(), sdp: z.string() }) }),
  z.object({ type: z.literal('reject'), payload: z.object({ callsid: z.string() }) }),
  z.object({
    type: z.literal('hangup'),
    payload: z.object({ callsid: z.string(), message: z.string().optional() }),
  }),
  z.object({ type: z.literal('dtmf'), payload: z.object({ callsid: z.string(), dtmf: z.string() }) }),
  z.object({
    type: z.literal('message'),
    payload: z.object({
      callsid: z.string(),
      content: z.unknown(),
      contenttype: z.string().optional(),
      messagetype: z.string().optional(),
      voiceeventsid: z.string(),
    }),
  }),
  z.object({ type: z.literal('reinvite'), payload: z.object({ callsid: z.string(), sdp: z.string() }) }),
])

/** What a browser says. */
export type ClientFrame = z.infer<typeof clientFrameSchema>

/** The payload of one kind of frame. */
export type ClientPayload<T extends ClientFrame['type']> = Extract<ClientFrame, { type: T }>['payload']

/** Reads a frame; undefined for anything the SDK does not send. */
export function parseClientFrame(text: string): ClientFrame | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  const read = clientFrameSchema.safeParse(json)
  return read.success ? read.data : undefined
}

/** The error object inside `error` and `hangup` frames. */
export interface FrameError {
  code: number
  message: string
}

/** Everything the SDK listens for. `ringing` and `answer` are not told apart by call in the browser. */
export interface ServerFrames {
  connected: { token: { identity: string; ttl: number }; edge: string; region: string; home: string }
  ready: Record<string, never>
  offline: Record<string, never>
  close: Record<string, never>
  invite: { callsid: string; sdp: string; reconnect: string; parameters: Record<string, string> }
  ringing: { callsid: string; sdp?: string }
  answer: { callsid: string; sdp?: string; reconnect?: string }
  cancel: { callsid: string }
  hangup: { callsid: string; error?: FrameError }
  message: {
    callsid: string
    content: unknown
    contenttype: string
    messagetype: string
    voiceeventsid: string
  }
  ack: { acktype: 'message'; callsid: string; voiceeventsid: string }
  error: { error: FrameError; callsid?: string; voiceeventsid?: string }
}

export function writeServerFrame<T extends keyof ServerFrames>(type: T, payload: ServerFrames[T]): string {
  return JSON.stringify({ type, version: '1.6', payload })
}

/** `<Parameter>`s as the SDK reads them: values decoded and cut at a raw `=`, keys taken as they stand. */
export function encodeParams(params: Readonly<Record<string, string>>): string {
  return Object.entries(params)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
}

/** The `ice-ufrag` of a description: it tells a known connection from a new one. */
export function iceUfrag(sdp: string): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1]
}
