import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('merging and splitting cases, in the browser', function () {
  this.timeout(120_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }
  const keys = async (page: Page, ...pressed: string[]): Promise<void> => {
    for (const key of pressed) await page.keyboard.press(key)
  }

  it('a matter that is two becomes two by key, and one again, and the old number leads to it', async () => {
    const { page, faults } = await world.seat('marcus')
    await page.goto(`${world.url}/cases/demo-case-CX-10482`)
    await page.getByRole('button', { name: /^Split…/ }).waitFor()
    await keys(page, 'c', 'x')
    const splitting = page.getByRole('dialog', { name: 'Split off a case' })
    await splitting.getByLabel('What the new case is about').fill('Rota moved to nights')
    await splitting.getByRole('button', { name: 'Split off' }).click()
    await splitting.getByText('Say why, in words that whoever reads it in a year understands.').waitFor()
    await splitting.getByLabel('Why?').fill('Another matter than the hearing')
    await splitting.getByRole('button', { name: 'Split off' }).click()
    await splitting.getByText('Choose what belongs to the new case.').waitFor()
    expect(await splitting.getByLabel('What the new case is about').inputValue()).to.equal(
      'Rota moved to nights',
    )
    await splitting
      .getByRole('group', { name: 'Notes, letters and visits' })
      .getByRole('checkbox')
      .first()
      .check()
    expect(await barriersIn(page), 'splitting').to.deep.equal([])
    await shot(page, 'split')
    await splitting.getByRole('button', { name: 'Split off' }).click()
    await page.getByRole('heading', { name: 'Rota moved to nights' }).waitFor()
    const made = page.url()

    await keys(page, 'c', 'm')
    const merging = page.getByRole('dialog', { name: 'Merge into another case' })
    await merging.getByLabel('Into').selectOption({ label: 'Another, by its reference' })
    await merging.getByLabel('Reference of the other case').fill('CX-1')
    await merging.getByLabel('Why?').fill('It is one matter after all')
    await merging.getByRole('button', { name: 'Merge' }).click()
    await merging.getByText('No case has this reference.').waitFor()
    await merging.getByLabel('Reference of the other case').fill('cx 10482')
    expect(await barriersIn(page), 'merging').to.deep.equal([])
    await shot(page, 'merge')
    await merging.getByRole('button', { name: 'Merge' }).click()
    await page.waitForURL(/demo-case-CX-10482/)
    const panel = page.getByRole('region', { name: 'Merged and split' })
    await panel.getByText('“Rota moved to nights”').waitFor()
    await shot(page, 'merged-into')

    await page.goto(made)
    await panel.getByText('Everything of this case is on').waitFor()
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(page)).to.equal(0)
    expect(await barriersIn(page), 'a merged case').to.deep.equal([])
    await panel.getByRole('button', { name: /^Take back/ }).click()
    await page.getByLabel('Why?').fill('Two matters')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Rota moved to nights' }).waitFor()
    expect(faults.filter((fault) => !/409|422/.test(fault))).to.deep.equal([])
  })
})
