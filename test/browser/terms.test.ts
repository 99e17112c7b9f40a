import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('terms of representation, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('are texted by key and accepted by the member’s AGREE, and published anew by an administrator', async () => {
    const { page } = await world.seat('marcus')
    await page.goto(`${world.url}/cases/demo-case-CX-10482`)
    const panel = page.getByRole('region', { name: 'Terms of representation' })
    await panel.getByRole('heading', { name: 'Terms not accepted' }).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('r')
    const dialog = page.getByRole('dialog', { name: 'Terms of representation' })
    await dialog.getByText(/We represent you alone in this matter/).waitFor()
    expect(await barriersIn(page), 'the dialog').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/terms.png` })
    await dialog.getByRole('button', { name: 'Text it' }).click()
    await panel.getByText(/^Texted, not answered yet/).waitFor()
    const phone = world.simulator.phone('+447700900117')
    await phone.waitForText(/^CX-10482: before we act for you.*Reply AGREE/s)
    await phone.text('+447700900900', 'I agree')
    await panel.getByRole('heading', { name: 'Terms accepted' }).waitFor()
    await panel.getByText(/by their own text · version 1/).waitFor()
    await phone.waitForText(/^Thank you\. We noted that you accept, for CX-10482\./)
    expect(await barriersIn(page), 'the case').to.deep.equal([])

    const devi = await world.seat('devi')
    await devi.page.goto(`${world.url}/admin/terms`)
    await devi.page.getByLabel('Words in use').fill('x'.repeat(701))
    await devi.page.keyboard.press('Control+Enter')
    await devi.page.getByText('Write them in at most 700 characters, so that they fit a text.').waitFor()
    await devi.page.getByLabel('Words in use').fill('We act for you alone. Keep your subscriptions paid.')
    await devi.page.keyboard.press('Control+Enter')
    await devi.page.getByText('Version 2').first().waitFor()
    expect(await barriersIn(devi.page), 'the versions').to.deep.equal([])
    if (process.env['SHOTS']) await devi.page.screenshot({ path: `${process.env['SHOTS']}/terms-admin.png` })
    await devi.page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(devi.page)).to.equal(0)
  })
})
