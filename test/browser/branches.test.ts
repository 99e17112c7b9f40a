import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('passing a case to a branch, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const looks = async (page: Page, name: string): Promise<void> => {
    expect(await barriersIn(page), name).to.deep.equal([])
    const shot = async (how: string) => {
      if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}-${how}.png` })
    }
    await shot('light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot('dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), `${name} at 320 px`).to.equal(0)
    await shot('320')
    await page.setViewportSize({ width: 1440, height: 900 })
  }

  it('an official passes it on by key, the branch accepts and reports; declined, it is back ahead of other work', async () => {
    const official = await world.seat('marcus')
    const { page } = official
    await openCase(page, 'CX-10482')
    const there = page.getByRole('region', { name: 'At a branch' })
    await there.getByRole('button', { name: /Pass to a branch/ }).waitFor()
    const pass = async (ask: string) => {
      await page.keyboard.press('Control+Shift+E')
      const form = page.getByRole('dialog', { name: 'Pass to a branch' })
      await form.getByLabel('Branch', { exact: true }).waitFor()
      await form.getByRole('button', { name: 'Pass it on' }).click()
      await form.getByText('Say what the branch is to do.').waitFor()
      expect(await barriersIn(page), 'the form').to.deep.equal([])
      await form.getByLabel('What are they to do?').fill(ask)
      await form.getByRole('button', { name: 'Pass it on' }).click()
      await there.getByText('Waiting for their answer').waitFor()
    }
    await pass('Please go with her on Thursday.')

    const branch = await world.seat('joan')
    const { page: hers } = branch
    await hers.getByRole('heading', { name: 'My branch' }).waitFor()
    const item = hers.getByRole('article', { name: /Aisha Khan/ })
    await item.getByText('Please go with her on Thursday.').waitFor()
    expect(
      await hers.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents(),
    ).to.deep.equal(['My branch'])
    expect(await item.getByText(/07700/).count(), 'no number before accepting').to.equal(0)
    await item.getByRole('button', { name: /Accept:/ }).focus()
    await hers.keyboard.press('Control+Shift+L')
    await item.getByText(/07700 900117/).waitFor()
    await looks(hers, 'my-branch')
    await there.getByText('They have it').waitFor()
    await item.getByRole('button', { name: /Say what was done:/ }).focus()
    await hers.keyboard.press('Control+Shift+F')
    const finishing = hers.getByRole('dialog', { name: /What was done/ })
    await finishing.getByRole('button', { name: 'Finish' }).click()
    await finishing.getByText(/Say why/).waitFor()
    await finishing.getByLabel('What was done?').fill('Went with her.')
    await hers.keyboard.press('Enter')
    await item.waitFor({ state: 'detached' })
    await page
      .getByRole('region', { name: 'Follow-ups' })
      .getByText('Read what was done; close the case or go on.')
      .waitFor()

    await pass('And once more, please.')
    await hers.reload()
    await item.getByText('And once more, please.').waitFor()
    await item.getByRole('button', { name: /Decline:/ }).click()
    const declining = hers.getByRole('dialog', { name: /^Decline/ })
    await declining.getByLabel('Why can you not take it?').fill('On leave')
    expect(await barriersIn(hers), 'declining').to.deep.equal([])
    await declining.getByRole('button', { name: 'Decline' }).click()
    await item.waitFor({ state: 'detached' })
    await there.getByText(/Declined · back with priority/).waitFor()
    await looks(page, 'case-at-branch')
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    const work = page.getByRole('region', { name: 'Back from a branch' })
    await work.getByText('Northside Health declined').waitFor()
    await looks(page, 'work-back')
    await work.getByRole('link').first().click()
    await there.getByRole('button', { name: /Take it/ }).waitFor()
    await page.keyboard.press('Control+Shift+Y')
    await there.getByRole('button', { name: /Pass to a branch/ }).waitFor()
    expect(branch.faults.filter((fault) => !/422 .*\/api\//.test(fault))).to.deep.equal([])
    expect(official.faults.filter((fault) => !/422 .*\/api\//.test(fault))).to.deep.equal([])
  })

  it('the region sees who stays silent, and an administrator says who answers', async () => {
    const admin = await world.seat('devi')
    const { page } = admin
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Branches' }).click()
    const row = page.getByRole('row', { name: /Western Transport and Logistics/ })
    await row.getByText('Silent 2 times in a row').waitFor()
    await row.getByText('Nobody signs in').waitFor()
    await row.getByRole('button', { name: /Change who answers/ }).click()
    const dialog = page.getByRole('dialog', { name: /Who answers for Western/ })
    await dialog.getByLabel('Joan Pryce').check()
    expect(await barriersIn(page), 'the dialog').to.deep.equal([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row.getByText('Joan Pryce').waitFor()
    await looks(page, 'branches')
    await page.getByLabel('Region').selectOption('Scotland')
    await page.getByText('1 branch').waitFor()
    expect(await row.count()).to.equal(0)
    expect(admin.faults).to.deep.equal([])
  })
})
