import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('answers for calls in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('are written under Admin with an owner and a day, refused in place, removed and put back', async () => {
    const { page, faults } = await world.seat('devi')
    await page.goto(`${world.url}/admin/answers`)
    await page.getByText('1 to be looked at again').waitFor()
    await page.keyboard.press('Shift+A')
    const form = page.getByRole('dialog', { name: 'Add an answer' })
    await form.getByLabel('Title', { exact: true }).fill('Which form is it?')
    await form.getByLabel('What is it?').selectOption({ label: 'Guide through a call' })
    await page.keyboard.press('Control+Enter')
    await form.getByText('Write at least one line.').waitFor()
    await form.getByText('Choose who answers for it.').waitFor()
    await form.getByText('There is no such day.').waitFor()
    expect(await form.getByLabel('Title', { exact: true }).inputValue()).to.equal('Which form is it?')
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await shot(page, 'answers-form')
    await form.getByLabel('What to think of, a line each').fill('Is it the blue one?\n\nIs it signed?')
    const about = form.getByRole('group', { name: /About what/ })
    await about.getByLabel('Discipline', { exact: true }).check({ force: true })
    await form
      .getByRole('group', { name: 'On cases of what type?' })
      .getByLabel('Redundancy', { exact: true })
      .check({ force: true })
    await form.getByLabel('Who answers for it?').selectOption({ label: 'Marcus Webb' })
    await form.getByLabel('Look at it again by').fill('2099-03-31')
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('row', {
        name: /Which form is it\?.*Discipline; cases of type Redundancy.*Marcus Webb.*31 March 2099/,
      })
      .waitFor()
    await page.getByRole('button', { name: 'Remove Which form is it?' }).click()
    await page.getByText('Which form is it? removed').waitFor()
    await page.getByRole('button', { name: 'Undo this change' }).first().click()
    await page.getByRole('row', { name: /Which form is it\?.*31 March 2099/ }).waitFor()
    expect(await barriersIn(page), 'the page').to.deep.equal([])
    await shot(page, 'answers-page')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'answers-page-dark')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await shot(page, 'answers-page-320')
    expect(faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })

  it('stand beside a case by its reason, are found by a key, and say when they are old', async () => {
    const { page, faults } = await world.seat('marcus')
    await page.goto(`${world.url}/cases`)
    await page
      .getByRole('link', { name: /CX-10482/ })
      .first()
      .click()
    const panel = page.getByRole('region', { name: 'Answers' })
    await panel.getByText('Acas, for anybody at work').waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('k')
    const field = panel.getByLabel('Find an answer')
    await page.keyboard.type('leave short')
    expect(await field.inputValue(), 'the key went to the field').to.equal('leave short')
    await panel.getByText('Can my leave be moved at short notice?').click()
    await panel.getByText(/may be wrong by now. Ask Beth/).waitFor()
    await shot(page, 'answers-case')
    expect(await barriersIn(page), 'the panel').to.deep.equal([])
    await field.fill('dismissed')
    await panel.locator('summary', { hasText: 'Somebody was dismissed today' }).click()
    await panel.getByLabel('When did employment end? Put it down as a legal date.').check({ force: true })
    await panel.getByText('Ticks are not kept, and nobody sees them.', { exact: false }).waitFor()
    await field.fill('zebra')
    await panel.getByText('Nothing has these words.').waitFor()
    await field.fill('dismissed')
    await panel.locator('summary', { hasText: 'Somebody was dismissed today' }).click()
    await page.emulateMedia({ colorScheme: 'dark' })
    await panel.scrollIntoViewIfNeeded()
    await shot(page, 'answers-case-dark')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await panel.scrollIntoViewIfNeeded()
    await shot(page, 'answers-case-320')
    expect(faults).to.deep.equal([])
  })
})
