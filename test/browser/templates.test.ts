import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'
import { textLine } from '../support/world.ts'

describe('templates in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('are written under Admin with fields, refused with words, removed and put back', async () => {
    const { page, faults } = await world.seat('devi')
    await page.goto(`${world.url}/admin/templates`)
    await page.getByRole('heading', { name: 'Templates', level: 1 }).waitFor()
    await page.getByRole('row', { name: /Ask for a photo/ }).waitFor()
    await page.keyboard.press('Shift+A')
    const form = page.getByRole('dialog', { name: 'Add a template' })
    await form.getByLabel('Name', { exact: true }).fill('Thanks')
    await form.getByLabel('Text', { exact: true }).fill('Thank you, {fist name}.')
    await page.keyboard.press('Control+Enter')
    await form.getByText('There is no field {fist name}. Choose one from the list.').waitFor()
    expect(await form.getByLabel('Name', { exact: true }).inputValue()).to.equal('Thanks')
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await form.getByLabel('Text', { exact: true }).fill('Thank you \u{1F600} ')
    await form.getByRole('button', { name: /^Insert owner/ }).click()
    expect(await form.getByLabel('Text', { exact: true }).inputValue()).to.equal(
      'Thank you \u{1F600} {owner}',
    )
    await shot(page, 'template-form')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('row', { name: /Thank you/ }).waitFor()
    await page.getByRole('button', { name: 'Remove Thanks' }).click()
    await page.getByText('Template Thanks removed').waitFor()
    await page.getByRole('button', { name: 'Undo this change' }).first().click()
    await page.getByRole('row', { name: /Thank you/ }).waitFor()
    expect(await barriersIn(page), 'the page').to.deep.equal([])
    await shot(page, 'templates-page')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'templates-page-dark')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await shot(page, 'templates-page-320')
    expect(faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })

  it('are chosen with a slash, and a text with an unknown field is not sent', async () => {
    const { page, faults } = await world.seat('sam')
    const stranger = world.simulator.phone('+447700900640')
    await stranger.text(textLine, 'Are you there?')
    await page.getByRole('link', { name: /Are you there/ }).click()
    const box = page.getByLabel('Text to the member')
    await box.focus()
    await page.keyboard.press('/')
    const sheet = page.getByRole('dialog', { name: 'Templates' })
    await sheet.getByText('Not known here: first name').first().waitFor()
    expect(await barriersIn(page), 'the sheet').to.deep.equal([])
    await shot(page, 'templates-sheet')
    await sheet.getByRole('button', { name: /Ask for a photo/ }).click()
    expect(await box.inputValue()).to.equal(
      'Hello {first name}, could you send us a photo of the letter here? Sam',
    )
    await page.getByText(/^Not filled in: first name.*braces and all/).waitFor()
    await shot(page, 'templates-missing')
    await page.keyboard.press('Control+Enter')
    expect(stranger.inbox).to.have.lengthOf(0)
    expect(await barriersIn(page), 'not filled in').to.deep.equal([])
    await box.fill('Hello, could you send us a photo of the letter here? 1/2')
    await page.keyboard.press('Control+Enter')
    await stranger.waitForText('Hello, could you send us a photo of the letter here? 1/2')
    expect(faults).to.deep.equal([])
  })
})
