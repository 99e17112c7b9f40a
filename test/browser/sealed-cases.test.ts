import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('sealed cases, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('a case is sealed from the keyboard, is gone for a colleague, is opened in an emergency, and data protection is told', async () => {
    const owner = await world.seat('marcus')
    const { page } = owner
    const owen = await world.seat('owen')
    await openCase(page, 'CX-10482')
    const address = new URL(page.url()).pathname
    await page.getByRole('button', { name: /Seal this case/ }).waitFor()
    await page.keyboard.press('z')
    const form = page.getByRole('dialog', { name: 'Seal this case' })
    await form.getByRole('button', { name: 'Seal it' }).click()
    await form.getByText(/Say why/).waitFor()
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await form.getByLabel('Why?').fill('Harassment by a colleague')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('region', { name: 'Who may know this case' })
    await panel.getByText(/For everybody else this case does not exist/).waitFor()
    await panel.getByLabel('A colleague').selectOption({ label: 'Sam Okafor' })
    await panel.getByRole('button', { name: 'Is in conflict' }).click()
    await panel.getByText(/in conflict, never/).waitFor()
    await panel.scrollIntoViewIfNeeded()
    expect(await barriersIn(page), 'the panel').to.deep.equal([])
    await shot(page, 'sealed-light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'sealed-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 640 })
    await panel.scrollIntoViewIfNeeded()
    await shot(page, 'sealed-small')
    expect(await sidewaysScroll(page)).to.equal(0)

    const beth = await world.seat('beth')
    await beth.page.goto(new URL(address, beth.page.url()).href)
    await beth.page.getByText('This case cannot be shown').waitFor()
    await beth.page.goto(new URL('/cases?view=open', beth.page.url()).href)
    await beth.page.getByRole('heading', { name: 'Cases' }).waitFor()
    await beth.page.getByRole('table').waitFor()
    expect(await beth.page.getByText('CX-10482').count()).to.equal(0)
    await beth.page.getByRole('button', { name: 'Open a sealed case' }).click()
    const glass = beth.page.getByRole('dialog', { name: /Open a sealed case/ })
    await glass.getByLabel('Its reference').fill('CX-10482')
    await glass.getByRole('button', { name: /Open it for 60/ }).click()
    await glass.getByText(/Say why/).waitFor()
    expect(await barriersIn(beth.page), 'breaking the glass').to.deep.equal([])
    await shot(beth.page, 'glass')
    await glass.getByLabel('Why can it not wait?').fill('She is in danger and Marcus cannot be reached')
    await beth.page.keyboard.press('Enter')
    await beth.page.getByText(/You opened it in an emergency/).waitFor()

    await owen.page.getByText(/Beth .* opened the sealed case CX-10482/).waitFor()
    await owen.page.getByRole('link', { name: 'Look at it' }).click()
    await owen.page.getByRole('heading', { name: 'Sealed cases opened' }).waitFor()
    await owen.page.getByText(/open until/).waitFor()
    expect(await barriersIn(owen.page), 'the openings').to.deep.equal([])
    await shot(owen.page, 'openings')
    await owen.page.getByRole('button', { name: /^Seen:/ }).click()
    await owen.page.getByText(/seen by Owen/).waitFor()
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByLabel('Owner').selectOption({ label: 'Beth Hughes' })
    const giving = page.getByRole('dialog', { name: 'Give this case to Beth Hughes' })
    await giving.getByRole('button', { name: 'Give it over' }).click()
    await giving.getByText('Write what happens next.').waitFor()
    expect(await barriersIn(page), 'giving it over').to.deep.equal([])
    await shot(page, 'hand-over')
    await giving.getByLabel('What happens next?').fill('Hearing on 8 October; call her on Wednesday')
    await giving.getByRole('button', { name: 'Give it over' }).click()
    await page.getByText('Beth Hughes owns this case now').waitFor()
    await giving.waitFor({ state: 'detached' })
  })
})
