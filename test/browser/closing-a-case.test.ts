import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('the end of a case and what is logged on it, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('asks what is promised and when to look, keeps what was written, and leaves it as a follow-up of the closed case', async () => {
    const { page } = await world.seat('marcus')
    await openCase(page, 'CX-10463')
    await page.keyboard.press('c')
    await page.keyboard.press('w')
    await page.getByLabel('What the member wants').fill('All of the overtime')
    await page.keyboard.press('Enter')
    await page.getByText('Wants: All of the overtime').waitFor()
    await page.getByLabel('Status').selectOption({ label: 'Closed' })
    const form = page.getByRole('dialog', { name: 'Close this case' })
    await form.getByLabel('What came of it?').selectOption({ label: 'Settled' })
    await form.getByLabel('In a few words').fill('The employer pays the overtime')
    await form.getByLabel('Money for the member').fill('about 1,240')
    await form.getByLabel('Did they get it?').selectOption({ label: 'They never said what they wanted' })
    await form.getByLabel('Something is promised that has not happened yet').check()
    await form.getByLabel('What is promised?').fill('Back pay of £1,240 with December’s wages')
    await page.keyboard.press('Enter')
    await form.getByText('Choose a date and time.').waitFor()
    await form.getByText('Write an amount like £1,240.50.').waitFor()
    await form.getByLabel('Money for the member').fill('£1,240')
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await shot(page, 'close-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'close-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 640 })
    await shot(page, 'close-small')
    expect(await sidewaysScroll(page)).to.equal(0)
    await page.setViewportSize({ width: 1440, height: 900 })

    const day = form.getByLabel('When do we look whether it happened?')
    await day.fill('2020-01-06T10:00')
    await form.getByRole('button', { name: 'Close case' }).click()
    await form.getByText(/That time has passed/).waitFor()
    await form.getByText('They said what they wanted. Say whether they got it.').waitFor()
    expect(await form.getByLabel('In a few words').inputValue()).to.equal('The employer pays the overtime')
    await form.getByLabel('Did they get it?').selectOption({ label: 'In part' })
    await day.fill('2031-01-06T10:00')
    await form.getByRole('button', { name: 'Close case' }).click()
    await form.waitFor({ state: 'detached' })

    await page
      .getByText('Outcome: Settled, £1,240: The employer pays the overtime · Got what they wanted: In part')
      .waitFor()
    const followUps = page.getByRole('region', { name: 'Follow-ups' })
    await followUps.getByRole('button', { name: /^Done: Back pay of £1,240/ }).click()
    await followUps.getByText('1 done').waitFor()
    await page.getByRole('button', { name: 'Reopen' }).waitFor()
  })

  it('a letter is logged by key at the day it came, and is read on the member’s page', async () => {
    const { page } = await world.seat('marcus')
    await openCase(page, 'CX-10482')
    await page.keyboard.press('c')
    await page.keyboard.press('l')
    const form = page.getByRole('dialog', { name: 'Log a contact' })
    await form.getByLabel('How did it come?').selectOption({ label: 'Email from them' })
    await form.getByLabel('When did it happen?').fill('2031-01-06T10:00')
    await form.getByLabel('What was said or written?').fill('They move the hearing by a week.')
    await form.getByRole('button', { name: 'Keep it' }).click()
    await form.getByText('That is still to come. Write down what has happened.').waitFor()
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await shot(page, 'log-light')
    await form.getByLabel('When did it happen?').fill('2026-10-01T10:00')
    await form.getByRole('button', { name: 'Keep it' }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Letters and visits/ }).click()
    const entry = page.getByRole('listitem').filter({ hasText: 'They move the hearing by a week.' })
    await entry.getByText('Written down').waitFor()
    await shot(page, 'logged-light')
    await page
      .getByRole('complementary', { name: 'Work and member' })
      .getByRole('link', { name: 'Aisha Khan' })
      .click()
    await page.getByText('They move the hearing by a week.').waitFor()
  })
})
