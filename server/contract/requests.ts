/** What a console may ask, parsed once at the edge. Unknown fields are dropped, not an error. */
import { z } from 'zod'
import { metWords, type OutcomeKind, outcomeWords, type WantedMet } from './case-outcome-words.ts'
import { claimWords, deadlineNations, deadlineReasons, startedByWords } from './deadline-words.ts'
import type { ContactReason, Disposition } from './words.ts'
import {
  availabilities,
  caseStatuses,
  contactReasons,
  dispositions,
  listeningModes,
  listeningWhys,
  type MenuNeed,
  menuNeeds,
  type Nation,
  nations,
} from './words.ts'

const keysOf = <K extends string>(table: Record<K, string>) => z.enum(Object.keys(table) as [K, ...K[]])
const id = z.string().min(1).max(64)
const instant = z.iso.datetime({ message: 'Choose a date and time.' })
export const contactReason = keysOf<ContactReason>(contactReasons)
export const disposition = keysOf<Disposition>(dispositions)

export const signIn = z.object({
  email: z.string().min(1).max(254),
  password: z.string().min(1).max(1024),
  /** In place of a one-time password: sent once `choose-password` was the answer. */
  newPassword: z.string().max(1024).optional(),
})
export const chooseAvailability = z.object({
  choice: z.enum(availabilities),
  afterCall: z.boolean().default(false),
})
export const claimPhone = z.object({ tabId: id, takeOver: z.boolean().default(false) })
export const saveNotes = z.object({ text: z.string().max(20_000), version: z.number().int().nonnegative() })
export const finishWrapUp = z.object({
  reason: contactReason.nullable(),
  outcome: disposition.nullable(),
  nextStep: z.string().max(500).default(''),
  nextStepDue: instant.nullable().default(null),
  nextStepOwnerId: id.nullable().default(null),
  notes: z.string().max(20_000).optional(),
  /** The call was hard on the agent: others are rung first for ten minutes. Not kept. */
  wasHard: z.boolean().default(false),
  thenAvailability: z.enum(availabilities).nullable().default(null),
})
/** This time that an alert was raised; a newer one is not silenced by an old button. */
export const acknowledgeAlert = z.object({ raisingId: id })
/** Nobody (null), or a supervisor with the mobile that alerts are texted to; an empty number: the one we have. */
export const setDuty = z.object({
  version: z.number().int().positive(),
  personId: id.nullable(),
  number: z.string().max(40).default(''),
})
export const listenToCall = z.object({ mode: z.enum(listeningModes), why: z.enum(listeningWhys) })
export const changeListening = z.object({ mode: z.enum(listeningModes) })
export const moveCaller = z.object({
  queueId: id,
  soon: z.enum(['in-turn', 'sooner', 'next']),
  why: z.string().max(200),
})
const colleague = z.object({ kind: z.literal('colleague'), personId: id })
const outside = z.object({
  kind: z.literal('outside'),
  number: z.string().min(3).max(40),
  /** What they are to be called on screens; the number when empty. */
  name: z.string().max(100).default(''),
})
/** Whom to ask into a call. */
export const askGuest = z.object({ whom: z.discriminatedUnion('kind', [colleague, outside]) })
/** Where to send a call, without asking first. */
export const passOn = z.object({
  to: z.discriminatedUnion('kind', [z.object({ kind: z.literal('queue'), queueId: id }), colleague, outside]),
})
/** Rings somebody. `override`: why a marked number is rung all the same. */
export const dial = z.object({
  number: z.string().min(3).max(40),
  memberId: id.nullable().default(null),
  reason: z.string().max(200),
  override: z.string().max(200).nullable().default(null),
})
export const markNumber = z.object({ because: z.string().max(200).nullable() })
export const noteTextRelay = z.object({ isRelay: z.boolean() })
/** A quality warning of the browser's telephone began or cleared. */
export const noteQuality = z.object({ name: z.string().regex(/^[a-z-]{1,40}$/), isOver: z.boolean() })
export const muteGuest = z.object({ muted: z.boolean() })
export const linkCase = z.object({ caseId: id.nullable(), newCaseTitle: z.string().max(200).optional() })
export const identifyMember = z.object({ memberId: id })
export const sendText = z.object({
  /** Made by the client; a repeat is the same message. */
  clientId: z.string().min(8).max(64),
  body: z.string().max(20_000),
  kind: z.enum(['text', 'note']),
  /** The newest message the writer had seen; null to send anyway. */
  seenMessageId: id.nullable(),
  /** Why words that tell too much go to somebody who asked for discretion. */
  why: z.string().max(500).nullable().default(null),
})
export const saveDraft = z.object({ text: z.string().max(20_000), kind: z.enum(['text', 'note']) })
export const addNote = z.object({ clientId: z.string().min(8).max(64), body: z.string().min(1).max(20_000) })
export const changeCase = z.object({
  version: z.number().int().nonnegative(),
  title: z.string().min(1).max(200).optional(),
  status: z.enum(caseStatuses).optional(),
  ownerId: id.optional(),
  kind: contactReason.optional(),
  /** What the member wants; empty for "they never said". */
  wanted: z.string().max(500).optional(),
  /** Only with closing. */
  outcome: z
    .object({
      kind: keysOf<OutcomeKind>(outcomeWords),
      words: z.string().max(500),
      met: keysOf<WantedMet>(metWords),
      amountPence: z.number().int().nonnegative().nullable(),
    })
    .optional(),
  /** What the employer or we promised, and when somebody looks whether it happened; only with closing. */
  remedy: z.object({ what: z.string().max(500), dueAt: instant }).optional(),
  why: z.string().max(500).optional(),
})
export const openCase = z.object({ memberId: id, title: z.string().min(1).max(200), kind: contactReason })
export const addFollowUp = z.object({
  what: z.string().min(1).max(500),
  dueAt: instant,
  ownerId: id.nullable().default(null),
  remindAt: instant.nullable().default(null),
  checklist: z.array(z.string().max(1_000)).max(100).default([]),
})
const keyOf = <T extends Record<string, string>>(table: T) =>
  z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]])
/** A calendar day as it was typed; whether it exists is said by the domain, beside the field. */
const day = z.string().max(20)
const deadlineFacts = z.object({
  claim: keyOf(claimWords),
  nation: keyOf(deadlineNations),
  respondent: z.string().max(200),
  /** Every day that it may be. */
  triggers: z.array(day).min(1).max(5),
  isTriggerCertain: z.boolean(),
  knownOn: day.nullable().default(null),
  reason: keyOf(deadlineReasons),
  conciliations: z
    .array(z.object({ dayA: day, dayB: day.nullable(), startedBy: keyOf(startedByWords) }))
    .max(10)
    .default([]),
  /** Only of a date by hand: where it stands, who is reminded, and so many days before. */
  source: z.string().max(500).nullable().optional(),
  ownerId: id.nullable().optional(),
  remindDays: z.number().int().min(1).max(60).optional(),
})
export const proposeDeadline = deadlineFacts
/** `why` is asked for a date that is confirmed. */
export const changeDeadline = deadlineFacts.extend({
  version: z.number().int(),
  why: z.string().max(500).default(''),
})
export const confirmDeadline = z.object({ version: z.number().int() })
export const decideDeadlineChange = z.object({ version: z.number().int(), isAccepted: z.boolean() })
export const settleDeadline = z.object({
  version: z.number().int(),
  as: z.enum(['met', 'missed', 'waived']),
  why: z.string().max(500),
})
export const reopenDeadline = z.object({ version: z.number().int(), why: z.string().max(500) })
export const askPostponement = z.object({
  version: z.number().int(),
  offeredOn: day,
  letter: z.string().min(1).max(5_000),
})
export const postponementSent = z.object({
  version: z.number().int(),
  requestId: id,
  how: z.string().max(500),
})
export const chooseMissedCallText = z.object({ isWanted: z.boolean() })
export const cancelCallback = z.object({
  reason: z.enum(['no-longer-needed', 'already-helped', 'wrong-number', 'must-not-ring']),
})
export const sayNotReached = z.object({ outcome: z.enum(['machine', 'wrong-person']) })
export const textMember = z.object({
  number: z.string().min(3).max(40),
  memberId: id.nullable().default(null),
})
/** What a console sends over its socket; nothing else is listened to. */
export const heartbeat = z.object({
  tabId: id,
  registered: z.boolean(),
  microphone: z.enum(['granted', 'denied', 'unknown']),
})
export type Heartbeat = z.infer<typeof heartbeat>
/** Every topic on the screen (topics.ts); replaces what was shown before. */
export const shownTopics = z.array(z.string().max(80)).max(100)

/**
 * Settings of lines and queues. What is wrong with them is said by the domain, field by field; here is only their shape,
 * far wider than what is allowed, so that the words beside a field are the domain's.
 */
const version = z.number().int().positive()
const time = z.string().max(200)
const periods = z.array(z.object({ opens: time, closes: time })).max(20)
export const openingHours = z.object({
  zone: z.string().max(200),
  division: keysOf<Nation>(nations).nullable(),
  periods: z.array(z.object({ weekday: z.number().int(), opens: time, closes: time })).max(100),
  overrides: z.array(z.object({ date: z.string().max(10), reason: z.string().max(500), periods })).max(400),
})
export const lineSettings = z.object({
  number: z.string().max(60),
  name: z.string().max(200),
  kind: z.enum(['voice', 'text']),
  greeting: z.string().max(5_000),
  closedMessage: z.string().max(5_000),
  defaultQueueId: id.nullable(),
  drain: z.string().max(200),
  keepDays: z.number(),
  transcribeVoicemail: z.boolean(),
  purpose: z.enum(['case', 'campaign', 'survey']).default('case'),
})
const said = z.string().max(5_000)
const levelKey = z.string().min(1).max(40)
const queueOption = z.object({
  kind: z.literal('queue'),
  need: keysOf<MenuNeed>(menuNeeds),
  queueKey: z.string().max(64),
  words: said,
})
const goOption = z.object({ kind: z.literal('go'), to: levelKey, words: said })
const menuKey = z.enum(['1', '2', '3', '4', '5', '6', '7', '8'])
const levelOf = <S extends z.ZodType>(option: S) =>
  z.object({ key: levelKey, prompt: said, options: z.partialRecord(menuKey, option) })
const leaf = z.discriminatedUnion('kind', [queueOption, goOption])
/** A third level can be drafted, so that the check can say why it is one too many. */
const third = levelOf(leaf)
const second = levelOf(
  z.discriminatedUnion('kind', [
    queueOption,
    goOption,
    z.object({ kind: z.literal('menu'), menu: third, words: said }),
  ]),
)
export const menu = levelOf(
  z.discriminatedUnion('kind', [
    queueOption,
    goOption,
    z.object({ kind: z.literal('menu'), menu: second, words: said }),
  ]),
).extend({
  attempts: z.number().int(),
  personQueueKey: z.string().max(64),
  asksNumber: z.boolean().optional(),
})
export const addLine = z.object({ line: lineSettings, hours: openingHours })
export const changeLine = z.object({ version, line: lineSettings })
export const changeHours = z.object({ version, hours: openingHours })
/** `menu` null throws the draft away. */
export const saveMenuDraft = z.object({ version, menu: menu.nullable() })
/** The telephone that hears the draft. */
export const tryMenu = z.object({ number: z.string().min(1).max(60) })
export const publishMenu = z.object({ version })
export const putBack = z.object({ side: z.enum(['before', 'after']) })
/** Local minutes of the line, `2026-10-07T16:59`; with hours that are not saved yet, or the menu's draft. */
export const previewLine = z.object({
  at: z
    .array(z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'Choose a day and a time.'))
    .min(1)
    .max(4),
  hours: openingHours.nullable().default(null),
  draft: z.boolean().default(false),
})
export const closeLine = z.object({
  version,
  message: z.string().max(5_000),
  reason: z.string().max(500),
  reopensAt: instant,
})
export const queueSettings = z.object({
  name: z.string().max(200),
  skills: z.array(z.string().max(64)).max(50),
  skillLevels: z.record(z.string().max(64), z.number()).default({}),
  promisePercent: z.number(),
  promiseSeconds: z.number(),
  maxWaiting: z.number().nullable().default(null),
  maxWaitSeconds: z.number().nullable().default(null),
  alertLimits: z.object({
    waitSeconds: z.number().nullable(),
    nobodySeconds: z.number().nullable(),
    callbackMinutes: z.number().nullable(),
    textMinutes: z.number().nullable(),
  }),
})
export const changeQueue = z.object({ version, queue: queueSettings })
export const orderQueues = z.object({ queueIds: z.array(id).max(500) })
/** Which line answers the number from now on; null when it is given up. */
export const removeLine = z.object({
  version,
  replacedBy: id.nullable().default(null),
  isGivenUp: z.boolean().default(false),
})
export const personSettings = z.object({
  name: z.string().max(500),
  email: z.string().max(500),
  roles: z.array(z.string().max(64)).max(20),
  skills: z.record(z.string().max(200), z.number()),
  languages: z.array(z.string().max(20)).max(100),
})
export const changePerson = z.object({ version, person: personSettings })
export const personVersion = z.object({ version })
export const leavePerson = z.object({ version, toId: id.nullable().default(null) })

/** `goneIsRight`: somebody looked at how many are missing. */
export const applyImport = z.object({ goneIsRight: z.boolean().default(false) })
