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

  it('a browser is killed: another one, which nobody started a shift in, is back with one press', async () => {
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await priya.page.getByLabel('About').selectOption('Something else')
    await priya.page.getByLabel('Outcome').selectOption('Advice given')
    await dockOf(priya.page).getByRole('button', { name: 'Save and be available' }).click()
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    await dockOf(priya.page).getByRole('button', { name: 'Answer' }).click()
    await phoneHears(call)
    await priya.page.context().close()
    await call.waitForHeard(/reconnecting you/i)

    const other = await world.seat('priya')
    const dock = dockOf(other.page)
    await dock.getByText('You have a live call: Aisha Khan').waitFor()
    await dock.getByRole('button', { name: 'Rejoin call' }).click()
    await dock.getByText('On a call: Aisha Khan', { exact: true }).waitFor()
    await phoneHears(call)
    await pageHears(other.page, call, 620)

    call.hangUp()
    await dock.getByText('After call: Aisha Khan').waitFor()
    // The other browser's heartbeat is seconds old: that the phone is still its is the honest first answer.
    expect(other.faults.filter((fault) => !fault.includes('/api/phone/claim'))).to.deep.equal([])
  })
})
