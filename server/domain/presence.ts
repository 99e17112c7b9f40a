/**
 * Presence of one agent: three separate things.
 *   availability  what the person chose          available | break | lunch | training | meeting | offline
 *   occupancy     what is happening to them      idle ──► ringing ──► on-call ──► wrap-up ──► idle
 *                                                  ▲         │           │ (nobody spoke)
 *                                                  └─────────┴───────────┘
 *   reachability  console connected, phone registered, microphone granted (proved to the server, never believed)
 *
 * Wrap-up has no clock: it ends when the agent says so. A missed offer pauses with "Are you there?", counted against nobody.
 * Idle order: longest idle first; a break, a call or passing a call on starts it anew.
 */
import type { Availability, Instant, Occupancy, Presence } from './records.ts'

export const occupancyMoves = {
  idle: ['ringing'],
  ringing: ['idle', 'on-call'],
  'on-call': ['wrap-up', 'idle'],
  'wrap-up': ['idle'],
} as const satisfies Record<Occupancy, readonly Occupancy[]>

export const newPresence = (personId: string, now: Instant): Presence => ({
  personId,
  version: 1,
  choice: 'offline',
  choiceSince: now,
  choiceAfterCall: null,
  occupancy: 'idle',
  occupancySince: now,
  contactId: null,
  idleSince: now,
  areYouThere: false,
  reachable: false,
  registered: false,
  microphone: 'unknown',
  phoneTabId: null,
})

/** May this agent be rung now? The same facts, in words, are callable.ts. */
export const isCallable = (p: Presence): boolean =>
  p.choice === 'available' &&
  p.occupancy === 'idle' &&
  p.reachable &&
  p.registered &&
  p.microphone === 'granted' &&
  !p.areYouThere

/**
 * On shift: at work and reachable, though perhaps on a break or a call. A call goes on without its console; after-call work
 * does not. A queue with nobody on shift must say so to callers.
 */
export const isOnShift = (p: Presence): boolean =>
  p.choice !== 'offline' && (p.reachable || p.occupancy === 'ringing' || p.occupancy === 'on-call')

/** The person's own choice. In a call it takes effect afterwards when `afterCall`; otherwise at once (the call goes on). */
export function choose(
  p: Presence,
  input: { choice: Availability; afterCall: boolean; now: Instant },
): Presence {
  const inHand = p.occupancy === 'on-call' || p.occupancy === 'wrap-up'
  if (input.afterCall && inHand) return { ...bump(p), choiceAfterCall: input.choice }
  const next = { ...bump(p), choice: input.choice, choiceAfterCall: null, areYouThere: false }
  return p.choice === input.choice ? next : { ...next, choiceSince: input.now, idleSince: input.now }
}

export const iAmHere = (p: Presence, now: Instant): Presence => ({
  ...bump(p),
  areYouThere: false,
  idleSince: now,
})

export const ring = (p: Presence, contactId: string, now: Instant): Presence =>
  occupy(p, 'ringing', contactId, now)

/** The offer ended without this agent: passed on and caller gone leave them free, a missed one asks "Are you there?". */
export function stopRinging(p: Presence, why: 'declined' | 'expired' | 'withdrawn', now: Instant): Presence {
  if (p.occupancy !== 'ringing') return p
  const freed = occupy(p, 'idle', null, now)
  return { ...freed, areYouThere: why === 'expired', idleSince: why === 'declined' ? now : p.idleSince }
}

export const startCall = (p: Presence, contactId: string, now: Instant): Presence =>
  occupy(p, 'on-call', contactId, now)

/** The call is over: after-call work when the two spoke, otherwise straight back to free. */
export function endCall(p: Presence, input: { spoke: boolean; now: Instant }): Presence {
  if (p.occupancy !== 'on-call') return p
  if (input.spoke) return occupy(p, 'wrap-up', p.contactId, input.now)
  return becomeFree(occupy(p, 'idle', null, input.now), input.now)
}

/** The contact went back to the queue without this agent: free, but asked whether they are there. */
export function loseCall(p: Presence, now: Instant): Presence {
  return p.occupancy === 'on-call'
    ? { ...occupy(p, 'idle', null, now), areYouThere: true, idleSince: now }
    : p
}

/** Shown as busy with nothing: found out by a supervisor (F46). Free again, whatever it was; the choice stays. */
export const recover = (p: Presence, now: Instant): Presence =>
  p.occupancy === 'idle'
    ? p
    : becomeFree({ ...bump(p), occupancy: 'idle', contactId: null, occupancySince: now }, now)

/** After a hard call somebody counts as idle only this much later (milliseconds): once, and only the order changes. */
export const restAfterHardCallMs = 10 * 60_000

/**
 * Wrap-up is done. A choice queued for afterwards takes effect now; `then` overrides it. After a hard call everybody
 * who becomes free in the next ten minutes is rung first (F15); with nobody else free the phone rings as ever.
 */
export function finishWrapUp(
  p: Presence,
  input: { then: Availability | null; wasHard: boolean; now: Instant },
): Presence {
  if (p.occupancy !== 'wrap-up') return p
  const freed = occupy(p, 'idle', null, input.now)
  const free = becomeFree({ ...freed, choiceAfterCall: input.then ?? p.choiceAfterCall }, input.now)
  if (!input.wasHard) return free
  return { ...free, idleSince: new Date(Date.parse(input.now) + restAfterHardCallMs).toISOString() }
}

function becomeFree(p: Presence, now: Instant): Presence {
  const choice = p.choiceAfterCall ?? p.choice
  return {
    ...p,
    choice,
    choiceSince: choice === p.choice ? p.choiceSince : now,
    choiceAfterCall: null,
    idleSince: now,
  }
}

function occupy(p: Presence, occupancy: Occupancy, contactId: string | null, now: Instant): Presence {
  if (!(occupancyMoves[p.occupancy] as readonly Occupancy[]).includes(occupancy)) return p
  return { ...bump(p), occupancy, contactId, occupancySince: now }
}

const bump = (p: Presence): Presence => ({ ...p, version: p.version + 1 })
