/**
 * Listening: a supervisor in a colleague's call, always in the open (F43, F44). There is no other way in: the leg of a
 * listener is let into a conference only by an open row of this kind, and the row and the notice to the agent are one
 * transaction. There is no mode without the notice.
 *
 *   starting ──► on ──► ended      left, stopped, call over, agent changed
 *       └─────────────────▲        never joined, or the call was over first
 *
 * What each mode lets be heard, of the supervisor: listen nobody, whisper the agent alone, barge everybody. Invariants:
 * `ended` absorbs; one open listening per call and per supervisor (the database holds both); no mode that the joint
 * agreement did not allow when it began. Only this file writes `state` and `mode`.
 */
import type {
  Contact,
  Instant,
  JointAgreement,
  Listening,
  ListeningEnd,
  ListeningMode,
  ListeningWhy,
  Presence,
} from './records.ts'

export const listeningMoves = {
  starting: ['on', 'ended'],
  on: ['ended'],
  ended: [],
} as const satisfies Record<Listening['state'], readonly Listening['state'][]>

export interface Refusal {
  refused:
    | 'agreement-forbids'
    | 'not-connected'
    | 'own-call'
    | 'phone-cannot-join'
    | 'busy-with-call'
    | 'choose-away-first'
    | 'listening-over'
}

/** A leg that has not come by then will not come: the notice to the agent goes again. */
export const listeningStartsWithinMs = 30_000

export function beginListening(input: {
  id: string
  contact: Contact
  personId: string
  presence: Presence | null
  mode: ListeningMode
  why: ListeningWhy
  agreement: JointAgreement
  now: Instant
}): Listening | Refusal {
  const { contact, presence, agreement, mode, now } = input
  if (!agreement.allows.includes(mode)) return { refused: 'agreement-forbids' }
  if (contact.channel !== 'voice' || contact.state !== 'connected' || contact.agentId === null)
    return { refused: 'not-connected' }
  if (contact.agentId === input.personId) return { refused: 'own-call' }
  if (!presence?.reachable || !presence.registered || presence.microphone !== 'granted')
    return { refused: 'phone-cannot-join' }
  if (presence.occupancy !== 'idle') return { refused: 'busy-with-call' }
  // Available, a call could ring into the listening.
  if (presence.choice === 'available') return { refused: 'choose-away-first' }
  return {
    id: input.id,
    contactId: contact.id,
    personId: input.personId,
    agentId: contact.agentId,
    state: 'starting',
    mode,
    modes: [{ mode, at: now }],
    why: input.why,
    agreement,
    callSid: null,
    startedAt: now,
    joinedAt: null,
    endedAt: null,
    endedBecause: null,
  }
}

export function changeMode(
  listening: Listening,
  to: ListeningMode,
  agreement: JointAgreement,
  now: Instant,
): Listening | Refusal {
  if (listening.state === 'ended') return { refused: 'listening-over' }
  if (!agreement.allows.includes(to)) return { refused: 'agreement-forbids' }
  if (listening.mode === to) return listening
  return { ...listening, mode: to, modes: [...listening.modes, { mode: to, at: now }] }
}

const mayBecome = (listening: Listening, state: Listening['state']): boolean =>
  (listeningMoves[listening.state] as readonly Listening['state'][]).includes(state)

/** Their leg is in the conference. */
export const listenerJoined = (listening: Listening, now: Instant): Listening | null =>
  mayBecome(listening, 'on') ? { ...listening, state: 'on', joinedAt: now } : null

export const endListening = (listening: Listening, because: ListeningEnd, now: Instant): Listening | null =>
  mayBecome(listening, 'ended') ? { ...listening, state: 'ended', endedAt: now, endedBecause: because } : null

/** Why an open listening may not go on, as things are: what a lost event leaves behind is found by the clock. */
export function overdueEnd(listening: Listening, contact: Contact | null, now: Instant): ListeningEnd | null {
  if (contact === null || contact.state === 'ended') return 'call-over'
  if (contact.state !== 'connected' || contact.agentId !== listening.agentId) return 'agent-changed'
  const isLate = Date.parse(now) - Date.parse(listening.startedAt) >= listeningStartsWithinMs
  return listening.state === 'starting' && isLate ? 'never-joined' : null
}
