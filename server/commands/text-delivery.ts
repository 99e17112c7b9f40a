/** What becomes of a text on its way out, and of the pictures of one that came in: answers of effects and of status callbacks. */

import type { DomainEvent } from '../domain/events.ts'
import { afterNews, readMessageStatus } from '../domain/message-status.ts'
import type { Message, MessageStatus, Picture } from '../domain/records.ts'
import { noteStopped } from './opt-outs.ts'
import type { Env, Stores } from './ports.ts'

/** Twilio: "Attempt to send to unsubscribed recipient" (error 21610, as of 2026-11). */
const unsubscribed = 21610

/** Twilio took the text. `status` is Twilio's word. */
export async function textHandedOver(
  stores: Stores,
  env: Env,
  input: { messageId: string; messageSid: string; status: string },
): Promise<void> {
  const message = await stores.messages.find(input.messageId)
  if (message)
    await tell(
      stores,
      env,
      { ...message, messageSid: input.messageSid },
      message.status,
      readMessageStatus(input.status) ?? 'sending',
      null,
    )
}

/** The text could not be handed over and will not be tried again. `errorCode` is Twilio's, or null. */
export async function textFailed(
  stores: Stores,
  env: Env,
  input: { messageId: string; errorCode: number | null },
): Promise<void> {
  const message = await stores.messages.find(input.messageId)
  if (message) await tell(stores, env, message, message.status, 'failed', input.errorCode)
}

/** A delivery callback. An unknown sid is news of nothing of ours; late news changes nothing. */
export async function recordMessageStatus(
  stores: Stores,
  env: Env,
  input: { messageSid: string; status: string; errorCode: number | null },
): Promise<void> {
  const message = await stores.messages.bySid(input.messageSid)
  const status = readMessageStatus(input.status)
  if (message && status) await tell(stores, env, message, message.status, status, input.errorCode)
}

async function tell(
  stores: Stores,
  env: Env,
  message: Message,
  before: MessageStatus,
  news: MessageStatus,
  errorCode: number | null,
): Promise<void> {
  const status = afterNews(before, news)
  await stores.messages.save({
    ...message,
    status,
    errorCode: status === before ? message.errorCode : (errorCode ?? message.errorCode),
  })
  if (status === before) return
  const events: DomainEvent[] = [
    {
      type: 'message.status-changed',
      contactId: message.contactId,
      threadId: message.threadId,
      messageId: message.id,
      status,
    },
  ]
  const thread = errorCode === unsubscribed ? await stores.threads.find(message.threadId) : null
  const phone = thread ? await stores.phones.byNumber(thread.memberNumber) : null
  // Twilio knows of a STOP that we do not: it is kept and shown the same way.
  if (thread && phone) events.push(...(await noteStopped(stores, env, phone, thread)))
  await stores.events.append(events, { actor: env.actor, at: env.now })
}

/** The pictures of a received text, made safe, and in words the files that were refused. */
export async function keepPictures(
  stores: Stores,
  env: Env,
  input: { messageId: string; pictures: Picture[]; refused: string[] },
): Promise<void> {
  const message = await stores.messages.find(input.messageId)
  if (!message) return
  for (const picture of input.pictures) await stores.pictures.insert(picture)
  await stores.messages.save({ ...message, refusedFiles: input.refused })
  await stores.events.append(
    [{ type: 'message.pictures-kept', threadId: message.threadId, messageId: message.id }],
    { actor: env.actor, at: env.now },
  )
}
