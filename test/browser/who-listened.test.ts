import { expect } from 'chai'
import type { ContactView } from '../../server/contract/contact-views.ts'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'
import { serviceLine, until } from '../support/world.ts'

describe('who listened, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('is read by the agents’ rep, from the account menu', async () => {
    const priya = await world.agent('priya')
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    const { contactId } = await priya.answers()
    await until(async () => (await priya.phone()).call?.recording === 'on', 'it is not recorded')
    call.hangUp()
    const recording = await until(async () => {
      const view = await priya.get<ContactView>(`/api/contacts/${contactId}`)
      return view.recordings.find((one) => one.state === 'completed')
    }, 'the recording is not there')
    await (await world.console('lorna')).file(recording.url)

    const { page, faults } = await world.seat('rep')
    await page.getByRole('button', { name: /settings and sign out/ }).click()
    await page.getByRole('menuitem', { name: 'Who listened to recordings' }).click()
    await page.getByRole('heading', { name: 'Who listened' }).waitFor()
    const list = page.getByRole('list', { name: 'Listenings, newest first' })
    await list.getByText(/^Lorna .* listened .* to a call of Priya/).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/listens.png` })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    expect(faults).to.deep.equal([])
  })
})
