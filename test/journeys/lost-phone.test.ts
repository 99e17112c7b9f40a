import { expect } from 'chai'
import type { ContactView } from '../../server/contract/contact-views.ts'
import type { LiveView } from '../../server/contract/live-views.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { kindSwitches } from '../../simulator/unkindness/switches.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { withRoom } from '../support/with-room.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

describe("J4: an agent's browser dies in the middle of a call", function () {
  this.timeout(60_000)
  let world: World
  const begin = async (databaseUrl = sqliteUrl) => {
    world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-06T09:12' })
  }
  afterEach(() => world.close())

  for (const [engine, databaseUrl] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`the member is told within seconds, and the agent is back with one press, notes and all (${engine})`, async () => {
      await begin(databaseUrl)
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
      expect(Date.now() - died).to.be.lessThan(withRoom(5_000))
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
      await until(
        async () => (await back.phone()).call?.state === 'connected',
        'Priya is not back in the call',
      )
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
    await begin()
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

  // What comes late and out of order is the database's to sort out, so that runs on both.
  const unkindnesses = {
    'every callback is lost and REST answers 500': { dropped: 1, rest: '500' },
    'every callback is lost and REST never answers': { dropped: 1, rest: 'hang' },
    'callbacks are doubled, late and out of order': {
      doubled: 1,
      delayed: 0.7,
      delayMs: 1500,
      reordered: 0.5,
    },
    'callbacks are lost': { dropped: 1 },
  } as const
  const bothWays = 'callbacks are doubled, late and out of order'
  const runs = [
    ...Object.entries(unkindnesses).map((each) => [...each, sqliteUrl] as const),
    [`${bothWays} (PostgreSQL)`, unkindnesses[bothWays], postgresUrl] as const,
  ]
  for (const [what, switches, databaseUrl] of runs)
    it(`the same while ${what}: told within 5 s, back with one press, one call on one case`, async () => {
      await begin(databaseUrl)
      const priya = await world.agent('priya')
      const call = world.simulator.phone('+447700900117').call(serviceLine)
      await call.press('1')
      const { contactId } = await priya.answers()
      const meter = world.simulator.meterSilence()
      world.simulator.change({ seed: 4, ...switches })
      const died = Date.now()
      priya.dies()
      await call.waitForHeard(/stay on the line, we are reconnecting you/i)
      expect(Date.now() - died).to.be.lessThan(withRoom(5_000))
      const back = await world.agent('priya')
      await until(async () => (await back.phone()).call?.state === 'parked', 'it is not shown as parked')

      // Who comes back is heard at once, whatever Twilio's REST does.
      await back.send('POST', `/api/contacts/${contactId}/rejoin`)
      await back.softphone.join(contactId)
      await until(async () => {
        back.softphone.tone(700, 300)
        return hasTone(call.audio({ lastMs: 200 }), 700)
      }, 'Aisha does not hear Priya again')
      world.simulator.change({ rest: 'ok' })
      await until(
        async () => {
          world.clock.push(2_000)
          await world.app().tick()
          return (await back.phone()).call?.state === 'connected'
        },
        'Priya is not shown as back',
        20_000,
      )
      world.simulator.change(kindSwitches)
      expect(meter.longerThan(5_000)).to.deep.equal([])
      meter.stop()
      await back.send('POST', `/api/contacts/${contactId}/hang-up`)
      await call.waitForState('completed', { timeoutMs: 20_000 })
      const contact = await back.get<ContactView>(`/api/contacts/${contactId}`)
      expect(contact).to.include({ state: 'ended', result: 'answered' })
      expect(contact.case?.id).to.be.a('string')
      const live = await (await world.console('lorna')).get<LiveView>('/api/live')
      expect(live.callers.filter((c) => c.contactId === contactId)).to.deep.equal([])
    })

  it('an interpreter keeps the member company: they talk on, Priya comes back to both, and nobody is hung up on', async () => {
    await begin()
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    const rings = world.simulator.phone('+442079460777').waitForRing()
    await priya.send('POST', `/api/contacts/${contactId}/ask`, {
      whom: { kind: 'outside', number: '020 7946 0777', name: 'Interpreter' },
    })
    const theirs = await rings
    theirs.answer()
    const isIn = async (desk: typeof priya) =>
      (await desk.phone()).call?.people.some((one) => one.kind === 'outside' && one.state === 'talking')
    await until(() => isIn(priya), 'the interpreter is not in')
    await priya.send('POST', `/api/contacts/${contactId}/resume`)
    await until(async () => (await priya.phone()).call?.state === 'connected', 'the member is still on hold')
    const hearEachOther = () =>
      until(async () => {
        void theirs.tone(1700, 300)
        return hasTone(call.audio({ lastMs: 200 }), 1700)
      }, 'the member does not hear the interpreter')
    await hearEachOther()

    priya.dies()
    const back = await world.agent('priya')
    const parked = await until(async () => {
      const found = (await back.phone()).call
      return found?.state === 'parked' ? found : null
    }, 'it is not parked')
    expect(parked.people.map(({ kind, state }) => [kind, state])).to.deep.equal([
      ['member', 'talking'],
      ['agent', 'joining'],
      ['outside', 'talking'],
    ])
    await hearEachOther()
    expect(call.heard.map((one) => one.text).join(' ')).to.not.match(/reconnecting you/i)
    await back.send('POST', `/api/contacts/${contactId}/rejoin`)
    await back.softphone.join(contactId)
    await until(async () => (await back.phone()).call?.state === 'connected', 'Priya is not back')
    await hearEachOther()

    // Lost again, and this time not back in time: the two are not parted, and the member is not lost when it ends.
    back.dies()
    await until(async () => {
      const live = await (await world.console('lorna')).get<LiveView>('/api/live')
      return live.people.some((p) => p.name.startsWith('Priya') && p.state === 'call-parked')
    }, 'it is not parked again')
    world.clock.push(61_000)
    await world.app().tick()
    await hearEachOther()
    theirs.hangUp()
    await call.waitForHeard(/first in the queue/i)
    call.hangUp()
    await world.staysQuiet()
  })
})
