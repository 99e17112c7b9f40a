import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type BrowserWorld, barriersIn, createBrowserWorld, type Desk } from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

describe('a supervisor watches the board in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let lorna: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld()
    lorna = await world.seat('lorna')
    page = lorna.page
  })
  after(() => world.close())

  const waits = async (number: string) => {
    const call = world.simulator.phone(number).call(serviceLine)
    await call.waitForHeard(/press 1/i)
    await call.press('1')
    return call
  }

  it('sees callers come, wait, ring and be answered without touching anything', async () => {
    const sam = await world.agent('sam')
    await sam.send('PUT', '/api/phone/availability', { choice: 'break' })
    await page.getByRole('link', { name: 'Live' }).click()
    const waiting = (count: number) =>
      page.getByRole('link', { name: `Waiting now: ${count}. Show the list` })
    const callers = page.getByRole('region', { name: 'Callers waiting' })
    const people = page.getByRole('region', { name: 'People' })
    await waiting(0).waitFor()
    await callers.getByText('Nobody is waiting.').waitFor()
    await people.getByRole('row', { name: /Sam.*Break/ }).waitFor()

    const aisha = await waits('+447700900117')
    await waiting(1).waitFor()
    await callers.getByRole('row', { name: /Aisha K\..*Waiting/ }).waitFor()
    await page.getByRole('region', { name: 'Lines' }).getByText('Close now').last().click()
    const closing = page.getByRole('dialog', { name: 'Close Service line now' })
    await closing.getByText('1 waiting: they are told at once').waitFor()
    const tom = await waits('+447700900820')
    await closing.getByText('2 waiting: they are told at once').waitFor()
    await page.keyboard.press('Escape')
    await waiting(2).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])

    await sam.send('PUT', '/api/phone/availability', { choice: 'available' })
    await callers.getByRole('row', { name: /Aisha K\..*Ringing/ }).waitFor()
    await sam.answers()
    await waiting(1).waitFor()
    await callers.getByRole('row', { name: /Aisha K\./ }).waitFor({ state: 'detached' })
    await people.getByRole('row', { name: /Sam.*On a call/ }).waitFor()

    tom.hangUp()
    await waiting(0).waitFor()
    await callers.getByText('Nobody is waiting.').waitFor()
    // Every number opens the list behind it: a list of its own, or a part of the board.
    await page.getByRole('link', { name: /^Gave up today: \d+\. Show the list$/ }).click()
    const list = page.getByRole('dialog', { name: 'Gave up waiting today' })
    await list.getByRole('link', { name: '2 possible members' }).waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'On a call: 1. Show them' }).click()
    await people.getByRole('row', { name: /Sam.*On a call/ }).waitFor()
    expect(await people.getByRole('row').count()).to.equal(2)
    await page.getByRole('link', { name: 'Show everybody' }).click()
    aisha.hangUp()
    await people.getByRole('row', { name: /Sam.*After call/ }).waitFor()
  })

  it('hangs numbers without a name on the wall, for a screen where nobody signed in', async () => {
    await page.getByRole('button', { name: 'Wall mode' }).click()
    const address = await page.getByRole('link', { name: 'Open the wall' }).getAttribute('href')
    const wall = await world.open()
    await wall.page.goto(String(address))
    const tile = wall.page.getByRole('listitem').filter({ hasText: 'waiting, longest' })
    await tile.first().waitFor()
    const numbers = async () => (await tile.allInnerTexts()).map((words) => Number(/^\d+$/m.exec(words)?.[0]))
    const sum = async () => (await numbers()).reduce((all, one) => all + one, 0)
    expect(await sum()).to.equal(0)
    const aisha = await waits('+447700900117')
    await tile.getByText('1', { exact: true }).waitFor()
    expect(await sum()).to.equal(1)
    expect(await wall.page.locator('body').innerText()).to.not.match(/Aisha|Sam|Priya|\+44/)
    expect(await barriersIn(wall.page)).to.deep.equal([])
    aisha.hangUp()
    await tile.getByText('1', { exact: true }).waitFor({ state: 'detached' })
    expect([...wall.faults, ...lorna.faults]).to.deep.equal([])
  })
})
