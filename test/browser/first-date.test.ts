import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  dockOf,
  sidewaysScroll,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('the one date that matters, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('J19, N9: is asked on the first call, answered in place, and says at once what is urgent', async () => {
    const { page, faults } = priya
    const dock = dockOf(page)
    await startShift(page)
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    await dock.getByText('Incoming: Aisha Khan').waitFor({ timeout: 20_000 })
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    const asked = page.getByRole('region', { name: 'The one date that matters' })
    const about = page.getByLabel('About')
    await about.selectOption('Discipline')
    await page
      .getByRole('region', { name: 'Answers' })
      .locator('summary', { hasText: 'Somebody was dismissed today' })
      .waitFor()
    expect(await asked.count(), 'not for every call').to.equal(0)
    await about.selectOption('Dismissal')
    await asked.getByText('When did employment end?').waitFor()
    expect(await barriersIn(page), 'asked').to.deep.equal([])
    await shot(page, 'first-date-asked')
    await page.getByRole('heading', { name: 'Call notes' }).click()
    await page.keyboard.press('Shift+T')
    const form = page.getByRole('dialog', { name: 'Add a legal date' })
    // Where she works stays hidden until two facts fit.
    expect(await form.getByLabel('Against whom?').inputValue()).to.equal('')
    await form.getByLabel('When did employment end?').fill('2026-07-15')
    await form.getByRole('button', { name: 'Work it out' }).click()
    await form.getByText('Name the employer, or whoever else it is.').waitFor()
    expect(await form.getByLabel('When did employment end?').inputValue()).to.equal('2026-07-15')
    await form.getByLabel('Against whom?').fill('Northside Hospitals')
    await form.getByLabel(/Could the reason/).selectOption('other')
    await form.getByRole('button', { name: 'Work it out' }).click()
    await asked.getByText('Last day 14 October 2026').waitFor()
    await asked.getByText(/8 days left: ring the region now/).waitFor()
    await asked.getByText(/work to 7 October 2026/).waitFor()
    expect(await barriersIn(page), 'answered').to.deep.equal([])
    await shot(page, 'first-date')
    await page.emulateMedia({ colorScheme: 'dark' })
    await asked.scrollIntoViewIfNeeded()
    await shot(page, 'first-date-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await asked.scrollIntoViewIfNeeded()
    await shot(page, 'first-date-320')
    await page.setViewportSize({ width: 1440, height: 900 })
    call.hangUp()
    await dock.getByText('After call: Aisha Khan').waitFor()
    // It stays beside the wrap-up, and stands on the case.
    await asked.getByRole('link', { name: 'All of it stands on the case' }).click()
    await page
      .getByRole('region', { name: 'Legal dates' })
      .getByText('Last day 14 October 2026', { exact: true })
      .waitFor()
    expect(faults.filter((fault) => !/422 .*\/api\/deadlines\//.test(fault))).to.deep.equal([])
  })
})
