import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  dockOf,
  startShift,
} from '../support/browser-world.ts'
import { answerTo } from '../support/who-they-are.ts'
import { serviceLine } from '../support/world.ts'

const tom = 'demo-member-M-118820'

describe('callers nobody knows, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  /** Once they hung up: what it was about, and free again. */
  const finish = async (page: Page, about: string) => {
    await page.getByRole('heading', { name: 'Finish up' }).waitFor()
    await page.getByLabel('About').selectOption(about)
    await page.getByLabel('Outcome').selectOption({ index: 1 })
    await dockOf(page).getByRole('button', { name: 'Save and be available' }).click()
    await page.getByText('No call in progress').waitFor()
  }

  it('J2: an unknown number is no member and no error: told what is true, one contact, one lead, one case', async () => {
    const { page } = priya
    await startShift(page)
    const call = world.simulator.phone('+447700900555').call(serviceLine)
    await call.press('3', { timeoutMs: 20_000 })
    await dockOf(page).getByRole('button', { name: 'Answer' }).waitFor()
    await dockOf(page)
      .getByText(/07700 900555, not matched to a member/)
      .waitFor()
    await page.keyboard.press('F2')
    await dockOf(page).getByText('On a call: 07700 900555').waitFor()
    await page.getByText('This number is not matched to a member. They may be new to the union.').waitFor()
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

    call.hangUp()
    await finish(page, 'Joining')
    await page.goto(`${world.url}/cases?view=open`)
    const row = page.getByRole('row', { name: /Wants to join Not matched Joining/ })
    await row.first().waitFor()
    expect(await row.count(), 'cases').to.equal(1)
    await row.getByRole('link').first().click()
    await page.getByRole('region', { name: 'Timeline' }).waitFor()
    const calls = page.getByRole('heading', { name: /^Call in,/ })
    await calls.first().waitFor()
    expect(await calls.count(), 'contacts').to.equal(1)
    expect(await page.getByRole('main').getByText('Member', { exact: true }).count()).to.equal(0)
    expect(priya.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })

  it('J7: a withheld number is nobody until two facts fit, and nobody again the next day', async () => {
    const { page } = priya
    const dock = dockOf(page)
    const call = world.simulator.phone('anonymous').call(serviceLine)
    await call.press('4', { timeoutMs: 20_000 })
    await dock.getByText('Incoming: Withheld number').waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Withheld number').waitFor()
    await page.getByText(/^They withheld their number\. Ask for two facts/).waitFor()
    expect(await barriersIn(page), 'withheld').to.deep.equal([])
    await page.getByRole('button', { name: 'Find the member' }).click()
    await page.getByRole('searchbox', { name: /^Name, membership number/ }).fill('M-118820')
    await page.getByRole('button', { name: 'This is Tom Reid' }).click()
    const part = page.getByRole('region', { name: 'Who is on the line' })
    await part.getByText('Not verified (level 0)').waitFor()
    const pane = page.getByRole('region', { name: 'Who this is' })
    await pane.getByText('Membership hidden').waitFor()
    expect(await page.getByText('M-118820').count(), 'before two facts').to.equal(0)
    await part.getByRole('button', { name: 'Check two facts' }).click()
    for (const said of ['One fact fits.', 'Verified: two facts (level 2)']) {
      const field = part.getByRole('textbox', { name: /^Ask:/ })
      await field.waitFor()
      await field.fill(answerTo((await part.locator('label').textContent()) ?? '', tom))
      await page.keyboard.press('Enter')
      await part.getByText(said).waitFor()
    }
    await pane.getByText('M-118820').waitFor()
    await page.getByRole('button', { name: 'Choose the case' }).click()
    await page.getByRole('radio', { name: /CX-10443/ }).check()
    await page.getByRole('button', { name: 'Put it on this case' }).click()
    await page.getByText('Now on CX-10443').waitFor()
    call.hangUp()
    await finish(page, 'Something else')
    await page.goto(`${world.url}/members/${tom}`)
    await page
      .getByRole('heading', { name: /^Call in,/ })
      .first()
      .waitFor()
    expect(await page.getByRole('main').getByText('anonymous').count(), 'no number of theirs').to.equal(0)
    expect(priya.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
    await page.context().close()

    world.clock.push(24 * 3_600_000)
    const nextDay = await world.seat('priya')
    await startShift(nextDay.page)
    const again = world.simulator.phone('anonymous').call(serviceLine)
    await again.press('4', { timeoutMs: 20_000 })
    await dockOf(nextDay.page).getByText('Incoming: Withheld number').waitFor()
    await nextDay.page.keyboard.press('F2')
    await dockOf(nextDay.page).getByText('On a call: Withheld number').waitFor()
    await nextDay.page.getByText(/^They withheld their number/).waitFor()
    expect(await nextDay.page.getByText('CX-10443').count(), 'no case of his').to.equal(0)
    expect(nextDay.faults).to.deep.equal([])
    again.hangUp()
    await dockOf(nextDay.page).getByText('After call: Withheld number').waitFor()
  })
})
