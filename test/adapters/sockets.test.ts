import { expect } from 'chai'
import { io, type Socket } from 'socket.io-client'
import { simulatorCredentials } from '../../server/config.ts'
import { withBoardChange } from '../../server/contract/board-changes.ts'
import { type ConsoleEvent, consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import { callsForAdvice, postWebhook } from '../support/caller.ts'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'
import { addLines, textLine } from './twilio-fixture.ts'

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
  /** Says what is on that console's screen; false when some of it is not for its person. */
  const show = async (socket: Socket, ...topics: string[]): Promise<boolean> => {
    const { ok }: { ok: boolean } = await socket.timeout(3_000).emitWithAck('show', topics)
    return ok
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
  const boardOf = async (client: ConsoleClient): Promise<LiveView> =>
    JSON.parse(JSON.stringify((await client.get('/api/live')).body))
  const phoneOf = async (client: ConsoleClient) => (await client.get('/api/phone')).body

  it('are refused without a session', async () => {
    const { socket } = connectWith(null)
    const [error] = await once(socket, 'connect_error')
    expect(String(error)).to.include('not-signed-in')
  })

  it('work where no WebSocket gets through, and go over to one that does', async () => {
    const client = await signedIn(running, 'agent')
    for (const transports of [['polling'], ['polling', 'websocket']]) {
      const socket = io(running.url(), {
        transports,
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: client.cookie ?? '' },
      })
      open.push(socket)
      const greeted = once(socket, consoleEventName)
      const upgraded = new Promise((resolve) => {
        if (transports.includes('websocket')) socket.io.engine.once('upgrade', resolve)
        else resolve(null)
      })
      await Promise.all([once(socket, 'connect'), greeted, upgraded])
      expect(await show(socket, 'work')).to.equal(true)
      expect(await beat(socket, ready)).to.deep.equal({ ok: true })
      socket.disconnect()
    }
  })

  it('reach people by what they show and may know', async () => {
    const agent = await consoleOf('agent')
    const elsewhere = await consoleOf('second-agent')
    const rep = await consoleOf('agents-rep')
    expect(await show(agent.socket, 'work', 'cases')).to.equal(true)
    expect(await show(rep.socket, 'work', 'cases', 'live')).to.equal(false)
    await onBreak(agent)
    await until(agent.socket, () => eventsOf(agent.told, 'phone').length > 0)
    await someoneCalls()
    await until(agent.socket, () => agent.told.some(({ room }) => room === 'cases'))
    await running.app().tick()
    expect(new Set(agent.told.map(({ room }) => room))).to.include.members(['person:agent', 'cases'])
    // Notices are for everybody: no Twilio answers this server, and that is said.
    const shared = elsewhere.told.filter(
      ({ room, event }) =>
        room !== 'person:second-agent' && room !== elsewhere.socket.id && event.type !== 'notices',
    )
    expect(shared).to.deep.equal([])
    expect(rep.told.filter(({ room }) => room === 'work' || room === 'cases')).to.deep.equal([])
    expect(eventsOf(rep.told, 'phone')).to.deep.equal([])
  })

  it('let each person show what they may read and nothing else', async () => {
    const things = ['contact:1', 'case:1', 'member:1', 'cases', 'work', 'members']
    const answers = async (id: string, topics: string[]) => {
      const { socket } = await consoleOf(id)
      const allowed = []
      for (const topic of topics) if (await show(socket, topic)) allowed.push(topic)
      return allowed
    }
    const all = [...things, 'thread:1', 'live']
    expect(await answers('supervisor', all)).to.deep.equal(all)
    expect(await answers('agent', all)).to.deep.equal([...things, 'thread:1'])
    expect(await answers('data-protection', all)).to.deep.equal(things)
    expect(await answers('agents-rep', all)).to.deep.equal(['live'])
    expect(await answers('administrator', all)).to.deep.equal(['live'])
    const others = ['person:agent', 'all', 'session:x', 'case:', 'case:a b', 'constructor', 'work:1', '']
    expect(await answers('supervisor', others)).to.deep.equal([])
    const { socket } = await consoleOf('supervisor')
    for (const nonsense of ['work', 7, null, [7], Array.from({ length: 101 }, () => 'work')])
      expect(await socket.timeout(3_000).emitWithAck('show', nonsense)).to.deep.equal({ ok: false })
  })

  it('stop for what has left the screen', async () => {
    const { client, socket, told } = await consoleOf('supervisor')
    await onBreak(await consoleOf('agent'))
    await boardOf(client)
    await show(socket, 'cases', 'live')
    await show(socket, 'cases')
    await someoneCalls()
    await until(socket, () => told.some(({ room }) => room === 'cases'))
    // The board asked for now is a newer one, so something was there to be told.
    const before = eventsOf(told, 'board').at(-1)?.number ?? 0
    expect((await boardOf(client)).tiles.waiting).to.equal(1)
    expect((await boardOf(client)).number).to.be.above(before)
    expect(eventsOf(told, 'board').filter(({ tiles }) => tiles?.waiting === 1)).to.deep.equal([])
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
    await onBreak(agent)
    expect(await show(watching.socket, 'live')).to.equal(true)
    expect(await show(agent.socket, 'live')).to.equal(false)
    let board = await boardOf(watching.client)
    expect(board.callers).to.deep.equal([])
    await someoneCalls()
    // Each change follows on the answer and on the change before it, without a hole.
    const catchUp = () => {
      for (const change of eventsOf(watching.told, 'board')) {
        if (change.number <= board.number) continue
        expect(change.number).to.equal(board.number + 1)
        board = withBoardChange(board, change)
      }
      return board
    }
    await until(watching.socket, () => catchUp().tiles.waiting === 1)
    expect(board.callers.map(({ state, position }) => [state, position])).to.deep.equal([['waiting', 1]])
    const { asOf: _read, ...asked } = await boardOf(watching.client)
    expect(catchUp()).to.deep.include(asked)
    expect(eventsOf(looking.told, 'board')).to.deep.equal([])
    expect(eventsOf(agent.told, 'board')).to.deep.equal([])
  })

  it('show who waits to those who read members, and a place in the queue to the rep and the administrator', async () => {
    await onBreak(await consoleOf('agent'))
    const supervisor = await consoleOf('supervisor')
    const others = [await consoleOf('agents-rep'), await consoleOf('administrator')]
    const watching = [supervisor, ...others]
    for (const { client, socket } of watching) {
      await boardOf(client)
      expect(await show(socket, 'live')).to.equal(true)
    }
    await someoneCalls()
    for (const { socket, told } of watching)
      await until(socket, () => eventsOf(told, 'board').some(({ callers }) => callers?.put?.length === 1))
    const titles = (told: Envelope[]) =>
      eventsOf(told, 'board').flatMap(({ callers }) => callers?.put?.map(({ row }) => row.title) ?? [])
    expect(titles(supervisor.told)[0]).to.be.a('string')
    expect((await boardOf(supervisor.client)).callers.map(({ title }) => title)).to.deep.equal(
      titles(supervisor.told),
    )
    for (const { client, told } of others) {
      expect(titles(told)).to.deep.equal([null])
      expect((await boardOf(client)).callers.map(({ title }) => title)).to.deep.equal([null])
      // It is the same topic, in the same numbering.
      expect(new Set(told.filter(({ event }) => isOf(event, 'board')).map(({ room }) => room))).to.deep.equal(
        new Set(['live']),
      )
      const { body } = await client.get('/api/live/behind?what=promise')
      expect(JSON.stringify(body)).to.not.match(/"title":"|"path":"/)
    }
    // Gone from the screen, gone from the room.
    const [rep] = others
    expect(rep && (await show(rep.socket))).to.equal(true)
  })

  it('say that the board is the present when nothing changes, so that silence means something', async () => {
    const { client, socket, told } = await consoleOf('supervisor')
    const { number } = await boardOf(client)
    await show(socket, 'live')
    await running.app().tick()
    await until(socket, () => eventsOf(told, 'board-read').length > 0)
    expect(eventsOf(told, 'board-read')[0]?.number).to.equal(number)
  })

  it('carry a message to those who have its thread open, at once and with its row', async () => {
    const reading = await consoleOf('agent')
    const elsewhere = await consoleOf('second-agent')
    await show(elsewhere.socket, 'work')
    const texts = (sid: string, body: string) =>
      postWebhook(running, '/twilio/sms', {
        AccountSid: simulatorCredentials.TWILIO_ACCOUNT_SID,
        MessageSid: `SM${sid.repeat(32)}`,
        From: '+447700900117',
        To: textLine,
        Body: body,
        NumMedia: '0',
      })
    await texts('1', 'Hello')
    const { body } = await reading.client.get('/api/work')
    const replies: { path: string }[] = JSON.parse(JSON.stringify(body['replies']))
    const threadId = replies[0]?.path.split('/').at(-1)
    await show(reading.socket, `thread:${threadId}`)
    await texts('2', 'Are you there?')
    await until(reading.socket, () => eventsOf(reading.told, 'message').length > 0)
    expect(eventsOf(reading.told, 'message')[0]?.message.body).to.equal('Are you there?')
    await until(elsewhere.socket, () => elsewhere.told.some(({ room }) => room === 'work'))
    expect(eventsOf(elsewhere.told, 'message')).to.deep.equal([])
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
