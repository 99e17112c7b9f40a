import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  dockOf,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('somebody who is no member yet, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  it('is told what is true, and an organiser rings them once they said yes', async () => {
    const { page } = priya
    await startShift(page)
    const call = world.simulator.phone('+447700900555').call(serviceLine)
    await call.press('3', { timeoutMs: 20_000 })
    await dockOf(page).getByRole('button', { name: 'Answer' }).waitFor()
    await page.keyboard.press('F2')
    await dockOf(page).getByText('On a call: 07700 900555').waitFor()
    await page.getByRole('heading', { name: 'Call notes' }).click()
    await page.keyboard.press('h')
    const sheet = page.getByRole('dialog', { name: 'Not a member yet' })
    await sheet.getByText(/Legal help needs membership before it happened/).waitFor()
    await sheet.getByText(/Acas helpline: 0300 123 1100/).waitFor()
    await sheet.getByLabel('Where they work').fill('Harbour Parcels')
    await sheet.getByRole('button', { name: 'Have an organiser ring them' }).click()
    await sheet.getByText('Write what they are called.').waitFor()
    await sheet.getByLabel('What are they called?').fill('Rosa Lima')
    await sheet.getByRole('button', { name: 'Have an organiser ring them' }).click()
    await sheet.getByText(/Ask whether an organiser may ring them/).waitFor()
    expect(await sheet.getByLabel('Where they work').inputValue()).to.equal('Harbour Parcels')
    await sheet.getByLabel('They said that an organiser may ring them').check()
    expect(await barriersIn(page), 'sheet').to.deep.equal([])
    await sheet.getByRole('button', { name: 'Have an organiser ring them' }).click()
    await page.getByText(/rings Rosa Lima by/).waitFor()
    expect(await page.getByText('Member', { exact: true }).count()).to.equal(0)

    const marcus = await world.seat('marcus')
    await marcus.page.goto(`${world.url}/members`)
    await marcus.page.getByText('Not members yet: 1 waits for an organiser').click()
    await marcus.page.getByText(/Harbour Parcels · /).waitFor()
    expect(await barriersIn(marcus.page), 'leads').to.deep.equal([])
    await marcus.page.getByRole('button', { name: 'Rosa Lima joined' }).click()
    await marcus.page.getByText('Not members yet: 0 wait for an organiser · 1 of 1 joined').waitFor()
    expect(priya.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
    call.hangUp()
  })
})
