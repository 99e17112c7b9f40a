/**
 * What this browser's own softphone is doing, and nothing else: whose call it is and whether an agent may be
 * rung is the server's to say (PhoneView). Two small machines side by side, fed by the Voice SDK's events.
 *
 *   link: can the telephone network reach this browser?      (Twilio: Device.State)
 *
 *     off ──start──► starting ──registered──► ready
 *      ▲                │ ▲                   │   ▲
 *      │     unregistered start   unregistered│   │registered
 *      │                ▼ │                   ▼   │
 *      └──stopped────── lost ◄────────────────┘───┘         (stopped is heard in every state)
 *
 *   leg: this browser's sound in a call                      (Twilio: Call.State)
 *
 *     none ──join──► joining ──accepted──► open ◄──reconnected── reconnecting
 *      ▲                │                   │ └──────reconnecting────►│
 *      └──── left ──────┴───────────────────┴─────────────────────────┘
 *
 * An event that does not fit the present state changes nothing: the SDK repeats itself after a socket drop, and
 * late news about a leg that has gone is no news. The leg outlives a lost link: sound goes on while signalling is away.
 */
export type Link = 'off' | 'starting' | 'ready' | 'lost'

export type Leg =
  | { state: 'none' }
  | { state: 'joining'; contactId: string }
  | { state: 'open'; contactId: string; muted: boolean }
  | { state: 'reconnecting'; contactId: string; muted: boolean }

/** Why calls cannot be heard or cannot arrive, worst first. The words for each are in `problem-words.ts`. */
export type Problem =
  | 'token-refused'
  | 'token-expired'
  | 'microphone-denied'
  | 'microphone-missing'
  | 'unsupported-browser'
  | 'connection-lost'

export type Microphone = 'granted' | 'denied' | 'unknown'

export interface SoftphoneState {
  link: Link
  leg: Leg
  microphone: Microphone
  problem: Problem | null
  /** Quality warnings that stand at the moment, by the SDK's names. */
  warnings: readonly string[]
}

export type SoftphoneEvent =
  | { type: 'start' }
  | { type: 'registered' }
  | { type: 'unregistered' }
  | { type: 'stopped' }
  | { type: 'join'; contactId: string }
  | { type: 'accepted' }
  | { type: 'reconnecting' }
  | { type: 'reconnected' }
  | { type: 'left' }
  | { type: 'muted'; muted: boolean }
  | { type: 'warning'; name: string }
  | { type: 'warning-cleared'; name: string }
  | { type: 'microphone'; microphone: Microphone }
  | { type: 'problem'; problem: Problem }
  | { type: 'token-renewed' }

export type SoftphoneEventType = SoftphoneEvent['type']

export const initialSoftphone: SoftphoneState = {
  link: 'off',
  leg: { state: 'none' },
  microphone: 'unknown',
  problem: null,
  warnings: [],
}

/** Where each event leads the link. A pair that is absent means: nothing changes. */
export const linkMoves = {
  off: { start: 'starting' },
  starting: { registered: 'ready', unregistered: 'lost', stopped: 'off' },
  ready: { unregistered: 'lost', stopped: 'off' },
  lost: { registered: 'ready', start: 'starting', stopped: 'off' },
} as const satisfies Record<Link, Partial<Record<SoftphoneEventType, Link>>>

/** Where each event leads the leg. */
export const legMoves = {
  none: { join: 'joining' },
  joining: { accepted: 'open', left: 'none' },
  open: { reconnecting: 'reconnecting', left: 'none' },
  reconnecting: { reconnected: 'open', left: 'none' },
} as const satisfies Record<Leg['state'], Partial<Record<SoftphoneEventType, Leg['state']>>>

const moveOf = <S extends string>(
  moves: Record<S, Partial<Record<SoftphoneEventType, S>>>,
  state: S,
  type: SoftphoneEventType,
): S => moves[state][type] ?? state

const nextLeg = (leg: Leg, event: SoftphoneEvent): Leg => {
  const to = moveOf<Leg['state']>(legMoves, leg.state, event.type)
  if (event.type === 'muted' && leg.state !== 'none' && leg.state !== 'joining') {
    return leg.muted === event.muted ? leg : { ...leg, muted: event.muted }
  }
  if (to === leg.state) return leg
  if (to === 'none') return { state: 'none' }
  if (leg.state === 'none')
    return event.type === 'join' ? { state: 'joining', contactId: event.contactId } : leg
  if (to === 'joining') return leg
  return { state: to, contactId: leg.contactId, muted: leg.state === 'joining' ? false : leg.muted }
}

const microphoneProblems: readonly Problem[] = ['microphone-denied', 'microphone-missing']

const nextProblem = (state: SoftphoneState, event: SoftphoneEvent): Problem | null => {
  const { problem } = state
  switch (event.type) {
    case 'problem':
      return event.problem
    case 'registered':
      return problem && microphoneProblems.includes(problem) ? problem : null
    case 'unregistered':
      return state.link === 'ready' || state.link === 'starting' ? (problem ?? 'connection-lost') : problem
    case 'token-renewed':
      return problem === 'token-expired' || problem === 'token-refused' ? null : problem
    case 'microphone':
      if (event.microphone === 'denied') return 'microphone-denied'
      if (event.microphone === 'granted' && problem && microphoneProblems.includes(problem)) return null
      return problem
    case 'stopped':
      return null
    default:
      return problem
  }
}

const nextWarnings = (state: SoftphoneState, event: SoftphoneEvent): readonly string[] => {
  const { warnings } = state
  switch (event.type) {
    case 'warning':
      return state.leg.state === 'none' || warnings.includes(event.name)
        ? warnings
        : [...warnings, event.name]
    case 'warning-cleared':
      return warnings.includes(event.name) ? warnings.filter((name) => name !== event.name) : warnings
    case 'left':
    case 'join':
      return warnings.length ? [] : warnings
    default:
      return warnings
  }
}

/** The next state; the very same object when nothing changed, so that a screen need not paint again. */
export const softphone = (state: SoftphoneState, event: SoftphoneEvent): SoftphoneState => {
  const next: SoftphoneState = {
    link: moveOf<Link>(linkMoves, state.link, event.type),
    leg: nextLeg(state.leg, event),
    microphone: event.type === 'microphone' ? event.microphone : state.microphone,
    problem: nextProblem(state, event),
    warnings: nextWarnings(state, event),
  }
  const same =
    next.link === state.link &&
    next.leg === state.leg &&
    next.microphone === state.microphone &&
    next.problem === state.problem &&
    next.warnings === state.warnings
  return same ? state : next
}

/** Ready to be rung, as far as this browser can tell. The server believes it only with a fresh heartbeat. */
export const isRegistered = (state: SoftphoneState): boolean => state.link === 'ready'

export const isMuted = (state: SoftphoneState): boolean =>
  (state.leg.state === 'open' || state.leg.state === 'reconnecting') && state.leg.muted

/** Warnings about how the member hears us or we hear them; the SDK's `constant-audio-input-level` only means silence. */
export const isConnectionWeak = (state: SoftphoneState): boolean =>
  state.warnings.some((name) => !name.startsWith('constant-audio'))
