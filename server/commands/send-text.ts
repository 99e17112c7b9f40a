import type { Refused } from '../contract/refusals.ts'
import type { DomainEvent } from '../domain/events.ts'
import { canText } from '../domain/phone-number.ts'
import type { Contact, Message } from '../domain/records.ts'
import { telling } from '../domain/safe-wording.ts'
import { longestBody } from '../domain/sms-text.ts'
import { unfilledFields } from '../domain/text-template.ts'
import { ensureCase } from './attach-case.ts'
import { conversationOf, queueText } from './conversation-support.ts'
import { keepOverride, mayContactNumber } from './may-contact.ts'
import { optedOutSince } from './opt-outs.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Sends a text, or keeps a note that the member never sees. A repeat with the same client id is the same message.
 * Refuses before Twilio would: opted out, a landline, empty, too long; and when a newer message has come that the
 * writer had not seen (pass `seenMessageId: null` to send anyway); and words that tell too much to a member who asked
 * for discretion, unless `why` says why they must go: that is kept for data protection.
 */
export async function sendText(
  stores: Stores,
  env: Env,
  input: {
    threadId: string
    personId: string
    clientId: string
    body: string
    kind: 'text' | 'note'
    seenMessageId: string | null
    /** Why it goes to somebody who asked for discretion although it says too much. */
    why?: string | null
  },
): Promise<{ messageId: string } | Refused> {
  const repeat = await stores.messages.byClientId(input.clientId)
  if (repeat) return { messageId: repeat.id }
  const thread = await stores.threads.find(input.threadId)
  if (!thread) return { refused: 'not-found' }
  const body = input.body.trim()
  if (body === '') return { refused: 'empty-text' }
  const open = await stores.contacts.openByThread(thread.id)
  const saved = { ...thread, version: thread.version + 1, draft: '', draftSavedAt: null }

  if (input.kind === 'note') {
    const message = {
      id: env.ids.next(),
      threadId: thread.id,
      contactId: open?.id ?? null,
      direction: 'note' as const,
      body,
      status: 'note' as const,
      errorCode: null,
      authorId: input.personId,
      clientId: input.clientId,
      messageSid: null,
      at: env.now,
      refusedFiles: [],
    }
    await stores.messages.insert(message)
    await stores.threads.save(saved)
    await stores.events.append(
      [{ type: 'message.noted', contactId: message.contactId, threadId: thread.id, messageId: message.id }],
      { actor: env.actor, at: env.now },
    )
    return { messageId: message.id }
  }

  const unfilled = unfilledFields(body)
  if (unfilled.length > 0)
    return {
      refused: 'fields-unfilled',
      detail: `Not filled in: ${unfilled.join(', ')}. Fill it or take it out.`,
    }
  if (body.length > longestBody) return { refused: 'text-too-long' }
  if (!canText(thread.memberNumber)) return { refused: 'cannot-text' }
  const phone = await stores.phones.byNumber(thread.memberNumber)
  const line = await stores.lines.byNumber(thread.ourNumber)
  if ((await optedOutSince(stores, phone, line)) !== null) return { refused: 'opted-out' }
  const may = await mayContactNumber(stores, env, thread.memberNumber, 'text')
  if (!may.may) return { refused: 'number-unsafe', detail: may.words }
  const told = may.manner.nameUnion ? [] : telling(body)
  const why = input.why?.trim() ?? ''
  if (told.length > 0 && why === '')
    return {
      refused: 'tells-too-much',
      detail: `They asked for discretion, and this says ${told.map((word) => `“${word}”`).join(', ')}. Say it otherwise, or ring them.`,
    }
  const newest = await stores.messages.newest(thread.id)
  const unseen = newest !== null && newest.id !== input.seenMessageId && newest.authorId !== input.personId
  if (unseen && input.seenMessageId !== null) return newerMessage(stores, newest)
  if (!line)
    return { refused: 'cannot-text', detail: 'Our number of this conversation was given up. You can call.' }

  const events: DomainEvent[] = []
  const conversation = await conversationOf(stores, env, {
    thread,
    lineId: line.id,
    callerNumber: thread.memberNumber,
  })
  events.push(...conversation.events)
  let contact: Contact = {
    ...conversation.contact,
    agentId: conversation.contact.agentId ?? input.personId,
    connectedAt: conversation.contact.connectedAt ?? env.now,
  }
  if (conversation.isNew) {
    const attached = await ensureCase(stores, env, contact, { ownerId: input.personId, insert: true })
    contact = attached.contact
    events.push(...attached.events)
  } else {
    contact.version += 1
    await stores.contacts.save(contact)
  }
  const queued = await queueText(stores, env, {
    thread,
    contactId: contact.id,
    body,
    authorId: input.personId,
    clientId: input.clientId,
  })
  if (told.length > 0)
    events.push(
      ...(await keepOverride(stores, env, {
        number: thread.memberNumber,
        memberId: null,
        way: 'text',
        because: 'discretion',
        why,
        personId: input.personId,
      })),
    )
  await stores.threads.save(saved)
  await stores.events.append([...events, ...queued.events], { actor: env.actor, at: env.now })
  return { messageId: queued.message.id }
}

/** Whose the unseen message is: a colleague who was quicker is named, so that nobody is answered twice. */
async function newerMessage(stores: Stores, newest: Message): Promise<Refused> {
  const colleague = newest.authorId === null ? null : await stores.people.find(newest.authorId)
  return colleague
    ? {
        refused: 'newer-message',
        detail: `${colleague.name} has answered meanwhile. Read it first. Send yours anyway?`,
      }
    : { refused: 'newer-message' }
}
