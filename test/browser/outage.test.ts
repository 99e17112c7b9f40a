import { expect } from 'chai'
import type { WorkView } from '../../server/contract/work-views.ts'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  dockOf,
  startShift,
} from '../support/browser-world.ts'
import { withRoom } from '../support/with-room.ts'
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
    expect(Date.now() - failingSince, 'milliseconds until it is said').to.be.lessThan(withRoom(5_000))
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

  it('every action that would come late is off for whoever has it, and says why: with a guest, for who listens, where somebody is rung', async () => {
    // A day later for everybody: whoever had a call above is free.
    await world.close()
    world = await createBrowserWorld()
    const priya = await world.seat('priya')
    await startShift(priya.page)
    const dock = dockOf(priya.page)
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    await priya.page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    await priya.page.keyboard.press('F9')
    const sheet = priya.page.getByRole('dialog', { name: 'Pass the call on' })
    await sheet.getByLabel('Or an outside number').fill('020 7946 0777')
    const rings = world.simulator.phone('+442079460777').waitForRing()
    await priya.page.keyboard.press('Control+Enter')
    ;(await rings).answer()
    const people = priya.page.getByRole('region', { name: 'People in this call' })
    await people.getByRole('button', { name: /^Mute/ }).waitFor()
    await priya.page.keyboard.press('F4')
    await dock.getByRole('button', { name: 'Talk privately' }).waitFor()

    const lorna = await world.seat('lorna')
    await startShift(lorna.page)
    await lorna.page.keyboard.press('Control+F3')
    await lorna.page.keyboard.press('Escape')
    await dockOf(lorna.page).getByRole('button', { name: 'Break' }).click()
    await lorna.page.getByRole('link', { name: 'Live' }).click()
    await lorna.page.getByRole('button', { name: /^Listen to Priya/ }).click()
    const dialog = lorna.page.getByRole('dialog', { name: /^Listen to Priya/ })
    await dialog.getByLabel('Why').selectOption('training')
    await dialog.getByRole('button', { name: 'Listen' }).click()
    await dockOf(lorna.page)
      .getByText(/nobody hears you/)
      .waitFor()

    const sam = await world.seat('sam')
    await startShift(sam.page)
    const desk = await world.console('sam')
    const rung = await sam.page.context().newPage()
    await rung.goto(`${world.url}/callbacks`)
    await rung
      .getByRole('button', { name: /^Ring .* now$/ })
      .first()
      .waitFor()
    await sam.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click()
    await sam.page.getByPlaceholder('Name, membership number or phone').fill('Aisha Khan')
    await sam.page.getByRole('link', { name: 'Aisha Khan' }).first().click()
    await sam.page.getByRole('button', { name: /^Ring/ }).first().waitFor()

    const buttons = {
      'Talk privately': dock.getByRole('button', { name: 'Talk privately' }),
      'Mute a guest': people.getByRole('button', { name: /^Mute/ }),
      Whisper: dockOf(lorna.page).getByRole('button', { name: 'Whisper' }),
      'Join in': dockOf(lorna.page).getByRole('button', { name: 'Join in' }),
      Listen: lorna.page.getByRole('button', { name: /^Listen to Priya/ }),
      'Ring now': rung.getByRole('button', { name: /^Ring .* now$/ }).first(),
      'Ring a member': sam.page.getByRole('button', { name: /^Ring/ }).first(),
    }
    const reasons = async () =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(buttons).map(async ([name, button]) => [
            name,
            (await button.getAttribute('aria-disabled')) === 'true'
              ? await button.getAttribute('title')
              : null,
          ]),
        ),
      )
    const isOff = async (is: boolean) =>
      Object.values(await reasons()).every((why) => (typeof why === 'string' && away.test(why)) === is)
    expect(await reasons()).to.deep.equal(
      Object.fromEntries(Object.keys(buttons).map((name) => [name, null])),
    )

    world.simulator.change({ rest: '500' })
    const asked = (await desk.get<WorkView>('/api/work')).replies[0]?.path.split('/').at(-1) ?? ''
    for (const n of [1, 2, 3])
      await desk.send('POST', `/api/threads/${asked}/messages`, {
        clientId: `out-of-reach-${n}`,
        body: `Answer ${n}`,
        kind: 'text',
        seenMessageId: null,
      })
    await sam.page.getByText(/^Twilio cannot be reached\. Callers hear music/).waitFor()
    const saidSince = Date.now()
    await until(() => isOff(true), 'something is still offered that would come late').catch(
      async (error: unknown) => {
        expect(await reasons(), String(error)).to.deep.equal({})
      },
    )
    expect(Date.now() - saidSince, 'milliseconds until all are off').to.be.lessThan(withRoom(5_000))
    // A key has no tooltip: it says why.
    await rung.keyboard.press('b')
    await rung.getByText(away).last().waitFor()
    await sam.page.keyboard.press('r')
    await sam.page.getByText(away).last().waitFor()
    // What waits is not off.
    for (const name of [/^Hand over/, /^Back to/, 'End'])
      expect(await dock.getByRole('button', { name }).getAttribute('aria-disabled'), String(name)).to.equal(
        null,
      )

    world.simulator.change({ rest: 'ok' })
    await sam.page.getByText(/^Twilio cannot be reached\. Callers hear music/).waitFor({ state: 'detached' })
    const knownSince = Date.now()
    await until(() => isOff(false), 'something is still off')
    expect(Date.now() - knownSince, 'milliseconds until all are back').to.be.lessThan(withRoom(5_000))
    call.hangUp()
  })
})
