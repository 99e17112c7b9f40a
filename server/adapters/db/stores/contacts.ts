import type { Knex } from 'knex'
import type { Stores } from '../../../commands/ports.ts'
import { isSamePerson, missedResults } from '../../../domain/missed.ts'
import { selectFrom, tables } from '../columns.ts'
import { type Engine, type Executor, limitToCome, type Placeholder, statement } from '../statement.ts'
import { every, first, kept, keptStatements, texts } from './kept.ts'

const contacts = keptStatements(tables.contacts, 'id', [
  'channel',
  'threadId',
  'callerNumber',
  'startedAt',
  'callbackId',
])
const calls = keptStatements(tables.calls, 'callSid')
const recordings = keptStatements(tables.recordings, 'id')
const offers = keptStatements(tables.offers, 'id')
const guests = keptStatements(tables.guests, 'id')
const parts = keptStatements(tables.contactParts, 'id')
const partsOfContact = statement('contact parts of contact', (k, p) =>
  selectFrom(k, tables.contactParts)
    .where({ contact_id: p('contactId') })
    .orderBy(['handed_at', 'id']),
)

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
const openOnLine = statement('contacts open on line', (k, p) =>
  k('contacts')
    .select('channel')
    .where({ line_id: p('lineId') })
    .whereNull('ended_at'),
)
const promisedFromLine = statement('callbacks promised from line', (k, p) =>
  k('callbacks')
    .select('id')
    .where({ line_id: p('lineId') })
    .whereNull('settled_at'),
)
const conversationsOf = statement('contacts conversations of person', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ agent_id: p('personId'), channel: 'sms' })
    .whereNull('ended_at')
    .orderBy(['started_at', 'id'])
    .forUpdate(),
)
const voicemailsOf = statement('contacts voicemails of person', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ agent_id: p('personId'), result: 'voicemail' })
    .whereNotNull('ended_at')
    .whereNull('handled_at')
    .orderBy(['ended_at', 'id'])
    .forUpdate(),
)
const liveVoice = statement('contacts live voice', (k) =>
  selectFrom(k, tables.contacts)
    .where('channel', 'voice')
    .whereNull('ended_at')
    .orderBy(['started_at', 'id']),
)
const beingConnected = statement('contacts being connected', (k) =>
  selectFrom(k, tables.contacts)
    .whereIn('state', ['connecting', 'parked'])
    .whereNull('ended_at')
    .orderBy(['started_at', 'id']),
)
/** The order of domain/routing/order.ts: waiting since − priority × 2 minutes, then who waits longer, then the id. */
const servingKey = (engine: Engine, since: string, priority: string): string =>
  engine === 'sqlite'
    ? `unixepoch(${since}, 'subsec') - ${priority} * 120`
    : `extract(epoch from ${since}::timestamptz) - ${priority} * 120`
const waiting = statement('contacts waiting', (k, _p, engine) =>
  selectFrom(k, tables.contacts)
    .where('state', 'waiting')
    .whereNull('ended_at')
    .whereNotNull('waiting_since')
    .orderByRaw(`${servingKey(engine, 'waiting_since', 'priority')}, waiting_since, id`),
)
/** Counted, not read: everybody who waits asks this at every round of music. */
const aheadOf = statement('contacts waiting ahead', (k, p, engine) =>
  k('contacts')
    .where({ state: 'waiting', queue_id: p('queueId') })
    .whereNull('ended_at')
    .whereRaw(
      `(${servingKey(engine, 'waiting_since', 'priority')}, waiting_since, id) < (${servingKey(engine, '?', '?')}, ?, ?)`,
      [p('waitingSince'), p('priority'), p('waitingSince'), p('id')],
    )
    .count({ n: '*' }),
)

/** Not those who took a callback: they keep nobody out. */
const waitingIn = statement('contacts waiting in queue', (k, p) =>
  k('contacts')
    .where({ state: 'waiting', queue_id: p('queueId') })
    .whereNull('ended_at')
    .whereNull('callback_id')
    .count({ n: '*' }),
)

const lastAgent = (k: Knex, p: Placeholder) =>
  k('contacts')
    .select('agent_id')
    .where('started_at', '>=', p('since'))
    .whereNotNull('connected_at')
    .whereNotNull('agent_id')
    .orderBy('started_at', 'desc')
    .limit(1)
const lastAgentOfMember = statement('contacts last agent of member', (k, p) =>
  lastAgent(k, p).where({ member_id: p('memberId') }),
)
const lastAgentOfNumber = statement('contacts last agent of number', (k, p) =>
  lastAgent(k, p)
    .whereNull('member_id')
    .where({ caller_number: p('callerNumber') }),
)
const lastLineOfNumber = statement('contacts last line of number', (k, p) =>
  k('contacts')
    .select('line_id')
    .where({ caller_number: p('number'), channel: 'voice' })
    .orderBy('started_at', 'desc')
    .limit(1),
)
const answered = statement('contacts answered in queue', (k, p) =>
  k('contacts')
    .select('connected_at')
    .where({ queue_id: p('queueId'), channel: 'voice' })
    .whereNotNull('connected_at')
    .where('connected_at', '>=', p('since'))
    .orderBy('connected_at', 'desc')
    .limit(limitToCome),
)

const missedOfMember = statement('contacts missed of member', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ member_id: p('memberId'), channel: 'voice' })
    .whereNull('handled_at')
    .whereNotNull('ended_at')
    .whereIn('result', [...missedResults])
    .orderBy(['started_at', 'id'])
    .forUpdate(),
)
const missedOfNumber = statement('contacts missed of number', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ caller_number: p('callerNumber'), channel: 'voice' })
    .whereNull('handled_at')
    .whereNotNull('ended_at')
    .whereIn('result', [...missedResults])
    .orderBy(['started_at', 'id'])
    .forUpdate(),
)

const callsOfContact = statement('calls of contact', (k, p) =>
  selectFrom(k, tables.calls)
    .where({ contact_id: p('contactId') })
    .orderBy(['started_at', 'call_sid']),
)
const callsGoingOn = statement('calls going on', (k) =>
  selectFrom(k, tables.calls).whereNull('ended_at').orderBy(['started_at', 'call_sid']),
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
const readToMinute = statement('recordings read to', (k) =>
  k('counters').select('value').where({ name: 'recordings-read-minute' }),
)
const setReadToMinute = statement('recordings set read to', (k, p) =>
  k('counters')
    .where({ name: 'recordings-read-minute' })
    .update({ value: p('minute') }),
)
const pausedRecordings = statement('recordings paused', (k) =>
  selectFrom(k, tables.recordings).whereNotNull('paused_since').orderBy(['paused_since', 'id']),
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

const guestsOfContact = statement('guests of contact', (k, p) =>
  selectFrom(k, tables.guests)
    .where({ contact_id: p('contactId') })
    .orderBy(['asked_at', 'id']),
)
const guestsOnTheWay = statement('guests on the way', (k) =>
  selectFrom(k, tables.guests)
    .whereIn('state', ['ringing', 'joining'])
    .whereNull('gone_at')
    .orderBy(['asked_at', 'id']),
)
const guestByCall = statement('guests by call', (k, p) =>
  selectFrom(k, tables.guests)
    .where({ call_sid: p('callSid') })
    .forUpdate(),
)

export const contactsStore = (executor: Executor): Stores['contacts'] => ({
  ...kept(executor, contacts),
  openByThread: (threadId) => first(executor, tables.contacts, openByThread, { threadId }),
  openOnLine: async (lineId) => {
    const channels = await texts(executor, openOnLine, { lineId }, 'channel')
    const calls = channels.filter((channel) => channel === 'voice').length
    const callbacks = await executor.all(promisedFromLine, { lineId })
    return { calls, conversations: channels.length - calls, callbacks: callbacks.length }
  },
  inHandOf: async (personId) => [
    ...(await every(executor, tables.contacts, conversationsOf, { personId })),
    ...(await every(executor, tables.contacts, voicemailsOf, { personId })),
  ],
  latestEndedByThread: (threadId) => first(executor, tables.contacts, latestEndedByThread, { threadId }),
  lastAgent: async ({ memberId, callerNumber, since }) => {
    const [personId] =
      memberId !== null
        ? await texts(executor, lastAgentOfMember, { memberId, since }, 'agent_id')
        : callerNumber !== null
          ? await texts(executor, lastAgentOfNumber, { callerNumber, since }, 'agent_id')
          : []
    return personId ?? null
  },
  lastLineOf: async (number) => (await texts(executor, lastLineOfNumber, { number }, 'line_id'))[0] ?? null,
  answeredAt: async (queueId, since, limit) =>
    (await texts(executor, answered, { queueId, since, limit }, 'connected_at')).reverse(),
  missedOf: async (who) => {
    const { memberId, callerNumber } = who
    const found = [
      ...(memberId === null ? [] : await every(executor, tables.contacts, missedOfMember, { memberId })),
      ...(callerNumber === null
        ? []
        : await every(executor, tables.contacts, missedOfNumber, { callerNumber })),
    ]
    return [...new Map(found.map((contact) => [contact.id, contact])).values()].filter((contact) =>
      isSamePerson(contact, who),
    )
  },
  liveVoice: () => every(executor, tables.contacts, liveVoice, {}),
  beingConnected: () => every(executor, tables.contacts, beingConnected, {}),
  waiting: () => every(executor, tables.contacts, waiting, {}),
  waitingIn: async (queueId) => Number((await texts(executor, waitingIn, { queueId }, 'n'))[0]),
  aheadOf: async ({ id, queueId, priority, waitingSince }) => {
    const [n] = await texts(executor, aheadOf, { id, queueId, priority, waitingSince }, 'n')
    return Number(n)
  },
})

export const callsStore = (executor: Executor): Stores['calls'] => ({
  ...kept(executor, calls),
  ofContact: (contactId) => every(executor, tables.calls, callsOfContact, { contactId }),
  goingOn: () => every(executor, tables.calls, callsGoingOn, {}),
})

export const recordingsStore = (executor: Executor): Stores['recordings'] => ({
  ...kept(executor, recordings),
  bySid: (recordingSid) => first(executor, tables.recordings, recordingBySid, { recordingSid }),
  readToMinute: async () => Number((await texts(executor, readToMinute, {}, 'value'))[0]),
  setReadToMinute: async (minute) => {
    await executor.run(setReadToMinute, { minute })
  },
  paused: () => every(executor, tables.recordings, pausedRecordings, {}),
  ofContact: (contactId) => every(executor, tables.recordings, recordingsOfContact, { contactId }),
})

export const offersStore = (executor: Executor): Stores['offers'] => ({
  ...kept(executor, offers),
  openByContact: (contactId) => first(executor, tables.offers, openOfferByContact, { contactId }),
  openByPerson: (personId) => first(executor, tables.offers, openOfferByPerson, { personId }),
  due: (now) => every(executor, tables.offers, dueOffers, { now }),
})

export const contactPartsStore = (executor: Executor): Stores['contactParts'] => ({
  ...kept(executor, parts),
  ofContact: (contactId) => every(executor, tables.contactParts, partsOfContact, { contactId }),
})

export const guestsStore = (executor: Executor): Stores['guests'] => ({
  ...kept(executor, guests),
  ofContact: (contactId) => every(executor, tables.guests, guestsOfContact, { contactId }),
  onTheWay: () => every(executor, tables.guests, guestsOnTheWay, {}),
  byCall: (callSid) => first(executor, tables.guests, guestByCall, { callSid }),
})
