/** Two callbacks of the demo's busy day, both kept: one rung and reached, one whose member got through before. */
import { attemptOver, becomeDue, cancel, markRung, promise, startDialling } from '../../../domain/callback.ts'
import {
  bothPresent,
  endCall,
  joinQueue,
  queueCallback,
  startConnecting,
  startContact,
  takeCallback,
} from '../../../domain/contact.ts'
import type { Callback, CallbackAttempt, Contact } from '../../../domain/records.ts'
import { decided, openingOf, openWithNumber } from './calls.ts'
import type { DemoCase } from './cases.ts'
import { type Chance, chance, later } from './chance.ts'
import { serviceLine } from './lines.ts'
import type { DemoMember } from './members.ts'
import { priya } from './people.ts'

export interface DemoCallback {
  readonly contacts: readonly Contact[]
  readonly callback: Callback
  readonly attempt: CallbackAttempt | null
}

const queueId = 'demo-queue-advice'

export function callbacksOfThatDay(
  now: string,
  cases: readonly DemoCase[],
  members: readonly DemoMember[],
): DemoCallback[] {
  const luck = chance(22)
  const withNumber = openWithNumber(cases, members)
  const opens = openingOf(now)
  return [12, 17].flatMap((at, index) => {
    const matter = withNumber[at]
    if (!matter) return []
    return [asked(luck, { ...matter, at: later(opens, 150 + index * 95), isReached: index === 0 })]
  })
}

function asked(
  luck: Chance,
  given: { record: DemoCase['record']; number: string; at: string; isReached: boolean },
): DemoCallback {
  const { record, number, at, isReached } = given
  const started = startContact({
    id: luck.idAt(at),
    channel: 'voice',
    lineId: serviceLine,
    callerNumber: number,
    memberId: record.memberId,
    now: at,
  }).contact
  const filed = { ...started, caseId: record.id, caseRule: 'only-open-case', caseWords: 'only open case' }
  const queued = decided(
    joinQueue(filed, {
      queueId,
      need: 'Anything else',
      priority: 0,
      priorityReason: null,
      memberCallSid: `CA${luck.hex(32)}`,
      now: later(at, 1),
    }),
  )
  const keptAt = later(at, 3)
  const origin = decided(takeCallback(queued, keptAt))
  const promised = promise({
    id: luck.idAt(keptAt),
    contactId: origin.id,
    caseId: record.id,
    memberId: record.memberId,
    lineId: serviceLine,
    queueId,
    number,
    need: origin.need,
    priority: 0,
    priorityReason: null,
    waitingSince: later(at, 1),
    place: 4,
    window: { from: keptAt, until: later(keptAt, 60) },
    now: keptAt,
  })
  if (!isReached) {
    const cancelled = cancel(promised, { reason: 'reached-us', now: later(keptAt, 11) })
    if ('refused' in cancelled) throw new Error('The demo breaks a rule of the domain')
    return { contacts: [origin], callback: cancelled.callback, attempt: null }
  }
  return reached(luck, origin, promised, later(keptAt, 14))
}

function reached(luck: Chance, origin: Contact, promised: Callback, rungAt: string): DemoCallback {
  const memberCallSid = `CA${luck.hex(32)}`
  const waiting = queueCallback({
    id: luck.idAt(later(promised.promisedAt, 0.1)),
    channel: 'voice',
    lineId: serviceLine,
    callerNumber: promised.number,
    memberId: promised.memberId,
    callbackId: promised.id,
    queueId,
    caseId: promised.caseId,
    caseWords: 'the callback they asked for',
    need: promised.need,
    priority: 0,
    priorityReason: null,
    waitingSince: promised.waitingSince,
    now: promised.promisedAt,
  }).contact
  const connecting = decided(startConnecting(waiting, { personId: priya, memberCallSid, now: rungAt }))
  const talking = decided(
    bothPresent(connecting, {
      conferenceSid: `CF${luck.hex(32)}`,
      memberCallSid,
      now: later(rungAt, 0.2),
    }),
  )
  const over = later(rungAt, 8)
  const call: Contact = {
    ...decided(endCall(talking, { by: 'member', now: over })),
    handledAt: later(over, 2),
    reason: 'pay-and-hours',
    outcome: 'advice-given',
  }
  const due = becomeDue(promised, call.id)
  const dialling = due && startDialling(due)
  const callback =
    dialling && attemptOver(markRung(dialling, rungAt), { outcome: 'answered', retryAt: null, now: over })
  if (!callback) throw new Error('The demo breaks a rule of the domain')
  return {
    contacts: [origin, call],
    callback,
    attempt: {
      contactId: call.id,
      callbackId: callback.id,
      personId: priya,
      dialledAt: rungAt,
      heardMachine: false,
      settledAt: over,
      outcome: 'answered',
    },
  }
}
