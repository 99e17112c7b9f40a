import { expect } from 'chai'
import type { AlertsView } from '../../server/contract/live-views.ts'
import { sqliteUrl } from '../support/databases.ts'
import { createWorld, serviceLine, until, type World } from '../support/world.ts'

const mobile = '+447700900870'

describe('alerts over the wire', function () {
  this.timeout(60_000)
  let world: World
  before(async () => {
    world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-10-06T10:41' })
  })
  after(() => world.close())

  it('text whoever is on duty once when somebody waits too long, and say so on the screen', async () => {
    const phone = world.simulator.phone(mobile)
    const lorna = await world.console('lorna')
    const alerts = () => lorna.get<AlertsView>('/api/alerts')
    const { duty } = await alerts()
    await lorna.send('PUT', '/api/alerts/duty', {
      version: duty.version,
      personId: lorna.personId,
      number: '07700 900 870',
    })
    const sam = await world.agent('sam')
    await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    await call.waitForHeard(/queue|wait|next|position/i)
    world.clock.push(5 * 60_000)
    await sam.socket.emitWithAck('heartbeat', {
      tabId: sam.tabId,
      registered: true,
      microphone: 'granted',
    })
    await world.app().tick()
    await phone.waitForText('somebody has waited over 5 minutes')
    const about = phone.inbox.filter(({ body }) => body.includes('somebody has waited'))
    expect(about).to.have.lengthOf(1)
    expect(about[0]?.body).to.match(/^Branchline \d\d:\d\d: \w.*Move callers .*\/live$/)
    expect(about[0]?.body).to.not.match(/Aisha|Khan|Sam|117/)
    const shown = await until(
      async () =>
        (await alerts()).alerts.find(({ textWords }) =>
          /^Texted to Lorna.*, and it arrived$/.test(textWords),
        ),
      'what became of the text is not shown',
    )
    // The next looks change nothing: no second text.
    for (let look = 0; look < 3; look += 1) {
      world.clock.push(6_000)
      await world.app().tick()
    }
    await world.simulator.idle()
    expect(phone.inbox.filter(({ body }) => body.includes('somebody has waited'))).to.have.lengthOf(1)

    const refused = await sam.try('POST', `/api/alerts/${shown.id}/acknowledge`, {
      raisingId: shown.raisingId,
    })
    expect(refused.status).to.equal(403)
    await lorna.send('POST', `/api/alerts/${shown.id}/acknowledge`, { raisingId: shown.raisingId })
    expect((await alerts()).alerts.find(({ id }) => id === shown.id)).to.deep.include({ isSeenByMe: true })
    call.hangUp()
    await world.staysQuiet()
  })
})
