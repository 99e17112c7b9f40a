import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('a member’s request for their data, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('is opened, paused, looked through and given by data protection', async () => {
    const owen = await world.seat('owen')
    const { page } = owen
    await page.keyboard.press('g')
    await page.keyboard.press('y')
    await page.getByRole('heading', { name: 'Data requests' }).waitFor()
    await page.getByLabel('Membership number').fill('M-1')
    await page.getByRole('button', { name: 'Open a request' }).click()
    await page.getByText('Nobody has this membership number.').waitFor()
    await page.getByLabel('Membership number').fill('M-204117')
    await page.getByLabel('The request came on').fill('2026-10-05')
    await page.getByRole('button', { name: 'Open a request' }).click()
    await page.getByRole('heading', { name: 'Aisha Khan, M-204117' }).waitFor()
    await page.getByText('To be answered by 05/11/2026.').waitFor()
    expect(await barriersIn(page), 'the request').to.deep.equal([])
    await shot(page, 'data-request')

    await page.getByRole('button', { name: 'Pause the clock…' }).click()
    await page.getByLabel('What do we wait for?').fill('Proof of who she is')
    await page.keyboard.press('Enter')
    await page.getByText('The clock stands still.').waitFor()
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('To be answered by 05/11/2026.').waitFor()

    await page
      .getByRole('button', { name: /^Black out:/ })
      .first()
      .click()
    await page.getByLabel('What is given instead').fill('A colleague was there.')
    await page.getByRole('button', { name: 'Give this instead' }).click()
    await page.getByText('Say why: it is kept beside the request.').waitFor()
    await page.getByLabel('Why?').fill('Another employee')
    expect(await barriersIn(page), 'blacking out').to.deep.equal([])
    await page.getByRole('button', { name: 'Give this instead' }).click()
    await page.getByRole('button', { name: /I have read the \d+ without a hint/ }).click()
    for (;;) {
      const rest = page.getByRole('button', { name: /^Give as it is:/ })
      if ((await rest.count()) === 0) break
      await rest.first().click()
      await page.waitForTimeout(200)
    }
    await page.getByText('Every passage was looked at.').waitFor()
    await page.getByLabel('Only those to look at').uncheck()
    await page.getByText(/Given changed: Another employee \(Owen/).waitFor()
    await shot(page, 'data-request-reviewed')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Control+Enter')
    expect((await download).suggestedFilename()).to.equal('data-of-M-204117.zip')
    await page.getByText(/Given by Owen/).waitFor()

    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), 'at 320 px').to.equal(0)
    await shot(page, 'data-request-320')
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriersIn(page), 'in dark').to.deep.equal([])
    await page.getByRole('link', { name: 'All requests' }).click()
    await page.waitForURL((url) => url.pathname.endsWith('/data-requests'))
    await page.getByText('Given', { exact: true }).waitFor()
    expect(await sidewaysScroll(page), 'the list at 320 px').to.equal(0)
    await shot(page, 'data-requests-dark-320')
    expect(owen.faults.filter((fault) => !/4(09|22) .*\/api\/access-requests/.test(fault))).to.deep.equal([])
  })
})
