/** The control API as this page uses it; control-api.md says what each thing means. */

export type Caption = {
  id: number
  at: string
  callSid: string
  kind: 'say' | 'play' | 'music' | 'speech' | 'key' | 'note'
  text: string
  by: string | null
}

export type CallView = {
  sid: string
  parentCallSid: string | null
  from: string
  to: string
  direction: 'inbound' | 'outbound-api' | 'outbound-dial'
  status:
    | 'queued'
    | 'initiated'
    | 'ringing'
    | 'in-progress'
    | 'completed'
    | 'busy'
    | 'failed'
    | 'no-answer'
    | 'canceled'
  phone: string | null
  startedAt: string
  answeredAt: string | null
  endedAt: string | null
  doing: string
  captions: Caption[]
  hasMedia: boolean
}

export type MessageView = {
  sid: string
  direction: 'inbound' | 'outbound-api'
  from: string
  to: string
  body: string
  status: string
  errorCode: number | null
  media: { contentType: string; url: string }[]
  at: string
}

export type TimelineEntry = {
  id: number
  at: string
  kind:
    | 'webhook'
    | 'twiml'
    | 'rest'
    | 'call'
    | 'queue'
    | 'conference'
    | 'recording'
    | 'message'
    | 'switch'
    | 'complaint'
  callSid: string | null
  summary: string
  detail: Record<string, unknown>
}

export type Switches = {
  seed: number
  doubled: number
  delayed: number
  delayMs: number
  reordered: number
  dropped: number
  answersLost: number
  rest: 'ok' | '500' | '429' | 'hang' | 'down'
  networkDelayMs: number
}

export type Person = { number: string; name: string; note: string }
export type Line = {
  phoneNumber: string
  friendlyName: string
  voiceUrl: string | null
  smsUrl: string | null
}
export type QueueView = {
  sid: string
  name: string
  members: { callSid: string; from: string; position: number; waitSeconds: number }[]
}
export type ConferenceView = {
  sid: string
  friendlyName: string
  status: string
  participants: { callSid: string; label: string | null; muted: boolean; hold: boolean; coaching: boolean }[]
}

export type Snapshot = {
  publicUrl: string
  speed: 'real' | 'fast'
  numbers: Line[]
  people: Person[]
  calls: CallView[]
  messages: MessageView[]
  queues: QueueView[]
  conferences: ConferenceView[]
  clients: string[]
  switches: Switches
  lastEventId: number
}

/** A refusal of the simulator, in its own plain words. */
export class Refused extends Error {}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const reply = await fetch(`/control${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new Refused('The simulator does not answer. Is it still running?', { cause })
  })
  const text = await reply.text()
  const json: unknown = text === '' ? null : JSON.parse(text)
  if (!reply.ok) throw new Refused(wordsOf(json) ?? `The simulator answered ${reply.status}.`)
  // Page and simulator are built and served together, so the shape is what control-api.md says.
  return json as T
}

function wordsOf(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('error' in json)) return null
  return typeof json.error === 'string' ? json.error : null
}

const call = (sid: string, what: string, body?: unknown) => ask<null>('POST', `/calls/${sid}/${what}`, body)

export const api = {
  snapshot: () => ask<Snapshot>('GET', '/snapshot'),
  timeline: () => ask<TimelineEntry[]>('GET', '/timeline?limit=200'),
  call: (from: string, to: string) => ask<CallView>('POST', '/calls', { from, to }),
  press: (sid: string, digits: string) => call(sid, 'press', { digits }),
  say: (sid: string, text: string) => call(sid, 'say', { text }),
  tone: (sid: string, hertz: number, milliseconds: number) => call(sid, 'tone', { hertz, milliseconds }),
  hangUp: (sid: string) => call(sid, 'hangup'),
  answer: (sid: string) => call(sid, 'answer'),
  reject: (sid: string) => call(sid, 'reject'),
  media: (sid: string, sdp: string) => ask<{ sdp: string }>('POST', `/calls/${sid}/media`, { sdp }),
  text: (message: {
    from: string
    to: string
    body: string
    media: { contentType: string; base64: string }[]
  }) => ask<MessageView>('POST', '/messages', message),
  switches: (partial: Partial<Switches>) => ask<Switches>('PUT', '/switches', partial),
  makeBusy: (wish: { to: string; count: number; digits: string }) =>
    ask<{ numbers: string[] }>('POST', '/busy', wish),
  endBusy: () => ask<null>('DELETE', '/busy'),
  reset: () => ask<null>('POST', '/reset'),
}
