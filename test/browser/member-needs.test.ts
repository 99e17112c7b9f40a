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

const shot = async (desk: Desk, name: string) => {
  const folder = process.env['SHOTS']
  if (folder) await desk.page.screenshot({ path: `${folder}/${name}.png` })
}

describe('what a member needs, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  it('is changed by key, stops the dialler with words, and is read at the ring and in the call', async () => {
    const { page } = priya
    const dock = dockOf(page)
    await startShift(page)
    await page.goto(`${world.url}/members/demo-member-M-204117`)
    const part = page.getByRole('region', { name: 'What they need' })
    await part.getByText('They asked for nothing special.').waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('e')
    const form = page.getByRole('dialog', { name: 'What does Aisha Khan need?' })
    await form.getByLabel('In writing instead of by telephone').check()
    await form.getByLabel('Letters in large print').check()
    await form.getByLabel('Language they need').selectOption('ur')
    expect(await barriersIn(page), 'form').to.deep.equal([])
    await shot(priya, 'needs-form')
    await form.getByRole('button', { name: 'Keep this' }).click()
    await part.getByText('Speaks Urdu: ask in an interpreter').waitFor()
    await page.getByText('They need it in writing: text or write to them instead.').first().waitFor()
    expect(await barriersIn(page), 'member page').to.deep.equal([])
    await shot(priya, 'needs-member')

    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    const strip = page.getByRole('status', { name: 'What the member needs' })
    await strip.getByText(/Speaks Urdu: ask in an interpreter · In writing/).waitFor()
    await shot(priya, 'needs-ringing')
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    const pane = page.getByRole('region', { name: 'Who this is' })
    await pane.getByText('Letters in large print (18 point)').waitFor()
    expect(await barriersIn(page), 'in the call').to.deep.equal([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(priya, 'needs-call-dark')
    call.hangUp()
    await dock.getByText('After call: Aisha Khan').waitFor()
    expect(priya.faults).to.deep.equal([])
  })
})
