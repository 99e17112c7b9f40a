/** A desk for tests of commands: the demo union on one engine, a clock that a test moves, and calls in every state. */
import type { Database } from '../../server/adapters/db/connect.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { acceptOffer } from '../../server/commands/accept-offer.ts'
import { chooseFromMenu } from '../../server/commands/choose-from-menu.ts'
import { joinAsAgent } from '../../server/commands/conference-pages.ts'
import { keyInNumber } from '../../server/commands/key-in-number.ts'
import { makeOffer } from '../../server/commands/make-offer.ts'
import type { Env, Stores } from '../../server/commands/ports.ts'
import { receiveCall } from '../../server/commands/receive-call.ts'
import { recordConferenceEvent } from '../../server/commands/record-conference-event.ts'
import type { Refused } from '../../server/contract/refusals.ts'
import { newPerson } from '../../server/domain/person.ts'
import { newPresence } from '../../server/domain/presence.ts'
import type { Case, Contact, FollowUp, Offer, Presence } from '../../server/domain/records.ts'
import type { OpenDatabase } from '../support/databases.ts'
import { demo, demoDatabase, monday } from '../support/demo-database.ts'

type Command<Input, Result> = (stores: Stores, env: Env, input: Input) => Promise<Result>
export type Desk = Awaited<ReturnType<typeof openDesk>>

const serviceNumber = '+442079460900'
export const textNumber = '+447700900900'

/** The answer, which must not be a refusal. */
export function granted<T extends object>(answer: T | Refused): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused}`)
  return answer
}
const isRefusal = (answer: object): answer is Refused => 'refused' in answer

export async function openDesk(open: OpenDatabase) {
  const database: Database = await demoDatabase(open)
  let now = monday
  let made = 0
  // Somebody is on shift for every queue, so that callers are queued; never free, so that nobody is rung by chance.
  await database.write((stores) =>
    stores.presences.insert({ ...newPresence(demo.priya, now), choice: 'break', reachable: true }),
  )
  const ids = createIds(() => Date.parse(now))
  const next = () => (made += 1)

  const run = <Input, Result>(
    command: Command<Input, Result>,
    input: Input,
    actor = 'system',
  ): Promise<Result> => database.write((stores) => command(stores, { now, ids, actor }, input))
  const ask = <T>(unit: (stores: Stores) => Promise<T>): Promise<T> => database.write(unit)
  const found = async <T>(what: string, unit: (stores: Stores) => Promise<T | null>): Promise<T> => {
    const row = await ask(unit)
    if (row === null) throw new Error(`no ${what}`)
    return row
  }

  /** Somebody new at work, free and reachable. */
  const agent = async (change: Partial<Presence> = {}): Promise<string> => {
    const id = `agent-${next()}`
    await ask(async (stores) => {
      await stores.people.insert(
        newPerson({
          id,
          email: `${id}@test.example`,
          name: `Agent ${made}`,
          passwordHash: '',
          createdAt: monday,
        }),
      )
      await stores.presences.insert({
        ...newPresence(id, now),
        choice: 'available',
        reachable: true,
        registered: true,
        microphone: 'granted',
        phoneTabId: 'tab-1',
        ...change,
      })
    })
    return id
  }

  /** A caller in the queue; by default a number that nobody knows. */
  const waitingCall = async (from?: string): Promise<{ contactId: string; callSid: string }> => {
    const callSid = `CA${String(next()).padStart(32, '0')}`
    const page = await run(
      receiveCall,
      { callSid, from: from ?? `+4420794601${String(made % 100).padStart(2, '0')}`, to: serviceNumber },
      'twilio',
    )
    if (page.page !== 'menu') throw new Error(`the line answers with ${page.page}`)
    const queued = granted(await run(chooseFromMenu, { contactId: page.contactId, digits: '4' }, 'twilio'))
    if (queued.page !== 'queue') throw new Error(`the menu leads to ${queued.page}`)
    return { contactId: page.contactId, callSid }
  }

  /** A caller at the first menu of a line whose callers may key in their membership number. */
  const greeted = async (): Promise<{ contactId: string }> => {
    await ask(async (stores) => {
      const line = await stores.lines.byNumber(serviceNumber)
      if (line?.menu && line.menu.asksNumber !== true)
        await stores.lines.save({
          ...line,
          version: line.version + 1,
          menu: { ...line.menu, asksNumber: true },
        })
    })
    const callSid = `CA${String(next()).padStart(32, '0')}`
    const page = await run(receiveCall, { callSid, from: 'anonymous', to: serviceNumber }, 'twilio')
    if (page.page !== 'menu') throw new Error(`the line answers with ${page.page}`)
    return { contactId: page.contactId }
  }
  const tries = new Map<string, number>()
  const keysNumber = (contactId: string, digits: string) => {
    const attempt = (tries.get(contactId) ?? 0) + 1
    tries.set(contactId, attempt)
    return run(keyInNumber, { contactId, digits, attempt }, 'twilio')
  }

  const ringing = async (personId: string, from?: string) => {
    const call = await waitingCall(from)
    const { offerId } = granted(await run(makeOffer, { contactId: call.contactId, personId }))
    return { ...call, offerId }
  }
  const connecting = async (personId: string, from?: string) => {
    const call = await ringing(personId, from)
    granted(await run(acceptOffer, { offerId: call.offerId, personId }, personId))
    const agentSid = `CA${String(next()).padStart(31, '0')}a`
    granted(await run(joinAsAgent, { contactId: call.contactId, callSid: agentSid, personId }, 'twilio'))
    return { ...call, agentSid, conferenceSid: `CF${next()}` }
  }
  const conference = (
    call: { contactId: string; conferenceSid: string },
    event: string,
    callSid: string | null,
    /** Twilio's number of this news; without one it was looked up. */
    sequence: number | null = null,
  ) =>
    run(
      recordConferenceEvent,
      { contactId: call.contactId, conferenceSid: call.conferenceSid, event, callSid, sequence },
      'twilio',
    )
  const connected = async (personId: string, from?: string) => {
    const call = await connecting(personId, from)
    await conference(call, 'participant-join', call.agentSid)
    await conference(call, 'participant-join', call.callSid)
    return call
  }

  return {
    database,
    run,
    ask,
    agent,
    greeted,
    keysNumber,
    waitingCall,
    ringing,
    connecting,
    connected,
    conference,
    /** Twilio has done everything that it was asked. */
    carriedOut: async () => {
      for (const onTheLine of [true, false])
        for (;;) {
          const due = await database.effects.claim({ now, leaseUntil: now, limit: 100, onTheLine })
          if (due.length === 0) break
          for (const { id } of due) await database.effects.settle(id, { at: now, result: 'done' })
        }
    },
    now: () => now,
    set: (instant: string) => {
      now = instant
    },
    later: (ms: number) => {
      now = new Date(Date.parse(now) + ms).toISOString()
    },
    contact: (id: string): Promise<Contact> => found('contact', (stores) => stores.contacts.find(id)),
    presence: (id: string): Promise<Presence> => found('presence', (stores) => stores.presences.find(id)),
    offer: (id: string): Promise<Offer> => found('offer', (stores) => stores.offers.find(id)),
    case: (id: string | null): Promise<Case> =>
      found('case', async (stores) => (id === null ? null : stores.cases.find(id))),
    openFollowUps: (caseId: string): Promise<FollowUp[]> =>
      ask((stores) => stores.followUps.openOfContactCase(caseId)),
    /** How many rows of a table are like this. */
    count: async (table: string, where: Record<string, string | null>): Promise<number> =>
      Number((await database.read(table).where(where).count({ n: '*' }))[0]?.n),
    /** Types of the events that a piece of work appended, in order. */
    eventsOf: async (work: () => Promise<unknown>): Promise<string[]> => {
      const last = async () => {
        const row: { value: number | string } | undefined = await database
          .read('counters')
          .where({ name: 'event' })
          .first('value')
        return Number(row?.value ?? 0)
      }
      const before = await last()
      await work()
      return (await database.readEvents(before, 1000)).map((event) => event.type)
    },
  }
}
