import { expect } from 'chai'
import { io, type Socket } from 'socket.io-client'
import { type ConsoleEvent, consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import { callsForAdvice } from '../support/caller.ts'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'
import { addLines } from './twilio-fixture.ts'

type Beat = { tabId: string; registered: boolean; microphone: 'granted' | 'denied' | 'unknown' }
const ready: Beat = { tabId: 'tab-1', registered: true, microphone: 'granted' }

/** The next event of that name, with what it carried. */
const once = (socket: Socket, event: string): Promise<unknown[]> =>
  new Promise((resolve) => {
    socket.once(event, (...given: unknown[]) => resolve(given))
  })

describe('live updates', () => {
  let running: RunningApp
  const open: Socket[] = []

  beforeEach(async () => {
    running = await runningApp({ prepare: addLines })
  })
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.disconnect()
    await running.close()
  })

  /** A console of that person, connected; remembers everything it is told. */
  const consoleOf = async (id: string) => {
    const client = await signedIn(running, id)
    const { socket, told } = connectWith(client)
    await once(socket, 'connect')
    return { client, socket, told }
  }
  const connectWith = (client: ConsoleClient | null) => {
    const socket = io(running.url(), {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...(client?.cookie ? { extraHeaders: { cookie: client.cookie } } : {}),
    })
    open.push(socket)
    const told: Envelope[] = []
    socket.on(consoleEventName, (envelope: Envelope) => told.push(envelope))
    return { socket, told }
  }
  const beat = (socket: Socket, heartbeat: unknown): Promise<{ ok: boolean }> =>
    socket.timeout(3_000).emitWithAck('heartbeat', heartbeat)
  const eventsOf = <T extends ConsoleEvent['type']>(told: Envelope[], type: T) =>
    told.flatMap(({ event }) => (isOf(event, type) ? [event] : []))
  const isOf = <T extends ConsoleEvent['type']>(
    event: ConsoleEvent,
    type: T,
  ): event is Extract<ConsoleEvent, { type: T }> => event.type === type
  /** Waits for news without a clock: each message is a chance to look again. */
  const until = async (socket: Socket, isSo: () => boolean): Promise<void> => {
    while (!isSo()) await once(socket, consoleEventName)
  }
  /** On shift, so that callers are queued; on a break, so that none rings. */
  const onBreak = async (agent: { client: ConsoleClient; socket: Socket }): Promise<void> => {
    await beat(agent.socket, ready)
    await agent.client.put('/api/phone/availability', { choice: 'break' })
  }
  const someoneCalls = async (): Promise<void> => {
    const twiml = await callsForAdvice(running, { callSid: `CA${'1'.repeat(32)}`, from: '+447700900117' })
    expect(twiml).to.include('<Enqueue')
  }
  const phoneOf = async (client: ConsoleClient) => (await client.get('/api/phone')).body

  it('are refused without a session', async () => {
    const { socket } = connectWith(null)
    const [error] = await once(socket, 'connect_error')
    expect(String(error)).to.include('not-signed-in')
  })

  it('reach people by what they may know', async () => {
    const agent = await consoleOf('agent')
    const rep = await consoleOf('agents-rep')
    await onBreak(agent)
    await until(agent.socket, () => eventsOf(agent.told, 'phone').length > 0)
    await someoneCalls()
    await until(agent.socket, () => agent.told.some(({ room }) => room === 'cases'))
    await running.app().tick()
    expect(new Set(agent.told.map(({ room }) => room))).to.include.members(['person:agent', 'cases'])
    expect(rep.told.filter(({ room }) => room !== 'person:agents-rep')).to.deep.equal([])
    expect(eventsOf(rep.told, 'phone')).to.deep.equal([])
  })

  it('are numbered per room without a hole', async () => {
    const { client, socket, told } = await consoleOf('agent')
    for (const choice of ['break', 'lunch', 'training'])
      await client.put('/api/phone/availability', { choice })
    await until(socket, () =>
      eventsOf(told, 'phone').some(({ phone }) => phone.presence.choice === 'training'),
    )
    const numbers = told.filter(({ room }) => room === 'person:agent').map(({ seq }) => seq)
    expect(numbers).to.deep.equal(numbers.map((_, index) => (numbers[0] ?? 0) + index))
  })

  it('listen to nothing but a heartbeat that can be read, from those who take calls', async () => {
    const agent = await consoleOf('agent')
    expect(await beat(agent.socket, ready)).to.deep.equal({ ok: true })
    expect(await beat(agent.socket, { tabId: 1 })).to.deep.equal({ ok: false })
    expect(await beat(agent.socket, 'hello')).to.deep.equal({ ok: false })
    const official = await consoleOf('official')
    expect(await beat(official.socket, ready)).to.deep.equal({ ok: false })
    agent.socket.emit('acceptOffer', { offerId: 'x' })
    expect(await beat(agent.socket, ready)).to.deep.equal({ ok: true })
  })

  it('make an agent callable by heartbeat, and not any more after more than 15 silent seconds', async () => {
    const { client, socket } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    await beat(socket, ready)
    expect(await phoneOf(client)).to.have.nested.property('presence.callable', true)
    running.clock.push(15_000)
    await running.app().tick()
    expect(await phoneOf(client)).to.have.nested.property('presence.callable', true)
    running.clock.push(1)
    await running.app().tick()
    expect(await phoneOf(client)).to.have.nested.property('presence.callable', false)
    await beat(socket, ready)
    expect(await phoneOf(client)).to.have.nested.property('presence.callable', true)
  })

  it('tell at once that the microphone was taken away', async () => {
    const { client, socket } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    await beat(socket, ready)
    await beat(socket, { ...ready, microphone: 'denied' })
    expect(await phoneOf(client)).to.have.nested.property('presence.callable', false)
  })

  it('move the phone to another tab only when that tab asks for it', async () => {
    const { client, socket } = await consoleOf('agent')
    await beat(socket, ready)
    await beat(socket, { ...ready, tabId: 'tab-2', registered: false })
    expect(await phoneOf(client)).to.deep.include({ phoneTabId: 'tab-1' })
    const refused = await client.post('/api/phone/claim', { tabId: 'tab-2' })
    expect(refused.body['reason']).to.equal('phone-in-another-tab')
    await client.post('/api/phone/claim', { tabId: 'tab-2', takeOver: true })
    await beat(socket, { ...ready, tabId: 'tab-2' })
    await running.app().tick()
    expect(await phoneOf(client)).to.deep.include({ phoneTabId: 'tab-2' })
    const { body } = await client.put('/api/phone/availability', { choice: 'available' })
    expect(body).to.have.nested.property('presence.callable', true)
  })

  it('ring the longest idle agent, whose offer stands in one message', async () => {
    const first = await consoleOf('agent')
    const second = await consoleOf('second-agent')
    for (const { client, socket } of [first, second]) {
      await client.put('/api/phone/availability', { choice: 'available' })
      await beat(socket, ready)
      running.clock.push(1_000)
      await running.app().tick()
    }
    await someoneCalls()
    await until(first.socket, () => eventsOf(first.told, 'phone').some(({ phone }) => phone.offer !== null))
    const offer = eventsOf(first.told, 'phone').at(-1)?.phone.offer
    expect(offer).to.deep.include({ lineName: 'service' })
    expect(eventsOf(second.told, 'phone').some(({ phone }) => phone.offer !== null)).to.equal(false)

    // Passed on: the next agent rings, the first does not ring again.
    await first.client.post(`/api/offers/${offer?.id}/decline`)
    await until(second.socket, () => eventsOf(second.told, 'phone').some(({ phone }) => phone.offer !== null))
    expect((await phoneOf(first.client))['offer']).to.equal(null)
  })

  it('let a missed call ring elsewhere after 20 seconds, and ask the agent whether they are there', async () => {
    const { client, socket, told } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    await beat(socket, ready)
    await someoneCalls()
    await until(socket, () => eventsOf(told, 'phone').some(({ phone }) => phone.offer !== null))
    running.clock.push(10_000)
    await beat(socket, ready)
    running.clock.push(9_999)
    await running.app().tick()
    expect((await phoneOf(client))['offer']).not.to.equal(null)
    running.clock.push(1)
    await running.app().tick()
    const phone = await phoneOf(client)
    expect(phone['offer']).to.equal(null)
    expect(phone).to.have.nested.property('presence.areYouThere', true)
    // "I am here": the caller is still first, and rings again.
    await client.post('/api/phone/here')
    await running.app().tick()
    expect((await phoneOf(client))['offer']).to.deep.include({ lineName: 'service' })
  })

  it('offer callers who waited through a restart', async () => {
    await onBreak(await consoleOf('agent'))
    await someoneCalls()
    await running.restart()
    const { client, socket } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    await beat(socket, ready)
    await running.app().tick()
    expect((await phoneOf(client))['offer']).to.deep.include({ lineName: 'service' })
  })

  it('send a caller whom the only agent passed on back to them after half a minute', async () => {
    const { client, socket, told } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    await beat(socket, ready)
    await someoneCalls()
    await until(socket, () => eventsOf(told, 'phone').some(({ phone }) => phone.offer !== null))
    const offer = eventsOf(told, 'phone').at(-1)?.phone.offer
    await client.post(`/api/offers/${offer?.id}/decline`)
    for (const step of [14_999, 15_000]) {
      running.clock.push(step)
      await beat(socket, ready)
      await running.app().tick()
      expect((await phoneOf(client))['offer']).to.equal(null)
    }
    running.clock.push(1)
    await running.app().tick()
    expect((await phoneOf(client))['offer']).to.deep.include({ lineName: 'service' })
  })

  it('move the board of those who watch it, and of nobody else', async () => {
    const watching = await consoleOf('supervisor')
    const looking = await consoleOf('agents-rep')
    const agent = await consoleOf('agent')
    expect(await watching.socket.timeout(3_000).emitWithAck('watch-live')).to.deep.equal({ ok: true })
    expect(await agent.socket.timeout(3_000).emitWithAck('watch-live')).to.deep.equal({ ok: false })
    await until(watching.socket, () => eventsOf(watching.told, 'live').length > 0)
    await onBreak(agent)
    await someoneCalls()
    await until(watching.socket, () =>
      eventsOf(watching.told, 'live').some(({ tiles }) => tiles.waiting === 1),
    )
    const last = eventsOf(watching.told, 'live').at(-1)
    expect(last?.callers?.map(({ state, position }) => [state, position])).to.deep.equal([['waiting', 1]])
    expect(eventsOf(looking.told, 'live')).to.deep.equal([])
    expect(eventsOf(agent.told, 'live')).to.deep.equal([])
  })

  it('end with the session: told why, then disconnected, and no longer callable', async () => {
    const { client, socket, told } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    await beat(socket, ready)
    const gone = once(socket, 'disconnect')
    await client.delete('/api/session')
    await gone
    expect(eventsOf(told, 'signed-out')).to.have.lengthOf(1)
    expect(told.find(({ event }) => event.type === 'signed-out')?.room).not.to.include(
      decodeURIComponent(client.cookie ?? '').slice(13, 30),
    )
    await running.app().tick()
    const again = await signedIn(running, 'agent')
    expect(await phoneOf(again)).to.have.nested.property('presence.callable', false)
  })

  it('say that the server is restarting before they stop', async () => {
    const { socket, told } = await consoleOf('official')
    const gone = once(socket, 'disconnect')
    await running.restart()
    await gone
    expect(eventsOf(told, 'restarting')).to.have.lengthOf(1)
  })
})
