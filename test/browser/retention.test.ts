import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'
import { serviceLine, until } from '../support/world.ts'

const day = 86_400_000

describe('keeping and erasing, in the browser', function () {
  this.timeout(120_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }
  /** Nobody is at work: the line offers a message. */
  const leavesMessage = async (from: string): Promise<void> => {
    const call = world.simulator.phone(from).call(serviceLine)
    await call.press('4')
    await call.waitForHeard(/after the tone/i)
    await call.say('Please ring me back about Thursday.')
    await call.press('#')
    await call.waitForState('completed')
  }
  const deleted = () =>
    world.simulator.timeline().filter(({ summary }) => summary.startsWith('DELETE /Recordings/')).length

  it('J25: what is over is proposed, what is held stays, what Twilio refused is listed, and it ends in a certificate', async () => {
    const marcus = await world.seat('marcus')
    await marcus.page.goto(`${world.url}/cases/demo-case-CX-10482`)
    await marcus.page.getByRole('button', { name: /^Place a hold/ }).waitFor()
    await marcus.page.keyboard.press('c')
    await marcus.page.keyboard.press('h')
    await marcus.page.getByRole('button', { name: 'Place it' }).click()
    await marcus.page.getByText('Say why. The reason stays with the hold.').waitFor()
    await marcus.page.getByLabel('Why?').fill('A tribunal claim is likely')
    await marcus.page.keyboard.press('Enter')
    await marcus.page.getByRole('heading', { name: 'Legal hold', exact: true }).waitFor()
    expect(await barriersIn(marcus.page), 'a held case').to.deep.equal([])
    await shot(marcus.page, 'held-case')

    // Aisha's message is on her held case; the two others are not, as four of the demo's are not.
    for (const from of ['+447700900117', '+447700900245', '+447700900777']) await leavesMessage(from)
    const before = await world.seat('owen')
    await before.page.keyboard.press('g')
    await before.page.keyboard.press('e')
    const rule = before.page.getByRole('form', { name: 'Recordings and voicemails' })
    await rule.getByLabel('Erase without asking each time').uncheck()
    await rule.getByRole('button', { name: 'Save' }).click()
    await before.page.getByText('Saved. Looked at again now.').waitFor()
    const cases = before.page.getByRole('form', { name: /^Closed cases/ })
    await cases.getByLabel('Days').fill('12 years')
    await cases.getByRole('button', { name: 'Save' }).click()
    await cases.getByText('A whole number of days between the least and the most.').waitFor()
    expect(await cases.getByLabel('Days').inputValue()).to.equal('12 years')

    // Half a year later, and a night.
    world.clock.push(182 * day)
    const { page, faults } = await world.seat('owen')
    await page.goto(`${world.url}/retention`)
    const waiting = page.getByRole('listitem').filter({ hasText: 'Waits for you' })
    await waiting.filter({ hasText: 'Recordings and voicemails' }).waitFor()
    expect(await barriersIn(page), 'the rules').to.deep.equal([])
    await shot(page, 'retention')
    expect(deleted(), 'before anybody approved').to.equal(0)
    await waiting.getByRole('link', { name: 'Recordings and voicemails' }).click()
    await page.getByRole('heading', { name: 'Held, and staying (1)' }).waitFor()
    await page
      .getByRole('status')
      .getByText(/^6 records due, 1 held and staying/)
      .waitFor()
    expect(await barriersIn(page), 'the dry run').to.deep.equal([])
    await shot(page, 'erasure-proposed')

    world.simulator.change({ rest: '500' })
    await page.keyboard.press('Control+Enter')
    await page.getByText('They go for good, here and at Twilio, and cannot be brought back.').waitFor()
    await page.getByRole('button', { name: 'Erase them' }).click()
    await page.getByText('Gone here, 1 held and staying; Twilio has 6 still to delete').waitFor()
    world.simulator.change({ rest: 'ok' })
    await page.getByText(/The SHA-256 of the file is/).waitFor()
    await until(async () => deleted() >= 2, 'Twilio keeps them')
    expect(await barriersIn(page), 'the certificate').to.deep.equal([])
    await shot(page, 'erasure-done')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Certificate' }).click()
    const file = readFileSync(await (await download).path())
    const seal = createHash('sha256').update(file).digest('hex')
    await page.getByText(seal).waitFor()
    const states = file
      .toString()
      .split('\n')
      .map((line) => line.split('|')[1])
    expect(states.filter((state) => state === 'erased')).to.have.lengthOf(6)
    expect(states.filter((state) => state === 'held')).to.have.lengthOf(1)
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(page)).to.equal(0)
    await page.goto(`${world.url}/retention`)
    await page.getByText('6 records erased, 1 held and staying').waitFor()
    expect(await sidewaysScroll(page)).to.equal(0)
    await shot(page, 'retention-320')
    // Data protection lifts what an official placed.
    await page.getByRole('button', { name: 'Lift the hold: A tribunal claim is likely' }).click()
    await page.getByLabel('Why?').fill('The claim was withdrawn')
    await page.keyboard.press('Enter')
    await page.getByText('None stands.').waitFor()
    expect(faults).to.deep.equal([])
  })
})
