/**
 * The closed lists that server and console share: what an agent may choose, what a contact can be,
 * and the words for each. Lists are in the order a screen shows them.
 */
export const roles = [
  'agent',
  'supervisor',
  'official',
  'administrator',
  'data-protection',
  'agents-rep',
  'branch',
] as const
export type Role = (typeof roles)[number]

/** What a person may do. Roles map to these on the server (`server/domain/permissions.ts`), nowhere else. */
export const permissions = [
  'take-calls',
  'text-members',
  'read-members',
  'read-cases',
  'hear-all-recordings',
  'work-cases',
  'confirm-deadlines',
  'watch-live',
  'open-wall',
  'supervise',
  'move-people',
  'close-lines',
  'read-listening',
  'watch-openings',
  'administer',
  'read-audit',
  'read-branches',
  'answer-referrals',
  'handle-data-rights',
  'hold-records',
  'merge-members',
  'text-cohorts',
] as const
export type Permission = (typeof permissions)[number]

export const availabilities = ['available', 'break', 'lunch', 'training', 'meeting', 'offline'] as const
/** What the person chose. What is happening to them is {@link Occupancy}; the two are never one field. */
export type Availability = (typeof availabilities)[number]
export const availabilityWords: Record<Availability, string> = {
  available: 'Available',
  break: 'Break',
  lunch: 'Lunch',
  training: 'Training',
  meeting: 'Meeting',
  offline: 'Offline',
}

export const occupancies = ['idle', 'ringing', 'on-call', 'wrap-up'] as const
export type Occupancy = (typeof occupancies)[number]
/** See the drawing in `server/domain/contact.ts`. */
export const contactStates = [
  'greeting',
  'waiting',
  'connecting',
  'connected',
  'parked',
  'outside',
  'open',
  'ended',
] as const
export type ContactState = (typeof contactStates)[number]

/** How a contact ended. `null` while it has not. */
export const contactResults = [
  'answered',
  'abandoned',
  'hung-up-in-menu',
  'closed-line',
  'nobody-signed-in',
  'queue-full',
  'voicemail',
  'failed',
  'conversation-closed',
  'callback-taken',
  'not-reached',
  'not-dialled',
] as const
export type ContactResult = (typeof contactResults)[number]
export const contactResultWords: Record<ContactResult, string> = {
  answered: 'Answered',
  abandoned: 'Gave up waiting',
  'hung-up-in-menu': 'Hung up in the menu',
  'closed-line': 'Rang while closed',
  'nobody-signed-in': 'Rang while nobody was signed in',
  'queue-full': 'Could not be kept in the queue',
  voicemail: 'Left a voicemail',
  failed: 'Ended unexpectedly',
  'conversation-closed': 'Conversation closed',
  'callback-taken': 'Asked to be rung back',
  'not-reached': 'Rang back, not reached',
  'not-dialled': 'Rang back: not rung',
}

/** See the drawing in `server/domain/callback.ts`. */
export const callbackStates = ['promised', 'due', 'dialling', 'reached', 'cancelled', 'not-reached'] as const
export type CallbackState = (typeof callbackStates)[number]
export const callbackStateWords: Record<CallbackState, string> = {
  promised: 'Promised',
  due: 'Waiting for its turn',
  dialling: 'Being rung now',
  reached: 'Reached',
  cancelled: 'Cancelled',
  'not-reached': 'Not reached',
}
/** What one time of ringing back came to. */
export const attemptOutcomes = {
  answered: 'Answered',
  'no-answer': 'No answer',
  busy: 'Engaged',
  machine: 'Answering machine',
  'wrong-person': 'Wrong person',
  failed: 'Could not be put through',
  'agent-lost': 'Our phone was lost',
} as const
export type AttemptOutcome = keyof typeof attemptOutcomes
/** Why a callback is cancelled. A person chooses one of all but the first, which happens by itself. */
export const cancelReasons = {
  'reached-us': 'Reached us',
  'no-longer-needed': 'No longer needed',
  'already-helped': 'Already helped another way',
  'wrong-number': 'The number is wrong',
  'must-not-ring': 'Asked us not to ring',
} as const
export type CancelReason = keyof typeof cancelReasons

/** What a contact was about: the commonest first level of union casework. Shown in this order. */
export const contactReasons = {
  discipline: 'Discipline',
  grievance: 'Grievance',
  'pay-and-hours': 'Pay and hours',
  sickness: 'Sickness and capability',
  dismissal: 'Dismissal',
  redundancy: 'Redundancy and change',
  discrimination: 'Discrimination',
  'health-and-safety': 'Health and safety',
  membership: 'Membership and subs',
  joining: 'Joining',
  other: 'Something else',
} as const
export type ContactReason = keyof typeof contactReasons

/** Disposition: what came of the contact, chosen in wrap-up. */
export const dispositions = {
  'advice-given': 'Advice given',
  'case-continues': 'Advice given, case continues',
  'passed-to-official': 'Passed to an official',
  'call-back-promised': 'Call back promised',
  'information-sent': 'Information sent',
  signposted: 'Signposted elsewhere',
  'not-reached': 'Could not be helped this time',
  'wrong-number': 'Wrong number or nuisance',
} as const
export type Disposition = keyof typeof dispositions

export const caseStatuses = ['new', 'open', 'waiting', 'closed'] as const
export type CaseStatus = (typeof caseStatuses)[number]
export const caseStatusWords: Record<CaseStatus, string> = {
  new: 'New',
  open: 'Open',
  waiting: 'Waiting on others',
  closed: 'Closed',
}

/** The three calendars of bank holidays in the United Kingdom, as GOV.UK divides it. */
export const nations = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const
export type Nation = keyof typeof nations

/** What a caller needs, as a key of the menu says it; some go ahead of others. */
export const menuNeeds = {
  'existing-case': 'A case they have with us',
  'urgent-today': 'Something urgent today',
  join: 'Joining or their details',
  other: 'Anything else',
} as const
export type MenuNeed = keyof typeof menuNeeds

export const messageStatuses = [
  'received',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'note',
] as const
export type MessageStatus = (typeof messageStatuses)[number]

/** Whom a supervisor in a call is heard by: nobody, the agent alone, everybody. */
export const listeningModes = ['listen', 'whisper', 'barge'] as const
export type ListeningMode = (typeof listeningModes)[number]
export const listeningModeWords: Record<ListeningMode, string> = {
  listen: 'Listen: nobody hears you',
  whisper: 'Whisper: only the agent hears you',
  barge: 'Join in: both hear you',
}
/** As it stands in the log, for whoever reads it. */
export const listeningModeInLog: Record<ListeningMode, string> = {
  listen: 'Listened, heard by nobody',
  whisper: 'Whispered, heard by the agent alone',
  barge: 'Joined in, heard by both',
}
/** What is being done, as the agent reads it after the name. */
export const listeningDoing: Record<ListeningMode, string> = {
  listen: 'is listening',
  whisper: 'is listening and can speak to you alone',
  barge: 'is in the call and both of you hear them',
}
export const listeningWhys = ['training', 'quality', 'asked-for-help', 'safety'] as const
export type ListeningWhy = (typeof listeningWhys)[number]
export const listeningWhyWords: Record<ListeningWhy, string> = {
  training: 'training',
  quality: 'quality check',
  'asked-for-help': 'help was asked for',
  safety: 'somebody may be in danger',
}

/** Numbers of the board that have a list of their own behind them. */
export const behindKinds = ['promise', 'promise-hour', 'gave-up', 'helped', 'texts', 'due'] as const
export type BehindKind = (typeof behindKinds)[number]

/** Where a reading of the members' file stands. */
export type MemberImportWord = 'reading' | 'ready' | 'applying' | 'applied' | 'discarded' | 'failed'
/** What a row of its report is about; those that say what is kept already are only counted. */
export const memberRowWords = ['new', 'changed', 'kept', 'gone', 'failed'] as const
export type MemberRowWord = (typeof memberRowWords)[number]
