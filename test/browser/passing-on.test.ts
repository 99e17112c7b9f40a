import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  dockOf,
  phoneHears,
  sidewaysScroll,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine, until } from '../support/world.ts'

describe('passing a call on in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('pauses the recording, asks a colleague, joins all three and hands over, by key', async () => {
    const priya = await world.seat('priya')
    const { page } = priya
    const dock = dockOf(page)
    await startShift(page)
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    const sam = await world.agent('sam')

    await page.keyboard.press('Shift+F7')
    await dock.getByText(/^recording paused/).waitFor()
    expect(await barriersIn(page), 'recording paused').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/paused.png` })
    await page.keyboard.press('Shift+F7')
    await dock.getByRole('button', { name: 'Pause recording' }).waitFor()

    await page.keyboard.press('F9')
    const sheet = page.getByRole('dialog', { name: 'Pass the call on' })
    await sheet.getByText('Ask first').waitFor()
    expect(await barriersIn(page), 'sheet').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/sheet.png` })
    await page.keyboard.type('Sam')
    await sheet.getByRole('radio', { name: /^Sam/ }).check()
    await page.keyboard.press('Enter')
    await sheet.waitFor({ state: 'hidden' })
    await dock.getByText('On hold: Aisha Khan').waitFor()
    const people = page.getByRole('list', { name: 'In this call' })
    await people.getByText('ringing…').waitFor()

    const offer = await sam.rings()
    await sam.send('POST', `/api/offers/${offer.id}/accept`)
    await sam.softphone.join(offer.contactId)
    await people.getByRole('button', { name: /^Remove Sam/ }).waitFor()
    expect(await barriersIn(page), 'three').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/consult.png` })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/consult-320.png` })
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.keyboard.press('F4')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await phoneHears(call)
    await page.keyboard.press('Alt+F9')
    // Her part is hers to write up, while he talks on.
    await dock.getByText('After call: Aisha Khan').waitFor()
    await until(async () => (await sam.phone()).call?.role === 'agent', 'the call is not Sam’s')
    await page.getByLabel('What did the member say, and what happens next?').fill('Hearing on Thursday')
    await page.getByLabel('About').selectOption({ index: 1 })
    await page.getByLabel('Outcome').selectOption({ index: 1 })
    expect(await barriersIn(page), 'her part').to.deep.equal([])
    await dock.getByRole('button', { name: 'Save and be available' }).click()
    await page.getByText('No call in progress').waitFor()
    await page.goto(`${world.url}/work/contact/${offer.contactId}`)
    await page.getByText(/^Priya Nair, who handed it over/).waitFor()
    await page.getByText('Hearing on Thursday').waitFor()
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/part.png` })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/part-320.png` })
    await sam.send('POST', `/api/contacts/${offer.contactId}/hang-up`)
    await call.waitForState('completed')
    expect(priya.faults).to.deep.equal([])
    await world.staysQuiet()
  })
})
