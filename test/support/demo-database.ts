/** The demo union in a fresh database, and small records to put beside it. */
import type { Database } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { marcus, priya, sam } from '../../server/adapters/db/seed/people.ts'
import { startContact } from '../../server/domain/contact.ts'
import type { Contact, Offer, Phone, Thread } from '../../server/domain/records.ts'
import type { OpenDatabase } from './databases.ts'

/** Monday, three minutes past nine in London. */
export const monday = '2026-11-23T09:03:00.000Z'
export const demo = { priya, sam, marcus, line: 'demo-line-service', textLine: 'demo-line-text' } as const

export async function demoDatabase(open: OpenDatabase): Promise<Database> {
  const database = await open()
  await seedDemo(database, { now: monday })
  return database
}

export const aCall = (id: string, change: Partial<Contact> = {}): Contact => ({
  ...startContact({
    id,
    channel: 'voice',
    lineId: demo.line,
    callerNumber: '+447700900555',
    memberId: null,
    now: monday,
  }).contact,
  ...change,
})

export const anOffer = (
  id: string,
  change: Partial<Offer> & Pick<Offer, 'contactId' | 'personId'>,
): Offer => ({
  id,
  guestId: null,
  state: 'pending',
  offeredAt: monday,
  expiresAt: '2026-11-23T09:03:20.000Z',
  settledAt: null,
  ...change,
})

export const aPhone = (number: string): Phone => ({
  id: `phone-${number}`,
  number,
  optedOutAt: null,
  unsafeBecause: null,
  createdAt: monday,
})

export const aThread = (id: string, memberNumber: string): Thread => ({
  id,
  version: 1,
  memberNumber,
  ourNumber: '+447700900900',
  draft: '',
  draftKind: 'text',
  draftSavedAt: null,
  closedReplyUntil: null,
  createdAt: monday,
})

/** What a promise was refused with; throws when it was not. */
export async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('Expected a refusal, and it went through')
}
