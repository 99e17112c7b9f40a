import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  dockOf,
  phoneHears,
  sidewaysScroll,
  startShift,
} from '../support/browser-world.ts'

describe('ringing a member in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('marks a number, is asked why, rings by key and talks', async () => {
    const priya = await world.seat('priya')
    const { page } = priya
    const dock = dockOf(page)
    await startShift(page)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click()
    await page.getByPlaceholder('Name, membership number or phone').fill('Aisha Khan')
    await page.getByRole('link', { name: 'Aisha Khan' }).first().click()
    await page.getByRole('heading', { name: 'Aisha Khan', level: 1 }).waitFor()
    await page.keyboard.press('Shift+R')
    await page.getByText('Noted: they ring through text relay.').waitFor()
    expect(await page.getByRole('checkbox', { name: /^Rings through text relay/ }).isChecked()).to.equal(true)
    await page.getByRole('button', { name: 'Is 07700 900117 safe to ring?' }).click()
    await page.getByLabel('Why it is not safe').fill('her manager shares it')
    await page.getByRole('button', { name: 'Mark as not safe' }).click()
    await page.getByText('not safe to ring: her manager shares it').waitFor()
    expect(await barriersIn(page), 'marked').to.deep.equal([])

    const rings = world.simulator.phone('+447700900117').waitForRing({ timeoutMs: 30_000 })
    await page.keyboard.press('r')
    const sheet = page.getByRole('dialog', { name: 'Ring Aisha Khan' })
    await sheet.getByText('Not safe to ring: her manager shares it').waitFor()
    await sheet.getByText(/18002 07700 900117 from another telephone/).waitFor()
    expect(await barriersIn(page), 'sheet').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/dial.png` })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    await page.setViewportSize({ width: 1440, height: 900 })
    await sheet.getByLabel('What is it about?').fill('the hearing')
    await sheet.getByLabel('Why do you ring it all the same?').fill('she asked for this number today')
    await page.keyboard.press('Enter')
    await dock.getByText('Ringing: Aisha Khan').waitFor()
    const call = await rings
    call.answer()
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await phoneHears(call)
    await page.keyboard.press('Shift+F9')
    await dock.getByText('After call: Aisha Khan').waitFor()
    await call.waitForState('completed')
    expect(priya.faults).to.deep.equal([])
    await world.staysQuiet()
  })
})
