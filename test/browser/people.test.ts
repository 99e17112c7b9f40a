import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type BrowserWorld, barriersIn, createBrowserWorld, type Desk } from '../support/browser-world.ts'

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('an administrator looks after people and skills in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  let devi: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld()
    devi = await world.seat('devi')
    page = devi.page
  })
  after(() => world.close())
  afterEach(() => expect(devi.faults.filter((fault) => !/4(01|09|22)/.test(fault))).to.deep.equal([]))
  const toast = (words: string) => page.getByText(words).first().waitFor()

  it('adds somebody with the keyboard, who gets in once and chooses a password of their own', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page
      .getByRole('navigation', { name: 'Admin' })
      .getByRole('link', { name: 'People and skills' })
      .click()
    await page.getByRole('heading', { name: 'People and skills', level: 1 }).waitFor()
    await page.getByRole('row', { name: /Priya Nair.*Agent.*Advice.*advice 3/ }).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'people')
    await page.getByRole('heading', { name: 'People and skills', level: 1 }).focus()
    await page.keyboard.press('Shift+A')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Jo Field')
    await dialog.getByLabel('Email').fill('priya@demo.branchline.test')
    await dialog.getByLabel('Another skill').fill('Welsh')
    await dialog.getByLabel('Another skill').press('Enter')
    await dialog.getByLabel('Level of welsh').selectOption('5')
    await dialog.getByRole('button', { name: 'Give the skills for Existing cases' }).click()
    await dialog.getByLabel('Welsh', { exact: true }).check()
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('Priya Nair signs in with this address.').waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'person-refused')
    await dialog.getByLabel('Email').fill('jo@demo.branchline.test')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'One-time password for Jo Field' }).waitFor()
    const password = await dialog.locator('code').innerText()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'one-time-password')
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('row', { name: /Jo Field.*welsh 5.*Welsh.*One-time password until/ }).waitFor()

    const theirs = await devi.page.context().browser()?.newContext()
    const jo = await theirs?.newPage()
    if (jo === undefined) throw new Error('no browser')
    await jo.goto(devi.page.url())
    await jo.getByLabel('Email').fill('jo@demo.branchline.test')
    await jo.getByLabel('Password', { exact: true }).fill(password)
    await jo.getByRole('button', { name: 'Sign in' }).click()
    await jo.getByText('This password is good once, to choose one of your own.').waitFor()
    await jo.getByLabel('New password').fill('short')
    await jo.getByRole('button', { name: 'Choose and sign in' }).click()
    await jo.getByText(/At least 12 characters\. Three or four words do well\.$/).waitFor()
    expect(await barriersIn(jo)).to.deep.equal([])
    await picture(jo, 'choose-password')
    await jo.getByLabel('New password').fill('four words of my own')
    await jo.getByRole('button', { name: 'Choose and sign in' }).click()
    await jo
      .getByRole('navigation', { name: /Places|Main/ })
      .or(jo.getByText('Admin').first())
      .first()
      .waitFor()
    await theirs?.close()
  })

  it('changes a role with what it means in words, follows at once, and puts it back', async () => {
    const sam = await world.seat('sam')
    await page.getByRole('button', { name: 'Edit Sam Okafor' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Supervisor:/).check()
    await dialog.getByText(/From now on Supervisor: /).waitFor()
    await picture(page, 'person-form')
    await page.keyboard.press('Control+Enter')
    await toast('Sam Okafor is saved. It holds from now on.')
    // His open console shows what the role brings, without a reload.
    await sam.page.getByRole('link', { name: 'Live' }).waitFor()
    const history = page.getByRole('region', { name: 'History' })
    await history.getByText('Agent, Supervisor').waitFor()
    await history.getByRole('button', { name: 'Undo this change' }).click()
    await toast('Put back. It holds from now on.')
    await sam.page.getByRole('link', { name: 'Live' }).waitFor({ state: 'detached' })
  })

  it('lets somebody leave: their work is handed over, their console is over at once, and they come back', async () => {
    const marcus = await world.seat('marcus')
    await page.getByRole('button', { name: 'Edit Marcus Webb' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Marcus Webb leaves…' }).click()
    await dialog.getByText(/In hand: \d+ open cases/).waitFor()
    await dialog.getByRole('button', { name: 'Marcus Webb leaves', exact: true }).click()
    await dialog.getByText(/They own open cases/).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'leave')
    await dialog.getByLabel('Who takes over').selectOption({ label: 'Beth Hughes' })
    await page.keyboard.press('Control+Enter')
    await toast('Marcus Webb has left, and is signed out everywhere.')
    await marcus.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByRole('button', { name: 'Let Marcus Webb in again' }).click()
    await page.getByRole('heading', { name: 'One-time password for Marcus Webb' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Edit Devi Rao' }).click()
    await dialog.locator('.field-hint', { hasText: 'You cannot do this to yourself.' }).waitFor()
    await page.keyboard.press('Escape')
    await picture(page, 'people-after')
  })
})
