import { expect } from 'chai'
import type { AdminLinesView, HeardView } from '../../server/contract/admin-views.ts'
import type { CallbacksView } from '../../server/contract/callback-views.ts'
import { postgresUrl, sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

const fatima = '+447700900245'

describe('a callback from a line that is closed', function () {
  this.timeout(90_000)
  let world: World
  afterEach(() => world.close())

  for (const [engine, databaseUrl] of [
    ['SQLite', sqliteUrl],
    ['PostgreSQL', postgresUrl],
  ] as const)
    it(`is promised for the next opening, read back, and is at its place then (${engine})`, async () => {
      world = await createWorld({ databaseUrl: await databaseUrl(), at: '2026-10-10T11:00' })
      const saturday = world.simulator.phone(fatima).call(serviceLine)
      await saturday.waitForHeard(/closed now.*monday at half past eight/i)
      await saturday.waitForHeard(/to be rung back, press 2/i)
      await saturday.press('2')
      await saturday.waitForHeard(
        /0 7 7 0 0, 9 0 0 2 4 5, monday between half past eight and half past nine.*press 1/i,
      )
      await saturday.press('1')
      await saturday.waitForHeard(/we will ring you back monday between half past eight and half past nine/i)
      await saturday.waitForState('completed')
      await world.simulator.phone(fatima).waitForText(/^We will ring you back Monday 08:30 to 09:30\./)

      // Who hides their number keys one in, and a foreign or unreadable one is asked for again.
      const withheld = world.simulator.phone('anonymous').call(serviceLine)
      await withheld.waitForHeard(/press 2/i)
      await withheld.press('2')
      await withheld.waitForHeard(/please key in the number/i)
      await withheld.press('123#')
      await withheld.waitForHeard(/cannot ring that number/i)
      await withheld.press('07700900512#')
      await withheld.waitForHeard(/0 7 7 0 0, 9 0 0 5 1 2, monday between half past eight/i)
      await withheld.press('1')
      await withheld.waitForState('completed')

      // The decision and what an administrator is shown are one.
      const devi = await world.console('devi')
      const { lines } = await devi.get<AdminLinesView>('/api/admin/lines')
      const lineId = lines.find(({ name }) => name === 'Service line')?.id ?? ''
      const { heard } = await devi.send<{ heard: HeardView[] }>(
        'POST',
        `/api/admin/lines/${lineId}/preview`,
        {
          at: ['2026-10-10T11:00', '2026-08-31T11:00'],
        },
      )
      for (const one of heard) {
        expect(one.say.join(' ')).to.match(/to be rung back, press 2/i)
        expect(one.keys.map(({ path }) => path)).to.deep.equal(['2'])
      }
      expect(heard[1]?.say.join(' ')).to.match(/bank holiday/i)

      world.clock.set('2026-10-12T08:29:50')
      const sam = await world.agent('sam')
      await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
      const states = async () =>
        (await sam.get<CallbacksView>('/api/callbacks')).open.map(({ state, position }) => [state, position])
      await world.app().tick()
      expect(await states()).to.deep.equal([
        ['promised', null],
        ['promised', null],
      ])
      world.clock.set('2026-10-12T08:30')
      await until(
        async () =>
          JSON.stringify(await states()) ===
          JSON.stringify([
            ['due', 1],
            ['due', 2],
          ]),
        'not at their places on Monday',
      )
      await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
      expect((await sam.rings()).caller.title).to.equal('Fatima Begum')
      await world.staysQuiet()
    })

  it('who presses nothing, or thinks better of it, leaves a message as before', async () => {
    world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-08-31T11:00' })
    const silent = world.simulator.phone('+447700900117').call(serviceLine)
    await silent.waitForHeard(/bank holiday/i)
    await silent.waitForHeard(/press 2/i)
    await silent.waitForHeard(/after the tone/i, { timeoutMs: 15_000 })
    silent.hangUp()
    const wavering = world.simulator.phone(fatima).call(serviceLine)
    await wavering.waitForHeard(/press 2/i)
    await wavering.press('2')
    await wavering.waitForHeard(/tuesday between half past eight and half past nine/i)
    await wavering.press('3')
    await wavering.waitForHeard(/after the tone/i)
    wavering.hangUp()
    const lorna = await world.console('lorna')
    expect((await lorna.get<CallbacksView>('/api/callbacks')).open).to.deep.equal([])
    await world.staysQuiet()
  })
})
