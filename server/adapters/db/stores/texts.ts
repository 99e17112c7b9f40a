import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, insertInto, kept, keptStatements, texts } from './kept.ts'

const threads = keptStatements(tables.threads, 'id', ['memberNumber', 'ourNumber', 'createdAt'])
const messages = keptStatements(tables.messages, 'id', [
  'threadId',
  'direction',
  'authorId',
  'clientId',
  'at',
])
const insertPicture = insertInto(tables.pictures)

const threadByNumbers = statement('threads by numbers', (k, p) =>
  selectFrom(k, tables.threads)
    .where({ member_number: p('memberNumber'), our_number: p('ourNumber') })
    .forUpdate(),
)
const messageBySid = statement('messages by sid', (k, p) =>
  selectFrom(k, tables.messages)
    .where({ message_sid: p('messageSid') })
    .forUpdate(),
)
const messageByClientId = statement('messages by client id', (k, p) =>
  selectFrom(k, tables.messages).where({ client_id: p('clientId') }),
)
const readToMinute = statement('messages read to', (k) =>
  k('counters').select('value').where({ name: 'texts-read-minute' }),
)
const setReadToMinute = statement('messages set read to', (k, p) =>
  k('counters')
    .where({ name: 'texts-read-minute' })
    .update({ value: p('minute') }),
)
const newestMessage = statement('messages newest of thread', (k, p) =>
  selectFrom(k, tables.messages)
    .where({ thread_id: p('threadId') })
    .whereIn('direction', ['in', 'out'])
    .orderBy('id', 'desc')
    .limit(1),
)
const queuedOut = statement('messages queued of thread', (k, p) =>
  selectFrom(k, tables.messages)
    .where({ thread_id: p('threadId'), direction: 'out', status: 'queued' })
    .orderBy('id')
    .forUpdate(),
)

export const threadsStore = (executor: Executor): Stores['threads'] => ({
  ...kept(executor, threads),
  byNumbers: (memberNumber, ourNumber) =>
    first(executor, tables.threads, threadByNumbers, { memberNumber, ourNumber }),
})

export const messagesStore = (executor: Executor): Stores['messages'] => ({
  ...kept(executor, messages),
  bySid: (messageSid) => first(executor, tables.messages, messageBySid, { messageSid }),
  readToMinute: async () => Number((await texts(executor, readToMinute, {}, 'value'))[0]),
  setReadToMinute: async (minute) => {
    await executor.run(setReadToMinute, { minute })
  },
  byClientId: (clientId) => first(executor, tables.messages, messageByClientId, { clientId }),
  newest: (threadId) => first(executor, tables.messages, newestMessage, { threadId }),
  queuedOut: (threadId) => every(executor, tables.messages, queuedOut, { threadId }),
})

export const picturesStore = (executor: Executor): Stores['pictures'] => ({
  insert: async (picture) => {
    await executor.run(insertPicture, { ...picture })
  },
})
