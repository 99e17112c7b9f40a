import { expect } from 'chai'
import type { ContactView, LiveView } from '../../server/contract/views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

describe("J4: an agent's browser dies in the middle of a call", function () {
  this.timeout(60_000)
  let world: World
  beforeEach(async () => {
    world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-10-06T09:12' })
  })
  afterEach(() => world.close())

  it('the member is told within seconds, and the agent is back with one press, notes and all', async () => {
    const lorna = await world.console('lorna')
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    await priya.send('PUT', `/api/contacts/${contactId}/notes`, {
      text: 'She says the letter of',
      version: 0,
    })

    const died = Date.now()
    priya.dies()
    await call.waitForHeard(/stay on the line, we are reconnecting you/i)
    expect(Date.now() - died).to.be.lessThan(5_000)
    // Told twice, by the conference and by the status of the agent's own call: either would have been enough.
    await world.simulator.idle()
    const told = world.simulator.exchange.timeline
      .entries({ limit: 1000 })
      .filter(({ kind, detail }) => kind === 'webhook' && String(detail['url']).endsWith('/voice/status'))
    expect(JSON.stringify(told)).to.contain(`client:${priya.personId}`)
    const board = await until(async () => {
      const live = await lorna.get<LiveView>('/api/live')
      return live.people.some((p) => p.name.startsWith('Priya') && p.state === 'call-parked') ? live : null
    }, 'the board does not show it')
    expect(board.callers.find((c) => c.contactId === contactId)).to.include({ state: 'parked' })

    const back = await world.agent('priya')
    expect((await back.phone()).call).to.include({ state: 'parked' })
    await back.send('POST', `/api/contacts/${contactId}/rejoin`)
    await back.softphone.join(contactId)
    await until(async () => (await back.phone()).call?.state === 'connected', 'Priya is not back in the call')
    back.softphone.tone(700, 800)
    await until(async () => hasTone(call.audio({ lastMs: 200 }), 700), 'Aisha does not hear Priya again')
    const contact = await back.get<ContactView>(`/api/contacts/${contactId}`)
    expect(contact.notes.text).to.equal('She says the letter of')

    await back.send('POST', `/api/contacts/${contactId}/hang-up`)
    await call.waitForState('completed')
    const ended = await back.get<ContactView>(`/api/contacts/${contactId}`)
    expect(ended).to.include({ state: 'ended', result: 'answered' })
    expect((await lorna.get<LiveView>('/api/live')).tiles.gaveUpToday).to.equal(board.tiles.gaveUpToday)
    await world.staysQuiet()
  })

  it('nobody comes back within 60 s: the member goes to the head of the queue, shown as cut off', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    const waitsLonger = world.simulator.phone('+447700900555').call(serviceLine)
    await waitsLonger.press('1')
    await waitsLonger.waitForHeard(/in the queue/i)
    priya.dies()
    await call.waitForHeard(/reconnecting you/i)
    // The words being played, the hold is done and recorded: a clock pushed before that would end its lease.
    await call.waitForHeard(/hold-music/i)

    world.clock.push(61_000)
    await world.app().tick()
    // A busy machine may need a second try to move the member.
    await call.waitForHeard(/you are first in the queue/i, { timeoutMs: 20_000 })
    const sam = await world.agent('sam')
    const offer = await sam.rings()
    expect(offer).to.include({ contactId, priorityReason: 'Was cut off' })
    const again = await sam.answers()
    expect(again.contactId).to.equal(contactId)
    await world.staysQuiet()
  })
})
