/**
 * The account at the end: each fault in words, none when everything came out right. Reads the database itself and what
 * the simulator knows, past every screen.
 */
import { z } from 'zod'
import { connect } from '../../server/adapters/db/connect.ts'
import type { Call } from '../../simulator/calls/call.ts'
import type { SilenceMeter } from '../../simulator/calls/silence-meter.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import type { Replier, Texter } from './texter.ts'

export interface Account {
  faults: string[]
  figures: Record<string, number>
}

const text = z.string()
const maybe = z.string().nullable()
const contactRow = z.object({
  id: text,
  channel: text,
  state: text,
  result: maybe,
  case_id: maybe,
  ended_at: maybe,
  started_at: text,
  callback_id: maybe,
})
const callRow = z.object({ call_sid: text, contact_id: text, party: text, joined_at: maybe, ended_at: maybe })
const effectRow = z.object({ kind: text, result: maybe, last_error: maybe, settled_at: maybe })
const offerRow = z.object({ id: text, state: text, contact_id: text })
const presenceRow = z.object({ person_id: text, occupancy: text, contact_id: maybe })
const guestRow = z.object({ id: text, state: text })
const callbackRow = z.object({ id: text, state: text, attempt_contact_id: maybe })
const messageRow = z.object({
  thread_id: text,
  direction: text,
  body: text,
  message_sid: maybe,
  status: text,
  author_id: maybe,
})
const threadRow = z.object({ id: text, member_number: text })

export async function takeAccount(options: {
  databaseUrl: string
  simulator: Simulator
  silence: SilenceMeter
  /** From so long on a silence is a fault: 5 s is promised (J4). */
  longestSilenceMs: number
  texters: readonly Texter[]
  replier: Replier
  startedAt: string
}): Promise<Account> {
  const { simulator, silence, texters, replier, startedAt } = options
  const { exchange } = simulator
  const rows = await readRows(options.databaseUrl, startedAt)
  const faults: string[] = []
  const fault = (words: string) => void faults.push(words)

  const contacts = new Map(rows.contacts.map((contact) => [contact.id, contact]))
  const legsOf = grouped(rows.calls, (leg) => leg.contact_id)
  const legOfSid = new Map(rows.calls.map((leg) => [leg.call_sid, leg]))

  // Every call of a telephone: once, ended, with a result, on a case.
  const phoneCalls = [...exchange.calls.values()].filter((call) => call.phone !== null)
  let neverReached = 0
  for (const call of phoneCalls) {
    const leg = legOfSid.get(call.sid)
    if (!leg) {
      if (wasElsewhere(call)) neverReached += 1
      else fault(`${call.sid} is in no contact; it heard ${lastWords(call)}`)
      continue
    }
    const contact = contacts.get(leg.contact_id)
    if (!contact) continue
    const spoke = call.captions.some((one) => one.kind === 'speech')
    if (spoke && contact.result === 'abandoned')
      fault(`${call.sid} talked to somebody and counts as abandoned`)
  }
  for (const contact of rows.contacts) {
    if (contact.channel !== 'voice') continue
    const what = `contact ${contact.id}`
    // Due again when everybody has gone home: it waits for whoever comes to work.
    const isDueCallback =
      contact.state === 'waiting' && contact.callback_id !== null && !legsOf.has(contact.id)
    if (contact.ended_at === null && !isDueCallback) fault(`${what} has not ended: ${contact.state}`)
    if (contact.ended_at !== null && contact.result === null) fault(`${what} ended without a result`)
    if (contact.case_id === null) fault(`${what} is on no case`)
    const legs = legsOf.get(contact.id) ?? []
    const members = legs.filter((leg) => leg.party === 'member')
    if (members.length > 1) fault(`${what} has ${members.length} calls of a member`)
    if (members.length === 0 && contact.callback_id === null) fault(`${what} has no call`)
    for (const leg of legs)
      if (leg.ended_at === null) fault(`${what} has a leg that goes on: ${leg.call_sid}`)
    const isConnected = legs.some((leg) => leg.party === 'agent' && leg.joined_at !== null)
    if (contact.result === 'answered' && !isConnected)
      fault(`${what} counts as answered and nobody joined it`)
  }

  // No ghosts.
  for (const offer of rows.offers) if (offer.state === 'pending') fault(`offer ${offer.id} is still open`)
  for (const presence of rows.presences)
    if (presence.occupancy !== 'idle' || presence.contact_id !== null)
      fault(`${presence.person_id} is ${presence.occupancy} with ${presence.contact_id ?? 'nothing'}`)
  for (const guest of rows.guests)
    if (guest.state !== 'gone') fault(`guest ${guest.id} is still ${guest.state}`)
  for (const callback of rows.callbacks)
    if (callback.state === 'dialling') fault(`callback ${callback.id} is still being dialled`)
  for (const effect of rows.effects) {
    if (effect.settled_at === null)
      fault(`effect ${effect.kind} is open: ${effect.last_error ?? 'not tried'}`)
    if (effect.result === 'gave-up') fault(`effect ${effect.kind} was given up: ${effect.last_error ?? ''}`)
  }
  for (const call of exchange.calls.values())
    if (!call.hasEnded) fault(`${call.sid} of ${call.phone ?? call.from} goes on: ${call.doing}`)
  for (const conference of exchange.conferences.values())
    if (conference.status !== 'completed') fault(`conference ${conference.friendlyName} goes on`)
  for (const queue of exchange.queues.values())
    if (queue.members.length > 0)
      fault(`${queue.members.length} still wait at Twilio in ${queue.friendlyName}`)

  for (const gap of silence.longerThan(options.longestSilenceMs))
    fault(
      `${gap.from} heard nothing for ${(gap.ms / 1000).toFixed(1)} s from ${gap.startedAt}: ${gap.callSid} ${gap.doing}`,
    )

  const texts = accountOfTexts(rows, { simulator, texters, replier, fault })
  for (const { summary } of simulator.complaints())
    if (!isWeather(summary)) fault(`the simulator complains: ${summary}`)

  const results = grouped(
    rows.contacts.filter(({ channel }) => channel === 'voice'),
    ({ result }) => result ?? 'none',
  )
  return {
    faults: [...new Set(faults)],
    figures: {
      calls: phoneCalls.length,
      'while nobody answered at our server': neverReached,
      ...Object.fromEntries([...results].map(([result, all]) => [result, all.length])),
      'agent legs': [...exchange.calls.values()].length - phoneCalls.length,
      'REST effects': rows.effects.length,
      ...texts,
      'longest silence, ms': silence.longest(),
    },
  }
}

/** Our server was away when it rang: another page took it, or none did. */
const wasElsewhere = (call: Call): boolean =>
  call.answeredAt === null ||
  call.captions.some(({ text: words }) => /telephone system is not working|application error/i.test(words))

const lastWords = (call: Call): string =>
  JSON.stringify(call.captions.slice(-3).map(({ text: words }) => words.slice(0, 60)))

/** What bad weather brings by itself: the server was away, or slow beside everything else on this machine. */
const isWeather = (summary: string): boolean => /^(Slow:|11200:|11205:)/.test(summary)

function accountOfTexts(
  rows: Rows,
  {
    simulator,
    texters,
    replier,
    fault,
  }: { simulator: Simulator; texters: readonly Texter[]; replier: Replier; fault: (words: string) => void },
): Record<string, number> {
  const threadOf = new Map(rows.threads.map((thread) => [thread.member_number, thread.id]))
  const kept = grouped(rows.messages, (message) => message.thread_id)
  let arrived = 0
  for (const texter of texters) {
    const threadId = threadOf.get(texter.number)
    const messages = (threadId === undefined ? undefined : kept.get(threadId)) ?? []
    for (const { body, messageSid } of texter.sent) {
      const copies = messages.filter((message) => message.message_sid === messageSid)
      if (copies.length === 1) arrived += 1
      else if (copies.length > 1) fault(`"${body}" was kept ${copies.length} times`)
      // Also one that came while our server was away: it is fetched afterwards.
      else if (messageSid !== '') fault(`"${body}" was never kept`)
    }
    const expected = (threadId === undefined ? undefined : replier.taken.get(threadId)) ?? []
    const got = simulator
      .phone(texter.number)
      .inbox.map(({ body }) => body)
      .filter((body) => body.startsWith('Answer '))
    if (JSON.stringify(got) !== JSON.stringify(expected))
      fault(`${texter.number} was to get ${JSON.stringify(expected)} and got ${JSON.stringify(got)}`)
  }
  const answers = [...replier.taken.values()].reduce((sum, bodies) => sum + bodies.length, 0)
  return { 'texts in': arrived, 'texts out': answers }
}

type Rows = Awaited<ReturnType<typeof readRows>>

async function readRows(databaseUrl: string, since: string) {
  const database = await connect(databaseUrl)
  const all = async <Row extends z.ZodType>(row: Row, table: string, column: string | null) => {
    const query = database.read(table)
    return z.array(row).parse(await (column === null ? query : query.where(column, '>=', since)))
  }
  try {
    return {
      contacts: await all(contactRow, 'contacts', 'started_at'),
      calls: await all(callRow, 'calls', 'started_at'),
      effects: await all(effectRow, 'effects', null),
      offers: await all(offerRow, 'offers', 'offered_at'),
      presences: await all(presenceRow, 'presences', null),
      guests: await all(guestRow, 'guests', null),
      callbacks: await all(callbackRow, 'callbacks', 'promised_at'),
      messages: await all(messageRow, 'messages', 'at'),
      threads: await all(threadRow, 'threads', null),
    }
  } finally {
    await database.close()
  }
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
