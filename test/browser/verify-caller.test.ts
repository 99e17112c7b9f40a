import { expect } from 'chai'
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

const aisha = 'demo-member-M-204117'

describe('who is on the line, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  it('shows name, branch and case at once, and the membership record only when two facts fit', async () => {
    const { page } = priya
    const dock = dockOf(page)
    await startShift(page)
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    await dock.getByText('Verified: number match (level 1)').waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    const part = page.getByRole('region', { name: 'Who is on the line' })
    await part.getByText('Verified: number match (level 1)').waitFor()
    const pane = page.getByRole('region', { name: 'Who this is' })
    await pane.getByText('Northside Health').waitFor()
    await pane.getByText('Membership hidden').waitFor()
    expect(await page.getByText('M-204117').count()).to.equal(0)
    expect(await page.getByText('Northside Hospital Trust').count()).to.equal(0)
    expect(await barriersIn(page), 'level 1').to.deep.equal([])

    // By key: the question is there, and where to type.
    await page.getByRole('heading', { name: 'Call notes' }).click()
    await page.keyboard.press('i')
    for (let asked = 0; asked < 2; asked += 1) {
      const field = part.getByRole('textbox', { name: /^Ask:/ })
      await field.waitFor()
      const label = (await part.locator('label').textContent()) ?? ''
      expect(await barriersIn(page), 'a question').to.deep.equal([])
      await field.fill(answerTo(label, aisha))
      await page.keyboard.press('Enter')
      await (asked === 0
        ? part.getByText('One fact fits.')
        : part.getByText('Verified: two facts (level 2)')
      ).waitFor()
    }
    await pane.getByText('M-204117').waitFor()
    await pane.getByText('Paid up').waitFor()
    expect(await barriersIn(page), 'level 2').to.deep.equal([])
    call.hangUp()
    await dock.getByText('After call: Aisha Khan').waitFor()
    expect(priya.faults).to.deep.equal([])
  })
})
