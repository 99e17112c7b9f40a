/** The dock: who I am, whether I am rung, what rings, and the call. */
import type { Allowed, CallerView, PersonBrief } from './briefs.ts'
import type { Availability, ListeningMode, ListeningWhy, Occupancy, Permission, Role } from './words.ts'

export interface MeView extends PersonBrief {
  email: string
  roles: Role[]
  permissions: Permission[]
  simulatorUrl: string | null
}

export interface CallableCheck {
  id: string
  ok: boolean
  words: string
  fix: string | null
}

export interface PresenceView {
  choice: Availability
  choiceSince: string
  /** A choice queued for after the present call ("Break after this"), or null. */
  choiceAfterCall: Availability | null
  occupancy: Occupancy
  occupancySince: string
  callable: boolean
  checks: CallableCheck[]
  /** 1 = next to be rung among the free; null when not callable. */
  idlePosition: number | null
  /** True after a missed offer: paused until "I am here" is pressed. Not counted against anybody. */
  areYouThere: boolean
  /** Queues that a supervisor put this person on, or took them off, for a while: in words, with who, how long and why. */
  placed: { id: string; words: string }[]
}

/** What the agent of a call must know of callbacks. */
export interface CallbackNote {
  /** This is one; the caller has one open; this call has met it, so that nobody rings them later. */
  kind: 'ringing-back' | 'open' | 'met'
  words: string
  /** Twilio thinks that a machine picked up. A hint: only the agent ends the call. */
  soundsLikeMachine: boolean
}

/** Somebody who may speak for a member has this number. A hint, as every number is. */
export interface SpeaksForView {
  id: string
  /** False: it ran out, was withdrawn or has not begun; the words say so. */
  isInForce: boolean
  words: string
}

export interface OfferView {
  id: string
  contactId: string
  caller: CallerView
  lineName: string
  queueName: string
  /** What the caller chose in the menu, in words, or null. */
  need: string | null
  priorityReason: string | null
  /** Why it rings this agent before others; null: longest idle. */
  yoursBecause: 'case-owner' | 'last-agent' | null
  /** The colleague who asks this agent into their call; null for a call of one's own. */
  askedBy: string | null
  waitingSince: string
  offeredAt: string
  expiresAt: string
  callback: CallbackNote | null
  /** A call through text relay: what to know about it. */
  textRelay: string | null
  /** What the member needs, in sentences: "Speaks Urdu: ask in an interpreter". */
  needs: string[]
  /** Whose helper it may be, by the number. */
  speaksFor: SpeaksForView[]
  /** "Verified: number match (level 1)" */
  verified: string
}

/** Somebody in a call, or on the way into it. */
export interface CallPersonView {
  /** Of a colleague or outside number who was asked in. */
  guestId: string | null
  kind: 'member' | 'agent' | 'colleague' | 'outside'
  name: string
  state: 'talking' | 'held' | 'ringing' | 'joining'
  isYou: boolean
  isMuted: boolean
  /** Whether whoever sees this may mute and remove them. */
  mayManage: boolean
}

/** To whom a call may be passed on, and what each is doing now. */
export interface DestinationsView {
  people: (PersonBrief & { free: boolean; words: string })[]
  queues: { id: string; name: string; isHere: boolean; words: string }[]
}

export interface CallView {
  contactId: string
  /** 'guest': a colleague's call that this person was asked into. */
  role: 'agent' | 'guest'
  /** The agent rang them, rather than they us. */
  isDialled: boolean
  /** Everybody in it or on the way in, by name. */
  people: CallPersonView[]
  state: 'connecting' | 'connected' | 'held' | 'parked' | 'wrap-up'
  caller: CallerView
  lineName: string
  queueName: string
  recording: 'on' | 'paused' | 'refused' | 'off'
  /** Since when it is paused; it starts again by itself 120 s later. */
  recordingPausedSince: string | null
  /** A pause for a consult ends when the member is back, and by no key and no clock. */
  recordingPausedFor: 'details' | 'consult' | null
  waitingSince: string
  /** When member and agent were first both in the conference; null until then. */
  connectedAt: string | null
  heldSince: string | null
  /**
   * What was asked of Twilio and is not done yet: until then the member may hear, or what is said may be recorded,
   * whatever else stands here.
   */
  unconfirmed: ('hold' | 'recording')[]
  /** What was asked last and Twilio refused for good: all is as it was before. */
  notDone: 'hold' | 'resume' | 'pause' | 'record' | null
  parkedSince: string | null
  endedAt: string | null
  /** Who ended it, once ended. */
  endedBy: 'member' | 'agent' | 'network' | null
  callback: CallbackNote | null
  /** A call through text relay: what to know about it. */
  textRelay: string | null
  /** What the member needs, in sentences: "Speaks Urdu: ask in an interpreter". */
  needs: string[]
  /** Whose helper it may be, by the number. */
  speaksFor: SpeaksForView[]
  /** "Verified: number match (level 1)" */
  verified: string
  /** What to mind: "Leave no message on a machine", "Code word: heron". */
  manner: string[]
  /** Supervisors who are in this call, from the moment they asked. */
  listeners: ListenerView[]
  actions: {
    hold: Allowed
    resume: Allowed
    hangUp: Allowed
    rejoin: Allowed
    finish: Allowed
    passOn: Allowed
    pauseRecording: Allowed
    resumeRecording: Allowed
    /** With a guest: send them away and go back to the member. */
    back: Allowed
    /** Mute who was asked in, or unmute them. */
    muteGuest: Allowed
    /** With a guest: they have the call from here. */
    handOver: Allowed
    /** As a guest whose colleague's phone was lost: take the call. */
    takeOver: Allowed
    /** As a guest: leave. */
    leave: Allowed
  }
}

export interface ListenerView {
  name: string
  mode: ListeningMode
  why: ListeningWhy
  since: string
}

/** A supervisor's own dock while they are in a colleague's call. */
export interface ListeningView {
  id: string
  contactId: string
  agentName: string
  state: 'starting' | 'on'
  mode: ListeningMode
  why: ListeningWhy
  since: string
  /** What the joint agreement allowed when it began. */
  modes: ListeningMode[]
}

/** Everything the dock needs, in one snapshot; hot: a newer version replaces it whole. */
export interface PhoneView {
  version: number
  presence: PresenceView
  offer: OfferView | null
  call: CallView | null
  /** What needs Twilio at this moment: late it would surprise. */
  actions: { dial: Allowed; listen: Allowed }
  /** The colleague's call that this person is listening to. */
  listening: ListeningView | null
  /** Which tab owns the phone; a tab compares with its own id. */
  phoneTabId: string | null
}

export interface PhoneTokenView {
  token: string
  identity: string
  expiresAt: string
  signallingUrl: string | null
}
