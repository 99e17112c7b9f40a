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
import { serviceLine } from '../support/world.ts'

describe('listening in the browser', function () {
  this.timeout(120_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  const shot = async (page: { screenshot(options: { path: string }): Promise<unknown> }, name: string) => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('a supervisor says why, listens, joins in by key and stops; the agent sees every step and reads it afterwards', async () => {
    const sam = await world.seat('priya')
    await startShift(sam.page)
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.press('1')
    await dockOf(sam.page).getByRole('button', { name: 'Answer' }).waitFor()
    await sam.page.keyboard.press('F2')
    await dockOf(sam.page).getByText('On a call: Aisha Khan').waitFor()

    const lorna = await world.seat('lorna')
    await startShift(lorna.page)
    await lorna.page.evaluate(() =>
      fetch('/api/phone/availability', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'x-branchline': '1' },
        body: JSON.stringify({ choice: 'meeting' }),
      }),
    )
    await lorna.page.getByRole('link', { name: 'Live' }).click()
    await lorna.page.getByRole('button', { name: /^Listen to Priya/ }).click()
    const dialog = lorna.page.getByRole('dialog', { name: /^Listen to Priya/ })
    await dialog.getByRole('button', { name: 'Listen' }).click()
    await dialog.getByText('Say why. They see it, and it is kept.').waitFor()
    expect(await barriersIn(lorna.page), 'dialog').to.deep.equal([])
    await shot(lorna.page, 'listen-dialog')
    await dialog.getByLabel('Why').selectOption('training')
    await dialog.getByRole('button', { name: 'Listen' }).click()

    const notice = sam.page.getByRole('status', { name: 'Who is listening' })
    await notice.getByText(/^Lorna .*is listening \(training\)$/).waitFor({ timeout: 2000 })
    expect(await barriersIn(sam.page), 'agent').to.deep.equal([])
    await shot(sam.page, 'listened-to')
    await dockOf(lorna.page)
      .getByText(/nobody hears you/)
      .waitFor()
    expect(await barriersIn(lorna.page), 'supervisor').to.deep.equal([])
    await shot(lorna.page, 'listening')

    await lorna.page.keyboard.press('Shift+J')
    await notice.getByText(/both of you hear them/).waitFor()
    await dockOf(lorna.page).getByRole('button', { name: 'Join in', pressed: true }).waitFor()
    await phoneHears(call)
    await sam.page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(sam.page)).to.equal(0)
    await shot(sam.page, 'listened-to-320')
    await sam.page.setViewportSize({ width: 1440, height: 900 })

    await lorna.page.keyboard.press('Shift+F9')
    await notice.getByText(/^Lorna/).waitFor({ state: 'detached' })
    await dockOf(sam.page).getByText('On a call: Aisha Khan').waitFor()
    await sam.page.locator('body').click({ position: { x: 2, y: 400 } })
    await sam.page.keyboard.press('g')
    await sam.page.keyboard.press('h')
    await sam.page.getByRole('heading', { name: 'Who listened to my calls' }).waitFor()
    await sam.page.getByRole('row', { name: /Lorna.*training/ }).waitFor()
    expect(await barriersIn(sam.page), 'log').to.deep.equal([])
    await shot(sam.page, 'listening-log')
    call.hangUp()
    expect([...sam.faults, ...lorna.faults]).to.deep.equal([])
    await world.staysQuiet()
  })
})
