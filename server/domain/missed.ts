/**
 * Callers who did not get through (F28): one row per member, or per number, and London day, worst wait first. A row is
 * gone when somebody dealt with it, or by itself when the member was spoken with: what was missed is then `handledAt`.
 */
import { DateTime } from 'luxon'
import type { Contact, ContactResult } from './records.ts'

/** Results of a call in which nobody was spoken with and no message left. */
export const missedResults = [
  'abandoned',
  'closed-line',
  'nobody-signed-in',
  'queue-full',
  'failed',
] as const satisfies readonly ContactResult[]

export const isMissed = (contact: Pick<Contact, 'result'>): boolean =>
  missedResults.some((result) => result === contact.result)

type Missed = Pick<
  Contact,
  'id' | 'memberId' | 'callerNumber' | 'startedAt' | 'waitingSince' | 'endedAt' | 'result'
>
export interface MissedRow<C extends Missed> {
  /** The call with the longest wait: what the row opens. */
  worst: C
  /** Every call of the row, oldest first. */
  calls: C[]
  /** YYYY-MM-DD in London. */
  day: string
  waitedMs: number
}

/** Who it was, as far as the number tells; a withheld caller is nobody else's twin. */
const who = (contact: Missed): string => contact.memberId ?? contact.callerNumber ?? `withheld ${contact.id}`

export const waitedMs = (contact: Missed): number =>
  contact.waitingSince === null || contact.endedAt === null
    ? 0
    : Math.max(0, Date.parse(contact.endedAt) - Date.parse(contact.waitingSince))

/** The calendar day an instant falls on in the zone, YYYY-MM-DD. */
export const dayIn = (zone: string, instant: string): string =>
  DateTime.fromISO(instant, { zone }).toISODate() ?? instant.slice(0, 10)

export function missedRows<C extends Missed>(contacts: readonly C[], zone: string): MissedRow<C>[] {
  const rows = new Map<string, MissedRow<C>>()
  for (const contact of contacts.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))) {
    const day = dayIn(zone, contact.startedAt)
    const key = `${day} ${who(contact)}`
    const row = rows.get(key)
    const waited = waitedMs(contact)
    if (row === undefined) rows.set(key, { worst: contact, calls: [contact], day, waitedMs: waited })
    else {
      row.calls.push(contact)
      if (waited > row.waitedMs) {
        row.worst = contact
        row.waitedMs = waited
      }
    }
  }
  return [...rows.values()].toSorted(
    (a, b) => b.waitedMs - a.waitedMs || (a.worst.startedAt < b.worst.startedAt ? -1 : 1),
  )
}

/** Whether two calls are of one person as far as is known: the same member; where one side is unknown, the same number. */
export const isSamePerson = (
  a: Pick<Contact, 'memberId' | 'callerNumber'>,
  b: Pick<Contact, 'memberId' | 'callerNumber'>,
): boolean =>
  a.memberId !== null && b.memberId !== null
    ? a.memberId === b.memberId
    : a.callerNumber !== null && a.callerNumber === b.callerNumber
