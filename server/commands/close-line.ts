/** Emergency closure (F4): one decision closes a line, tells those who wait, and opens it again by itself. */
import type { Refused } from '../contract/refusals.ts'
import { noteTold, turnAway } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { offersCallback } from '../domain/line-answer.ts'
import { closureProblems } from '../domain/line-checks.ts'
import { isClosedByHand, lineNow } from '../domain/line-state.ts'
import { patience } from '../domain/text-relay.ts'
import type { VoicePage } from '../domain/voice-page.ts'
import * as wording from '../domain/wording.ts'
import { lineNotRemoved } from './change-line.ts'
import { askCallback } from './keep-place.ts'
import type { Env, Stores } from './ports.ts'
import { memberCall, withdrawOffer } from './voice-support.ts'

/**
 * Closed from this instant until `reopensAt`. Callers in the queue leave it and hear the message at once; whoever is
 * talking to an agent talks on. Closing a line that is closed by hand changes the words and the time.
 */
export async function closeLineNow(
  stores: Stores,
  env: Env,
  input: { lineId: string; version: number; message: string; reason: string; reopensAt: string },
): Promise<{ told: number } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  const fields = closureProblems(input, env.now)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  if (line.version !== input.version) return { refused: 'stale-version' }
  const { message, reason, reopensAt } = input
  const since = isClosedByHand(line.closure, env.now) ? line.closure.since : env.now
  const closure = { message: message.trim(), reason: reason.trim(), since, reopensAt, by: env.actor }
  if (!(await stores.lines.save({ ...line, version: line.version + 1, closure })))
    return { refused: 'stale-version' }
  const events: DomainEvent[] = [
    {
      type: 'line.closed-now',
      lineId: line.id,
      reason: closure.reason,
      message: closure.message,
      reopensAt,
    },
  ]
  let told = 0
  for (const waiting of await stores.contacts.waiting()) {
    // Nobody is on the line of a callback: it comes back when the line opens (tend-callbacks.ts).
    if (waiting.lineId !== line.id || waiting.callbackId !== null) continue
    // Read again for its lock: an agent may be accepting this very call.
    const contact = await stores.contacts.find(waiting.id)
    if (contact?.state !== 'waiting') continue
    const { callSid } = await memberCall(stores, contact.id)
    const decision = turnAway(contact, { memberCallSid: callSid })
    if (decision === null) continue
    events.push(...(await withdrawOffer(stores, env, contact.id)))
    await stores.contacts.save(decision.contact)
    events.push(...decision.events)
    told += 1
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { told }
}

/** Open again before its time, if the hours say so. */
export async function reopenLine(
  stores: Stores,
  env: Env,
  input: { lineId: string },
): Promise<{ lineId: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  if (!isClosedByHand(line.closure, env.now)) return { refused: 'line-not-closed' }
  if (!(await stores.lines.save({ ...line, version: line.version + 1, closure: null })))
    return { refused: 'stale-version' }
  await stores.events.append([{ type: 'line.reopened', lineId: line.id, by: 'person' }], {
    actor: env.actor,
    at: env.now,
  })
  return { lineId: line.id }
}

/** Closures whose time is over are put away and noted. The line was open from that very minute already. */
export async function tidyClosures(stores: Stores, env: Env): Promise<number> {
  let over = 0
  for (const line of await stores.lines.all()) {
    if (line.closure === null || isClosedByHand(line.closure, env.now)) continue
    if (!(await stores.lines.save({ ...line, version: line.version + 1, closure: null }))) continue
    await stores.events.append([{ type: 'line.reopened', lineId: line.id, by: 'clock' }], {
      actor: env.actor,
      at: env.now,
    })
    over += 1
  }
  return over
}

/**
 * What a caller who was taken out of the queue hears. They may choose when and where they are rung back, or leave a
 * message; they are rung back in any case.
 */
export async function tellClosed(
  stores: Stores,
  env: Env,
  input: { contactId: string },
): Promise<VoicePage | Refused> {
  const contact = await stores.contacts.find(input.contactId)
  const line = contact ? await stores.lines.find(contact.lineId) : null
  if (!contact || !line) return { refused: 'not-found' }
  if (contact.state !== 'greeting') return { page: 'goodbye', say: [] }
  const told = noteTold(contact)
  await stores.contacts.save(told)
  const state = lineNow(line, env.now)
  const words =
    !state.open && state.because === 'closure'
      ? wording.closedWhileWaiting({
          message: state.message,
          opensAt: state.opensAt,
          now: env.now,
          zone: line.hours.zone,
        })
      : // Opened again between the decision and this moment: they are out of the queue all the same.
        wording.notReachedToday({ opensAt: null, now: env.now, zone: line.hours.zone })
  if (offersCallback(line, env.now)) return askCallback(told, [words, wording.offerHourOrMessage()])
  return {
    page: 'voicemail',
    ...patience(contact),
    contactId: contact.id,
    say: [words, wording.voicemailPrompt({ isWithheld: contact.callerNumber === null })],
    transcribe: line.transcribeVoicemail,
  }
}
