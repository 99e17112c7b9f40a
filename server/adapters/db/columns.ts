/**
 * How our records are kept in columns, for every table: camelCase ↔ snake_case, booleans as 0/1, JSON as text. One
 * representation on both engines, converted here and (on the way in) in statement.ts, nowhere else.
 */
import type { Knex } from 'knex'
import type {
  Call,
  Callback,
  CallbackAttempt,
  Case,
  CaseEvent,
  Contact,
  EffectRow,
  FollowUp,
  Line,
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
} from '../../domain/records.ts'
import type { Placeholder } from './statement.ts'

/** 'plain' is kept as it is, 'flag' as 0/1, 'json' as text (null stays null). */
type KindOf<V> = [V] extends [boolean]
  ? 'flag'
  : [V] extends [string | number | Buffer | null]
    ? 'plain'
    : 'json'
type Kinds<T> = { readonly [K in keyof T]-?: KindOf<T[K]> }

export interface Table<T> {
  readonly name: string
  /** Every column of the record, selected under the record's own names. */
  readonly select: readonly string[]
  /** Column → placeholder, for insert and update. */
  readonly values: (p: Placeholder) => Record<string, string>
  /** A selected row as a record. */
  readonly decode: (row: unknown) => T
}

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** `SELECT` of every column under the record's names; add where, order and limit. */
export const selectFrom = <T>(k: Knex, table: Table<T>): Knex.QueryBuilder =>
  k(table.name).select(table.select.map((each) => `${table.name}.${each}`))

function table<T>(name: string, kinds: Kinds<T>): Table<T> {
  const keys = Object.keys(kinds)
  const kindOf = new Map<string, unknown>(Object.entries(kinds))
  const flags = keys.filter((key) => kindOf.get(key) === 'flag')
  const json = keys.filter((key) => kindOf.get(key) === 'json')
  return {
    name,
    select: keys.map((key) => `${snakeCase(key)} as ${key}`),
    values: (p) => Object.fromEntries(keys.map((key) => [snakeCase(key), p(key)])),
    decode: (row) => {
      const record = row as Record<string, unknown>
      for (const key of flags) record[key] = record[key] === 1
      for (const key of json) {
        const text = record[key]
        record[key] = typeof text === 'string' ? JSON.parse(text) : null
      }
      return record as T
    },
  }
}

export const tables = {
  people: table<Person>('people', {
    id: 'plain',
    email: 'plain',
    name: 'plain',
    initials: 'plain',
    passwordHash: 'plain',
    createdAt: 'plain',
    leftAt: 'plain',
  }),
  queues: table<Queue>('queues', {
    id: 'plain',
    key: 'plain',
    name: 'plain',
    position: 'plain',
    skills: 'json',
    skillLevels: 'json',
    promisePercent: 'plain',
    promiseSeconds: 'plain',
    twilioQueueName: 'plain',
    version: 'plain',
    removedAt: 'plain',
  }),
  lines: table<Line>('lines', {
    id: 'plain',
    number: 'plain',
    name: 'plain',
    kind: 'plain',
    greeting: 'plain',
    hours: 'json',
    menu: 'json',
    defaultQueueId: 'plain',
    drain: 'plain',
    version: 'plain',
    closedMessage: 'plain',
    closure: 'json',
    menuDraft: 'json',
  }),
  members: table<Member>('members', {
    id: 'plain',
    version: 'plain',
    membershipNumber: 'plain',
    firstName: 'plain',
    lastName: 'plain',
    email: 'plain',
    status: 'plain',
    joinedOn: 'plain',
    branchId: 'plain',
    workplaceId: 'plain',
    jobTitle: 'plain',
    chips: 'json',
    recordingRefused: 'flag',
    updatedAt: 'plain',
  }),
  phones: table<Phone>('phones', {
    id: 'plain',
    number: 'plain',
    optedOutAt: 'plain',
    createdAt: 'plain',
  }),
  contacts: table<Contact>('contacts', {
    id: 'plain',
    version: 'plain',
    channel: 'plain',
    state: 'plain',
    result: 'plain',
    lineId: 'plain',
    queueId: 'plain',
    threadId: 'plain',
    callerNumber: 'plain',
    memberId: 'plain',
    caseId: 'plain',
    caseRule: 'plain',
    caseWords: 'plain',
    previousCaseId: 'plain',
    caseLinkedAt: 'plain',
    needsChoice: 'flag',
    agentId: 'plain',
    knownTo: 'plain',
    knownBecause: 'plain',
    need: 'plain',
    priority: 'plain',
    priorityReason: 'plain',
    menuLevel: 'plain',
    menuAttempts: 'plain',
    recordingRefused: 'flag',
    conferenceSid: 'plain',
    startedAt: 'plain',
    waitingSince: 'plain',
    connectingAt: 'plain',
    connectedAt: 'plain',
    heldSince: 'plain',
    parkedSince: 'plain',
    endedAt: 'plain',
    endedBy: 'plain',
    handledAt: 'plain',
    notes: 'plain',
    notesSavedAt: 'plain',
    notesVersion: 'plain',
    reason: 'plain',
    outcome: 'plain',
    nextStep: 'plain',
    nextStepDue: 'plain',
    nextStepOwnerId: 'plain',
    callbackId: 'plain',
    callbackNumber: 'plain',
  }),
  callbacks: table<Callback>('callbacks', {
    id: 'plain',
    version: 'plain',
    state: 'plain',
    contactId: 'plain',
    caseId: 'plain',
    memberId: 'plain',
    lineId: 'plain',
    queueId: 'plain',
    number: 'plain',
    need: 'plain',
    priority: 'plain',
    priorityReason: 'plain',
    waitingSince: 'plain',
    place: 'plain',
    promisedAt: 'plain',
    promisedFrom: 'plain',
    promisedUntil: 'plain',
    dueAt: 'plain',
    attemptContactId: 'plain',
    attempts: 'plain',
    firstAttemptAt: 'plain',
    settledAt: 'plain',
    cancelReason: 'plain',
  }),
  callbackAttempts: table<CallbackAttempt>('callback_attempts', {
    contactId: 'plain',
    callbackId: 'plain',
    personId: 'plain',
    dialledAt: 'plain',
    heardMachine: 'flag',
    settledAt: 'plain',
    outcome: 'plain',
  }),
  calls: table<Call>('calls', {
    callSid: 'plain',
    contactId: 'plain',
    party: 'plain',
    personId: 'plain',
    direction: 'plain',
    status: 'plain',
    sequence: 'plain',
    startedAt: 'plain',
    joinedAt: 'plain',
    leftAt: 'plain',
    endedAt: 'plain',
  }),
  recordings: table<Recording>('recordings', {
    id: 'plain',
    recordingSid: 'plain',
    contactId: 'plain',
    kind: 'plain',
    state: 'plain',
    seconds: 'plain',
    startedAt: 'plain',
  }),
  offers: table<Offer>('offers', {
    id: 'plain',
    contactId: 'plain',
    personId: 'plain',
    state: 'plain',
    offeredAt: 'plain',
    expiresAt: 'plain',
    settledAt: 'plain',
  }),
  presences: table<Presence>('presences', {
    personId: 'plain',
    version: 'plain',
    choice: 'plain',
    choiceSince: 'plain',
    choiceAfterCall: 'plain',
    occupancy: 'plain',
    occupancySince: 'plain',
    contactId: 'plain',
    idleSince: 'plain',
    areYouThere: 'flag',
    reachable: 'flag',
    registered: 'flag',
    microphone: 'plain',
    phoneTabId: 'plain',
  }),
  threads: table<Thread>('threads', {
    id: 'plain',
    version: 'plain',
    memberNumber: 'plain',
    ourNumber: 'plain',
    draft: 'plain',
    draftKind: 'plain',
    draftSavedAt: 'plain',
    closedReplyUntil: 'plain',
    createdAt: 'plain',
  }),
  messages: table<Message>('messages', {
    id: 'plain',
    threadId: 'plain',
    contactId: 'plain',
    direction: 'plain',
    body: 'plain',
    status: 'plain',
    errorCode: 'plain',
    authorId: 'plain',
    clientId: 'plain',
    messageSid: 'plain',
    at: 'plain',
    refusedFiles: 'json',
  }),
  pictures: table<Picture>('pictures', {
    id: 'plain',
    messageId: 'plain',
    sha256: 'plain',
    width: 'plain',
    height: 'plain',
    alt: 'plain',
    content: 'plain',
  }),
  cases: table<Case>('cases', {
    id: 'plain',
    version: 'plain',
    number: 'plain',
    memberId: 'plain',
    callerNumber: 'plain',
    title: 'plain',
    kind: 'plain',
    status: 'plain',
    ownerId: 'plain',
    openedAt: 'plain',
    updatedAt: 'plain',
    lastContactAt: 'plain',
    closedAt: 'plain',
    outcome: 'plain',
    nextStep: 'plain',
    nextStepDue: 'plain',
  }),
  caseEvents: table<CaseEvent>('case_events', {
    id: 'plain',
    caseId: 'plain',
    kind: 'plain',
    at: 'plain',
    authorId: 'plain',
    clientId: 'plain',
    heading: 'plain',
    body: 'plain',
    contactId: 'plain',
  }),
  followUps: table<FollowUp>('follow_ups', {
    id: 'plain',
    caseId: 'plain',
    what: 'plain',
    dueAt: 'plain',
    ownerId: 'plain',
    createdAt: 'plain',
    doneAt: 'plain',
  }),
  eventLog: table<LoggedEvent>('event_log', {
    seq: 'plain',
    type: 'plain',
    at: 'plain',
    actor: 'plain',
    contactId: 'plain',
    caseId: 'plain',
    data: 'json',
  }),
  effects: table<EffectRow>('effects', {
    id: 'plain',
    eventSeq: 'plain',
    kind: 'plain',
    orderKey: 'plain',
    data: 'json',
    attempts: 'plain',
    dueAt: 'plain',
    lastError: 'plain',
    settledAt: 'plain',
    result: 'plain',
  }),
} as const
