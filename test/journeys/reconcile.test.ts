import { expect } from 'chai'
import { connect } from '../../server/adapters/db/connect.ts'
import { storesOf } from '../../server/adapters/db/stores/all.ts'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { withRoom } from '../support/with-room.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

describe('our calls against Twilio’s', function () {
  this.timeout(60_000)
  let world: World
  let databaseUrl: string
  const begin = async (urlOf = sqliteUrl) => {
    databaseUrl = await urlOf()
    world = await createWorld({ databaseUrl, at: '2026-10-06T09:12' })
  }
  const everyoneLeft = () =>
    [...world.simulator.exchange.conferences.values()].every((room) => room.participants.size === 0)
  afterEach(() => world.close())

  it('a caller who hung up while every callback was lost is nobody’s ghost after a minute', async () => {
    await begin()
    const lorna = await world.console('lorna')
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    const gone = world.simulator.phone('+447700900117').call(serviceLine)
    await gone.press('1')
    await gone.waitForHeard(/first in the queue/i)
    const stays = world.simulator.phone('+447700900555').call(serviceLine)
    await stays.press('1')
    await stays.waitForHeard(/second in the queue/i)
    world.simulator.change({ dropped: 1 })
    gone.hangUp()
    await gone.waitForState('completed')
    await world.simulator.idle()
    world.simulator.change({ dropped: 0 })
    const waiting = async () => (await lorna.get<LiveView>('/api/live')).callers
    const ghost = (await waiting())[0]
    // Twilio's queue action is not a status callback and may have told us already; the status itself was lost.
    world.clock.push(61_000)
    await world.app().tick()
    await until(async () => (await waiting()).length === 1, 'the ghost is still waiting')
    const ended = await lorna.get<ContactView>(`/api/contacts/${ghost?.contactId}`)
    expect(ended).to.include({ state: 'ended', result: 'abandoned' })
    expect((await waiting())[0]).to.include({ position: 1, state: 'waiting' })
  })

  for (const [engine, urlOf] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`J17: an agent shown on a call that nobody is on any more is set free by a supervisor, at once (${engine})`, async () => {
      await begin(urlOf)
      const lorna = await world.console('lorna')
      const priya = await world.agent('priya')
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.press('1')
      const { id, contactId } = await priya.rings()
      await priya.send('POST', `/api/offers/${id}/accept`)
      await priya.softphone.join(contactId)
      await until(async () => (await priya.phone()).call?.state === 'connected', 'they do not meet')
      const people = async () => (await lorna.get<LiveView>('/api/live')).people
      const onCall = (await people()).find(({ state }) => state === 'on-call')
      const recover = () => lorna.send('POST', `/api/live/people/${onCall?.id}/recover`)
      const refusal = await recover().then(
        () => 'none',
        (error: unknown) => String(error),
      )
      expect(refusal, 'while they talk').to.include('call-goes-on')

      world.simulator.change({ dropped: 1 })
      priya.softphone.hangUp()
      call.hangUp()
      await call.waitForState('completed')
      await until(async () => everyoneLeft(), 'somebody is left')
      world.simulator.change({ dropped: 0 })
      // Twilio is not asked meanwhile, as when its REST was away too.
      world.clock.push(40 * 60_000)
      const askedAt = performance.now()
      await recover()
      expect((await people()).find(({ id: who }) => who === onCall?.id)?.state).to.equal('available')
      expect(performance.now() - askedAt, 'milliseconds').to.be.lessThan(withRoom(5_000))
      const ended = await lorna.get<ContactView>(`/api/contacts/${contactId}`)
      // Nobody knows how long they talked: until it was noticed is not it.
      expect(ended).to.include({ state: 'ended', result: 'failed', talkSeconds: null })
      const page = await lorna.get<CaseView>(`/api/cases/${ended.case?.id}`)
      const entry = page.timeline.find((one) => one.contactId === contactId)
      expect(entry?.heading).to.equal('Call in: ended unknown, recovered by Lorna Blake')
    })

  it('a leg whose end was lost after its call was over is not open for ever (soak, seed 11)', async () => {
    await begin()
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    call.hangUp()
    await until(async () => (await priya.phone()).call?.state === 'wrap-up', 'no wrap-up')
    const database = await connect(databaseUrl)
    const goingOn = () => database.transact((transaction) => storesOf(transaction).calls.goingOn())
    // The news must have come: late, it would end what is opened again below.
    await until(async () => (await goingOn()).length === 0, 'the agent’s leg has not ended')
    await until(async () => everyoneLeft(), 'somebody is left')
    await world.simulator.idle()
    // As it stands when the server was killed between the end of the call and the news of its agent's leg.
    await database.transact(async (transaction) => {
      const { calls } = storesOf(transaction)
      for (const leg of await calls.ofContact(contactId))
        if (leg.party === 'agent') await calls.save({ ...leg, endedAt: null, status: 'in-progress' })
    })
    expect((await goingOn()).map((leg) => leg.contactId)).to.deep.equal([contactId])
    world.clock.push(61_000)
    await world.app().tick()
    await until(async () => (await goingOn()).length === 0, 'the leg is still open')
    expect(await priya.get<ContactView>(`/api/contacts/${contactId}`)).to.include({ result: 'answered' })
    await database.close()
    await world.staysQuiet()
  })

  it('two who talk while every callback of their meeting was lost are left talking', async () => {
    await begin()
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { id, contactId } = await priya.rings()
    world.simulator.change({ dropped: 1 })
    await priya.send('POST', `/api/offers/${id}/accept`)
    await priya.softphone.join(contactId)
    const inRoom = () =>
      [...world.simulator.exchange.conferences.values()].find((room) => room.friendlyName === contactId)
        ?.participants.size
    await until(async () => inRoom() === 2, 'they do not meet')
    await world.simulator.idle()
    world.simulator.change({ dropped: 0 })
    expect((await priya.phone()).call?.state).to.equal('connecting')

    world.clock.push(5_000)
    await world.app().tick()
    await until(
      async () => (await priya.phone()).call?.state === 'connected',
      'they are not believed to talk',
    )
    world.clock.push(60_000)
    await world.app().tick()
    expect((await priya.phone()).call?.state, 'not parked, not given back').to.equal('connected')
    expect(inRoom()).to.equal(2)
    await priya.send('POST', `/api/contacts/${contactId}/hang-up`)
    await call.waitForState('completed')
    await world.staysQuiet()
  })
})
