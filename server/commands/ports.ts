/**
 * What commands need from outside, as interfaces: the stores of one transaction, the clock, ids, and the write gateway.
 * `adapters/db` implements the stores on SQLite and PostgreSQL. No SQL, Express or Twilio below this line.
 */

import type { CaseAim } from '../domain/case-outcome.ts'
import type { Deadline } from '../domain/deadlines/deadline.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { OnLine } from '../domain/line-removal.ts'
import type { MenuTrial } from '../domain/menu-trial.ts'
import type {
  Alert,
  Call,
  Callback,
  CallbackAttempt,
  Case,
  CaseEvent,
  Contact,
  ContactPart,
  Duty,
  FollowUp,
  Guest,
  Line,
  Listening,
  LoggedEvent,
  Member,
  Message,
  Offer,
  Person,
  Phone,
  Picture,
  Presence,
  Queue,
  Recording,
  Thread,
} from '../domain/records.ts'
import type { AdviceStores } from './advice-ports.ts'
import type { AuthorityStores } from './authority-ports.ts'
import type { CaseMoveStores } from './case-move-ports.ts'
import type { CasePeopleStores } from './case-people-ports.ts'
import type { CaseTypeStores } from './case-type-ports.ts'
import type { CohortTextStores } from './cohort-text-ports.ts'
import type { CoverStores } from './cover-ports.ts'
import type { DataRightsStores } from './data-rights-ports.ts'
import type { DocumentStores } from './document-ports.ts'
import type { EligibilityStores } from './eligibility-ports.ts'
import type { GroupStores } from './group-ports.ts'
import type { HandOverStores } from './hand-over-ports.ts'
import type { HoldStores } from './hold-ports.ts'
import type { Kept } from './kept.ts'
import type { KnowledgeStores } from './knowledge-ports.ts'
import type { LeadStores } from './lead-ports.ts'
import type { MemberImportStores } from './member-import-ports.ts'
import type { MergeStores } from './merge-ports.ts'
import type { NeedsStores } from './needs-ports.ts'
import type { OptOutStores } from './opt-out-ports.ts'
import type { PlacementStores } from './placement-ports.ts'
import type { ReferralStores } from './referral-ports.ts'
import type { RetentionStores } from './retention-ports.ts'
import type { SavedViewStores } from './saved-view-ports.ts'
import type { SealStores } from './seal-ports.ts'
import type { TargetStores } from './target-ports.ts'
import type { TemplateStores } from './template-ports.ts'
import type { TermsStores } from './terms-ports.ts'
import type { TriageStores } from './triage-ports.ts'
import type { VerificationStores } from './verification-ports.ts'

/** All stores, built from the transaction and gone with it. */
export interface Stores
  extends MemberImportStores,
    DocumentStores,
    PlacementStores,
    SealStores,
    HandOverStores,
    SavedViewStores,
    CasePeopleStores,
    CohortTextStores,
    TriageStores,
    AuthorityStores,
    CoverStores,
    HoldStores,
    TermsStores,
    AdviceStores,
    GroupStores,
    CaseMoveStores,
    MergeStores,
    RetentionStores,
    NeedsStores,
    TargetStores,
    TemplateStores,
    KnowledgeStores,
    OptOutStores,
    VerificationStores,
    CaseTypeStores,
    EligibilityStores,
    LeadStores,
    ReferralStores,
    DataRightsStores {
  people: Kept<Person, 'id'> & {
    rolesOf(personId: string): Promise<string[]>
    /** Replaces them all. */
    setRoles(personId: string, roles: readonly string[]): Promise<void>
    /** Skill → level, 1 to 5. */
    skillsOf(personId: string): Promise<Record<string, number>>
    /** Replaces them all. */
    setSkills(personId: string, skills: Readonly<Record<string, number>>): Promise<void>
    /** Every skill that somebody who works here has. */
    knownSkills(): Promise<string[]>
    byEmail(email: string): Promise<Person | null>
    /** Those who left too, by name. */
    all(): Promise<Person[]>
    /**
     * Who may administer and has not left, by id. Locked with their roles until the transaction ends: of two who take
     * the role from each other at once, one sees what the other did.
     */
    administrators(): Promise<string[]>
    /** Signs them out everywhere. */
    endSessions(personId: string): Promise<void>
  }
  lines: {
    /** The line that answers this number: the one that has it, else whoever took the place of the removed one that had it. */
    byNumber(e164: string): Promise<Line | null>
    /** Removed ones too: a contact may have come in on it. Not locked: every call reads its line. Two who change one are told apart by its version. */
    find(id: string): Promise<Line | null>
    /** Those in use. */
    all(): Promise<Line[]>
    /** Removed ones too: what came in on them is kept as long as they say. */
    evenRemoved(): Promise<Line[]>
    insert(line: Line): Promise<void>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(line: Line): Promise<boolean>
    /** Replaces the one there was. */
    allowTrial(trial: MenuTrial): Promise<void>
    trialOf(lineId: string): Promise<MenuTrial | null>
  }
  queues: {
    /** Removed ones too: a contact may have waited there. */
    find(id: string): Promise<Queue | null>
    byKey(key: string): Promise<Queue | null>
    /** Those in use, in their order. */
    all(): Promise<Queue[]>
    insert(queue: Queue): Promise<void>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(queue: Queue): Promise<boolean>
  }
  members: Kept<Member, 'id'> & {
    /** Whoever has one of these membership numbers. */
    byMembershipNumber(numbers: readonly [string, string]): Promise<Member | null>
    /** What one of their numbers is called: mobile, home, work. */
    setLabel(of: { memberId: string; phoneId: string; label: string }): Promise<void>
    /** Every member who has this number, by name. */
    byNumber(e164: string): Promise<Member[]>
    /** Whether the one member who has this number asked for a text after a missed call. False for a shared number. */
    wantsMissedCallText(e164: string): Promise<boolean>
    setMissedCallText(wish: { memberId: string; phoneId: string; isWanted: boolean }): Promise<void>
  }
  phones: Kept<Phone, 'id'> & { byNumber(e164: string): Promise<Phone | null> }
  contacts: Kept<Contact, 'id'> & {
    openByThread(threadId: string): Promise<Contact | null>
    /** Voice contacts that have not ended, oldest first. */
    liveVoice(): Promise<Contact[]>
    /** Voice contacts between Answer and both hearing each other, and those whose agent was lost; oldest first. */
    beingConnected(): Promise<Contact[]>
    /** Waiting in a queue, best first: priority key, then age. */
    waiting(): Promise<Contact[]>
    /** How many of the same queue go before this waiting contact, in that order. */
    aheadOf(contact: Pick<Contact, 'id' | 'queueId' | 'priority' | 'waitingSince'>): Promise<number>
    /** Missed calls (domain/missed.ts) that nobody dealt with, of this member or from this number, oldest first. */
    missedOf(who: Pick<Contact, 'memberId' | 'callerNumber'>): Promise<Contact[]>
    /** What still goes on on a line: calls, text conversations, promised callbacks. */
    openOnLine(lineId: string): Promise<OnLine>
    /** Text conversations that go on and voicemails not dealt with, of which this person said "mine". */
    inHandOf(personId: string): Promise<Contact[]>
    latestEndedByThread(threadId: string): Promise<Contact | null>
    /** How many wait in a queue. */
    waitingIn(queueId: string): Promise<number>
    /** Who last spoke with this member, or without a member with this number, since the instant. */
    lastAgent(caller: {
      memberId: string | null
      callerNumber: string | null
      since: string
    }): Promise<string | null>
    /** The voice line this number rang last. */
    lastLineOf(number: string): Promise<string | null>
    /** When callers of a queue were answered since the instant, oldest first, at most the latest `limit`. */
    answeredAt(queueId: string, since: string, limit: number): Promise<string[]>
  }
  calls: Kept<Call, 'callSid'> & {
    ofContact(contactId: string): Promise<Call[]>
    /** Legs whose end we have not heard of, oldest first; their contact may be over. */
    goingOn(): Promise<Call[]>
  }
  recordings: Kept<Recording, 'id'> & {
    bySid(recordingSid: string): Promise<Recording | null>
    /** Until which minute since 1970 Twilio's recordings were compared with ours; 0: never. */
    readToMinute(): Promise<number>
    setReadToMinute(minute: number): Promise<void>
    ofContact(contactId: string): Promise<Recording[]>
    /** Paused now, longest first. */
    paused(): Promise<Recording[]>
  }
  offers: Kept<Offer, 'id'> & {
    openByContact(contactId: string): Promise<Offer | null>
    openByPerson(personId: string): Promise<Offer | null>
    /** Unsettled offers with expiresAt <= now. */
    due(now: string): Promise<Offer[]>
  }
  callbacks: Kept<Callback, 'id'> & {
    /** Not settled, whose time has come, longest wait first. */
    due(now: string): Promise<Callback[]>
    /** Whose attempt is in the queue or being rung. */
    inQueue(): Promise<Callback[]>
    /** Not settled, of this member or to this number. */
    openOf(who: { memberId: string | null; number: string | null }): Promise<Callback[]>
    byContact(contactId: string): Promise<Callback | null>
    /** How many are promised or being kept from this queue. */
    openInQueue(queueId: string): Promise<number>
  }
  callbackAttempts: Kept<CallbackAttempt, 'contactId'> & {
    ofCallback(callbackId: string): Promise<CallbackAttempt[]>
  }
  /** What those wrote who handed a call over, oldest first. */
  contactParts: Kept<ContactPart, 'id'> & { ofContact(contactId: string): Promise<ContactPart[]> }
  guests: Kept<Guest, 'id'> & {
    /** Everybody who was ever asked into the call, in order. */
    ofContact(contactId: string): Promise<Guest[]>
    byCall(callSid: string): Promise<Guest | null>
    /** Ringing or joining, in all calls. */
    onTheWay(): Promise<Guest[]>
  }
  listenings: Kept<Listening, 'id'> & {
    openByContact(contactId: string): Promise<Listening | null>
    openByPerson(personId: string): Promise<Listening | null>
    byCall(callSid: string): Promise<Listening | null>
    open(): Promise<Listening[]>
  }
  presences: Kept<Presence, 'personId'> & { all(): Promise<Presence[]> }
  threads: Kept<Thread, 'id'> & { byNumbers(memberNumber: string, ourNumber: string): Promise<Thread | null> }
  messages: Kept<Message, 'id'> & {
    bySid(messageSid: string): Promise<Message | null>
    /** Until which minute since 1970 Twilio's texts were compared with ours; 0: never. */
    readToMinute(): Promise<number>
    setReadToMinute(minute: number): Promise<void>
    byClientId(clientId: string): Promise<Message | null>
    /** The newest in or out message of a thread (notes left out), or null. */
    newest(threadId: string): Promise<Message | null>
    /** Texts of a thread accepted but not yet handed to Twilio ('queued'), oldest first. */
    queuedOut(threadId: string): Promise<Message[]>
  }
  pictures: { insert(picture: Picture): Promise<void> }
  /** One for each case whose member said what they want, or that was closed. */
  caseAims: Kept<CaseAim, 'caseId'>
  cases: Kept<Case, 'id'> & {
    /** Next CX number: one counter row, gap-free per commit. */
    nextNumber(): Promise<number>
    byNumber(n: number): Promise<Case | null>
    openByMember(memberId: string): Promise<Case[]>
    openByCallerNumber(e164: string): Promise<Case[]>
    /** Not closed, of this owner, oldest change first. */
    openOfOwner(personId: string): Promise<Case[]>
    /** Closed since the instant, newest first, at most 20. */
    closedSince(memberId: string, since: string): Promise<Case[]>
  }
  caseEvents: {
    insert(event: Omit<CaseEvent, 'way' | 'loggedAt'> & Partial<CaseEvent>): Promise<void>
    byClientId(clientId: string): Promise<CaseEvent | null>
  }
  followUps: Kept<FollowUp, 'id'> & {
    openOfContactCase(caseId: string): Promise<FollowUp[]>
    /** Not done, of this owner, by what is due first. */
    openOfOwner(personId: string): Promise<FollowUp[]>
  }
  /** Threshold alerts, one for each rule and queue. */
  alerts: Kept<Alert, 'id'> & { all(): Promise<Alert[]> }
  duty: {
    read(): Promise<Duty>
    /** Replaces the row whose version is one lower; false when somebody else was quicker. */
    save(duty: Duty): Promise<boolean>
  }
  deadlines: Kept<Deadline, 'id'> & {
    /** Not met, missed or waived, by what comes first. */
    liveOfCase(caseId: string): Promise<Deadline[]>
    /** The next day, from that one on, of a hearing of this member, on an open case that is not sealed; null: none. */
    nextHearing(memberId: string, today: string): Promise<string | null>
  }
  inbox: {
    reply(key: string): Promise<string | null>
    remember(key: string, reply: string, at: string): Promise<void>
  }
  wall: { insert(tokenHash: string, createdBy: string, at: string): Promise<void> }
  events: {
    /** One event by its number, or null. */
    find(seq: number): Promise<LoggedEvent | null>
    /** Appends to the log in order and inserts the effects derived by domain/effects.ts. Numbers are given by COMMIT. */
    append(events: readonly DomainEvent[], meta: { actor: string; at: string }): Promise<void>
    /** Whether Twilio has still to put the member of this contact on hold, or to pause or begin its recording. */
    awaitsPrivacy(contactId: string): Promise<boolean>
  }
}

/**
 * Runs a unit inside one transaction and resolves after COMMIT. The unit awaits nothing but its stores.
 * A thrown error rolls back this unit alone and rejects. The unit may be run again from the start when another one, or
 * another process, got in its way: it must not change anything outside its stores.
 */
export type Write = <T>(unit: (stores: Stores) => Promise<T>) => Promise<T>

export interface Clock {
  now(): string
}
export interface Ids {
  /** Time-ordered, unique, 26 characters. */ next(): string /** 32 random url-safe characters. */
  secret(): string
}

/**
 * What a command knows besides its stores. A command is `(stores, env, input) => Promise<result | Refused>`: the edge
 * wraps it in `write(...)`, so that a webhook's inbox row and its effects commit together with it. A command decides
 * before it writes: a refusal has written nothing.
 */
export interface Env {
  /** The instant of this command, 24-character ISO UTC. */
  now: string
  ids: Ids
  /** A person's id, 'twilio' for a webhook, 'system' for the worker. */
  actor: string
}
