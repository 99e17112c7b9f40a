import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('case types in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }
  /** Lines of the history stand folded on the timeline. */
  const folded = { state: 'attached' } as const
  const keysOf = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }

  it('a ninth is made without code, refused in words, changed, retired and put back', async () => {
    const { page, faults } = await world.seat('devi')
    await page.goto(`${world.url}/admin/case-types`)
    await page
      .getByRole('row', { name: /Redundancy/ })
      .first()
      .waitFor()
    await page.keyboard.press('Shift+A')
    const form = page.getByRole('dialog', { name: 'Add a case type' })
    const box = (label: string) => form.getByLabel(label, { exact: true })
    await box('Name').fill('pay')
    await box('Stage 1').fill('Asked')
    await form.getByRole('button', { name: 'Add a stage' }).click()
    await box('Stage 2').fill('Paid')
    await form.getByRole('button', { name: 'Add a field' }).click()
    await box('Field 1').fill('Sum')
    await box('Kind of answer').selectOption({ label: 'Money' })
    await box('Needed').selectOption({ label: 'From “Paid” on' })
    await form.getByRole('button', { name: 'Add a field' }).click()
    await box('Field 2').fill('Paid by')
    await box('Kind of answer').nth(1).selectOption({ label: 'A choice' })
    await box('Choices, each in a line').fill('Bank')
    await form.getByRole('button', { name: 'Add a document' }).click()
    await box('Document 1').fill('Payslip')
    await page.keyboard.press('Control+Enter')
    await form.getByText('There is a case type of this name already.').waitFor()
    await form.getByText('Write two choices at least, each in a line.').waitFor()
    expect(await box('Document 1').inputValue()).to.equal('Payslip')
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await shot(page, 'type-form')
    await box('Name').fill('Strike pay')
    await box('Choices, each in a line').fill('Bank\nCheque')
    await form.getByRole('button', { name: 'Move Paid by up' }).click()
    expect(await box('Field 1').inputValue()).to.equal('Paid by')
    await page.keyboard.press('Control+Enter')
    const row = page.getByRole('row', { name: /Strike pay/ })
    await row.getByText('Asked, Paid').waitFor()
    await page.getByText('Case type Strike pay added').waitFor()
    await row.getByRole('button', { name: 'Retire Strike pay' }).click()
    await page.getByText('Case type Strike pay retired').waitFor()
    await page.getByRole('button', { name: 'Undo this change' }).first().click()
    await row.waitFor()
    expect(await barriersIn(page), 'the page').to.deep.equal([])
    await shot(page, 'types-page')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'types-page-dark')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await shot(page, 'types-page-320')
    await page.getByRole('button', { name: 'Edit Discipline' }).click()
    await page.getByRole('dialog', { name: 'Edit Discipline' }).getByLabel('Stage 5').waitFor()
    await shot(page, 'type-form-320')
    expect(faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })

  it('a case goes by its type: stage by key and click, answers in place, documents ticked, two tabs told apart', async () => {
    const { page, faults } = await world.seat('marcus')
    await openCase(page, 'CX-10463')
    const sheet = page.getByRole('region', { name: 'Type of case' })
    await sheet.getByLabel('What sort of case is it?').waitFor()
    await keysOf(page, 'c', 't')
    await page.keyboard.type('Strike')
    await keysOf(page, 'Tab', 'Enter')
    await sheet.getByRole('button', { name: 'Asked', exact: true }).waitFor()
    await page.getByRole('heading', { level: 1 }).click()
    await keysOf(page, 'c', 'g')
    await sheet.getByText('“Paid” needs an answer first: Sum.').waitFor()
    await sheet.getByText('Needed from “Paid” on.').first().waitFor()
    await shot(page, 'sheet-refused')
    await sheet.getByRole('textbox', { name: 'Sum' }).fill('about 200')
    await page.keyboard.press('Enter')
    await sheet.getByText('Write an amount like £1,240.50.').waitFor()
    expect(await sheet.getByRole('textbox', { name: 'Sum' }).inputValue()).to.equal('about 200')
    await sheet.getByLabel('Paid by').selectOption({ label: 'Bank' })
    await page.getByText('Not said to Bank').waitFor(folded)
    expect(
      await sheet.getByRole('textbox', { name: 'Sum' }).inputValue(),
      'another field was saved',
    ).to.equal('about 200')
    await sheet.getByRole('textbox', { name: 'Sum' }).fill('£1,200')
    await page.keyboard.press('Enter')
    await page.getByText('Not said to £1,200').waitFor(folded)

    const other = await world.seat('beth')
    await openCase(other.page, 'CX-10463')
    const theirs = other.page
      .getByRole('region', { name: 'Type of case' })
      .getByRole('textbox', { name: 'Sum' })
    await theirs.fill('1300')
    await sheet.getByRole('textbox', { name: 'Sum' }).fill('1250.50')
    await page.keyboard.press('Enter')
    await page.getByText('£1,200 to £1,250.50').waitFor(folded)
    await theirs.press('Enter')
    await other.page.getByText(/A colleague wrote “£1,250.50” here meanwhile/).waitFor()
    expect(await theirs.inputValue()).to.equal('1300')
    await theirs.press('Enter')
    await page.getByText('£1,250.50 to £1,300').waitFor(folded)
    await other.page.context().close()

    await sheet.getByRole('button', { name: 'Paid', exact: true }).click()
    await sheet.getByText(/^At “Paid” since/).waitFor()
    await sheet.getByLabel('Payslip').selectOption({ label: 'There, on paper' })
    await sheet.getByText('1 of 1 expected documents are there.').waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
    expect(faults.filter((fault) => !/422|409/.test(fault))).to.deep.equal([])

    await openCase(page, 'CX-10482')
    await sheet.getByLabel('What is alleged').waitFor()
    await sheet.scrollIntoViewIfNeeded()
    await shot(page, 'sheet')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'sheet-dark')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await sheet.scrollIntoViewIfNeeded()
    await shot(page, 'sheet-320')
  })
})
