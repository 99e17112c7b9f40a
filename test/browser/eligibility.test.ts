import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  openCase,
} from '../support/browser-world.ts'

describe('what support is open, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let marcus: Desk
  before(async () => {
    world = await createBrowserWorld()
    marcus = await world.seat('marcus')
  })
  after(() => world.close())

  it('is looked at by key, says why and what we can offer, and the branch decides with words', async () => {
    const { page } = marcus
    await openCase(page, 'CX-10482')
    const part = page.getByRole('region', { name: 'What support is open' })
    await part.getByText(/^Member for /).waitFor()
    await page.keyboard.press('y')
    const ask = page.getByRole('dialog', { name: 'What support is open?' })
    await ask.getByLabel('When did it happen?').fill('2015-05-01')
    await ask.getByRole('button', { name: 'Look' }).click()
    await ask.getByText('It is too long ago for the rules that we know. Ask the branch.').waitFor()
    expect(await barriersIn(page), 'asking').to.deep.equal([])
    await ask.getByLabel('When did it happen?').fill('2018-01-10')
    await ask.getByRole('button', { name: 'Look' }).click()
    await part.getByText('Initial advice; no legal assistance').waitFor()
    await part.getByText(/before they joined on/).waitFor()
    await part.getByText(/Acas helpline/).waitFor()
    await part.getByRole('button', { name: 'Branch decides' }).click()
    const decide = page.getByRole('dialog', { name: 'What does the branch allow?' })
    await decide.getByLabel('Support').selectOption('internal-only')
    await decide.getByLabel('Why').fill('The same manager, three times')
    await decide.getByRole('button', { name: 'Decide', exact: true }).click()
    await part.getByText('Internal support only', { exact: true }).waitFor()
    await part.getByText(/“The same manager, three times”/).waitFor()
    expect(await barriersIn(page), 'decided').to.deep.equal([])
    expect(marcus.faults.filter((fault) => !fault.includes('409'))).to.deep.equal([])
  })
})
