/** What several text commands share: the thread of two numbers, its open conversation, and a text on its way out. */
import { startContact } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import type { Contact, Message, Phone, Thread } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/** The one thread of a member's number and ours, made when first needed. */
export async function threadOf(
  stores: Stores,
  env: Env,
  memberNumber: string,
  ourNumber: string,
): Promise<Thread> {
  const known = await stores.threads.byNumbers(memberNumber, ourNumber)
  if (known) return known
  const thread: Thread = {
    id: env.ids.next(),
    version: 1,
    memberNumber,
    ourNumber,
    draft: '',
    draftKind: 'text',
    draftSavedAt: null,
    closedReplyUntil: null,
    createdAt: env.now,
  }
  await stores.threads.insert(thread)
  return thread
}

/** What we know of a number itself (opt-out), made when first heard of. */
export async function phoneOf(stores: Stores, env: Env, number: string): Promise<Phone> {
  const known = await stores.phones.byNumber(number)
  if (known) return known
  const phone = newPhone(env, number)
  await stores.phones.insert(phone)
  return phone
}

export const newPhone = (env: Env, number: string): Phone => ({
  id: env.ids.next(),
  number,
  optedOutAt: null,
  unsafeBecause: null,
  createdAt: env.now,
})

/**
 * The open conversation of a thread, or a new one, with the member where the number belongs to one alone. `isNew` tells
 * which; a new one is not yet saved. `callerNumber` null: it came without a number that could be a person's.
 */
export async function conversationOf(
  stores: Stores,
  env: Env,
  input: { thread: Thread; lineId: string; callerNumber: string | null },
): Promise<{ contact: Contact; events: DomainEvent[]; isNew: boolean }> {
  const open = await stores.contacts.openByThread(input.thread.id)
  if (open) return { contact: open, events: [], isNew: false }
  const members = input.callerNumber === null ? [] : await stores.members.byNumber(input.callerNumber)
  const started = startContact({
    id: env.ids.next(),
    channel: 'sms',
    lineId: input.lineId,
    callerNumber: input.callerNumber,
    memberId: members.length === 1 ? (members[0]?.id ?? null) : null,
    threadId: input.thread.id,
    now: env.now,
  })
  return { ...started, isNew: true }
}

/** Puts a text in line to be sent; the effect of the event sends it after commit, in order. `authorId` null: the system wrote it. */
export async function queueText(
  stores: Stores,
  env: Env,
  input: {
    thread: Thread
    contactId: string | null
    body: string
    authorId: string | null
    clientId: string | null
  },
): Promise<{ message: Message; events: DomainEvent[] }> {
  const message: Message = {
    id: env.ids.next(),
    threadId: input.thread.id,
    contactId: input.contactId,
    direction: 'out',
    body: input.body,
    status: 'queued',
    errorCode: null,
    authorId: input.authorId,
    clientId: input.clientId,
    messageSid: null,
    at: env.now,
    refusedFiles: [],
  }
  await stores.messages.insert(message)
  return {
    message,
    events: [
      {
        type: 'message.queued',
        contactId: input.contactId,
        threadId: input.thread.id,
        messageId: message.id,
      },
    ],
  }
}
