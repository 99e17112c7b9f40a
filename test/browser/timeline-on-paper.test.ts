import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('the timeline to print, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('keeps what was chosen on the case, oldest first, and prints without the frame', async () => {
    const { page, faults } = await world.seat('marcus')
    await page.goto(`${world.url}/cases/demo-case-CX-10482`)
    const story = page.getByRole('region', { name: 'Timeline' })
    await story.getByRole('button', { name: /^Calls/ }).click()
    await story.getByRole('link', { name: 'To print' }).click()
    await page.getByRole('heading', { name: /^Timeline of CX-10482-U/ }).waitFor()
    const calls = page.getByRole('button', { name: /^Calls/ })
    expect(await calls.getAttribute('aria-pressed')).to.equal('true')
    await page.getByText(/^Only: calls, oldest first/).waitFor()

    await page.getByRole('button', { name: /^All/ }).click()
    await page.getByText(/^Everything, oldest first/).waitFor()
    const entries = page.getByRole('list', { name: 'Timeline, oldest first' })
    const times = await Promise.all(
      (await entries.locator('time').all()).map((one) => one.getAttribute('datetime')),
    )
    expect(times.length).to.be.greaterThan(3)
    expect(times).to.deep.equal([...times].sort())
    expect(await barriersIn(page)).to.deep.equal([])

    const shots = process.env['SHOTS']
    if (shots) await page.screenshot({ path: `${shots}/timeline.png` })
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).to.equal(false)
    expect(await calls.isVisible()).to.equal(false)
    expect(await entries.isVisible()).to.equal(true)
    // On small paper it goes on over pages; what stands in a frame that scrolls would end with the first.
    const paper = await page.pdf({ width: '600px', height: '300px' })
    expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).to.have.length.greaterThan(2)
    if (shots) await page.screenshot({ path: `${shots}/timeline-print.png` })
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(page)).to.equal(0)
    expect(await barriersIn(page)).to.deep.equal([])
    if (shots) await page.screenshot({ path: `${shots}/timeline-320.png` })
    await page.getByRole('link', { name: 'Back to the case' }).click()
    await page.getByRole('region', { name: 'Timeline' }).waitFor()
    if (shots) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.screenshot({ path: `${shots}/case.png` })
    }
    expect(faults).to.deep.equal([])
  })
})
