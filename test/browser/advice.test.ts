import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('the advice log, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('is written by key, refuses half an entry in place, is corrected by a colleague, and is printed', async () => {
    const { page } = await world.seat('marcus')
    await page.goto(`${world.url}/cases/demo-case-CX-10482`)
    const panel = page.getByRole('region', { name: 'Advice' })
    await panel.getByText('None is logged.').waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('v')
    const dialog = page.getByRole('dialog', { name: 'Log advice' })
    await dialog.getByLabel('What was advised?').fill('Appeal within ten days of the letter')
    await dialog.getByRole('button', { name: 'Sign and keep' }).click()
    await dialog.getByText('Say what it rests on: a law, a rule, an agreement, an answer.').waitFor()
    expect(await dialog.getByLabel('What was advised?').inputValue()).to.contain('ten days')
    expect(await barriersIn(page), 'the dialog').to.deep.equal([])
    await dialog.getByLabel('On what basis?').fill('Disciplinary policy 7.2')
    await dialog.getByRole('button', { name: 'Sign and keep' }).click()
    await panel.getByText('Appeal within ten days of the letter').waitFor()
    await panel.getByRole('button', { name: /^Change: / }).waitFor()

    const priya = await world.seat('priya')
    await priya.page.goto(`${world.url}/cases/demo-case-CX-10482`)
    await priya.page
      .getByRole('region', { name: 'Advice' })
      .getByRole('button', { name: /^Correct: / })
      .click()
    const correcting = priya.page.getByRole('dialog', { name: 'Correct advice' })
    await correcting.getByLabel('What was advised?').fill('Fourteen days: the policy changed in May')
    await correcting.getByRole('button', { name: 'Sign and keep' }).click()
    await panel.getByText('Fourteen days: the policy changed in May').waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
    if (process.env['SHOTS']) await panel.screenshot({ path: `${process.env['SHOTS']}/advice.png` })

    await panel.getByRole('link', { name: 'To print, with signatures' }).click()
    await page.getByRole('heading', { name: /^Advice on CX-10482-U/ }).waitFor()
    expect(await page.getByText(/SHA-256 [0-9a-f]{64}/).count()).to.equal(2)
    expect(await barriersIn(page), 'to print').to.deep.equal([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).to.equal(false)
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/advice-print.png` })
    await page.emulateMedia({ media: 'screen' })
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(page)).to.equal(0)
  })
})
