import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  signIn,
} from '../support/browser-world.ts'
import { textLine } from '../support/world.ts'

describe('a text conversation in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let sam: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld()
    sam = await world.seat('sam')
    page = sam.page
  })
  after(() => world.close())

  const bubble = (words: string) => page.getByRole('listitem').filter({ hasText: words })

  it('comes up in my work, is answered and shown as delivered', async () => {
    const aisha = world.simulator.phone('+447700900117')
    const work = page.getByRole('complementary', { name: 'My work' })
    await aisha.text(textLine, 'Can my rep come on Thursday?')
    await work.getByRole('link', { name: /Can my rep come on Thursday/ }).click()
    await page.getByRole('heading', { name: 'Aisha Khan', level: 1 }).waitFor()
    await page.getByText('joined CX-10482: only open case').waitFor()
    // The mark stands right before what has not been read.
    await page.getByText('New for you').waitFor()
    await bubble('Can my rep come on Thursday?').last().waitFor()
    const entries = page.getByRole('log', { name: 'Messages' }).getByRole('listitem')
    const [mark, next] = (await entries.allInnerTexts()).slice(-2)
    expect(mark).to.equal('New for you')
    expect(next).to.include('Can my rep come on Thursday?')

    await page.getByLabel('Text to the member').fill('Yes, Marcus will be there.')
    await page.getByRole('button', { name: 'Send text' }).click()
    await aisha.waitForText('Yes, Marcus will be there.')
    await bubble('We wrote: Yes, Marcus will be there.').getByText('delivered').waitFor()
    expect(aisha.inbox).to.have.lengthOf(1)
    await work.getByRole('link', { name: /Can my rep come on Thursday/ }).waitFor({ state: 'hidden' })
    expect(await barriersIn(page)).to.deep.equal([])
  })

  it('keeps a reply that was begun and left, and leads back to it', async () => {
    await page.getByLabel('Text to the member').fill('He asks whether')
    await page.getByRole('link', { name: 'Work', exact: true }).click()
    await page.getByRole('link', { name: '1 parked reply' }).click()
    expect(await page.getByLabel('Text to the member').inputValue()).to.equal('He asks whether')
    await page.getByLabel('Text to the member').fill('')
    await page.getByRole('link', { name: 'Work', exact: true }).click()
    await page.getByText('No call in progress').waitFor()
    expect(await page.getByRole('link', { name: '1 parked reply' }).isVisible()).to.equal(false)
    await page.goBack()
    await page.getByLabel('Text to the member').waitFor()
  })

  it('says in place of the box that the member asked us to stop', async () => {
    const aisha = world.simulator.phone('+447700900117')
    await aisha.text(textLine, 'STOP')
    await page.getByText('Aisha opted out on 6 Oct by replying STOP.').waitFor()
    expect(await page.getByLabel('Text to the member').isVisible()).to.equal(false)
    expect(await page.getByRole('button', { name: 'Send text' }).isVisible()).to.equal(false)
    expect(await barriersIn(page)).to.deep.equal([])

    await aisha.text(textLine, 'START')
    await page.getByLabel('Text to the member').waitFor()
    expect(sam.faults).to.deep.equal([])
    await world.staysQuiet()
  })

  it('says that the session has ended, and keeps what was typed until signed in again', async () => {
    const box = page.getByLabel('Text to the member')
    await box.fill('One more thing')
    await page.context().clearCookies()
    await box.press('Control+Enter')
    await page.getByText(/Your session has ended\..* what you typed is kept/).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await signIn(page, 'sam')
    await box.waitFor()
    expect(await box.inputValue()).to.equal('One more thing')
    await page.getByRole('button', { name: /settings and sign out/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.getByText('Your session has ended').isVisible()).to.equal(false)
  })
})
