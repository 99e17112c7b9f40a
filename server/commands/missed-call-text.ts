/** "Sorry we missed you" by text (F28): only where the member asked for it, on a number that is theirs alone. */
import type { Refused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { dayIn } from '../domain/missed.ts'
import { canText } from '../domain/phone-number.ts'
import type { Contact } from '../domain/records.ts'
import * as wording from '../domain/wording.ts'
import { textTo } from './callback-support.ts'
import type { Env, Stores } from './ports.ts'

/** A member said that a text to this number is wanted and safe, or no longer. A shared or fixed line is neither. */
export async function chooseMissedCallText(
  stores: Stores,
  env: Env,
  input: { memberId: string; phoneId: string; isWanted: boolean },
): Promise<{ done: true } | Refused> {
  const phone = await stores.phones.find(input.phoneId)
  if (!phone) return { refused: 'not-found' }
  const owners = await stores.members.byNumber(phone.number)
  if (!owners.some(({ id }) => id === input.memberId)) return { refused: 'not-found' }
  if (input.isWanted) {
    if (owners.length > 1) return { refused: 'number-shared' }
    if (!canText(phone.number)) return { refused: 'cannot-text' }
    if (phone.unsafeBecause !== null) return { refused: 'number-unsafe' }
    if (phone.optedOutAt !== null) return { refused: 'opted-out' }
  }
  await stores.members.setMissedCallText(input)
  await stores.events.append([{ type: 'member.missed-call-text', ...input }], {
    actor: env.actor,
    at: env.now,
  })
  return { done: true }
}

/** After a caller gave up: one text a day, on the first call. STOP and fixed lines are minded where every text is. */
export async function textMissed(stores: Stores, env: Env, gaveUp: Contact): Promise<DomainEvent[]> {
  const { callerNumber } = gaveUp
  if (gaveUp.result !== 'abandoned' || callerNumber === null) return []
  if (!(await stores.members.wantsMissedCallText(callerNumber))) return []
  const line = await stores.lines.find(gaveUp.lineId)
  if (!line) return []
  const dayOf = (instant: string) => dayIn(line.hours.zone, instant)
  const today = dayOf(gaveUp.startedAt)
  const before = (await stores.contacts.missedOf(gaveUp)).filter(
    (missed) => missed.id !== gaveUp.id && missed.result === 'abandoned' && dayOf(missed.startedAt) === today,
  )
  return before.length > 0
    ? []
    : textTo(stores, env, callerNumber, wording.missedCallText({ number: line.number }))
}
