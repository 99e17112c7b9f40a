import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements, texts } from './kept.ts'

const callbacks = keptStatements(tables.callbacks, 'id', ['contactId', 'number', 'promisedUntil'])
const attempts = keptStatements(tables.callbackAttempts, 'contactId', ['callbackId'])

const due = statement('callbacks due', (k, p) =>
  selectFrom(k, tables.callbacks)
    .whereNull('settled_at')
    .whereNull('attempt_contact_id')
    .where('due_at', '<=', p('now'))
    .orderBy(['waiting_since', 'id'])
    .forUpdate(),
)
const inQueue = statement('callbacks in queue', (k) =>
  selectFrom(k, tables.callbacks)
    .whereNull('settled_at')
    .whereNotNull('attempt_contact_id')
    .orderBy(['waiting_since', 'id'])
    .forUpdate(),
)
const openOfMember = statement('callbacks open of member', (k, p) =>
  selectFrom(k, tables.callbacks)
    .where({ member_id: p('memberId') })
    .whereNull('settled_at')
    .orderBy('id')
    .forUpdate(),
)
const openOfNumber = statement('callbacks open of number', (k, p) =>
  selectFrom(k, tables.callbacks)
    .where({ number: p('number') })
    .whereNull('settled_at')
    .orderBy('id')
    .forUpdate(),
)
const openInQueue = statement('callbacks open in queue', (k, p) =>
  k('callbacks')
    .where({ queue_id: p('queueId') })
    .whereNull('settled_at')
    .count({ n: '*' }),
)
const byContact = statement('callbacks by contact', (k, p) =>
  selectFrom(k, tables.callbacks)
    .where({ contact_id: p('contactId') })
    .forUpdate(),
)

const attemptsOfCallback = statement('callback attempts of callback', (k, p) =>
  selectFrom(k, tables.callbackAttempts)
    .where({ callback_id: p('callbackId') })
    .orderBy(['dialled_at', 'contact_id']),
)

export const callbacksStore = (executor: Executor): Stores['callbacks'] => ({
  ...kept(executor, callbacks),
  due: (now) => every(executor, tables.callbacks, due, { now }),
  inQueue: () => every(executor, tables.callbacks, inQueue, {}),
  openOf: async ({ memberId, number }) => {
    const found = [
      ...(memberId === null ? [] : await every(executor, tables.callbacks, openOfMember, { memberId })),
      ...(number === null ? [] : await every(executor, tables.callbacks, openOfNumber, { number })),
    ]
    return [...new Map(found.map((callback) => [callback.id, callback])).values()]
  },
  openInQueue: async (queueId) => Number((await texts(executor, openInQueue, { queueId }, 'n'))[0]),
  byContact: (contactId) => first(executor, tables.callbacks, byContact, { contactId }),
})

export const callbackAttemptsStore = (executor: Executor): Stores['callbackAttempts'] => ({
  ...kept(executor, attempts),
  ofCallback: (callbackId) => every(executor, tables.callbackAttempts, attemptsOfCallback, { callbackId }),
})
