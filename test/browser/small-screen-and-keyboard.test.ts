import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  dockOf,
  openCase,
  phoneHears,
  sidewaysScroll,
  signIn,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('the console on a screen 320 pixels wide, and by keyboard alone', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('never scrolls sideways at 320 pixels', async () => {
    // A window of 1280 pixels zoomed to 400 %: WCAG 2.2, 1.4.10 Reflow.
    const { page } = await world.open({ viewport: { width: 320, height: 640 } })
    expect(await sidewaysScroll(page), 'sign-in').to.equal(0)
    await signIn(page, 'lorna')
    const main = page.getByRole('navigation', { name: 'Main' })
    await main.getByRole('link', { name: 'Work' }).click()
    await page.getByRole('heading', { name: 'Waiting for your reply' }).waitFor()
    expect(await sidewaysScroll(page), 'work').to.equal(0)
    await openCase(page, 'CX-10482')
    expect(await sidewaysScroll(page), 'case').to.equal(0)
    await main.getByRole('link', { name: 'Live' }).click()
    await page.getByRole('region', { name: 'Queues' }).waitFor()
    expect(await sidewaysScroll(page), 'live').to.equal(0)
    expect(await barriersIn(page)).to.deep.equal([])
  })

  it('reads at 150 % as chosen, also after a reload, and still never scrolls sideways', async () => {
    const { page } = await world.open({ viewport: { width: 1280, height: 720 } })
    await signIn(page, 'lorna')
    const letters = () => page.evaluate<string>('getComputedStyle(document.body).fontSize')
    const before = Number.parseFloat(await letters())
    await page.getByRole('button', { name: /settings and sign out/ }).click()
    await page.getByRole('menuitem', { name: '150 %' }).click()
    expect(Number.parseFloat(await letters())).to.equal(before * 1.5)
    await page.reload()
    await page.getByRole('heading', { name: 'Waiting for your reply' }).waitFor()
    expect(Number.parseFloat(await letters())).to.equal(before * 1.5)
    expect(await sidewaysScroll(page), 'work').to.equal(0)
    await openCase(page, 'CX-10482')
    expect(await sidewaysScroll(page), 'case').to.equal(0)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Live' }).click()
    await page.getByRole('region', { name: 'Queues' }).waitFor()
    expect(await sidewaysScroll(page), 'live').to.equal(0)
    expect(await barriersIn(page)).to.deep.equal([])
  })

  it('signs in, starts a shift, answers, writes and finishes without a mouse', async () => {
    const { page, faults } = await world.open()
    /** Tabs on until the focus is on what a screen reader calls by this role and name. */
    const tabTo = async (role: 'textbox' | 'button' | 'combobox', name: string | RegExp) => {
      const wanted = page.getByRole(role, { name })
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab')
        if ((await wanted.and(page.locator(':focus-visible')).count()) > 0) return
      }
      throw new Error(`60 tabs do not reach ${String(name)}`)
    }
    await tabTo('textbox', 'Email')
    await page.keyboard.type('priya@demo.branchline.test')
    await tabTo('textbox', 'Password')
    await page.keyboard.type('branchline-demo')
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Main' }).waitFor()

    await tabTo('button', 'Start my shift')
    await page.keyboard.press('Enter')
    await page.getByText('We can hear you').waitFor()
    await tabTo('button', 'I am ready')
    await page.keyboard.press('Enter')
    await page.getByText('Phone ready').waitFor()

    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    const dock = dockOf(page)
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await phoneHears(call)
    // Answering put the focus into the notes.
    await page.keyboard.type('Wants her rep there')
    const notes = page.getByLabel('What did the member say, and what happens next?')
    expect(await notes.inputValue()).to.equal('Wants her rep there')
    await page.keyboard.press('Shift+F9')
    await dock.getByText('After call: Aisha Khan').waitFor()
    await tabTo('combobox', 'About')
    await page.keyboard.type('Disc')
    await tabTo('combobox', 'Outcome')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+Enter')
    await page.getByText('No call in progress').waitFor()
    expect(faults).to.deep.equal([])
    await world.staysQuiet()
  })
})
