/**
 * Contact: one interaction through one channel. (Amazon Connect: contact; TaskRouter: task; Genesys: interaction.)
 *
 *   voice   greeting ──► waiting ──► connecting ──► connected ──► ended
 *              │          │  ▲           │  │ ▲        │  ▲         ▲
 *              │          │  └───────────┤  │ │ lost   │  │ rejoin  │
 *              │          │   gave back  │  ▼ │        ▼  │         │
 *              │          │  ◄───────────┼─ parked ◄───────         │
 *              └──────────┴──────────────┴──────────────────────────┘   the member hangs up, or the network says so
 *
 *   connected ──► waiting   passed on to a queue or a colleague: the head of the queue, with who passed it on
 *   connected ──► outside   passed on to an outside number (held with music until it answers); no agent is in it
 *   parked ──► outside      an outside number kept the member company, and the agent did not come back
 *   outside ──► waiting     that number did not answer, or hung up on the member · ended
 *
 *   sms     open ──► ended ──► open (undo of a close)
 *
 * A caller whose line is closed by hand while they wait goes back from waiting to greeting: they are told, and offered
 * the voicemail; the result is noted as a closed line and stands.
 *
 * Invariants: `ended` absorbs late news of a call. `agentId` is set from connecting on. `heldSince` only while connected or outside.
 * A contact given back to the queue keeps `startedAt` and the clock of its wait, and goes to the head.
 * Only this file writes `state`.
 */
import type { DomainEvent } from './events.ts'
import type { Contact, ContactResult, ContactState, EndedBy, Instant, NotDone } from './records.ts'
import type { TextRelay } from './text-relay.ts'
import type { VerificationLevel } from './verification.ts'

export const contactMoves = {
  greeting: ['waiting', 'ended'],
  waiting: ['connecting', 'greeting', 'ended'],
  connecting: ['connected', 'parked', 'waiting', 'ended'],
  connected: ['parked', 'waiting', 'outside', 'ended'],
  parked: ['connected', 'waiting', 'outside', 'ended'],
  outside: ['waiting', 'ended'],
  open: ['ended'],
  ended: ['open'],
} as const satisfies Record<ContactState, readonly ContactState[]>

export interface Decision {
  contact: Contact
  events: DomainEvent[]
}
type No = {
  refused:
    | 'call-ended'
    | 'not-connected'
    | 'already-held'
    | 'not-held'
    | 'nothing-to-rejoin'
    | 'not-yours'
    | 'already-handled'
    | 'nothing-to-undo'
    | 'not-waiting'
    | 'why-required'
}

/** How much earlier than its true arrival a contact given back is treated, so that it goes to the head. Priority steps are 120 s each. */
export const givenBackPriority = 100

/** Stands for the member's leg in events of a callback whose member was not rung yet: effects.ts makes nothing of it. */
export const notDialled = ''

const mayBecome = (contact: Contact, state: ContactState): boolean =>
  (contactMoves[contact.state] as readonly ContactState[]).includes(state)

export interface NewContact {
  id: string
  channel: 'voice' | 'sms'
  lineId: string
  callerNumber: string | null
  memberId: string | null
  threadId?: string | null
  recordingRefused?: boolean
  textRelay?: TextRelay | null
  needsTime?: boolean
  /** What the number alone tells (numberMatch). */
  level?: VerificationLevel
  now: Instant
}

/** A contact at its first moment: a call is being greeted, a conversation is open. */
export function startContact(input: NewContact): Decision {
  const contact: Contact = {
    id: input.id,
    version: 1,
    channel: input.channel,
    state: input.channel === 'voice' ? 'greeting' : 'open',
    result: null,
    lineId: input.lineId,
    queueId: null,
    threadId: input.threadId ?? null,
    callerNumber: input.callerNumber,
    memberId: input.memberId,
    caseId: null,
    caseRule: null,
    caseWords: null,
    previousCaseId: null,
    caseLinkedAt: null,
    needsChoice: false,
    agentId: null,
    knownTo: null,
    knownBecause: null,
    need: null,
    priority: 0,
    priorityReason: null,
    menuAttempts: 0,
    menuLevel: null,
    recordingRefused: input.recordingRefused ?? false,
    textRelay: input.textRelay ?? null,
    needsTime: input.needsTime ?? false,
    dialReason: null,
    dialOverride: null,
    qualityWarnings: [],
    notDone: null,
    conferenceSid: null,
    startedAt: input.now,
    waitingSince: null,
    connectingAt: null,
    connectedAt: null,
    heldSince: null,
    parkedSince: null,
    endedAt: null,
    endedBy: null,
    handledAt: null,
    notes: '',
    notesSavedAt: null,
    notesVersion: 0,
    reason: null,
    outcome: null,
    nextStep: null,
    nextStepDue: null,
    nextStepOwnerId: null,
    callbackId: null,
    callbackNumber: null,
    verifiedLevel: input.level ?? 0,
    verifiedHow: input.level === 1 ? 'number' : null,
  }
  return {
    contact,
    events: [
      {
        type: 'contact.started',
        contactId: contact.id,
        lineId: contact.lineId,
        channel: contact.channel,
        ...(contact.verifiedLevel === 0 ? {} : { level: contact.verifiedLevel }),
      },
    ],
  }
}

/** The caller chose a need and joins its queue. */
export function joinQueue(
  contact: Contact,
  input: {
    queueId: string
    need: string
    priority: number
    priorityReason: string | null
    memberCallSid: string
    now: Instant
  },
): Decision | No {
  if (!mayBecome(contact, 'waiting') || contact.state !== 'greeting') return { refused: 'call-ended' }
  const next: Contact = {
    ...bump(contact),
    state: 'waiting',
    queueId: input.queueId,
    need: input.need,
    priority: input.priority,
    priorityReason: input.priorityReason,
    waitingSince: input.now,
  }
  return {
    contact: next,
    events: [
      { type: 'contact.need-chosen', contactId: contact.id, need: input.need },
      {
        type: 'contact.waiting',
        contactId: contact.id,
        queueId: input.queueId,
        again: false,
        memberCallSid: input.memberCallSid,
      },
    ],
  }
}

/**
 * An attempt to ring somebody back: it waits in the queue with the time and priority of the wait that they gave up for
 * it. Nobody is on the line yet, so there is no leg to move and nothing to say.
 */
export function queueCallback(
  input: NewContact & {
    callbackId: string
    queueId: string
    caseId: string | null
    caseWords: string
    need: string | null
    priority: number
    priorityReason: string | null
    waitingSince: Instant
  },
): Decision {
  const started = startContact(input)
  return {
    contact: {
      ...started.contact,
      state: 'waiting',
      callbackId: input.callbackId,
      queueId: input.queueId,
      caseId: input.caseId,
      caseRule: input.caseId === null ? null : 'callback',
      caseWords: input.caseId === null ? null : input.caseWords,
      caseLinkedAt: input.caseId === null ? null : input.now,
      need: input.need,
      priority: input.priority,
      priorityReason: input.priorityReason,
      waitingSince: input.waitingSince,
    },
    events: [
      ...started.events,
      {
        type: 'contact.waiting',
        contactId: input.id,
        queueId: input.queueId,
        again: false,
        memberCallSid: notDialled,
      },
    ],
  }
}

/** An agent rings somebody: their own phone joins first, then the member is rung (F39). */
export function dialOut(
  input: NewContact & { queueId: string; personId: string; reason: string; override: string | null },
): Decision {
  const started = startContact(input)
  return {
    contact: {
      ...started.contact,
      state: 'connecting',
      // Where they would go if the agent's phone were lost in the middle.
      queueId: input.queueId,
      agentId: input.personId,
      connectingAt: input.now,
      need: input.reason,
      dialReason: input.reason,
      dialOverride: input.override,
    },
    events: [
      ...started.events,
      {
        type: 'contact.dialled',
        contactId: input.id,
        personId: input.personId,
        isOverride: input.override !== null,
      },
    ],
  }
}

/** Whether we ring the member: their leg comes after the agent's. */
export const isRungByUs = (contact: Pick<Contact, 'callbackId' | 'dialReason'>): boolean =>
  contact.callbackId !== null || contact.dialReason !== null

/** The caller took a callback: their own call is over, and nothing of it is left to do. Null once answered or over. */
export function takeCallback(contact: Contact, now: Instant): Decision | null {
  if (contact.connectedAt !== null || (contact.state !== 'waiting' && contact.state !== 'greeting'))
    return null
  const ended = endCall({ ...contact, result: 'callback-taken' }, { by: 'member', now })
  return ended && { ...ended, contact: { ...ended.contact, callbackNumber: null, handledAt: now } }
}

/** An attempt that is taken out of the queue before anybody was rung. Null when it is past that. */
export function withdrawCallback(contact: Contact, now: Instant): Decision | null {
  if (!isRungByUs(contact) || (contact.state !== 'waiting' && contact.state !== 'connecting')) return null
  const ended = endCall({ ...contact, result: 'not-dialled' }, { by: 'network', now })
  return ended && { ...ended, contact: { ...ended.contact, handledAt: now } }
}

/** How soon somebody who waits is to be answered when a supervisor says so: steps of priority (priority.ts). */
export const soonness = { 'in-turn': 0, sooner: 2, next: givenBackPriority } as const
export type Soon = keyof typeof soonness

/**
 * A supervisor moves a waiting caller to another queue, or says how soon they are to be answered (F42). The clock of
 * their wait goes on. The reason is shown with the caller to everybody who sees the queue, and kept.
 */
export function moveInQueue(
  contact: Contact,
  input: { queueId: string; soon: Soon; why: string; personId: string },
): Decision | No {
  if (contact.state !== 'waiting') return { refused: 'not-waiting' }
  const why = input.why.trim()
  if (why === '') return { refused: 'why-required' }
  const priority = soonness[input.soon]
  return {
    contact: { ...bump(contact), queueId: input.queueId, priority, priorityReason: why },
    events: [
      {
        type: 'contact.moved-in-queue',
        contactId: contact.id,
        personId: input.personId,
        from: { queueId: contact.queueId, priority: contact.priority },
        to: { queueId: input.queueId, priority },
        why,
      },
    ],
  }
}

/** An agent accepted: the member is being moved into the conference. */
export function startConnecting(
  contact: Contact,
  input: { personId: string; memberCallSid: string; now: Instant },
): Decision | No {
  if (contact.state === 'ended') return { refused: 'call-ended' }
  if (!mayBecome(contact, 'connecting')) return { refused: 'already-handled' }
  return {
    contact: {
      ...bump(contact),
      state: 'connecting',
      agentId: input.personId,
      connectingAt: input.now,
      parkedSince: null,
    },
    events: [
      {
        type: 'contact.connecting',
        contactId: contact.id,
        personId: input.personId,
        memberCallSid: input.memberCallSid,
      },
    ],
  }
}

/** Member and agent are both in the conference. From parked it is a rejoin: the member must be taken off the message. */
export function bothPresent(
  contact: Contact,
  input: { conferenceSid: string; memberCallSid: string; now: Instant; staysHeld?: boolean },
): Decision | null {
  if (!mayBecome(contact, 'connected') || contact.agentId === null) return null
  const wasParked = contact.state === 'parked'
  return {
    contact: {
      ...bump(contact),
      state: 'connected',
      conferenceSid: input.conferenceSid,
      parkedSince: null,
      // Somebody else is in the conference whom the member was not to hear.
      heldSince: wasParked && input.staysHeld === true ? input.now : null,
      connectedAt: contact.connectedAt ?? input.now,
    },
    events: wasParked
      ? [
          {
            type: 'contact.rejoined',
            contactId: contact.id,
            personId: contact.agentId,
            conferenceSid: input.conferenceSid,
            memberCallSid: input.memberCallSid,
          },
        ]
      : [{ type: 'contact.connected', contactId: contact.id, personId: contact.agentId }],
  }
}

/**
 * The agent's leg is gone, or never came: the member hears "we are reconnecting you" until somebody is back. `inCompany`:
 * they are talking with an outside number, and go on talking.
 */
export function park(
  contact: Contact,
  input: { memberCallSid: string; now: Instant; inCompany?: boolean },
): Decision | null {
  if (!mayBecome(contact, 'parked') || contact.agentId === null) return null
  return {
    contact: { ...bump(contact), state: 'parked', parkedSince: input.now, heldSince: null, notDone: null },
    events: [
      {
        type: 'contact.parked',
        contactId: contact.id,
        personId: contact.agentId,
        conferenceSid: contact.conferenceSid,
        memberCallSid: input.memberCallSid,
        ...(contact.heldSince === null ? {} : { wasHeld: true }),
        ...(input.inCompany === true ? { inCompany: true } : {}),
      },
    ],
  }
}

/** The agent did not come back, and the member goes on talking with an outside number: nobody of ours is in it. */
export function leaveToGuest(contact: Contact, input: { guestId: string }): Decision | null {
  if (contact.state !== 'parked' || contact.agentId === null) return null
  return {
    contact: { ...bump(contact), state: 'outside', parkedSince: null },
    events: [
      {
        type: 'contact.passed-on',
        contactId: contact.id,
        personId: contact.agentId,
        to: 'outside',
        toId: input.guestId,
        conferenceSid: contact.conferenceSid,
        agentCallSids: [],
      },
    ],
  }
}

/** Nobody came back: to the head of the queue, said to the next agent in words. */
export function giveBack(
  contact: Contact,
  input: { memberCallSid: string; now: Instant; reason?: string },
): Decision | null {
  if (!['connecting', 'parked', 'outside'].includes(contact.state) || contact.queueId === null) return null
  return {
    contact: {
      ...bump(contact),
      state: 'waiting',
      agentId: null,
      waitingSince: contact.waitingSince ?? input.now,
      parkedSince: null,
      heldSince: null,
      connectingAt: null,
      conferenceSid: null,
      priority: givenBackPriority,
      priorityReason: input.reason ?? 'Was cut off',
      // Whoever passed it outside may have written it up already; the next agent has it anew.
      handledAt: null,
    },
    events: [
      {
        type: 'contact.waiting',
        contactId: contact.id,
        queueId: contact.queueId,
        again: true,
        memberCallSid: input.memberCallSid,
      },
    ],
  }
}

/** The line was closed by hand: out of the queue, to be told so. */
export function turnAway(contact: Contact, input: { memberCallSid: string }): Decision | null {
  if (contact.state !== 'waiting') return null
  const turned: Contact = { ...bump(contact), state: 'greeting', result: 'closed-line' }
  return {
    contact: turned,
    events: [
      {
        type: 'contact.told-closed',
        contactId: contact.id,
        lineId: contact.lineId,
        memberCallSid: input.memberCallSid,
        version: turned.version,
      },
    ],
  }
}

/** Taken out of the queue because the line was closed by hand, and still on the line. */
export const isTurnedAway = ({ state, result, waitingSince }: Contact): boolean =>
  state === 'greeting' && result === 'closed-line' && waitingSince !== null

/** They have heard it, whichever way they came to hear it: a redirect that comes later moves nobody again. */
export const noteTold = (contact: Contact): Contact => bump(contact)

export function hold(
  contact: Contact,
  input: { personId: string; memberCallSid: string; now: Instant },
): Decision | No {
  const no = notMine(contact, input.personId)
  if (no) return no
  if (contact.state !== 'connected' || contact.conferenceSid === null) return { refused: 'not-connected' }
  if (contact.heldSince !== null) return { refused: 'already-held' }
  return {
    contact: { ...bump(contact), heldSince: input.now, notDone: null },
    events: [
      {
        type: 'contact.held',
        contactId: contact.id,
        conferenceSid: contact.conferenceSid,
        memberCallSid: input.memberCallSid,
      },
    ],
  }
}

/**
 * Twilio refused for good what the agent asked for: a member who was not put on hold is not shown so, nor one as brought
 * back who still hears music. Null when that is not wanted any more.
 */
export function notDone(contact: Contact, asked: NotDone, now: Instant): Contact | null {
  if (contact.state !== 'connected') return null
  if (asked === 'hold')
    return contact.heldSince === null ? null : { ...bump(contact), heldSince: null, notDone: asked }
  if (asked === 'resume')
    return contact.heldSince === null ? { ...bump(contact), heldSince: now, notDone: asked } : null
  return { ...bump(contact), notDone: asked }
}

/** Something else was asked for since. */
export const heedAgain = (contact: Contact): Contact => ({ ...bump(contact), notDone: null })

export function resume(contact: Contact, input: { personId: string; memberCallSid: string }): Decision | No {
  const no = notMine(contact, input.personId)
  if (no) return no
  if (contact.heldSince === null || contact.conferenceSid === null) return { refused: 'not-held' }
  return {
    contact: { ...bump(contact), heldSince: null, notDone: null },
    events: [
      {
        type: 'contact.resumed',
        contactId: contact.id,
        conferenceSid: contact.conferenceSid,
        memberCallSid: input.memberCallSid,
      },
    ],
  }
}

/** Cold: to the head of a queue, or to one colleague, who is rung at once; the others follow if they do not answer (F32). */
export function passOn(
  contact: Contact,
  input: {
    personId: string
    to: { kind: 'queue'; queueId: string } | { kind: 'colleague'; personId: string }
    words: string
    memberCallSid: string
    agentCallSids: string[]
    now: Instant
  },
): Decision | No {
  const no = notMine(contact, input.personId)
  if (no) return no
  const queueId = input.to.kind === 'queue' ? input.to.queueId : contact.queueId
  if (contact.state !== 'connected' || queueId === null) return { refused: 'not-connected' }
  return {
    contact: {
      ...bump(contact),
      state: 'waiting',
      queueId,
      agentId: null,
      knownTo: input.to.kind === 'colleague' ? input.to.personId : null,
      knownBecause: null,
      heldSince: null,
      connectingAt: null,
      conferenceSid: null,
      waitingSince: contact.waitingSince ?? input.now,
      priority: givenBackPriority,
      priorityReason: input.words,
    },
    events: [
      {
        type: 'contact.waiting',
        contactId: contact.id,
        queueId,
        again: true,
        memberCallSid: input.memberCallSid,
      },
      {
        type: 'contact.passed-on',
        contactId: contact.id,
        personId: input.personId,
        to: input.to.kind,
        toId: input.to.kind === 'queue' ? input.to.queueId : input.to.personId,
        conferenceSid: contact.conferenceSid,
        agentCallSids: input.agentCallSids,
      },
    ],
  }
}

/** To an outside number: on hold with music until it answers, or at once when it is in the call already. The agent goes. */
export function passOutside(
  contact: Contact,
  input: {
    personId: string
    guestId: string
    isTalking: boolean
    memberCallSid: string
    agentCallSids: string[]
    now: Instant
  },
): Decision | No {
  const no = notMine(contact, input.personId)
  if (no) return no
  const { conferenceSid } = contact
  if (contact.state !== 'connected' || conferenceSid === null) return { refused: 'not-connected' }
  const wasHeld = contact.heldSince !== null
  const facts = { contactId: contact.id, conferenceSid, memberCallSid: input.memberCallSid }
  return {
    contact: {
      ...bump(contact),
      state: 'outside',
      heldSince: input.isTalking ? null : (contact.heldSince ?? input.now),
    },
    events: [
      ...(input.isTalking && wasHeld ? [{ type: 'contact.resumed' as const, ...facts }] : []),
      ...(!input.isTalking && !wasHeld ? [{ type: 'contact.held' as const, ...facts }] : []),
      {
        type: 'contact.passed-on',
        contactId: contact.id,
        personId: input.personId,
        to: 'outside',
        toId: input.guestId,
        conferenceSid,
        agentCallSids: input.agentCallSids,
      },
    ],
  }
}

/** The outside number answered: the member comes off hold. */
export function outsideAnswered(contact: Contact, input: { memberCallSid: string }): Decision | null {
  if (contact.state !== 'outside' || contact.heldSince === null || contact.conferenceSid === null) return null
  return {
    contact: { ...bump(contact), heldSince: null },
    events: [
      {
        type: 'contact.resumed',
        contactId: contact.id,
        conferenceSid: contact.conferenceSid,
        memberCallSid: input.memberCallSid,
      },
    ],
  }
}

/** A colleague who is in the call takes it: from the agent's hand, or because the agent's phone was lost. */
export function handOver(
  contact: Contact,
  input: { toPersonId: string; memberCallSid: string; agentCallSids: string[] },
): Decision | No {
  const { agentId, conferenceSid } = contact
  if (contact.state === 'ended') return { refused: 'call-ended' }
  if (
    (contact.state !== 'connected' && contact.state !== 'parked') ||
    agentId === null ||
    conferenceSid === null
  )
    return { refused: 'not-connected' }
  return {
    contact: {
      ...bump(contact),
      state: 'connected',
      agentId: input.toPersonId,
      heldSince: null,
      parkedSince: null,
    },
    events: [
      {
        type: 'contact.handed-over',
        contactId: contact.id,
        personId: agentId,
        toPersonId: input.toPersonId,
        conferenceSid,
        memberCallSid: input.memberCallSid,
        agentCallSids: input.agentCallSids,
      },
    ],
  }
}

/** The agent ends the call. The contact is ended at once; the legs follow. */
export function hangUp(
  contact: Contact,
  input: { personId: string; memberCallSid: string; now: Instant },
): Decision | No {
  const no = notMine(contact, input.personId)
  if (no) return no
  const ended = endCall(contact, { by: 'agent', now: input.now })
  if (ended === null) return { refused: 'call-ended' }
  return {
    contact: ended.contact,
    events: [
      {
        type: 'contact.hang-up-asked',
        contactId: contact.id,
        personId: input.personId,
        conferenceSid: contact.conferenceSid,
        memberCallSid: input.memberCallSid,
      },
      ...ended.events,
    ],
  }
}

/**
 * What came of a voice contact that ends in this state. A result already noted (closed line, voicemail) stands, unless
 * an agent answered after all.
 */
export function resultOf(contact: Contact): ContactResult {
  const isNoted = contact.result === 'voicemail' || contact.result === 'not-reached'
  if (contact.connectedAt !== null && !isNoted) return 'answered'
  if (contact.result !== null) return contact.result
  if (isRungByUs(contact)) return 'not-reached'
  return contact.state === 'greeting' ? 'hung-up-in-menu' : 'abandoned'
}

/** The call is over. Null when it already was: late news changes nothing. */
export function endCall(contact: Contact, input: { by: EndedBy; now: Instant }): Decision | null {
  if (contact.state === 'ended' || contact.channel !== 'voice') return null
  // A callback that the network could not put through is an attempt that failed: it is tried again by its own rules.
  const broke = input.by === 'network' && contact.result === null
  const result =
    broke && (!isRungByUs(contact) || contact.connectedAt !== null) ? 'failed' : resultOf(contact)
  const neverTalked = contact.connectedAt === null
  // Nothing is left to write up when nobody spoke, unless somebody must call back (abandoned, voicemail, closed line).
  const nothingToDo = (neverTalked && result === 'hung-up-in-menu') || result === 'not-reached'
  return {
    contact: {
      ...bump(contact),
      state: 'ended',
      result,
      endedAt: input.now,
      endedBy: input.by,
      heldSince: null,
      parkedSince: null,
      // Already written up when it was passed on to an outside number.
      handledAt: nothingToDo ? input.now : contact.handledAt,
    },
    events: [
      {
        type: 'contact.ended',
        contactId: contact.id,
        result,
        endedBy: input.by,
        conferenceSid: contact.conferenceSid,
      },
    ],
  }
}

/** Notes how a call that will not be queued is going to end; it stands when the caller hangs up. */
export const noteResult = (
  contact: Contact,
  result: 'closed-line' | 'nobody-signed-in' | 'queue-full' | 'voicemail' | 'not-reached',
): Contact => ({ ...bump(contact), result })

/** The agent closes a conversation (texts), or its undo. */
export function closeConversation(
  contact: Contact,
  input: { personId: string; now: Instant },
): Decision | No {
  if (contact.channel !== 'sms' || contact.state !== 'open') return { refused: 'call-ended' }
  return {
    contact: {
      ...bump(contact),
      state: 'ended',
      result: 'conversation-closed',
      endedAt: input.now,
      endedBy: 'agent',
      handledAt: input.now,
    },
    events: [
      {
        type: 'contact.ended',
        contactId: contact.id,
        result: 'conversation-closed',
        endedBy: 'agent',
        conferenceSid: null,
      },
      { type: 'contact.handled', contactId: contact.id, personId: input.personId },
    ],
  }
}
export function reopenConversation(contact: Contact): Decision | No {
  if (contact.channel !== 'sms' || !mayBecome(contact, 'open')) return { refused: 'nothing-to-undo' }
  return {
    contact: { ...bump(contact), state: 'open', result: null, endedAt: null, endedBy: null, handledAt: null },
    events: [{ type: 'contact.started', contactId: contact.id, lineId: contact.lineId, channel: 'sms' }],
  }
}

const bump = (contact: Contact): Contact => ({ ...contact, version: contact.version + 1 })
const notMine = (contact: Contact, personId: string): No | null => {
  if (contact.state === 'ended') return { refused: 'call-ended' }
  return contact.agentId === personId ? null : { refused: 'not-yours' }
}
