import { expect } from 'chai'
import {
  type BrowserWorld,
  createBrowserWorld,
  type Desk,
  dockOf,
  pageHears,
  phoneHears,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('J4: the page is reloaded in the middle of a call', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  it('tells the member, and one press brings sound both ways and the notes back within 15 s', async () => {
    const { page } = priya
    const dock = dockOf(page)
    await startShift(page)
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    await dock.getByRole('button', { name: 'Answer' }).click()
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await phoneHears(call)
    const notes = page.getByLabel('What did the member say, and what happens next?')
    await notes.fill('Rota moved to nights without notice')

    const reloadedAt = Date.now()
    await page.reload()
    await call.waitForHeard(/reconnecting you/i)
    await dock.getByText('You have a live call: Aisha Khan').waitFor()
    expect(await notes.inputValue()).to.equal('Rota moved to nights without notice')
    await dock.getByRole('button', { name: 'Rejoin call' }).click()
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await phoneHears(call)
    await pageHears(page, call, 620)
    expect(Date.now() - reloadedAt).to.be.lessThan(15_000)
    expect(await notes.inputValue()).to.equal('Rota moved to nights without notice')

    call.hangUp()
    await dock.getByText('After call: Aisha Khan').waitFor()
    expect(priya.faults).to.deep.equal([])
    await world.staysQuiet()
  })
})
