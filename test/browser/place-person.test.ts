import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('people moved between queues in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('a supervisor takes somebody off a queue and puts them on again by key; they read it at once', async () => {
    const sam = await world.seat('sam')
    const lorna = await world.seat('lorna')
    const { page } = lorna
    await page.getByRole('link', { name: 'Live' }).click()
    const people = page.getByRole('region', { name: 'People' })
    const row = people.getByRole('row', { name: /Sam Okafor/ })
    await row.getByRole('button', { name: 'Queues of Sam Okafor' }).focus()
    await page.keyboard.press('q')
    const dialog = page.getByRole('dialog', { name: 'Queues of Sam Okafor' })
    await dialog.getByLabel('Queue', { exact: true }).selectOption({ label: 'Advice' })
    await dialog.getByLabel('Do').selectOption('off')
    await dialog.getByLabel('How long').selectOption('time')
    await dialog.getByLabel('Until', { exact: true }).fill('soon')
    await dialog.getByLabel('Why').fill('payslips to check')
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('Write a time of today, like 17:00.').waitFor()
    expect(await dialog.getByLabel('Why').inputValue()).to.equal('payslips to check')
    expect(await barriersIn(page)).to.deep.equal([])
    await dialog.getByLabel('How long').selectOption('end-of-day')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await row.getByText('Off Advice until the end of today, by Lorna Blake: payslips to check').waitFor()
    const told = sam.page.getByText(
      'Lorna Blake took you off Advice until the end of today: payslips to check.',
    )
    await told.waitFor()
    expect(await barriersIn(sam.page)).to.deep.equal([])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    await page.setViewportSize({ width: 1280, height: 800 })

    await page.keyboard.press('q')
    await dialog.getByRole('button', { name: 'Take back: Advice' }).click()
    await dialog.getByText(/Taken back by Lorna Blake/).waitFor()
    await told.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(lorna.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })

  it('the keys of a row do what its buttons do', async () => {
    const { page } = await world.seat('lorna')
    const sam = await world.agent('sam')
    await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
    await page.getByRole('link', { name: 'Live' }).click()
    const call = world.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    await page.getByRole('button', { name: /^Move Aisha/ }).waitFor()
    await page.keyboard.press('m')
    await page.getByRole('dialog', { name: /^Move Aisha/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await page.getByRole('dialog', { name: /^Prioritise Aisha/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await page.getByText('Nobody here is shown as busy.').waitFor()
    await page.keyboard.press('q')
    await page.getByRole('dialog', { name: /^Queues of/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('o')
    // She has not started her shift: what the key asked for is refused in words.
    await page.getByText(/Your phone cannot ring now/).waitFor()
    call.hangUp()
  })
})
