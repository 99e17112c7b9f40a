import type { Stores } from '../../../commands/ports.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Executor, statement } from '../statement.ts'
import { every, first, kept, keptStatements } from './kept.ts'

const contacts = keptStatements(tables.contacts, 'id', ['channel', 'threadId', 'callerNumber', 'startedAt'])
const calls = keptStatements(tables.calls, 'callSid')
const recordings = keptStatements(tables.recordings, 'id')
const offers = keptStatements(tables.offers, 'id')

const openByThread = statement('contacts open by thread', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ thread_id: p('threadId') })
    .whereNull('ended_at')
    .forUpdate(),
)
const latestEndedByThread = statement('contacts latest ended by thread', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ thread_id: p('threadId') })
    .whereNotNull('ended_at')
    .orderBy([
      { column: 'ended_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(1)
    .forUpdate(),
)
const liveVoice = statement('contacts live voice', (k) =>
  selectFrom(k, tables.contacts)
    .where('channel', 'voice')
    .whereNull('ended_at')
    .orderBy(['started_at', 'id']),
)
/** The order of domain/routing/order.ts: waiting since − priority × 2 minutes, then who waits longer, then the id. */
const waiting = statement('contacts waiting', (k, _p, engine) => {
  const seconds =
    engine === 'sqlite'
      ? "unixepoch(waiting_since, 'subsec')"
      : 'extract(epoch from waiting_since::timestamptz)'
  return selectFrom(k, tables.contacts)
    .where('state', 'waiting')
    .whereNull('ended_at')
    .whereNotNull('waiting_since')
    .orderByRaw(`${seconds} - priority * 120, waiting_since, id`)
})

const callsOfContact = statement('calls of contact', (k, p) =>
  selectFrom(k, tables.calls)
    .where({ contact_id: p('contactId') })
    .orderBy(['started_at', 'call_sid']),
)
const recordingBySid = statement('recordings by sid', (k, p) =>
  selectFrom(k, tables.recordings)
    .where({ recording_sid: p('recordingSid') })
    .forUpdate(),
)
const recordingsOfContact = statement('recordings of contact', (k, p) =>
  selectFrom(k, tables.recordings)
    .where({ contact_id: p('contactId') })
    .orderBy(['started_at', 'id']),
)
const openOfferByContact = statement('offers open by contact', (k, p) =>
  selectFrom(k, tables.offers)
    .where({ contact_id: p('contactId') })
    .whereNull('settled_at')
    .forUpdate(),
)
const openOfferByPerson = statement('offers open by person', (k, p) =>
  selectFrom(k, tables.offers)
    .where({ person_id: p('personId') })
    .whereNull('settled_at')
    .forUpdate(),
)
const dueOffers = statement('offers due', (k, p) =>
  selectFrom(k, tables.offers)
    .whereNull('settled_at')
    .where('expires_at', '<=', p('now'))
    .orderBy(['expires_at', 'id'])
    .forUpdate(),
)

export const contactsStore = (executor: Executor): Stores['contacts'] => ({
  ...kept(executor, contacts),
  openByThread: (threadId) => first(executor, tables.contacts, openByThread, { threadId }),
  latestEndedByThread: (threadId) => first(executor, tables.contacts, latestEndedByThread, { threadId }),
  liveVoice: () => every(executor, tables.contacts, liveVoice, {}),
  waiting: () => every(executor, tables.contacts, waiting, {}),
})

export const callsStore = (executor: Executor): Stores['calls'] => ({
  ...kept(executor, calls),
  ofContact: (contactId) => every(executor, tables.calls, callsOfContact, { contactId }),
})

export const recordingsStore = (executor: Executor): Stores['recordings'] => ({
  ...kept(executor, recordings),
  bySid: (recordingSid) => first(executor, tables.recordings, recordingBySid, { recordingSid }),
  ofContact: (contactId) => every(executor, tables.recordings, recordingsOfContact, { contactId }),
})

export const offersStore = (executor: Executor): Stores['offers'] => ({
  ...kept(executor, offers),
  openByContact: (contactId) => first(executor, tables.offers, openOfferByContact, { contactId }),
  openByPerson: (personId) => first(executor, tables.offers, openOfferByPerson, { personId }),
  due: (now) => every(executor, tables.offers, dueOffers, { now }),
})
