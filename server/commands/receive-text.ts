import { isWrittenByMachine } from '../domain/auto-reply.ts'
import { closeConversation } from '../domain/contact.ts'
import type { DomainEvent } from '../domain/events.ts'
import { lineNow } from '../domain/line-state.ts'
import { readKeyword } from '../domain/opt-out.ts'
import { canText, readCaller } from '../domain/phone-number.ts'
import type { Contact, Line, Message, Thread } from '../domain/records.ts'
import { isStatusRequest } from '../domain/status-request.ts'
import { helpReply, outOfHoursReply } from '../domain/wording.ts'
import { answerStatus } from './answer-status.ts'
import { attachCase, ensureCase } from './attach-case.ts'
import { conversationOf, newPhone, queueText, threadOf } from './conversation-support.ts'
import { optedOutSince, optIn, optOut } from './opt-outs.ts'
import type { Env, Stores } from './ports.ts'
import { agreeByText } from './terms.ts'

/**
 * A text came in: it is on its thread, its contact and a case when this returns. STOP, START and HELP are obeyed at
 * once and shown; STATUS is answered by itself (answer-status.ts); outside opening hours one reply per closed period says when we are back. An unknown line of ours
 * takes the text on the first text line, so that nothing a member says is lost.
 */
export async function receiveText(
  stores: Stores,
  env: Env,
  input: {
    messageSid: string
    from: string
    to: string
    body: string
    media: { url: string; contentType: string }[]
    /** When it came to Twilio, where it was found there afterwards; else it came just now. */
    at?: string
  },
): Promise<{ contactId: string | null }> {
  const caller = readCaller(input.from)
  const number = caller.kind === 'number' ? caller.e164 : null
  const memberNumber = number ?? input.from.trim().slice(0, 64)
  // Asked together: on PostgreSQL they share one trip.
  const [known, lineCalled, knownThread, knownPhone] = await Promise.all([
    stores.messages.bySid(input.messageSid),
    stores.lines.byNumber(input.to),
    stores.threads.byNumbers(memberNumber, input.to),
    number === null ? null : stores.phones.byNumber(number),
  ])
  if (known) return { contactId: known.contactId }
  const line = lineCalled ?? (await stores.lines.all()).find((l) => l.kind === 'text' && l.purpose === 'case')
  if (!line) throw new Error('no text line is set up')
  const thread = knownThread ?? (await threadOf(stores, env, memberNumber, line.number))
  let phone = knownPhone ?? (number === null ? null : newPhone(env, number))
  const stoppedBefore = await optedOutSince(stores, knownPhone, line)
  const keyword = readKeyword(input.body, { isOptedOut: stoppedBefore !== null })
  const status = isStatusRequest(input.body) ? await answerStatus(stores, env, { phone, line }) : null

  const conversation = await conversationOf(stores, env, {
    thread,
    lineId: line.id,
    callerNumber: number,
  })
  let contact: Contact = conversation.contact
  const events: DomainEvent[] = [...conversation.events]
  if (conversation.isNew) {
    const attached = await ensureCase(stores, env, contact, { ownerId: null, text: input.body, insert: true })
    contact = attached.contact
    events.push(...attached.events)
  } else {
    const attached = await attachCase(stores, env, contact, { text: input.body, onlyByReference: true })
    contact = attached.contact
    if (attached.events.length > 0) {
      contact = { ...contact, version: contact.version + 1 }
      await stores.contacts.save(contact)
      events.push(...attached.events)
    }
  }
  // Only now: the members who have this number were asked for above, and reading where it has written makes a unit wait.
  if (phone && !knownPhone) await stores.phones.insert(phone)
  const message: Message = {
    id: env.ids.next(),
    threadId: thread.id,
    contactId: contact.id,
    direction: 'in',
    body: input.body,
    status: 'received',
    errorCode: null,
    authorId: null,
    clientId: null,
    messageSid: input.messageSid,
    at: input.at ?? env.now,
    refusedFiles: [],
  }
  await stores.messages.insert(message)
  events.push({
    type: 'message.received',
    contactId: contact.id,
    threadId: thread.id,
    messageId: message.id,
    media: input.media,
  })

  const obeyed =
    phone === null
      ? null
      : keyword === 'stop'
        ? await optOut(stores, env, { phone, line, thread, contact })
        : keyword === 'start'
          ? await optIn(stores, env, { phone, line, thread })
          : null
  if (obeyed) {
    phone = obeyed.phone
    events.push(...obeyed.events)
  }
  const isStopped = keyword === 'stop' || (stoppedBefore !== null && keyword !== 'start')
  const mayReply = () => phone !== null && canText(phone.number) && !isStopped
  const saved: Thread = { ...thread, version: thread.version + 1 }
  const agreed =
    number === null || keyword !== null
      ? null
      : await agreeByText(stores, env, {
          number,
          body: input.body,
          messageId: message.id,
          contactId: contact.id,
          thread,
          mayReply: mayReply(),
        })
  events.push(...(agreed?.events ?? []))
  if (keyword === 'help' && mayReply()) {
    events.push(
      ...(
        await queueText(stores, env, {
          thread,
          contactId: contact.id,
          body: helpReply({ lineName: line.name }),
          authorId: null,
          clientId: null,
        })
      ).events,
    )
  }
  if (status !== null && status.body !== null && mayReply())
    events.push(
      ...(
        await queueText(stores, env, {
          thread,
          contactId: contact.id,
          body: status.body,
          authorId: null,
          clientId: null,
        })
      ).events,
    )
  // Never to another machine: two that answer each other would not stop.
  if (keyword === null && status === null && agreed === null && !isWrittenByMachine(input.body)) {
    const closed = closedUntil(line, env.now)
    if (closed !== null && thread.closedReplyUntil !== closed && mayReply()) {
      saved.closedReplyUntil = closed
      const body = outOfHoursReply({ opensAt: closed, now: env.now, zone: line.hours.zone })
      events.push(
        ...(
          await queueText(stores, env, {
            thread,
            contactId: contact.id,
            body,
            authorId: null,
            clientId: null,
          })
        ).events,
      )
    }
  }
  await stores.threads.save(saved)
  const isAnswered = contact.caseId !== null && status?.caseIds.includes(contact.caseId) === true
  if ((keyword === 'stop' || isAnswered || agreed !== null) && conversation.isNew) {
    // A bare STOP, or a STATUS that was answered, starts no conversation that somebody would have to answer.
    const closing = closeConversation(contact, { personId: 'system', now: env.now })
    if (!('refused' in closing)) {
      await stores.contacts.save(closing.contact)
      events.push(...closing.events)
    }
  }
  await stores.events.append(events, { actor: env.actor, at: env.now })
  return { contactId: contact.id }
}

/** When the line opens next if it is closed now, else null. A line that never opens again says nothing. */
function closedUntil(line: Line, now: string): string | null {
  const state = lineNow(line, now)
  return state.open ? null : state.opensAt
}
