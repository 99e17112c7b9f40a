import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('legal dates, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('J19: entered on the first call, changed by the certificate, confirmed, on the radar, and met before the case closes', async () => {
    const agent = await world.seat('priya')
    const { page } = agent
    await openCase(page, 'CX-10482')
    const dates = page.getByRole('region', { name: 'Legal dates' })
    await dates.getByText('No legal date is live.').waitFor()
    await page.keyboard.press('Shift+T')
    const form = page.getByRole('dialog', { name: 'Add a legal date' })
    await form.getByLabel('When did employment end?').waitFor()
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await form.getByRole('button', { name: 'Work it out' }).click()
    await form.getByText('There is no such day. Write it as day, month and year.').waitFor()
    await form.getByLabel('Against whom?').fill('Northside Hospitals')
    await form.getByLabel('When did employment end?').fill('2026-07-15')
    await form.getByLabel(/Could the reason/).selectOption('other')
    await shot(page, 'deadline-form')
    await page.keyboard.press('Enter')
    await dates.getByText('Last day 14 October 2026', { exact: true }).waitFor()
    await dates.getByText(/8 days left: ring the region now/).waitFor()
    await dates.getByText(/Acas must be contacted by 14 October 2026/).waitFor()
    await dates
      .getByText(/check with legal/i)
      .first()
      .waitFor()
    expect(
      await dates.getByRole('button', { name: 'Confirm' }).count(),
      'an agent confirms nothing',
    ).to.equal(0)

    const official = await world.seat('marcus')
    await official.page.keyboard.press('g')
    await official.page.keyboard.press('d')
    await official.page.getByRole('heading', { name: 'Deadlines' }).waitFor()
    await official.page
      .getByRole('row', { name: /1 day left Work to 7 October 2026.*14 October 2026.*CX-10482.*Marcus Webb/ })
      .waitFor()
    expect(await barriersIn(official.page), 'the radar').to.deep.equal([])
    await shot(official.page, 'deadline-radar')
    await official.page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(official.page), 'the radar at 320 px').to.equal(0)
    await shot(official.page, 'deadline-radar-320')
    await official.page.setViewportSize({ width: 1440, height: 900 })

    // Day B before day A is refused beside the field; then 35 days are added.
    await page.keyboard.press('Shift+E')
    const change = page.getByRole('dialog', { name: 'Change this legal date' })
    await change.getByRole('button', { name: 'Acas was told' }).click()
    await change.getByLabel('Day A: Acas was told').fill('2026-09-01')
    await change.getByLabel('Day B: certificate received').fill('2026-08-31')
    await change.getByRole('button', { name: 'Work it out again' }).click()
    await change.getByText('The certificate cannot come before Acas was told (day A).').waitFor()
    expect(await barriersIn(page), 'a field that is wrong').to.deep.equal([])
    await change.getByLabel('Day B: certificate received').fill('2026-10-06')
    await change.getByRole('button', { name: 'Work it out again' }).click()
    await dates.getByText('Last day 18 November 2026', { exact: true }).waitFor()
    await dates.getByText('How it was worked out').click()
    await dates.getByText(/35 days, are not counted: 14 October 2026 becomes 18 November 2026/).waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
    await shot(page, 'deadline-case')

    await official.page.getByText(/2 more are further away/).waitFor()
    await openCase(official.page, 'CX-10482')
    await official.page.getByRole('button', { name: 'Confirm' }).waitFor()
    await official.page.keyboard.press('Shift+C')
    await official.page.getByText(/confirmed by Marcus Webb/).waitFor()
    await official.page.getByLabel('Status').selectOption('closed')
    const closing = official.page.getByRole('dialog', { name: 'Close this case' })
    await closing
      .locator('.field-error')
      .getByText(/A legal date is still live on this case/)
      .waitFor()
    await closing.getByRole('button', { name: 'Keep it open' }).click()

    await official.page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(official.page), 'the case at 320 px').to.equal(0)
    await shot(official.page, 'deadline-case-320')

    await official.page.keyboard.press('Shift+M')
    const settling = official.page.getByRole('dialog', { name: 'Settle this legal date' })
    await settling.getByLabel('What was lodged, and when?').fill('ET1 lodged 2 November')
    expect(await barriersIn(official.page), 'settling').to.deep.equal([])
    await settling.getByRole('button', { name: 'Settle' }).click()
    await official.page.getByText('No legal date is live.').waitFor()
    // The agent sees it without asking.
    await dates.getByText('1 settled').waitFor()
    // Down as met by mistake: one officer takes it back, it is live at once, and a second one agrees.
    await official.page.setViewportSize({ width: 1440, height: 900 })
    const again = official.page.getByRole('region', { name: 'Legal dates' })
    await again.getByText('1 settled').click()
    await again.getByRole('button', { name: 'Undo' }).click()
    const undo = official.page.getByRole('dialog', { name: 'This legal date is live again' })
    await undo.getByText(/A second authorised officer looks at it as well/).waitFor()
    await undo.getByLabel('Why was it not settled?').fill('The tribunal sent the form back')
    await undo.getByRole('button', { name: 'Make it live again' }).click()
    await again.getByText(/Live again.*down as met; Marcus Webb took that back/).waitFor()
    await again.getByText('Last day 18 November 2026', { exact: true }).waitFor()
    expect(
      await again.getByRole('button', { name: 'Agree that it is live' }).getAttribute('aria-disabled'),
      'not by the same person',
    ).to.equal('true')
    expect(await barriersIn(official.page), 'live again').to.deep.equal([])
    await shot(official.page, 'deadline-again')
    const second = await world.seat('lorna')
    await openCase(second.page, 'CX-10482')
    await second.page.getByRole('button', { name: 'Agree that it is live' }).waitFor()
    await second.page.keyboard.press('Shift+C')
    await second.page
      .getByRole('region', { name: 'Legal dates' })
      .getByText(/Live again/)
      .waitFor({ state: 'detached' })
    await again.getByText(/Live again/).waitFor({ state: 'detached' })
    // Chromium calls the two refusals that were asked for errors.
    expect(agent.faults.filter((fault) => !/422 .*\/api\/deadlines\//.test(fault))).to.deep.equal([])
    expect(official.faults).to.deep.equal([])
  })

  it('N9: days that cannot be are refused in place; interim relief comes first; and nobody leaves the case without an owner', async () => {
    const { page, faults } = await world.seat('marcus')
    await page.goto(`${world.url}/deadlines`)
    await page.getByRole('region', { name: 'Who watches over cases' }).waitFor()
    await page.keyboard.press('Shift+Q')
    const watch = page.getByRole('dialog', { name: 'Who watches over cases' })
    await watch.getByLabel('Duty official').selectOption('demo-person-beth')
    await watch.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/duty official: Beth/).waitFor()

    await openCase(page, 'CX-10482')
    const dates = page.getByRole('region', { name: 'Legal dates' })
    await page.keyboard.press('Shift+T')
    const form = page.getByRole('dialog', { name: 'Add a legal date' })
    const claim = form.getByLabel('What is the claim, or the date?')
    await claim.selectOption('hearing')
    await form.getByLabel('Employer, or tribunal').fill('The agency')
    await form.getByLabel('When is the hearing?').fill('2025-10-08')
    await form.getByLabel('Where does the day stand?').fill('Letter of 1 October')
    await form.getByRole('button', { name: 'Save the date' }).click()
    await form.getByText(/8 October 2025 is over. Check the year./).waitFor()
    expect(await form.getByLabel('Where does the day stand?').inputValue()).to.equal('Letter of 1 October')
    expect(await form.getByLabel('When is the hearing?').inputValue()).to.equal('2025-10-08')
    await claim.selectOption('discrimination')
    await form.getByLabel('When did it happen, or last happen?').fill('2026-10-07')
    await form.getByRole('button', { name: 'Work it out' }).click()
    await form.getByText(/7 October 2026 is still to come/).waitFor()
    expect(await form.getByLabel('Against whom?').inputValue()).to.equal('The agency')
    expect(await barriersIn(page), 'refused').to.deep.equal([])
    await shot(page, 'deadline-refused')
    await claim.selectOption('unfair-dismissal')
    await form.getByLabel('When did employment end?').fill('2026-10-02')
    await form.getByLabel(/Could the reason/).selectOption('union')
    await form.getByRole('button', { name: 'Acas was told' }).click()
    await form.getByLabel('Day A: Acas was told').fill('2026-10-05')
    await form.getByLabel('Day B: certificate received').fill('2026-10-02')
    await form.getByRole('button', { name: 'Work it out' }).click()
    await form.getByText('The certificate cannot come before Acas was told (day A).').waitFor()
    expect(await form.getByLabel('Day A: Acas was told').inputValue()).to.equal('2026-10-05')
    await form.getByLabel('Day B: certificate received').fill('')
    await form.getByRole('button', { name: 'Work it out' }).click()
    const card = dates.getByRole('listitem').filter({ hasText: 'The agency' }).first()
    await card
      .getByText(/Interim relief: .*by 9 October 2026.*certificate signed by an authorised official/)
      .waitFor()
    expect(await card.locator('[data-warning]').first().getAttribute('data-warning')).to.equal(
      'interim-relief',
    )
    await card.getByText(/Clock stopped: not before/).waitFor()
    expect(await barriersIn(page), 'interim relief').to.deep.equal([])
    await shot(page, 'deadline-interim')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'deadline-interim-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 900 })
    expect(await sidewaysScroll(page), 'interim relief at 320 px').to.equal(0)
    await shot(page, 'deadline-interim-320')
    await page.setViewportSize({ width: 1440, height: 900 })

    // Given up in the evening: five minutes later the duty official has it, and reads why.
    await page.getByRole('button', { name: 'Give the case up' }).click()
    const giving = page.getByRole('dialog', { name: 'Give this case up' })
    await giving.getByLabel('Why?').fill('On leave from tomorrow')
    await giving.getByRole('button', { name: 'Give it up' }).click()
    await giving.waitFor({ state: 'detached' })
    world.clock.push(5 * 60_000)
    await world.app().tick()
    const owner = page.getByLabel('Owner')
    await owner.locator('option:checked', { hasText: 'Beth Hughes' }).waitFor({ state: 'attached' })
    await page
      .getByText(/This case has a legal date and had no owner/)
      .filter({ visible: true })
      .first()
      .waitFor()
    const beth = await world.seat('beth')
    await beth.page
      .getByText(/This case has a legal date and had no owner/)
      .filter({ visible: true })
      .first()
      .waitFor()
    expect(faults.filter((fault) => !/422 .*\/api\/deadlines\//.test(fault))).to.deep.equal([])
  })
})
