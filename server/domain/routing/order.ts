// Who comes first. One static key per call, so that waiting longer never means sorting again:
//
//   key = waiting since − priority × 2 minutes          the smallest key is served first
//
// A call one priority step higher goes before calls up to two minutes older, and not before older ones: an urgent
// call is quick, and nobody starves. Ties: longer waiting, then the contact's id. Agents: longest idle, then id.

/** skills: all of them are needed. since: epoch milliseconds, kept when a call comes back to the queue. */
export type WaitingCall = {
  readonly contactId: string
  readonly skills: readonly string[]
  /** 0 ordinary, higher is more urgent (priority.ts). */
  readonly priority: number
  readonly since: number
  /** The agent who knows this matter: gets it first when free, and nobody else has to wait for that. */
  readonly stickyAgentId?: string
  /** Agents who passed it on: it is not matched with them again while it waits under this entry. */
  readonly passedBy?: readonly string[]
  /** Only for position(): the queue that the caller is told a place in. */
  readonly queueKey?: string
}

/** idleSince: epoch milliseconds. */
export type FreeAgent = {
  readonly agentId: string
  readonly skills: readonly string[]
  readonly idleSince: number
}

export type Match = { readonly contactId: string; readonly agentId: string }

export const priorityStepMs = 120_000

/** An agent's own call counts as one priority step higher for that agent: continuity, without letting others starve. */
export const stickyHeadStartMs = priorityStepMs

export const servingKey = (call: WaitingCall): number => call.since - call.priority * priorityStepMs

type Idle = Pick<FreeAgent, 'agentId' | 'idleSince'>
export const isIdleLonger = (a: Idle, b: Idle): boolean =>
  a.idleSince !== b.idleSince ? a.idleSince < b.idleSince : a.agentId < b.agentId
