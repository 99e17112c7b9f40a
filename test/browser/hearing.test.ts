import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('a hearing, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('J20: the companion cannot come; the letter is drafted, kept and sent; and what was settled by mistake is live again', async () => {
    const { page } = await world.seat('marcus')
    await openCase(page, 'CX-10482')
    const dates = page.getByRole('region', { name: 'Legal dates' })
    await dates.getByText('No legal date is live.').waitFor()
    await page.keyboard.press('Shift+T')
    const form = page.getByRole('dialog', { name: 'Add a legal date' })
    await form.getByLabel('What is the claim, or the date?').selectOption('hearing')
    await form.getByLabel('Employer, or tribunal').fill('Northside Hospitals')
    await form.getByLabel('When is the hearing?').fill('2026-10-08')
    await form.getByRole('button', { name: 'Save the date' }).click()
    await form.getByText('Say where the day stands, such as the letter and its date.').waitFor()
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await shot(page, 'hearing-form')
    await form.getByLabel('Where does the day stand?').fill('Letter of 1 October, page 2')
    await page.keyboard.press('Enter')
    await dates.getByText('On 8 October 2026', { exact: true }).waitFor()
    await dates.getByText('2 days left', { exact: true }).waitFor()

    await page.keyboard.press('c')
    await page.keyboard.press('p')
    const letter = page.getByRole('dialog', { name: 'The companion cannot come' })
    await letter.getByText(/The duty covers that one only/).waitFor()
    const day = letter.getByLabel('Which day is offered instead?')
    expect(await day.locator('option').allTextContents()).to.deep.equal([
      'Friday 9 October 2026',
      'Monday 12 October 2026',
      'Tuesday 13 October 2026',
      'Wednesday 14 October 2026',
      'Thursday 15 October 2026',
    ])
    await day.selectOption('2026-10-15')
    expect(await letter.getByLabel('Letter to the employer').inputValue()).to.include(
      'we propose 15 October 2026 instead',
    )
    expect(await barriersIn(page), 'the letter').to.deep.equal([])
    await shot(page, 'hearing-letter')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'hearing-letter-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page), 'the letter at 320 px').to.equal(0)
    await shot(page, 'hearing-letter-320')
    await page.setViewportSize({ width: 1440, height: 900 })
    await letter.getByRole('button', { name: 'Keep the letter' }).click()
    await dates.getByText('Not sent yet.').waitFor()
    await page
      .getByRole('region', { name: 'Documents' })
      .getByText('Request to postpone the hearing of 8 October 2026')
      .first()
      .waitFor()
    await page
      .getByText(/Send the request to postpone the hearing of 8 October 2026/)
      .filter({ visible: true })
      .first()
      .waitFor()
    await shot(page, 'hearing-case')

    await page.keyboard.press('c')
    await page.keyboard.press('s')
    const sent = page.getByRole('dialog', { name: 'The request was sent' })
    await sent.getByLabel('How, and to whom?').fill('Email to HR')
    await sent.getByRole('button', { name: 'Keep it on the case' }).click()
    await dates.getByText('Sent: Email to HR').waitFor()

    await page.keyboard.press('Shift+M')
    const settle = page.getByRole('dialog', { name: 'Settle this legal date' })
    await settle.getByLabel('What was done, and when?').fill('Held')
    await settle.getByRole('button', { name: 'Settle' }).click()
    await dates.getByText('1 settled').click()
    await dates.getByRole('button', { name: 'Undo' }).click()
    const undo = page.getByRole('dialog', { name: 'This legal date is live again' })
    await undo.getByRole('button', { name: 'Make it live again' }).click()
    await undo.getByText('Write it down: it stays on the case.').waitFor()
    await undo.getByLabel('Why was it not settled?').fill('Another hearing was held')
    await undo.getByRole('button', { name: 'Make it live again' }).click()
    await dates.getByText('On 8 October 2026', { exact: true }).waitFor()
    await dates.getByText('2 days left', { exact: true }).waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
  })
})
