import { lineNow } from '../domain/line-state.ts'
import type { Contact } from '../domain/records.ts'
import { ensureCase } from './attach-case.ts'
import { addCaseFollowUp, refreshNextStep } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

const owed: Partial<Record<NonNullable<Contact['result']>, string>> = {
  abandoned: 'Call back: gave up waiting',
  'closed-line': 'Call back: rang while we were closed',
  'nobody-signed-in': 'Call back: rang while nobody was signed in',
  'queue-full': 'Call back: could not be kept in the queue',
  voicemail: 'Listen to the voicemail and call back',
  failed: 'Call back: the call broke off',
}

/**
 * An ended call that nobody answered is put on a case with a follow-up for whoever is on shift: now if the line is
 * open, else at the next opening. A withheld number cannot be called back, so its case says so instead.
 * Asking twice for one contact promises once.
 */
export async function promiseCallBack(stores: Stores, env: Env, ended: Contact): Promise<void> {
  if (ended.result === null) return
  const what = owed[ended.result]
  if (what === undefined && ended.result !== 'answered' && ended.result !== 'hung-up-in-menu') return
  const attached = await ensureCase(stores, env, ended, { ownerId: null })
  if (attached.events.length > 0) {
    await stores.contacts.save(attached.contact)
    await stores.events.append(attached.events, { actor: env.actor, at: env.now })
  }
  const { caseId } = attached.contact
  if (what === undefined || caseId === null) return
  const reachable = ended.callerNumber !== null || ended.memberId !== null
  const promise = reachable ? what : `${what} (withheld number: only if they are identified)`
  const open = await stores.followUps.openOfContactCase(caseId)
  const already = open.find((f) => f.ownerId === null && f.createdAt >= ended.startedAt)
  if (already) {
    // News of the voicemail may come after the end of the call was promised a call back: one promise, the better words.
    if (already.what === promise) return
    await stores.followUps.save({ ...already, what: promise })
    await refreshNextStep(stores, env, caseId)
    return
  }
  const line = await stores.lines.find(ended.lineId)
  const state = line ? lineNow(line, env.now) : null
  const dueAt = state && !state.open && state.opensAt !== null ? state.opensAt : env.now
  const events = await addCaseFollowUp(stores, env, {
    caseId,
    what: promise,
    dueAt,
    ownerId: null,
  })
  await stores.events.append(events, { actor: env.actor, at: env.now })
}
