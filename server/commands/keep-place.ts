import type { Refused } from '../contract/refusals.ts'
import { isOpen, type PromisedWindow, promise, promiseWindow } from '../domain/callback.ts'
import { takeCallback } from '../domain/contact.ts'
import { lineNow } from '../domain/line-state.ts'
import { moreTimeMinutes } from '../domain/member-needs.ts'
import { canRingBack, normaliseNumber, spokenNumber } from '../domain/phone-number.ts'
import type { Callback, Contact, Line } from '../domain/records.ts'
import { patience } from '../domain/text-relay.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { ensureCase } from './attach-case.ts'
import { isSafe, noteOnCase, queueAttempt, textTo } from './callback-support.ts'
import { mayContactNumber } from './may-contact.ts'
import type { Env, Stores } from './ports.ts'
import { settleMissedOf } from './settle-missed.ts'
import { withdrawOffer } from './voice-support.ts'
import { likelyWait, waitInQueue } from './wait-in-queue.ts'

/** Where the caller is asked: while waiting in the queue, or on the way out of it (nobody there, queue full). */
export type AskedFrom = 'queue' | 'exit'
export type CallbackStep = 'start' | 'number' | 'confirm'

/** Where there is no estimate of the wait (wait-estimate.ts), each place ahead is taken for ten minutes: a promise errs on the late side. */
const minutesPerPlace = 10

/**
 * One key of the conversation about a callback (F22, F24): 2 asks for it, the number is read back, 1 confirms, 2 keys in
 * another. Anything else goes back to where the caller was: nothing is lost by trying. The number said is kept with the
 * contact, because no number travels in a URL.
 */
export async function callbackStep(
  stores: Stores,
  env: Env,
  input: { contactId: string; step: CallbackStep; from: AskedFrom; digits: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.state === 'ended') return { page: 'goodbye', say: [] }
  // An agent was faster: the call is on its way into the conference.
  if (contact.state !== 'waiting' && contact.state !== 'greeting')
    return { page: 'wait', contactId: contact.id, turn: null, say: [wording.connecting()] }
  switch (input.step) {
    case 'start':
      if (input.digits !== '2') return back(stores, env, contact, input.from)
      return contact.callerNumber === null || !(await isSafe(stores, env, contact.callerNumber))
        ? askNumber(stores, contact, input.from, wording.keyInNumber())
        : askConfirm(stores, env, contact, input.from, contact.callerNumber)
    case 'number': {
      if (input.digits === '') return back(stores, env, contact, input.from)
      const number = normaliseNumber(input.digits)
      const isOurs = number !== null && (await stores.lines.byNumber(number)) !== null
      return number === null || isOurs || !canRingBack(number) || !(await isSafe(stores, env, number))
        ? askNumber(stores, contact, input.from, wording.numberUnreadable())
        : askConfirm(stores, env, contact, input.from, number)
    }
    case 'confirm':
      if (input.digits === '1' && contact.callbackNumber !== null)
        return confirmed(stores, env, contact, input.from, contact.callbackNumber)
      if (input.digits === '2') return askNumber(stores, contact, input.from, wording.keyInNumber())
      return back(stores, env, contact, input.from)
  }
}

/** The question on the way out: a callback, or a message. `say` tells why they cannot be put through. */
export const offerCallback = (contact: Contact, say: string[]): VoicePage =>
  askCallback(contact, [...say, wording.offerCallbackOrMessage()])

/** The same with the question already among the words. `contact` as it is saved: its version tells this question. */
export function askCallback(contact: Contact, say: string[]): VoicePage {
  return {
    page: 'keys',
    ...patience(contact),
    contactId: contact.id,
    say,
    step: 'start',
    from: 'exit',
    turn: contact.version,
    oneKey: true,
  }
}

/**
 * The promise itself: the caller's place, number and window are kept, their own call is over, and the window goes to them
 * by text. When its time is now, the attempt joins the queue in this very transaction, so that no place is lost in
 * between. Null when nothing can be promised: no opening is known, or the call is past it.
 */
export async function keepPlace(
  stores: Stores,
  env: Env,
  contact: Contact,
  given: { number: string; nobodyHere: boolean },
): Promise<Callback | null> {
  const line = await stores.lines.find(contact.lineId)
  const queueId = contact.queueId ?? line?.defaultQueueId ?? null
  if (!line || queueId === null) return null
  const place = await placeOf(stores, contact)
  const window = await inSafeHours(
    stores,
    env,
    line,
    given.number,
    await windowOf(stores, env, line, contact, given.nobodyHere),
  )
  if (window === null) return null
  const attached = await ensureCase(stores, env, { ...contact, queueId }, { ownerId: null })
  const taken = takeCallback(attached.contact, env.now)
  if (!taken) return null
  const offers = await withdrawOffer(stores, env, contact.id)
  await stores.contacts.save(taken.contact)
  const callback = promise({
    id: env.ids.next(),
    contactId: contact.id,
    caseId: taken.contact.caseId,
    memberId: taken.contact.memberId,
    lineId: line.id,
    queueId,
    number: given.number,
    need: contact.need,
    priority: contact.priority,
    priorityReason: contact.priorityReason,
    waitingSince: contact.waitingSince ?? env.now,
    place,
    window,
    now: env.now,
  })
  await stores.callbacks.insert(callback)
  await noteOnCase(
    stores,
    env,
    callback,
    `Callback promised ${wording.writtenWindow({ ...window, now: env.now, zone: line.hours.zone })}`,
  )
  const text = await textTo(
    stores,
    env,
    given.number,
    wording.callbackText({ ...window, now: env.now, zone: line.hours.zone }),
  )
  await stores.events.append(
    [
      ...attached.events,
      ...offers,
      ...taken.events,
      { type: 'callback.promised', callbackId: callback.id, contactId: contact.id, caseId: callback.caseId },
      ...text,
      // The promise covers what they gave up earlier.
      ...(await settleMissedOf(stores, env, taken.contact)),
    ],
    { actor: env.actor, at: env.now },
  )
  return window.from <= env.now && !given.nobodyHere ? queueAttempt(stores, env, callback) : callback
}

/** What is said when the place is kept. */
export const keptWords = (callback: Callback, line: Line, now: string): string[] => [
  wording.placeKept({
    place: callback.place,
    from: callback.promisedFrom,
    until: callback.promisedUntil,
    now,
    zone: line.hours.zone,
  }),
]

async function confirmed(
  stores: Stores,
  env: Env,
  contact: Contact,
  from: AskedFrom,
  number: string,
): Promise<VoicePage | Refused> {
  const line = await stores.lines.find(contact.lineId)
  const already = (await stores.callbacks.openOf({ memberId: null, number })).find(
    (open) => isOpen(open) && open.queueId === contact.queueId,
  )
  // Asked for twice: the older promise is the better place, and nobody is rung twice.
  if (already && line) {
    const taken = takeCallback(contact, env.now)
    if (taken) {
      const offers = await withdrawOffer(stores, env, contact.id)
      await stores.contacts.save(taken.contact)
      await stores.events.append([...offers, ...taken.events], { actor: env.actor, at: env.now })
    }
    return {
      page: 'goodbye',
      say: [...keptWords({ ...already, place: null }, line, env.now), wording.goodbye()],
    }
  }
  const callback = await keepPlace(stores, env, contact, { number, nobodyHere: from === 'exit' })
  return callback && line
    ? { page: 'goodbye', say: [...keptWords(callback, line, env.now), wording.goodbye()] }
    : back(stores, env, contact, from)
}

async function askConfirm(
  stores: Stores,
  env: Env,
  contact: Contact,
  from: AskedFrom,
  number: string,
): Promise<VoicePage | Refused> {
  const line = await stores.lines.find(contact.lineId)
  const window = line && (await windowOf(stores, env, line, contact, from === 'exit'))
  if (!line || !window) return back(stores, env, contact, from)
  const asked = await remember(stores, contact, number)
  return {
    page: 'keys',
    ...patience(contact),
    contactId: contact.id,
    say: [
      wording.confirmCallback({
        number: spokenNumber(number),
        ...window,
        now: env.now,
        zone: line.hours.zone,
        orElse: from === 'queue' ? 'wait' : 'message',
      }),
    ],
    step: 'confirm',
    from,
    turn: asked.version,
    oneKey: true,
  }
}

async function askNumber(
  stores: Stores,
  contact: Contact,
  from: AskedFrom,
  words: string,
): Promise<VoicePage> {
  const asked = await remember(stores, contact, null)
  return {
    page: 'keys',
    ...patience(contact),
    contactId: contact.id,
    say: [words],
    step: 'number',
    from,
    turn: asked.version,
    oneKey: false,
  }
}

/** Each step is a version of its own, so that the same key pressed later is another delivery and not a repeat. */
async function remember(stores: Stores, contact: Contact, callbackNumber: string | null): Promise<Contact> {
  const next = { ...contact, version: contact.version + 1, callbackNumber }
  await stores.contacts.save(next)
  return next
}

async function back(
  stores: Stores,
  env: Env,
  contact: Contact,
  from: AskedFrom,
): Promise<VoicePage | Refused> {
  await remember(stores, contact, null)
  if (from === 'queue') return waitInQueue(stores, env, { contactId: contact.id })
  return {
    page: 'voicemail',
    ...patience(contact),
    contactId: contact.id,
    say: [wording.voicemailPrompt({ isWithheld: contact.callerNumber === null })],
    transcribe: (await stores.lines.find(contact.lineId))?.transcribeVoicemail ?? false,
  }
}

const placeOf = async (stores: Stores, contact: Contact): Promise<number | null> =>
  contact.state === 'waiting' ? 1 + (await stores.contacts.aheadOf(contact)) : null

/** What is promised is kept also where the member is to be rung at certain hours only; null where those are none of ours. */
async function inSafeHours(
  stores: Stores,
  env: Env,
  line: Line,
  number: string,
  window: PromisedWindow | null,
): Promise<PromisedWindow | null> {
  if (window === null) return null
  const from = window.from > env.now ? window.from : env.now
  const may = await mayContactNumber(stores, { now: from }, number, 'call')
  if (may.may || may.because !== 'outside-safe-hours') return window
  if (may.safeFrom === null || !lineNow(line, may.safeFrom).open) return null
  return { from: may.safeFrom, until: new Date(Date.parse(may.safeFrom) + 3_600_000).toISOString() }
}

async function windowOf(
  stores: Stores,
  env: Env,
  line: Line,
  contact: Contact,
  nobodyHere: boolean,
): Promise<PromisedWindow | null> {
  const place = await placeOf(stores, contact)
  const likely = place === null ? null : await likelyWait(stores, env, contact, place)
  return promiseWindow({
    line,
    holidays: UK_BANK_HOLIDAYS,
    now: env.now,
    expectedMinutes: likely?.to ?? (place === null ? null : place * minutesPerPlace),
    nobodyHere,
    talkMinutes: contact.needsTime ? moreTimeMinutes : 0,
  })
}
