import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('service targets and tasks, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('a target is set, paused and met; a task has a list and cannot be moved out of sight', async () => {
    const official = await world.seat('marcus')
    const { page } = official
    await openCase(page, 'CX-10482')
    const targets = page.getByRole('region', { name: 'Service targets' })
    await targets.getByRole('button', { name: /Set target/ }).waitFor()
    await page.keyboard.press('Shift+I')
    const form = page.getByRole('dialog', { name: 'Set a service target' })
    await form.getByRole('button', { name: 'Set target' }).click()
    await form.getByText('Say what is promised.').waitFor()
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await form.getByLabel('What is promised?').fill('Answer the employer’s letter')
    await form.getByLabel('Within').selectOption('240')
    await page.keyboard.press('Enter')
    await targets.getByText(/promised within 4 hours/).waitFor()
    await targets.getByRole('button', { name: /Pause:/ }).click()
    const pausing = page.getByRole('dialog', { name: /^Pause/ })
    await pausing.getByLabel('What does it wait for?').fill('The employer')
    await page.keyboard.press('Enter')
    await targets.getByText(/Paused, .* left: The employer/).waitFor()
    await targets.getByRole('button', { name: /Go on:/ }).click()
    await targets.getByRole('button', { name: /Pause:/ }).waitFor()

    await page.keyboard.press('p')
    await page.getByLabel('What was promised?').fill('Prepare the hearing')
    await page.getByLabel('Checklist, a line each (may stay empty)').fill('Read the bundle\nRing her')
    await page.getByRole('button', { name: 'Keep follow-up' }).click()
    const list = page.getByRole('list', { name: 'Checklist of Prepare the hearing' })
    await list.getByLabel('Read the bundle').check()
    await page.getByRole('button', { name: 'Done: Prepare the hearing' }).click()
    await page.getByText(/Something on its checklist is not ticked/).waitFor()
    await list.getByLabel('Ring her').check()
    await page.getByRole('button', { name: 'Change: Prepare the hearing' }).click()
    const changing = page.getByRole('dialog', { name: 'Change this follow-up' })
    await changing.getByLabel('By when?').fill('2026-10-05T09:00')
    await changing.getByRole('button', { name: 'Save' }).click()
    await changing.getByText(/That time has passed/).waitFor()
    expect(await barriersIn(page), 'changing').to.deep.equal([])
    await changing.getByLabel('By when?').fill('2026-10-09T09:00')
    await changing.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/first due/).waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
    await shot(page, 'targets-case')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), 'the case at 320 px').to.equal(0)
    await shot(page, 'targets-case-320')
    await page.setViewportSize({ width: 1440, height: 900 })

    await page.keyboard.press('g')
    await page.keyboard.press('d')
    const watching = page.getByRole('region', { name: 'Who watches over cases' })
    await watching.getByText(/Without a duty official/).waitFor()
    await page.keyboard.press('Shift+Q')
    const dialog = page.getByRole('dialog', { name: 'Who watches over cases' })
    await dialog.getByLabel('Duty official').selectOption('demo-person-beth')
    await dialog.getByLabel('Working hours from').fill('9')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('Write a time like 09:00.').waitFor()
    expect(await barriersIn(page), 'the dialog').to.deep.equal([])
    await dialog.getByLabel('Working hours from').fill('08:30')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await watching.getByText(/duty official: Beth .*Monday to Friday, 08:30 to 17:00/).waitFor()
    await page.getByRole('region', { name: 'Overdue tasks' }).waitFor()
    expect(await barriersIn(page), 'deadlines').to.deep.equal([])
    await shot(page, 'watch')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'watch-dark')
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), 'deadlines at 320 px').to.equal(0)
    expect(official.faults.filter((fault) => !/4(09|22) .*\/api\//.test(fault))).to.deep.equal([])
  })
})
