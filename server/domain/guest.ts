/**
 * Guest: somebody asked into a call beside the member and its agent, a colleague at their console or an outside number
 * (an interpreter, an official on the road). Asked privately the member is on hold; taken off hold it is a three-way call.
 *
 *   ringing ──► joining ──► talking ──► gone
 *      │           │                     ▲
 *      └───────────┴─────────────────────┘   declined, no answer, hung up, sent away, took the call over
 *
 * Invariants: `gone` absorbs. An outside guest goes from ringing to talking; a colleague has answered when joining.
 * At most one guest of a contact rings or joins at a time. Only this file writes `state`.
 */
import type { Guest, GuestGone, GuestState, Instant } from './records.ts'

export const guestMoves = {
  ringing: ['joining', 'talking', 'gone'],
  joining: ['talking', 'gone'],
  talking: ['gone'],
  gone: [],
} as const satisfies Record<GuestState, readonly GuestState[]>

/** So long an outside number rings; a colleague's console as long as any offer. */
export const guestRingSeconds = 30

export function askGuest(input: {
  id: string
  contactId: string
  whom: { kind: 'colleague'; personId: string } | { kind: 'outside'; number: string }
  name: string
  askedBy: string
  now: Instant
}): Guest {
  const { whom } = input
  return {
    id: input.id,
    contactId: input.contactId,
    kind: whom.kind,
    personId: whom.kind === 'colleague' ? whom.personId : null,
    number: whom.kind === 'outside' ? whom.number : null,
    name: input.name,
    askedBy: input.askedBy,
    state: 'ringing',
    goneBecause: null,
    callSid: null,
    muted: false,
    askedAt: input.now,
    joinedAt: null,
    goneAt: null,
  }
}

const mayBecome = (guest: Guest, state: GuestState): boolean =>
  (guestMoves[guest.state] as readonly GuestState[]).includes(state)

/** The colleague answered; their browser is on its way in. */
export const guestAnswered = (guest: Guest): Guest | null =>
  guest.kind === 'colleague' && mayBecome(guest, 'joining') ? { ...guest, state: 'joining' } : null

/** Their leg is in the conference. */
export const guestJoined = (guest: Guest, callSid: string, now: Instant): Guest | null =>
  mayBecome(guest, 'talking') ? { ...guest, state: 'talking', callSid, joinedAt: now } : null

export const guestGone = (guest: Guest, because: GuestGone, now: Instant): Guest | null =>
  mayBecome(guest, 'gone') ? { ...guest, state: 'gone', goneBecause: because, goneAt: now } : null

/**
 * Whose leaving ends the conference. A member must not hear silence when the one they talk with is lost, even while
 * Twilio's REST refuses: the end of a conference sends their call on to our next page by itself. So of two who talk, the
 * leg that is not the member's carries the end; of three, none does. The newest leg of an agent counts, an older one is
 * about to be noticed as lost. https://www.twilio.com/docs/voice/twiml/conference#attributes-endConferenceOnExit (as of 2026-11)
 */
export function holdTogether(input: {
  /** Legs of the contact's agent that are in, oldest first. */
  agentCallSids: readonly string[]
  guests: readonly Pick<Guest, 'kind' | 'state' | 'callSid'>[]
}): { callSid: string; endsConference: boolean }[] {
  const { agentCallSids } = input
  const guests = input.guests.filter((guest) => guest.state !== 'gone')
  const newest = agentCallSids.at(-1)
  return [
    ...agentCallSids.map((callSid) => ({
      callSid,
      endsConference: callSid === newest && guests.length === 0,
    })),
    ...guests.flatMap(({ kind, state, callSid }) =>
      kind === 'outside' && state === 'talking' && callSid !== null
        ? [{ callSid, endsConference: newest === undefined && guests.length === 1 }]
        : [],
    ),
  ]
}

export const isOpen = (guest: Guest): boolean => guest.state !== 'gone'
export const isOnTheWay = (guest: Guest): boolean => guest.state === 'ringing' || guest.state === 'joining'

/** Twilio's final word for an outside guest's leg, as what became of them. */
export const goneByStatus = (status: string, hasJoined: boolean): GuestGone =>
  hasJoined
    ? 'hung-up'
    : status === 'busy'
      ? 'busy'
      : status === 'no-answer'
        ? 'no-answer'
        : status === 'completed'
          ? 'hung-up'
          : 'failed'
