import type { Bus } from './bus.ts'

export type TimelineKind =
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

export type TimelineEntry = {
  id: number
  at: string
  kind: TimelineKind
  callSid: string | null
  summary: string
  detail: Record<string, unknown>
}

export type Timeline = {
  add(kind: TimelineKind, summary: string, detail?: Record<string, unknown>, callSid?: string | null): void
  /** Something the product did that Twilio would log as an error or warning, or that is too slow. */
  complain(summary: string, detail?: Record<string, unknown>, callSid?: string | null): void
  entries(filter?: { after?: number; callSid?: string; limit?: number }): TimelineEntry[]
  complaints(): TimelineEntry[]
  forgetComplaints(): void
  clear(): void
}

/** Enough for a long day's demo without growing for ever. */
const kept = 5000

export function createTimeline(bus: Bus): Timeline {
  let entries: TimelineEntry[] = []
  let complaints: TimelineEntry[] = []
  let id = 0
  const add: Timeline['add'] = (kind, summary, detail = {}, callSid = null) => {
    id += 1
    const entry: TimelineEntry = { id, at: new Date().toISOString(), kind, callSid, summary, detail }
    entries.push(entry)
    if (entries.length > kept) entries = entries.slice(-kept / 2)
    if (kind === 'complaint') complaints.push(entry)
    bus.emit('timeline', entry)
  }
  return {
    add,
    complain: (summary, detail, callSid) => add('complaint', summary, detail, callSid),
    entries: ({ after = 0, callSid, limit = 200 } = {}) => {
      const found = entries.filter((e) => e.id > after && (!callSid || e.callSid === callSid))
      return after > 0 ? found.slice(0, limit) : found.slice(-limit)
    },
    complaints: () => [...complaints],
    forgetComplaints: () => {
      complaints = []
    },
    clear: () => {
      entries = []
      complaints = []
    },
  }
}
