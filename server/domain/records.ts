/**
 * The things we keep, as plain shapes: one per table of the schema, camelCase for snake_case.
 * Instants are 24-character ISO UTC text, calendar days YYYY-MM-DD. `null` means "not (yet)".
 * State changes of contact, offer and presence are decided only in contact.ts, offer.ts and presence.ts.
 */

import type { WayOfContact } from './hand-logged.ts'
import type { Closure } from './line-state.ts'
import type { Menu } from './menu.ts'
import type { OpeningHours } from './opening-hours.ts'
import type { TextPurpose } from './text-purpose.ts'
import type { TextRelay } from './text-relay.ts'
import type { VerificationLevel, VerifiedHow } from './verification.ts'

export type Instant = string

export interface Person {
  id: string
  version: number
  email: string
  name: string
  initials: string
  passwordHash: string
  createdAt: Instant
  leftAt: Instant | null
  /** ISO 639 codes, besides English. */
  languages: string[]
  /** Until when a password that somebody else gave may be used, once, to choose another; null: it is their own. */
  oneTimeUntil: Instant | null
  signedInAt: Instant | null
}
export interface Queue {
  id: string
  key: string
  name: string
  position: number
  skills: string[]
  /** Skill → the level first asked for, 1 to 5; 1 where nothing is said. Relaxes while somebody waits (routing/skills.ts). */
  skillLevels: Record<string, number>
  promisePercent: number
  promiseSeconds: number
  /** How many may wait in it, and how long; null: no limit (queue-limits.ts). */
  maxWaiting: number | null
  maxWaitSeconds: number | null
  alertLimits: AlertLimits
  twilioQueueName: string
  version: number
  /** Removed by an administrator: kept for the contacts that waited in it. */
  removedAt: Instant | null
}
export interface Line {
  id: string
  number: string
  name: string
  kind: 'voice' | 'text'
  greeting: string
  hours: OpeningHours
  menu: Menu | null
  defaultQueueId: string | null
  /** 'all': everybody queued at closing is served; otherwise minutes after closing, as text. */
  drain: string
  version: number
  /** Heard before the next opening while the line is closed. */
  closedMessage: string
  closure: Closure | null
  /** Edited and not yet published; null when nothing is being edited. */
  menuDraft: Menu | null
  /** Removed by an administrator: kept for the contacts that came in on it. */
  removedAt: Instant | null
  /** Who answers its number while no other line has it. */
  replacedBy: string | null
  /** So many days its recordings and voicemails are kept; see recording-access.ts. */
  keepDays: number
  /** Twilio writes down what its voicemails say. */
  transcribeVoicemail: boolean
  /** What texts from it are about; calls have no purpose of their own and keep 'case'. */
  purpose: TextPurpose
}
export interface Member {
  id: string
  version: number
  membershipNumber: string
  firstName: string
  lastName: string
  email: string | null
  status: string
  joinedOn: string | null
  branchId: string | null
  workplaceId: string | null
  jobTitle: string | null
  chips: string[]
  recordingRefused: boolean
  /** Rings through text relay (text-relay.ts). */
  textRelay: boolean
  updatedAt: Instant
}
export interface Phone {
  id: string
  number: string
  optedOutAt: Instant | null
  /** Why it is not safe to ring or text, in words; null: nothing is known against it. */
  unsafeBecause: string | null
  createdAt: Instant
}

export type ContactState =
  | 'greeting'
  | 'waiting'
  | 'connecting'
  | 'connected'
  | 'parked'
  | 'outside'
  | 'open'
  | 'ended'
export type ContactResult =
  | 'answered'
  | 'abandoned'
  | 'hung-up-in-menu'
  | 'closed-line'
  | 'nobody-signed-in'
  | 'queue-full'
  | 'voicemail'
  | 'failed'
  | 'conversation-closed'
  | 'callback-taken'
  | 'not-reached'
  | 'not-dialled'
export type EndedBy = 'member' | 'agent' | 'network'

export interface QualityWarning {
  name: string
  since: Instant
  until: Instant | null
}
export interface Contact {
  id: string
  version: number
  channel: 'voice' | 'sms'
  state: ContactState
  result: ContactResult | null
  lineId: string
  queueId: string | null
  threadId: string | null
  callerNumber: string | null
  memberId: string | null
  caseId: string | null
  caseRule: string | null
  caseWords: string | null
  previousCaseId: string | null
  caseLinkedAt: Instant | null
  needsChoice: boolean
  agentId: string | null
  /** Who knows the caller's matter: rung first when free (F14). */
  knownTo: string | null
  knownBecause: 'case-owner' | 'last-agent' | null
  need: string | null
  priority: number
  priorityReason: string | null
  menuAttempts: number
  /** Which level of the menu was last said; null before and after the menu. */
  menuLevel: string | null
  recordingRefused: boolean
  /** How it is known that it is a call through text relay; null: it is none, as far as we know. */
  textRelay: TextRelay | null
  /** Nobody hurries them: a need of the member who has the number (member-needs.ts). */
  needsTime: boolean
  /** Why an agent rang this person; null for calls that came in, and callbacks. */
  dialReason: string | null
  /** Why a block of the number was overridden. */
  dialOverride: string | null
  /** When the agent's sound was bad, as their browser measured it. */
  qualityWarnings: QualityWarning[]
  /** What was asked of the call last and refused by Twilio for good; null once something else is asked. */
  notDone: NotDone | null
  conferenceSid: string | null
  startedAt: Instant
  waitingSince: Instant | null
  connectingAt: Instant | null
  connectedAt: Instant | null
  heldSince: Instant | null
  parkedSince: Instant | null
  endedAt: Instant | null
  endedBy: EndedBy | null
  handledAt: Instant | null
  notes: string
  notesSavedAt: Instant | null
  notesVersion: number
  reason: string | null
  outcome: string | null
  nextStep: string | null
  nextStepDue: Instant | null
  nextStepOwnerId: string | null
  /** The callback that this contact is an attempt of; null for everything a member began. */
  callbackId: string | null
  /** The number the caller asks to be rung on, while they confirm it; null before and after. */
  callbackNumber: string | null
  /** How sure we are who is on the line; see verification.ts. */
  verifiedLevel: VerificationLevel
  verifiedHow: VerifiedHow | null
}

/** See the drawing in callback.ts. */
export type CallbackState = 'promised' | 'due' | 'dialling' | 'reached' | 'cancelled' | 'not-reached'
export type AttemptOutcome =
  | 'answered'
  | 'no-answer'
  | 'busy'
  | 'machine'
  | 'wrong-person'
  | 'failed'
  | 'agent-lost'
export type CancelReason =
  | 'reached-us'
  | 'no-longer-needed'
  | 'already-helped'
  | 'wrong-number'
  | 'must-not-ring'
export interface Callback {
  id: string
  version: number
  state: CallbackState
  /** The call in which it was asked for. */
  contactId: string
  caseId: string | null
  memberId: string | null
  lineId: string
  queueId: string
  number: string
  need: string | null
  priority: number
  priorityReason: string | null
  /** Since when the caller had waited: what keeps the place. */
  waitingSince: Instant
  /** The place in the queue when it was promised, from 1; null when they were not in a queue. */
  place: number | null
  promisedAt: Instant
  promisedFrom: Instant
  promisedUntil: Instant
  /** When it next joins the queue. */
  dueAt: Instant
  attemptContactId: string | null
  attempts: number
  firstAttemptAt: Instant | null
  settledAt: Instant | null
  cancelReason: CancelReason | null
}
/** One time that we rang back. Its contact holds the rest: who, when, what was said. */
export interface CallbackAttempt {
  contactId: string
  callbackId: string
  personId: string
  dialledAt: Instant
  /** Twilio's detection thinks a machine picked up. */
  heardMachine: boolean
  settledAt: Instant | null
  outcome: AttemptOutcome | null
}

export interface Call {
  callSid: string
  contactId: string
  party: 'member' | 'agent' | 'colleague' | 'outside' | 'listener'
  personId: string | null
  direction: string
  status: string
  sequence: number
  startedAt: Instant
  joinedAt: Instant | null
  leftAt: Instant | null
  endedAt: Instant | null
  /** The newest news of this leg in a conference: whose, and its SequenceNumber there. */
  heardConferenceSid: string | null
  heardSequence: number | null
}
/** Bank or health details that the agent paused for, or a talk that the member does not hear. */
export type PauseFor = 'details' | 'consult'
export interface RecordingPause {
  from: Instant
  until: Instant
  /** Who began to record again: a person's id, or 'system'. */
  by: string
  /** 'joined': the member came off hold, and hears what is said again. */
  because: 'agent' | 'time' | 'call-over' | 'joined'
  /** What it was for; absent in older rows: details. */
  for?: PauseFor
}
export type Transcript = { state: 'asked' | 'out-of-range' | 'failed' } | { state: 'written'; text: string }
export interface Recording {
  id: string
  recordingSid: string
  contactId: string
  kind: 'call' | 'voicemail'
  /** 'expired': its time was over and it was deleted. 'refused': deleted, the member wants no recordings. */
  state: 'in-progress' | 'completed' | 'absent' | 'expired' | 'refused'
  seconds: number | null
  startedAt: Instant
  pausedSince: Instant | null
  /** Set with `pausedSince`. */
  pausedFor: PauseFor | null
  /** Pauses that are over, in order. */
  pauses: RecordingPause[]
  /** What Twilio's machine wrote down of a voicemail; null where nobody asked for it. See transcript.ts. */
  transcript: Transcript | null
}

/** What an agent who handed a call over writes about their part of it; see contact-part.ts. */
export interface ContactPart {
  id: string
  contactId: string
  personId: string
  handedAt: Instant
  notes: string
  notesSavedAt: Instant | null
  notesVersion: number
  reason: string | null
  outcome: string | null
  nextStep: string | null
  /** Null while it is being written up. */
  doneAt: Instant | null
}

export type GuestState = 'ringing' | 'joining' | 'talking' | 'gone'
export type GuestGone =
  | 'declined'
  | 'no-answer'
  | 'busy'
  | 'failed'
  | 'hung-up'
  | 'sent-away'
  | 'took-over'
  | 'call-over'
  | 'agent-lost'
export type NotDone = 'hold' | 'resume' | 'pause' | 'record'
/** See the drawing in guest.ts. */
export interface Guest {
  id: string
  contactId: string
  kind: 'colleague' | 'outside'
  personId: string | null
  number: string | null
  name: string
  askedBy: string
  state: GuestState
  goneBecause: GuestGone | null
  callSid: string | null
  muted: boolean
  askedAt: Instant
  joinedAt: Instant | null
  goneAt: Instant | null
}

/** See the drawing in listening.ts. */
export type ListeningMode = 'listen' | 'whisper' | 'barge'
export type ListeningWhy = 'training' | 'quality' | 'asked-for-help' | 'safety'
export type ListeningEnd = 'stopped' | 'left' | 'call-over' | 'agent-changed' | 'never-joined'
/** What union and staff agreed about listening to calls; `allows` empty: nothing. */
export interface JointAgreement {
  allows: ListeningMode[]
  agreedBy: string | null
  agreedOn: string | null
}
export interface Listening {
  id: string
  contactId: string
  /** The supervisor. */
  personId: string
  agentId: string
  state: 'starting' | 'on' | 'ended'
  mode: ListeningMode
  modes: { mode: ListeningMode; at: Instant }[]
  why: ListeningWhy
  /** As it stood when the listening began. */
  agreement: JointAgreement
  callSid: string | null
  startedAt: Instant
  joinedAt: Instant | null
  endedAt: Instant | null
  endedBecause: ListeningEnd | null
}

export type OfferState = 'pending' | 'accepted' | 'declined' | 'expired' | 'withdrawn'
export interface Offer {
  id: string
  contactId: string
  personId: string
  /** An offer to come into a colleague's call as this guest; null for an ordinary one. */
  guestId: string | null
  state: OfferState
  offeredAt: Instant
  expiresAt: Instant
  settledAt: Instant | null
}

export type Availability = 'available' | 'break' | 'lunch' | 'training' | 'meeting' | 'offline'
export type Occupancy = 'idle' | 'ringing' | 'on-call' | 'wrap-up'
export interface Presence {
  personId: string
  version: number
  choice: Availability
  choiceSince: Instant
  choiceAfterCall: Availability | null
  occupancy: Occupancy
  occupancySince: Instant
  contactId: string | null
  idleSince: Instant
  areYouThere: boolean
  reachable: boolean
  registered: boolean
  microphone: 'granted' | 'denied' | 'unknown'
  phoneTabId: string | null
}

export interface Thread {
  id: string
  version: number
  memberNumber: string
  ourNumber: string
  draft: string
  draftKind: 'text' | 'note'
  draftSavedAt: Instant | null
  closedReplyUntil: Instant | null
  createdAt: Instant
}
export type MessageStatus =
  | 'received'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'note'
export interface Message {
  id: string
  threadId: string
  contactId: string | null
  direction: 'in' | 'out' | 'note'
  body: string
  status: MessageStatus
  errorCode: number | null
  authorId: string | null
  clientId: string | null
  messageSid: string | null
  at: Instant
  refusedFiles: string[]
}
export interface Picture {
  id: string
  messageId: string
  sha256: string
  width: number
  height: number
  alt: string
  content: Buffer
}

export type CaseStatus = 'new' | 'open' | 'waiting' | 'closed'
export interface Case {
  id: string
  version: number
  number: number
  memberId: string | null
  callerNumber: string | null
  title: string
  kind: string
  status: CaseStatus
  ownerId: string | null
  openedAt: Instant
  updatedAt: Instant
  lastContactAt: Instant | null
  closedAt: Instant | null
  outcome: string | null
  nextStep: string | null
  nextStepDue: Instant | null
}
export interface CaseEvent {
  id: string
  caseId: string
  kind: 'note' | 'by-hand' | 'change' | 'moved' | 'opened' | 'closed' | 'reopened'
  at: Instant
  authorId: string | null
  clientId: string | null
  heading: string
  body: string
  contactId: string | null
  /** How a contact came that was logged by hand, and when; `at` is when it happened. Null for everything else. */
  way: WayOfContact | null
  loggedAt: Instant | null
}
export interface FollowUp {
  id: string
  caseId: string
  what: string
  dueAt: Instant
  ownerId: string | null
  createdAt: Instant
  doneAt: Instant | null
  /** From then on it stands in its owner's work, although it is not due. */
  remindAt: Instant | null
  checklist: ChecklistItem[]
  /** When it was first due, once it was moved. */
  firstDueAt: Instant | null
}
export interface ChecklistItem {
  words: string
  isDone: boolean
}

/** Null: no such alert for this queue. */
export interface AlertLimits {
  /** Somebody has waited so long. */
  waitSeconds: number | null
  /** Nobody is on shift, or nobody free while somebody waits, for so long. */
  nobodySeconds: number | null
  /** A promised callback is so late. */
  callbackMinutes: number | null
  /** A member's text has been without an answer for so long. */
  textMinutes: number | null
}

export type AlertRule =
  | 'longest-wait'
  | 'nobody-on-shift'
  | 'nobody-free'
  | 'callbacks-overdue'
  | 'texts-waiting'
  | 'promise-today'
  | 'legal-date'
export type AlertState = 'quiet' | 'noticed' | 'raised' | 'easing'
/** What the words of an alert are made of, as it was when it was raised. */
export interface AlertFacts {
  /** Callers, callbacks, texts or promises; of a legal date the days that are left, below 0 when it is over. */
  count: number
  /** The limit it was over: seconds or minutes, by rule. */
  limit: number
  /** Of a legal date: it is interim relief that ends today. */
  isInterimRelief?: true
  /** The case of a legal date. */
  caseId?: string
  reference?: string
}
export interface AlertText {
  state: 'sent' | 'delivered' | 'undelivered' | 'failed' | 'nobody-on-duty'
  personId: string | null
  at: Instant
}
/** One for each rule and queue, used again: `raisingId` tells one time from the next. */
export interface Alert {
  /** `longest-wait:<queue>`, `promise-today:all`, `legal-date:<id of the date>`. */
  id: string
  rule: AlertRule
  queueId: string | null
  state: AlertState
  /** Since when it is in its state. */
  since: Instant
  raisingId: string | null
  raisedAt: Instant | null
  facts: AlertFacts
  acknowledged: { personId: string; at: Instant }[]
  text: AlertText | null
}

/** Who is on duty: alerts are texted to them. One row. */
export interface Duty {
  id: 'duty'
  version: number
  personId: string | null
  /** E.164; null exactly when nobody is on duty. */
  number: string | null
  since: Instant
}

export interface LoggedEvent {
  seq: number
  type: string
  at: Instant
  actor: string
  contactId: string | null
  caseId: string | null
  data: Record<string, unknown>
}
export interface EffectRow {
  id: string
  eventSeq: number
  kind: string
  orderKey: string
  /** See {@link import('./effects.ts').isOnTheLine}. */
  onTheLine: boolean
  data: Record<string, unknown>
  attempts: number
  dueAt: Instant
  lastError: string | null
  settledAt: Instant | null
  result: 'done' | 'gave-up' | 'superseded' | null
}
