import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

const mobile = '+447700900870'

describe('alerts in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('a supervisor is told what is the matter, goes there by key, has seen it, and sets who is on duty', async () => {
    const phone = world.simulator.phone(mobile)
    const sam = await world.agent('sam')
    await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
    const { page, faults } = await world.seat('lorna')

    await page.keyboard.press('g')
    await page.keyboard.press('l')
    const panel = page.getByRole('region', { name: 'Alerts' })
    await panel.getByText('Nobody is on duty').waitFor()
    await page.keyboard.press('Shift+D')
    const dialog = page.getByRole('dialog', { name: 'Who is on duty' })
    await dialog.getByLabel('Their mobile').fill('the office')
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('Write a mobile number').waitFor()
    await dialog.getByLabel('Their mobile').fill('07700 900 870')
    await page.keyboard.press('Control+Enter')
    await panel.getByText(/Lorna Blake\. Alerts are texted to … 870/).waitFor()

    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    await page.getByRole('link', { name: 'Waiting now: 1. Show the list' }).waitFor()
    world.clock.push(5 * 60_000)
    await world.app().tick()
    const banner = page.getByRole('region', { name: 'Alert', exact: true })
    const wait = /somebody has waited over 5 minutes/
    await panel.getByText(wait).waitFor()
    await phone.waitForText('somebody has waited over 5 minutes')
    await panel.getByText('Texted to Lorna Blake').first().waitFor()
    expect(await barriersIn(page)).to.deep.equal([])

    // The oldest comes first; each is seen by key until the wait is on top, everywhere in the console.
    await page.getByRole('link', { name: 'Cases' }).first().click()
    await page.getByRole('heading', { name: 'Cases' }).waitFor()
    await banner.waitFor()
    for (let tries = 0; tries < 5 && !(await banner.getByText(wait).isVisible()); tries += 1) {
      const before = await banner.getByRole('alert').innerText()
      await page.keyboard.press('Shift+K')
      await banner.getByText(before, { exact: true }).waitFor({ state: 'detached' })
    }
    await page.keyboard.press('Shift+G')
    await page.waitForURL(/\/live\?queue=.*#callers$/)
    await page
      .getByRole('region', { name: 'Callers waiting' })
      .getByRole('row', { name: /Aisha K\./ })
      .waitFor()
    await banner.getByRole('button', { name: 'Seen' }).click()
    await banner.getByText(wait).waitFor({ state: 'detached' })
    await panel.getByRole('listitem').filter({ hasText: wait }).getByText('Seen by Lorna Blake').waitFor()

    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    call.hangUp()
    // Chromium calls the honest refusal of a wrong number an error.
    expect(faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })
})
