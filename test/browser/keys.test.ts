import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type BrowserWorld, createBrowserWorld, dockOf, startShift } from '../support/browser-world.ts'
import { rowButtonsWithoutKey, unreachable } from '../support/keyboard-walk.ts'
import { serviceLine } from '../support/world.ts'

describe('every action has a key', function () {
  this.timeout(120_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  const calls = async () => {
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    return call
  }
  const goes = async (page: Page, path: string, until: string) => {
    await page.goto(world.url + path)
    await page.getByRole('heading', { name: until, level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
  }

  it('on the board: each button of each row has one, and Tab reaches everything', async () => {
    const lorna = await world.seat('lorna')
    const { page } = lorna
    const sam = await world.agent('sam')
    const answered = await calls()
    await sam.answers()
    const waits = await calls()
    await page.getByRole('link', { name: 'Live' }).click()
    await page.getByRole('button', { name: /^Move Aisha/ }).waitFor()
    const rows = await rowButtonsWithoutKey(page)
    expect(rows.wrong).to.deep.equal([])
    // Two of a line, three of a caller, at least one of each person, and what a call in hand adds.
    expect(rows.seen).to.be.greaterThan(8)
    expect(await unreachable(page)).to.deep.equal([])

    await page.getByRole('button', { name: 'Queues of Sam Okafor' }).focus()
    await page.keyboard.press('q')
    const dialog = page.getByRole('dialog', { name: 'Queues of Sam Okafor' })
    await dialog.getByLabel('Queue', { exact: true }).selectOption({ label: 'Advice' })
    await dialog.getByLabel('Do').selectOption('off')
    await dialog.getByLabel('Why').fill('payslips to check')
    expect(await unreachable(page)).to.deep.equal([])
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('q')
    await dialog.getByRole('button', { name: 'Take back: Advice' }).waitFor()
    expect(await rowButtonsWithoutKey(page, 'dialog')).to.deep.include({ wrong: [] })
    await dialog.getByLabel('Why').focus()
    await page.keyboard.press('Shift+F3')
    await dialog.getByText(/Taken back by Lorna Blake/).waitFor()
    await page.keyboard.press('Escape')

    // A key of the page behind a dialog sleeps; without one it says why it does nothing.
    waits.hangUp()
    await page.getByText('Nobody is waiting.').waitFor()
    await page.getByRole('heading', { name: 'Live' }).focus()
    await page.keyboard.press('o')
    await page.getByText('Nobody is waiting.').nth(1).waitFor()
    answered.hangUp()
    expect(lorna.faults).to.deep.equal([])
  })

  it('in a call: the dock, the keypad, whoever was asked in, and passing it on', async () => {
    const { page, faults } = await world.seat('priya')
    await startShift(page)
    const call = await calls()
    const dock = dockOf(page)
    await dock.getByRole('button', { name: 'Answer' }).waitFor()
    await page.keyboard.press('F2')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    for (const button of await dock.getByRole('button').all())
      expect(await button.getAttribute('aria-keyshortcuts'), await button.innerText()).to.be.a('string')
    await page.keyboard.press('Control+F7')
    await dock.getByRole('group', { name: 'Keypad' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await unreachable(page)).to.deep.equal([])

    await page.keyboard.press('F9')
    const sheet = page.getByRole('dialog', { name: 'Pass the call on' })
    await sheet.getByLabel('Or an outside number').fill('020 7946 0777')
    await sheet.getByLabel('Whose it is').fill('Interpreter')
    expect(await unreachable(page)).to.deep.equal([])
    const rings = world.simulator.phone('+442079460777').waitForRing()
    await page.keyboard.press('Control+Enter')
    ;(await rings).answer()
    await page.getByRole('button', { name: 'Mute Interpreter' }).waitFor()
    expect(await rowButtonsWithoutKey(page, '.call-people')).to.deep.equal({ seen: 2, wrong: [] })
    await page.keyboard.press('Control+F8')
    await page.getByRole('button', { name: 'Unmute Interpreter' }).waitFor()
    await page.keyboard.press('Control+F9')
    await page.getByRole('region', { name: 'People in this call' }).waitFor({ state: 'detached' })
    await dock.getByRole('button', { name: 'Take off hold', disabled: false }).waitFor()
    await page.keyboard.press('F4')
    await dock.getByText('On a call: Aisha Khan').waitFor()
    call.hangUp()
    await dock.getByText('After call: Aisha Khan').waitFor()
    expect(faults).to.deep.equal([])
  })

  it('on Call back, on the lists of who listened, and everywhere under Admin', async () => {
    const lorna = await world.seat('lorna')
    await goes(lorna.page, '/callbacks', 'Call back')
    const owed = await rowButtonsWithoutKey(lorna.page)
    expect(owed.wrong).to.deep.equal([])
    expect(owed.seen).to.be.greaterThan(0)
    expect(await unreachable(lorna.page)).to.deep.equal([])
    const { page } = await world.seat('devi')
    for (const [path, heading] of [
      ['/admin/lines', 'Lines'],
      ['/admin/hours', 'Opening hours'],
      ['/admin/menu', 'Menu'],
      ['/admin/queues', 'Queues'],
      ['/admin/people', 'People'],
      ['/branches', 'Branches'],
    ] as const) {
      await page.goto(world.url + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect(await unreachable(page), `${path} ${heading}`).to.deep.equal([])
    }
    expect(await rowButtonsWithoutKey(page)).to.deep.include({ wrong: [] })
  })
})
