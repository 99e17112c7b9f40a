import { expect } from 'chai'
import type { WorkView } from '../../server/contract/work-views.ts'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  dockOf,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine, textLine, until } from '../support/world.ts'

const away = /Twilio cannot be reached, and this would come late/

describe('Twilio out of reach, in the browser', function () {
  this.timeout(120_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('what would come late says why it is off within 5 s, what waits does, and all is back within 5 s', async () => {
    const priya = await world.seat('priya')
    const { page } = priya
    const dock = dockOf(page)
    await startShift(page)
    const sam = await world.console('sam')
    await world.simulator.phone('+447700900820').text(textLine, 'Is anybody there?')
    const asked = await until(
      async () =>
        (await sam.get<WorkView>('/api/work')).replies.find(({ line }) => line === 'Is anybody there?'),
      'the text is not among the work',
    )
    const threadId = asked.path.split('/').at(-1) ?? ''
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    const off = (name: string) => dock.getByRole('button', { name, exact: true })

    world.simulator.change({ rest: '500' })
    const failingSince = Date.now()
    for (const n of [1, 2, 3])
      await sam.send('POST', `/api/threads/${threadId}/messages`, {
        clientId: `outage-${n}`,
        body: `Answer ${n}`,
        kind: 'text',
        seenMessageId: null,
      })
    await page.getByText(/^Twilio cannot be reached\. Callers hear music/).waitFor()
    for (const name of ['Hold', 'Transfer']) {
      await dock.locator(`button[aria-disabled="true"]`, { hasText: name }).waitFor()
      expect(await off(name).getAttribute('title')).to.match(away)
    }
    expect(Date.now() - failingSince, 'milliseconds until it is said').to.be.lessThan(5_000)
    // Focusable all the same, and the reason is its description.
    await off('Hold').focus()
    const described = await off('Hold').getAttribute('aria-describedby')
    expect(await page.locator(`[id="${described}"]`).textContent()).to.match(away)
    for (const name of ['Mute', 'End']) expect(await off(name).getAttribute('aria-disabled')).to.equal(null)
    expect(await barriersIn(page)).to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/outage.png` })
    await page.keyboard.press('F4')
    await dock.getByText('On a call: Aisha Khan').waitFor()

    world.simulator.change({ rest: 'ok' })
    const fineSince = Date.now()
    await page.getByText(/^Twilio cannot be reached\. Callers hear music/).waitFor({ state: 'detached' })
    await dock.locator('button:not([aria-disabled])', { hasText: 'Hold' }).waitFor()
    expect(Date.now() - fineSince, 'milliseconds until it works again').to.be.lessThan(6_000)
    await page.keyboard.press('F4')
    await dock.getByText('On hold: Aisha Khan').waitFor()
    call.hangUp()
  })
})
