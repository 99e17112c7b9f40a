/**
 * What screens are given: the shapes of the read side. Instants are ISO UTC text with milliseconds
 * ("2026-11-22T09:12:00.000Z"); calendar days are "YYYY-MM-DD". The client ticks clocks itself from instants.
 */
import type { DeadlineView } from './deadline-views.ts'
import type { PlacedHere } from './placement-views.ts'
import type { RefusalReason } from './refusals.ts'
import type { MayContactView, SafeContactView } from './safe-contact-views.ts'
import type { VerificationView } from './verification-views.ts'
import type {
  Availability,
  CallbackState,
  CaseStatus,
  ContactReason,
  ContactResult,
  ContactState,
  Disposition,
  ListeningMode,
  ListeningWhy,
  MemberImportWord,
  MemberRowWord,
  MenuNeed,
  MessageStatus,
  Nation,
  Occupancy,
  Permission,
  Role,
} from './words.ts'

/** Whether something may be done now. The server decides; a screen disables the button and shows the words. */
export type Allowed = { allowed: true } | { allowed: false; reason: RefusalReason; words: string }

export interface PersonBrief {
  id: string
  name: string
  initials: string
}
export interface MeView extends PersonBrief {
  email: string
  roles: Role[]
  permissions: Permission[]
  simulatorUrl: string | null
}

export interface MemberBrief {
  id: string
  /** Null, like status, employer and workplace, while who sees this has somebody on the line who is not verified. */
  membershipNumber: string | null
  name: string
  branch: string | null
  employer: string | null
  workplace: string | null
  /** e.g. "Paid up", "In arrears", "Lapsed" */
  status: string | null
  /** Short facts shown as chips: rep roles, needs such as "Prefers a quiet line". */
  chips: string[]
  isMembershipHidden: boolean
}

/** Who is on the other end, as far as the number tells. Several members share a number: all are shown. */
export interface CallerView {
  kind: 'member' | 'several' | 'unknown' | 'withheld'
  /** What to call them on a screen: the member's name, "3 possible members", "020 7946 0123", "Withheld number". */
  title: string
  /** National display form, null when withheld. */
  number: string | null
  members: MemberBrief[]
  openCases: CaseBrief[]
}

export interface CaseBrief {
  id: string
  reference: string
  title: string
  status: CaseStatus
  owner: PersonBrief | null
  /** The next thing promised, if any. */
  nextStep: { what: string; due: string } | null
  lastContactAt: string | null
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
export interface AgreementView {
  allows: ListeningMode[]
  agreedBy: string | null
  agreedOn: string | null
}
export interface ListeningEntry {
  id: string
  contactId: string
  listener: string
  agent: string
  why: ListeningWhy
  /** Each mode with when it began. */
  modes: { mode: ListeningMode; at: string }[]
  startedAt: string
  endedAt: string | null
  /** Seconds in the call; null while it lasts, 0 when they never came in. */
  seconds: number | null
}
/** Who listened to whose calls: one's own, or all of them for the agents' rep. The newest 200. */
export interface ListeningLogView {
  scope: 'mine' | 'all'
  agreement: AgreementView
  entries: ListeningEntry[]
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

export interface PromiseKeptView {
  /** First attempted inside the promised window, or cancelled because the member reached us. */
  kept: number
  due: number
  /** Null when none was due. */
  percent: number | null
  /** Open now. */
  waiting: number
}
export interface CallbackView {
  id: string
  version: number
  state: CallbackState
  stateWords: string
  caller: string
  number: string
  case: CaseBrief | null
  /** The call it was asked for in, or the attempt in hand. */
  contactId: string
  lineName: string
  queueName: string
  need: string | null
  priorityReason: string | null
  /** The place in the queue while it waits for its turn. */
  position: number | null
  waitingSince: string
  promisedAt: string
  promisedFrom: string
  promisedUntil: string
  /** "by today 10:15", "Monday 08:30 to 09:30" */
  promisedWords: string
  nextWords: string | null
  isLate: boolean
  attempts: { contactId: string; at: string; by: PersonBrief | null; words: string }[]
  attemptsAtMost: number
  settledAt: string | null
  actions: { ringNow: Allowed; cancel: Allowed }
}
export interface VoicemailView {
  /** Of the contact, which it opens. */
  id: string
  caller: string
  number: string | null
  lineName: string
  need: string | null
  leftAt: string
  recording: RecordingView | null
  case: CaseBrief | null
  takenBy: PersonBrief | null
  actions: { take: Allowed; giveBack: Allowed; ringNow: Allowed; handled: Allowed }
}
/** Calls of one person on one day in which nobody got through. */
export interface MissedView {
  /** Of the contact with the longest wait, which it opens. */
  id: string
  caller: string
  number: string | null
  day: string
  lastAt: string
  calls: number
  waitedSeconds: number
  /** "Gave up waiting after 4 min · Pay" */
  words: string
  case: CaseBrief | null
  actions: { ringNow: Allowed; handled: Allowed }
}
/** Everybody who is owed a call. */
export interface CallbacksView {
  asOf: string
  kept: PromiseKeptView
  open: CallbackView[]
  settled: CallbackView[]
  voicemails: VoicemailView[]
  missed: MissedView[]
}

export interface WorkItem {
  id: string
  kind: 'text' | 'voicemail' | 'follow-up' | 'missed' | 'branch'
  title: string
  /** Last words, or what was promised. */
  line: string
  at: string
  /** Due instant for promises, null otherwise. */
  dueAt: string | null
  isNew: boolean
  /** Where it opens: a path of the console. */
  path: string
}
export interface WorkView {
  /** Came back from a branch that declined or did not answer, and nobody has taken it. */
  branches: WorkItem[]
  replies: WorkItem[]
  voicemails: WorkItem[]
  promised: WorkItem[]
  gaveUp: WorkItem[]
}

export interface RecordingView {
  id: string
  kind: 'call' | 'voicemail'
  seconds: number | null
  url: string
  state: 'in-progress' | 'completed' | 'absent' | 'expired' | 'refused'
  /** Where it was paused, in seconds from the beginning: by the agent, or for a talk that the member did not hear. */
  gaps: { from: number; until: number; why: 'details' | 'consult' }[]
}

export interface TranscriptView {
  /** 'late': asked for, and nothing came. */
  state: 'asked' | 'late' | 'written' | 'failed' | 'out-of-range'
  /** Empty unless written. */
  text: string
}

/** What the person who asks may do with a recording, and who has listened to it. */
export interface RecordingAccessView {
  id: string
  listen: Allowed
  keptUntil: string
  /** What a machine wrote down of a voicemail, for who may listen to it; null where none was asked for. */
  transcript: TranscriptView | null
  /** Newest first. */
  listens: { by: string; at: string }[]
}
/** Who listened to which call; of all calls, or of the asker's own. */
export interface ListensView {
  isAll: boolean
  items: { id: string; by: string; at: string; agent: string | null; callAt: string }[]
}

export interface ContactPartView {
  id: string
  by: string
  handedAt: string
  notes: string
  reason: ContactReason | null
  outcome: Disposition | null
  nextStep: string | null
}

/** What somebody read or did, in words; `about` is what it was about, where it is one thing. */
export interface AuditEntry {
  seq: number
  at: string
  by: string
  words: string
  about: { words: string; path: string | null } | null
}
export interface AuditView {
  entries: AuditEntry[]
  nextCursor: string | null
  /** Whose rows can be asked for, by name; those who left too. */
  people: { id: string; name: string }[]
  /** What `about` was taken for; `found` false: no such case or member. Null when nothing was asked. */
  about: { found: boolean; words: string } | null
  /** How far the chain of seals is: the newest seal, when, and how many events stand behind it. */
  chain: { seq: number; hash: string; sealedAt: string | null; unsealed: number }
}

export interface ContactView {
  id: string
  version: number
  channel: 'voice' | 'sms'
  state: ContactState
  result: ContactResult | null
  caller: CallerView
  /** The member this contact is about, once identified (by number or by an agent). */
  member: MemberBrief | null
  lineName: string
  queueName: string | null
  agent: PersonBrief | null
  startedAt: string
  waitSeconds: number | null
  answeredAt: string | null
  endedAt: string | null
  /** When its wrap-up was finished, or a missed call or voicemail dealt with; null while somebody still has to. */
  handledAt: string | null
  talkSeconds: number | null
  isTextRelay: boolean
  /** Null for texts. */
  verification: VerificationView | null
  /** When the agent's sound was bad, in words: "uneven sound, 12 s". */
  quality: string[]
  notes: { text: string; savedAt: string | null; version: number }
  reason: ContactReason | null
  outcome: Disposition | null
  nextStep: string | null
  nextStepDue: string | null
  nextStepOwner: PersonBrief | null
  case: CaseBrief | null
  /** The rule that put it there, in words: "joined CX-10482: only open case". */
  caseRule: string | null
  /** Other cases it could belong to: the chooser. */
  caseChoices: CaseBrief[]
  /** Until when the last link or move can be undone in one click; null when there is nothing to undo. */
  undoUntil: string | null
  /** True when an agent still has to choose the case or finish the wrap-up. */
  needsChoice: boolean
  recordings: RecordingView[]
  /**
   * What those wrote who handed this call over, oldest first. Whoever writes up such a part now finds it in notes, reason,
   * outcome and next step instead.
   */
  parts: ContactPartView[]
  /** What was spoken before this contact, newest first, at most 5. */
  before: TimelineEntry[]
}

export interface PictureView {
  id: string
  url: string
  width: number
  height: number
  alt: string
}
export interface MessageView {
  id: string
  threadId: string
  direction: 'in' | 'out' | 'note'
  body: string
  at: string
  author: PersonBrief | null
  status: MessageStatus
  failure: { what: string; nextStep: string } | null
  pictures: PictureView[]
  /** Attachments that were refused, in words: "letter.exe: not a picture we take". */
  refusedFiles: string[]
}
export interface ThreadView {
  id: string
  version: number
  caller: CallerView
  number: string
  ourNumber: string
  /** The open conversation, or null when closed. */
  contactId: string | null
  case: CaseBrief | null
  caseRule: string | null
  assignee: PersonBrief | null
  /** What our number of this conversation is for. */
  purpose: 'case' | 'campaign' | 'survey'
  optedOutAt: string | null
  canText: Allowed
  /** Oldest first; the newest 50 or the page before `before`. */
  messages: MessageView[]
  hasOlder: boolean
  draft: { text: string; kind: 'text' | 'note'; savedAt: string | null }
  /** "They will get this at 08:30 unless you send now", or null inside hours. */
  outsideHours: string | null
}

export interface TimelineEntry {
  id: string
  kind: 'call' | 'text' | 'note' | 'change' | 'follow-up' | 'moved'
  at: string
  /** "Call in, 11 min", "Text in, 2 photos", "Status changed" */
  heading: string
  body: string
  author: PersonBrief | null
  contactId: string | null
  threadId: string | null
  /** The printed rule for a contact, if it was joined by one. */
  rule: string | null
  recording: RecordingView | null
  pictures: PictureView[]
  actions: { move: boolean; undo: boolean }
}

export interface FollowUpView {
  id: string
  caseId: string
  what: string
  dueAt: string
  owner: PersonBrief
  doneAt: string | null
  isOverdue: boolean
  /** Its owner's id; null: anybody on shift. */
  ownerId: string | null
  remindAt: string | null
  checklist: { words: string; isDone: boolean }[]
  /** When it was first due, once it was moved. */
  firstDueAt: string | null
}

export interface CaseView extends CaseBrief {
  version: number
  fullReference: string
  kind: ContactReason
  openedAt: string
  closedAt: string | null
  outcome: string | null
  member: MemberBrief | null
  callerNumber: string | null
  /** What else is open for the same member, or for the same number when nobody is matched. */
  otherCases: CaseBrief[]
  timeline: TimelineEntry[]
  followUps: FollowUpView[]
  /** Legal dates, live ones first. */
  deadlines: DeadlineView[]
  owners: PersonBrief[]
  actions: { close: Allowed; reopen: Allowed; change: Allowed }
}
export interface CaseListItem extends CaseBrief {
  memberName: string | null
  kind: ContactReason
  openedAt: string
  updatedAt: string
}
export interface Page<T> {
  items: T[]
  nextCursor: string | null /** capped: "1000+" */
  count: string
}

export interface MemberView extends MemberBrief {
  version: number
  phones: {
    id: string
    number: string
    e164: string
    /** The other members who have this number: nobody is assumed to be any of them. */
    sharedWith: { id: string; name: string; branch: string | null }[]
    label: string
    optedOutAt: string | null
    /** Why it is not safe to ring or text, or null. */
    unsafeBecause: string | null
    /** They asked for a text when a call of theirs was missed, and said that this number is safe. */
    missedCallText: { isWanted: boolean; change: Allowed }
    /** By the member's own wishes and what is marked, now. */
    ring: MayContactView
    text: MayContactView
  }[]
  safeContact: SafeContactView
  /** When the membership system last said this of them, as far as applied; null: it never told of them. */
  membershipReadAt: string | null
  joinedOn: string | null
  jobTitle: string | null
  email: string | null
  recordingRefused: boolean
  textRelay: boolean
  cases: CaseBrief[]
  contacts: TimelineEntry[]
}
export interface MemberListItem extends MemberBrief {
  number: string | null
  openCases: number
}

export interface SearchView {
  members: MemberListItem[]
  cases: CaseListItem[]
  numbers: { number: string; path: string; title: string }[]
}

export type QueueWord = 'in-promise' | 'slipping' | 'nobody-free' | 'closed' | 'nobody-signed-in'
export interface LiveQueue {
  id: string
  name: string
  word: QueueWord
  waiting: number
  longestSince: string | null
  inPromiseLastHour: { answered: number; offered: number }
  free: number
  staffed: number
  promise: { percent: number; seconds: number }
}
/** The queues that the asker serves, without anybody's state; and when the lines open or close. */
export interface MyQueuesView {
  asOf: string
  queues: { id: string; name: string; waiting: number; longestSince: string | null; isLate: boolean }[]
  opensAt: string | null
  closesAt: string | null
}
export interface LivePerson {
  id: string
  name: string
  /** The one state word shown: phone trouble beats occupancy beats choice. */
  state: Availability | Exclude<Occupancy, 'idle'> | 'phone-problem' | 'call-parked'
  since: string
  /** Those they take now. */
  queues: string[]
  /** Where a supervisor put them, or what they were taken off, for a while. */
  placed: PlacedHere[]
  detail: string | null
}
export interface LiveCaller {
  contactId: string
  queueId: string
  position: number
  /** First name and initial, or the end of the number; null for whoever may not read members. */
  title: string | null
  since: string
  priorityReason: string | null
  state: 'waiting' | 'ringing' | 'parked'
  /** Not on the line: their place is kept, and we ring them. */
  isCallback: boolean
}
export interface LiveTiles {
  waiting: number
  longestSince: string | null
  inPromiseToday: { answered: number; offered: number }
  gaveUpToday: number
  textsWaiting: { open: number; overHour: number }
  helpedToday: number
  callbacks: PromiseKeptView
}
export interface LiveView {
  /** The number of the last change that is in it (board-changes.ts); 0 when no change is known to fit. */
  number: number
  asOf: string
  tiles: LiveTiles
  queues: LiveQueue[]
  people: LivePerson[]
  /** In the order they will be answered. */
  callers: LiveCaller[]
  notices: Notice[]
  opensAt: string | null
  closesAt: string | null
}
/** The rows behind one number of the board, read when somebody opens it. */
export interface BehindView {
  asOf: string
  /** As many as the number said; `rows` holds the newest 200 of them at most. */
  total: number
  rows: {
    id: string
    /** Who it was, as on the board; null for whoever may not read members. */
    title: string | null
    at: string
    queueName: string
    words: string
    /** Where it opens; null for whoever may not read it. */
    path: string | null
  }[]
}
/** Seconds and minutes after which an alert is raised; null: never. */
export interface AlertLimitsView {
  waitSeconds: number | null
  nobodySeconds: number | null
  callbackMinutes: number | null
  textMinutes: number | null
}
/** A threshold that was crossed and is not well again: what is the matter, what to do next, and where. */
export interface AlertView {
  id: string
  /** This time that it was raised. */
  raisingId: string
  raisedAt: string
  what: string
  next: string
  /** Null for whoever could not open it. */
  go: { words: string; to: string } | null
  /** Who has seen it, in the order they did. */
  seenBy: string[]
  isSeenByMe: boolean
  /** What became of the text to whoever is on duty. */
  textWords: string
}
export interface AlertsView {
  asOf: string
  alerts: AlertView[]
  duty: {
    version: number
    person: PersonBrief | null
    /** The end of the number that alerts are texted to, or null. */
    numberEnd: string | null
    since: string
    /** Who could be: supervisors. */
    people: PersonBrief[]
  }
}
export interface Notice {
  id: string
  level: 'info' | 'warn' | 'bad'
  words: string
}

export interface WallView {
  /** What is the matter now, in words without names. */
  alerts: { id: string; what: string }[]
  asOf: string
  closesAt: string | null
  opensAt: string | null
  helpedToday: number
  queues: Pick<LiveQueue, 'id' | 'name' | 'word' | 'waiting' | 'longestSince' | 'free' | 'staffed'>[]
}

/** Lines, hours, menus and queues as an administrator sees them. */
export interface DayPeriodView {
  opens: string
  closes: string
}
export interface HoursView {
  zone: string
  division: Nation | null
  periods: (DayPeriodView & { weekday: number })[]
  overrides: { date: string; periods: DayPeriodView[]; reason: string }[]
}
export type MenuOptionView =
  | { kind: 'queue'; need: MenuNeed; queueKey: string; words: string }
  | { kind: 'menu'; menu: MenuLevelView; words: string }
  | { kind: 'go'; to: string; words: string }
export type MenuKeyView = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8'
export interface MenuLevelView {
  key: string
  prompt: string
  options: { [K in MenuKeyView]?: MenuOptionView }
}
export interface MenuView extends MenuLevelView {
  attempts: number
  personQueueKey: string
  /** Callers may key in their membership number with star. */
  asksNumber?: boolean | undefined
}
export interface LineBrief {
  id: string
  version: number
  name: string
  /** E.164, and as people read it. */
  number: string
  shownNumber: string
  kind: 'voice' | 'text'
  open: boolean
  /** "Open until today at seven o'clock in the evening", for the staff, with reasons. */
  state: string
  closure: { message: string; reason: string; since: string; reopensAt: string; by: string } | null
  /** The reopening a closure made now is offered with: the next opening after today's. */
  suggestedReopening: string
  waiting: number
  actions: { close: Allowed; reopen: Allowed; remove: AllowedInWords }
}
/** Allowed, or every reason why not, each a sentence. */
export type AllowedInWords = { allowed: true } | { allowed: false; words: string[] }
export interface RemovedLine {
  id: string
  name: string
  shownNumber: string
  removedAt: string
  /** Who answers its number now: the line that took its place, or one that has the number; null: nobody of ours. */
  answeredBy: string | null
}
export interface AdminLinesView {
  lines: LineBrief[]
  removed: RemovedLine[]
  queues: { id: string; key: string; name: string }[]
}
export interface ChangeView {
  seq: number
  at: string
  by: string
  /** "Opening hours changed", "Menu published" */
  heading: string
  part: 'line' | 'hours' | 'menu' | 'queue' | 'person' | 'template' | null
  /** The line, queue or person that can be put back; null for the order of queues and what cannot be. */
  aboutId: string | null
  changes: { what: string; before: string | null; after: string | null }[]
  /** Whether the line is now as it was after this change, and before it. */
  isCurrent: boolean
}
export interface AdminLineView extends LineBrief {
  greeting: string
  closedMessage: string
  defaultQueueId: string | null
  drain: string
  /** So many days its recordings and voicemails are kept. */
  keepDays: number
  transcribeVoicemail: boolean
  purpose: 'case' | 'campaign' | 'survey'
  hours: HoursView
  menu: MenuView | null
  menuDraft: MenuView | null
  /** What stands in the way of publishing the draft: the keys that lead there, the field, the words. */
  draftProblems: { at: string; field: string; words: string }[]
  holidays: { date: string; title: string }[]
  /** Until when the calendar of bank holidays knows. */
  holidaysKnownTo: string
  queues: { id: string; key: string; name: string }[]
  history: ChangeView[]
}
export interface HeardView {
  /** The local minute that was asked about. */
  at: string
  open: boolean
  state: string
  say: string[]
  keys: { path: string; words: string; then: string }[]
  waiting: string
}
export interface AdminQueueView {
  id: string
  version: number
  key: string
  name: string
  skills: string[]
  skillLevels: Record<string, number>
  promisePercent: number
  promiseSeconds: number
  maxWaiting: number | null
  maxWaitSeconds: number | null
  alertLimits: AlertLimitsView
  /** What happens to somebody who waits in it, second by second. */
  timeline: { at: number; words: string }[]
  waiting: number
  staffed: number
  actions: { remove: AllowedInWords }
}
export interface AdminQueuesView {
  queues: AdminQueueView[]
  skills: { skill: string; people: number }[]
  history: ChangeView[]
}

export interface AdminPersonView {
  id: string
  version: number
  name: string
  email: string
  roles: Role[]
  skills: Record<string, number>
  languages: { code: string; name: string }[]
  /** Queues whose calls ring for them without waiting for a level to relax. */
  queues: string[]
  signedInAt: string | null
  /** They sign in with a one-time password until then; null: with their own. */
  oneTimeUntil: string | null
  leftAt: string | null
  /** What a colleague has to take over when they leave. */
  inHand: { cases: number; promises: number; conversations: number }
  actions: { leave: Allowed; resetSignIn: Allowed }
}
export interface AdminPeopleView {
  /** Those who left come last. */
  people: AdminPersonView[]
  roles: { role: Role; name: string; may: string }[]
  queues: { id: string; name: string; needs: { skill: string; level: number }[] }[]
  skills: string[]
  languages: { code: string; name: string }[]
  /** Who may take over cases. */
  successors: PersonBrief[]
  /** A queue that nobody can be rung for, in words. */
  warnings: string[]
  history: ChangeView[]
}
/** Shown once to whoever asked for it; it is kept only as a hash. */
export interface OneTimeView {
  people: AdminPeopleView
  name: string
  password: string
  until: string
}

/** One reading of the members' file. */
export interface MemberImportView {
  id: string
  state: MemberImportWord
  fileName: string
  startedBy: string
  startedAt: string
  settledAt: string | null
  /** It is being read and nothing came for two minutes: the upload was lost. */
  isSilent: boolean
  /** How much was read or applied, when that is going on and can be told. */
  percent: number | null
  rows: number
  counts: Record<MemberRowWord | 'same', number>
  /** Columns that nothing was read from. */
  ignored: string[]
  /** Why the file could not be read. */
  problem: string | null
  /** So many are missing that somebody must say that it is right. */
  goneQuestion: string | null
  apply: Allowed
  discard: Allowed
}
export interface MemberImportsView {
  open: MemberImportView | null
  earlier: MemberImportView[]
  mayUpload: Allowed
  mostBytes: number
  columns: { heading: string; isRequired: boolean }[]
}
export interface MemberImportRowView {
  /** As a spreadsheet counts; null for somebody who is not in the file. */
  row: number | null
  membershipNumber: string | null
  name: string
  changes: { field: string; before: string | null; after: string | null; keptHere: boolean }[]
  problem: string | null
}
