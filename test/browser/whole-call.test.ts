import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  dockOf,
  openCase,
  pageHears,
  phoneHears,
  phoneHearsMusic,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('a whole call in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld({ speed: 'real' })
    priya = await world.seat('priya')
    page = priya.page
  })
  after(() => world.close())

  it('J1: rings with name, case and hearing, is heard both ways, held, written up, kept on the case, and texted', async () => {
    const dock = dockOf(page)
    await startShift(page)
    expect(await barriersIn(page), 'idle').to.deep.equal([])

    const marcus = await world.console('marcus')
    await marcus.send('POST', '/api/deadlines/of/demo-case-CX-10482', {
      claim: 'hearing',
      respondent: 'Northside Hospital Trust',
      nation: 'EW',
      triggers: ['2026-10-08'],
      isTriggerCertain: true,
      knownOn: null,
      reason: 'other',
      conciliations: [],
      source: 'Letter of 1 October',
    })
    const aisha = world.simulator.phone('+447700900117')
    const call = aisha.call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    await dock.getByText('Incoming: Aisha Khan').waitFor({ timeout: 20_000 })
    await dock.getByText(/hearing in 2 days/).waitFor()
    await dock.getByText(/Verified: number match \(level 1\)/).waitFor()
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()

    await phoneHears(call)
    await pageHears(page, call, 620)
    expect(await barriersIn(page), 'in a call').to.deep.equal([])

    await dock.getByRole('button', { name: 'Mute' }).click()
    await dock.getByText('You are muted').waitFor()
    await phoneHears(call, false)
    // The microphone hums on: somebody speaks and is not heard.
    await dock.getByText('You are muted: they do not hear you speak').waitFor()
    await dock.getByRole('button', { name: 'Unmute' }).click()
    await phoneHears(call)

    await dock.getByRole('button', { name: 'Hold' }).click()
    await dock.getByText('On hold: Aisha Khan').waitFor()
    await phoneHearsMusic(call)
    await phoneHears(call, false)
    await dock.getByRole('button', { name: 'Take off hold' }).click()
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await phoneHears(call)
    await pageHears(page, call, 710)

    const notes = page.getByLabel('What did the member say, and what happens next?')
    await notes.fill('Hearing on Thursday. Marcus to call.')
    await page.getByText(/^Saved (just now|\d+ s ago)/).waitFor()

    await dock.getByRole('button', { name: 'End' }).click()
    await dock.getByText('After call: Aisha Khan').waitFor()
    await call.waitForState('completed')
    await page.getByRole('heading', { name: 'Finish up' }).waitFor()
    expect(await barriersIn(page), 'wrap-up').to.deep.equal([])
    await page.getByLabel('About').selectOption('Discipline')
    await page.getByLabel('Outcome').selectOption({ index: 1 })
    await page.getByLabel('Next step').fill('Marcus calls her')
    await page.getByLabel('Promise to get back by').fill('2026-10-07T14:00')
    await page.getByLabel('Who does it').selectOption({ label: 'Marcus Webb' })
    await dock.getByRole('button', { name: 'Save and be available' }).click()
    await page.getByText('Phone ready').waitFor()
    await page.getByText('No call in progress').waitFor()
    await aisha.waitForText('Ref CX-10482. Next: Marcus is in touch by Wednesday 14:00.', {
      timeoutMs: 20_000,
    })

    await openCase(page, 'CX-10482')
    const entry = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Call in,/ }) })
    await entry.filter({ hasText: 'Hearing on Thursday. Marcus to call.' }).waitFor()
    expect(priya.faults).to.deep.equal([])
    await world.staysQuiet()
  })

  it('has no barriers while it rings', async () => {
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    await dockOf(page).getByRole('button', { name: 'Answer' }).waitFor()
    const barriers = await barriersIn(page)
    expect(await dockOf(page).getByText('Incoming: Aisha Khan').isVisible()).to.equal(true)
    expect(barriers).to.deep.equal([])
    call.hangUp()
    await dockOf(page).getByText('Incoming: Aisha Khan').waitFor({ state: 'hidden' })
    await dockOf(page)
      .getByText(/They hung up after 0:\d\d\. Kept as missed\./)
      .waitFor()
  })
})
