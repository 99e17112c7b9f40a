import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  dockOf,
  sidewaysScroll,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

const fatima = '+447700900245'

describe('people who are owed a call, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  let sam: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld()
    sam = await world.seat('sam')
    page = sam.page
  })
  after(() => world.close())

  const asks = async (number: string): Promise<void> => {
    const call: PhoneCall = world.simulator.phone(number).call(serviceLine)
    await call.press('4')
    await call.waitForHeard(/press 2/i)
    await call.press('2')
    await call.waitForHeard(/if that is right, press 1/i)
    await call.press('1')
    await call.waitForState('completed')
  }

  it('J12: a callback is listed, rung by key with the agent first, talked in and done', async () => {
    const dock = dockOf(page)
    await startShift(page)
    await page.getByRole('button', { name: 'Break', exact: true }).click()
    await dock.getByText('No calls until you choose.').waitFor()
    await asks(fatima)
    await asks('+447700900501')
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.getByRole('heading', { name: 'Call back' }).waitFor()
    const open = page.getByRole('table', { name: 'Open callbacks' })
    await open
      .getByRole('row', { name: /Fatima Begum.*by today.*Waiting for its turn.*1.*None of 3 yet/ })
      .waitFor()
    expect(await barriersIn(page), 'the list').to.deep.equal([])

    // On a break nothing is rung, and the key says why.
    await page.getByRole('button', { name: 'Ring Fatima Begum now' }).focus()
    await page.keyboard.press('b')
    await page.getByText('Your phone cannot take a call now.').filter({ visible: true }).waitFor()

    // Her neighbour no longer needs one: a reason is asked, and it stands in the list of those done.
    await page.getByRole('button', { name: 'Cancel the callback to Jakub Edwards' }).focus()
    await page.keyboard.press('x')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel callback' }).click()
    await page.getByText('Choose why.').waitFor()
    await page.getByLabel('Why?').selectOption('no-longer-needed')
    expect(await barriersIn(page), 'cancelling').to.deep.equal([])
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel callback' }).click()
    await page.getByText('3 callbacks done in the last seven days').click()
    await page.getByText('Cancelled: no longer needed').waitFor()

    const phone = world.simulator.phone(fatima)
    await dock.getByRole('button', { name: 'Be available' }).click()
    await dock.getByText(/Callback: Fatima Begum/).waitFor()
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    expect(await barriersIn(page), 'ringing').to.deep.equal([])
    await page.keyboard.press('F2')
    const call = await phone.waitForRing({ timeoutMs: 15_000 })
    await dock.getByText('Ringing: Fatima Begum').waitFor()
    call.answer()
    await dock.getByText('On a call: Fatima Begum').waitFor()
    await dock.getByText('try 1 of 3', { exact: false }).waitFor()
    await dock.getByRole('button', { name: 'Wrong person' }).waitFor()
    expect(await barriersIn(page), 'in the call').to.deep.equal([])
    call.hangUp()
    await dock.getByText('After call: Fatima Begum').waitFor()
    await page.getByRole('link', { name: 'Call back', exact: true }).click()
    await page.getByText('1 of 1 promises kept today (100%)').waitFor()
    await page.getByText('4 callbacks done in the last seven days').waitFor()
    expect(sam.faults).to.deep.equal([])
  })

  it('fits a small screen, with voicemails and those who gave up', async () => {
    world.clock.set('2026-10-06T20:12')
    const evening = await world.seat('priya', { viewport: { width: 320, height: 640 } })
    const left = world.simulator.phone('+447700900117').call(serviceLine)
    // The offer of a call first, then the message.
    await left.waitForHeard('beep', { timeoutMs: 20_000 })
    await left.say('Please ring me about my shifts')
    left.hangUp()
    const shut = world.simulator.phone('+447700900820').call(serviceLine)
    await shut.waitForHeard(/closed/i)
    shut.hangUp()
    await evening.page.goto(`${world.url}/callbacks`)
    await evening.page.getByRole('heading', { name: 'Voicemails' }).waitFor()
    await evening.page.getByRole('button', { name: 'Take the voicemail of Aisha Khan' }).click()
    await evening.page.getByText('With Priya Nair').waitFor()
    await evening.page.getByRole('button', { name: 'Give back the voicemail of Aisha Khan' }).waitFor()
    await evening.page.getByRole('row', { name: /2 possible members.*Rang while closed/ }).waitFor()
    expect(await sidewaysScroll(evening.page)).to.equal(0)
    expect(await barriersIn(evening.page), 'small').to.deep.equal([])
    await evening.page.getByRole('button', { name: 'Done: voicemail of Aisha Khan' }).click()
    await evening.page
      .getByRole('button', { name: 'Done: voicemail of Aisha Khan' })
      .waitFor({ state: 'detached' })
    expect(evening.faults).to.deep.equal([])
  })
})
