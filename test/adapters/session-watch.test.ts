import { expect } from 'chai'
import { io, type Socket } from 'socket.io-client'
import { connect, type Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { sessionMs } from '../../server/adapters/http/session.ts'
import { consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import type { Presence } from '../../server/domain/records.ts'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'

const ready = { tabId: 'tab-1', registered: true, microphone: 'granted' }
const once = (socket: Socket, event: string): Promise<unknown[]> =>
  new Promise((resolve) => {
    socket.once(event, (...given: unknown[]) => resolve(given))
  })
const removeRoles = statement('test remove roles', (k, p) =>
  k('person_roles')
    .where({ person_id: p('personId') })
    .delete(),
)

describe('live updates are looked at again, and', () => {
  let running: RunningApp
  const open: Socket[] = []
  beforeEach(async () => {
    running = await runningApp()
  })
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.disconnect()
    await running.close()
  })

  const connectWith = (client: ConsoleClient) => {
    const socket = io(running.url(), {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: client.cookie ?? '' },
    })
    open.push(socket)
    const told: string[] = []
    socket.on(consoleEventName, ({ event }: Envelope) => told.push(event.type))
    return { socket, told }
  }
  const consoleOf = async (id: string) => {
    const client = await signedIn(running, id)
    const { socket, told } = connectWith(client)
    await once(socket, 'connect')
    return { client, socket, told }
  }
  const beat = (socket: Socket, tabId = ready.tabId): Promise<{ ok: boolean }> =>
    socket.timeout(3_000).emitWithAck('heartbeat', { ...ready, tabId })
  const onDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await connect(running.databaseUrl)
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  }
  const presenceOf = (personId: string): Promise<Presence | null> =>
    onDatabase((database) => database.write((stores) => stores.presences.find(personId)))

  it('end twelve hours after signing in, as the session does: told why, and no longer callable', async () => {
    const { client, socket, told } = await consoleOf('agent')
    await client.put('/api/phone/availability', { choice: 'available' })
    running.clock.push(sessionMs - 1)
    await beat(socket)
    await running.app().tick()
    expect(socket.connected).to.equal(true)
    const gone = once(socket, 'disconnect')
    running.clock.push(1)
    await running.app().tick()
    await gone
    expect(told.filter((type) => type === 'signed-out')).to.have.lengthOf(1)
    expect(await presenceOf('agent')).to.include({ reachable: false, registered: false })
    const { socket: late } = connectWith(client)
    expect(String((await once(late, 'connect_error'))[0])).to.include('not-signed-in')
  })

  it('end with their own session only: the phone in a console of a later one still rings', async () => {
    const yesterday = await consoleOf('agent')
    await beat(yesterday.socket, 'tab-old')
    running.clock.push(sessionMs / 2)
    const today = await consoleOf('agent')
    await today.client.post('/api/phone/claim', { tabId: 'tab-new', takeOver: true })
    await beat(yesterday.socket, 'tab-old')
    await beat(today.socket, 'tab-new')
    const gone = once(yesterday.socket, 'disconnect')
    running.clock.push(sessionMs / 2)
    await beat(today.socket, 'tab-new')
    await running.app().tick()
    await gone
    expect(await presenceOf('agent')).to.include({ reachable: true, registered: true, phoneTabId: 'tab-new' })

    await signedIn(running, 'agent').then((third) => third.delete('/api/session'))
    expect(await presenceOf('agent')).to.include({ reachable: true, registered: true })
    await today.client.delete('/api/session')
    const end = Date.now() + 3_000
    while ((await presenceOf('agent'))?.reachable && Date.now() < end)
      await new Promise((done) => setTimeout(done, 20))
    expect(await presenceOf('agent')).to.include({ reachable: false, registered: false })
  })

  it('are cut within 15 seconds when a role is taken away, and come back without what it gave', async () => {
    const agent = await consoleOf('agent')
    const other = await consoleOf('second-agent')
    expect(await beat(agent.socket)).to.deep.equal({ ok: true })
    await onDatabase((database) =>
      database.transact((transaction) => transaction.run(removeRoles, { personId: 'agent' })),
    )
    const gone = once(agent.socket, 'disconnect')
    running.clock.push(15_000)
    await running.app().tick()
    await gone
    expect(other.socket.connected, 'nobody else').to.equal(true)
    expect(agent.told, 'still signed in').not.to.include('signed-out')
    expect(await presenceOf('agent')).to.include({ reachable: false, registered: false })

    const { socket: back } = connectWith(agent.client)
    await once(back, 'connect')
    expect(await beat(back)).to.deep.equal({ ok: false })
    expect(await back.timeout(3_000).emitWithAck('show', ['cases'])).to.deep.equal({ ok: false })
  })

  it('end within 15 seconds when their person has left', async () => {
    const { socket, told } = await consoleOf('official')
    await onDatabase((database) =>
      database.write(async (stores) => {
        const person = await stores.people.find('official')
        if (person) await stores.people.save({ ...person, leftAt: running.clock.now() })
      }),
    )
    const gone = once(socket, 'disconnect')
    running.clock.push(14_999)
    await running.app().tick()
    expect(socket.connected).to.equal(true)
    running.clock.push(1)
    await running.app().tick()
    await gone
    expect(told).to.include('signed-out')
  })
})
