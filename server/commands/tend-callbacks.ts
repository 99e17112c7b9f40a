import { setBack } from '../domain/callback.ts'
import { lineNow } from '../domain/line-state.ts'
import type { Callback, Line } from '../domain/records.ts'
import * as wording from '../domain/wording.ts'
import { dialLimitMs, loseAttempt, queueAttempt, textAbout, withdrawAttempt } from './callback-support.ts'
import type { Env, Stores } from './ports.ts'
import { connectingLimitMs } from './tend-lost-calls.ts'

/**
 * What time does to callbacks: those whose time has come join the queue, in opening hours only (F25); those still in it
 * when the line closes come back at the next opening; an agent whose phone never came is let go.
 */
export async function tendCallbacks(stores: Stores, env: Env): Promise<void> {
  for (const callback of await stores.callbacks.due(env.now)) {
    const line = await stores.lines.find(callback.lineId)
    if (!line) continue
    const state = lineNow(line, env.now)
    if (state.open) await queueAttempt(stores, env, callback)
    else if (state.opensAt !== null && state.opensAt !== callback.dueAt)
      await comeBack(stores, env, callback, line, state.opensAt)
  }
  for (const callback of await stores.callbacks.inQueue()) await tendAttempt(stores, env, callback)
}

async function tendAttempt(stores: Stores, env: Env, callback: Callback): Promise<void> {
  const contact =
    callback.attemptContactId === null ? null : await stores.contacts.find(callback.attemptContactId)
  if (contact?.state === 'waiting') {
    const line = await stores.lines.find(callback.lineId)
    const state = line && lineNow(line, env.now)
    if (!line || !state || state.open || state.opensAt === null) return
    // A telephone rings for it now: let that be answered; the next tick sees what came of it.
    if (await stores.offers.openByContact(contact.id)) return
    await withdrawAttempt(stores, env, callback)
    await comeBack(stores, env, callback, line, state.opensAt)
    return
  }
  if (contact?.state !== 'connecting' || contact.connectingAt === null) return
  const legs = await stores.calls.ofContact(contact.id)
  const isAgentIn = legs.some((leg) => leg.party === 'agent' && leg.joinedAt !== null && leg.leftAt === null)
  const waitedMs = Date.parse(env.now) - Date.parse(contact.connectingAt)
  const isMemberIn = legs.some(
    (leg) => leg.party === 'member' && leg.joinedAt !== null && leg.leftAt === null,
  )
  if (!isMemberIn && waitedMs >= (isAgentIn ? dialLimitMs : connectingLimitMs))
    await loseAttempt(stores, env, contact)
}

/** Later than promised is said, not hidden: the member gets the new time by text. */
async function comeBack(
  stores: Stores,
  env: Env,
  callback: Callback,
  line: Line,
  dueAt: string,
): Promise<void> {
  const found = (await stores.callbacks.find(callback.id)) ?? callback
  const later = found.attemptContactId === null ? { ...found, dueAt } : setBack(found, dueAt)
  if (!later) return
  await stores.callbacks.save(later)
  const text =
    dueAt > callback.promisedUntil
      ? await textAbout(
          stores,
          env,
          callback,
          wording.callbackLater({ from: dueAt, now: env.now, zone: line.hours.zone }),
        )
      : []
  await stores.events.append(
    [
      { type: 'callback.set-back', callbackId: callback.id, contactId: callback.attemptContactId, dueAt },
      ...text,
    ],
    { actor: env.actor, at: env.now },
  )
}
