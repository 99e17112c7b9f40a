import { expect } from 'chai'
import type { LiveView } from '../../server/contract/live-views.ts'
import type { PersonQueuesView } from '../../server/contract/placement-views.ts'
import { sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

describe('people moved between queues over the wire', function () {
  this.timeout(60_000)
  let world: World
  before(async () => {
    world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-10-06T10:41' })
  })
  after(() => world.close())

  it('a caller waits where nobody takes calls; Lorna puts Sam there, Sam is told and rings; it ends by itself', async () => {
    const lorna = await world.console('lorna')
    const sam = await world.agent('sam')
    // At work, though on a break: she may take any queue, so that callers wait instead of being sent away.
    const priya = await world.agent('priya')
    await priya.send('PUT', '/api/phone/availability', { choice: 'break' })
    const of = `/api/placements/of/${sam.personId}`
    const place = async (queueId: string, way: 'on' | 'off', until: string, why: string) => {
      const shown = (await lorna.get<PersonQueuesView>(of)).queues.find(({ id }) => id === queueId)
      const seen = shown?.placementId ?? null
      return lorna.send<PersonQueuesView>('POST', of, { queueId, way, until, time: '17:00', why, seen })
    }
    const refused = await sam.try('GET', of)
    expect(refused.status).to.equal(403)
    const queues = (await lorna.get<PersonQueuesView>(of)).queues
    // Off every queue: nobody takes any.
    for (const { id } of queues) await place(id, 'off', 'time', 'payslips to check')

    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    const board = () => lorna.get<LiveView>('/api/live')
    await until(async () => (await board()).callers.length === 1, 'nobody waits')
    // However long they wait: skills relax, who is taken off does not.
    world.clock.push(6 * 60_000)
    await sam.socket.emitWithAck('heartbeat', {
      tabId: sam.tabId,
      registered: true,
      microphone: 'granted',
    })
    await world.app().tick()
    const [caller] = (await board()).callers
    expect(caller?.state).to.equal('waiting')
    expect((await board()).people.find(({ id }) => id === sam.personId)).to.deep.include({ queues: [] })
    expect((await sam.phone()).offer).to.equal(null)

    await place(caller?.queueId ?? '', 'on', 'time', 'somebody waits')
    const offer = await sam.rings()
    expect(offer.contactId).to.equal(caller?.contactId)
    const name = queues.find(({ id }) => id === caller?.queueId)?.name ?? ''
    const words = async () => (await sam.phone()).presence.placed.map((each) => each.words)
    expect(await words()).to.include(`Lorna Blake put you on ${name} until 17:00: somebody waits.`)
    const row = (await board()).people.find(({ id }) => id === sam.personId)
    expect(row?.queues).to.deep.equal([name])

    // A call that rings goes on when its agent is taken off the queue.
    const over = await place(caller?.queueId ?? '', 'off', 'time', 'enough')
    expect(over.history[1]?.words).to.match(/Replaced by Lorna Blake/)
    expect((await sam.phone()).offer?.id).to.equal(offer.id)
    call.hangUp()
    await until(async () => (await sam.phone()).offer === null, 'still ringing')

    // Nobody who may take that queue is at work: whoever rings hears so at once, though Sam is there for others.
    await priya.send('PUT', '/api/phone/availability', { choice: 'offline' })
    const late = world.simulator.phone('+447700900820').call(serviceLine)
    await late.waitForHeard(/press 1/i)
    await late.press('1')
    await late.waitForHeard(/nobody|no one|call you back/i)
    expect((await board()).callers).to.deep.equal([])
    late.hangUp()

    world.clock.set('2026-10-06T17:00')
    await world.app().tick()
    expect(await words()).to.deep.equal([])
    expect((await lorna.get<PersonQueuesView>(of)).history[0]?.words).to.match(/Ended by itself at 17:00\.$/)
    await world.staysQuiet()
  })
})
