import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('a group case in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('is opened, takes members by paste, shows their dates and closes with one outcome, by keys', async () => {
    const { page, faults } = await world.seat('marcus')
    await page.goto(`${world.url}/cases/demo-case-CX-10442`)
    const demo = page.getByRole('region', { name: 'Members of this group' })
    await demo.getByRole('row', { name: /days left/ }).waitFor()
    await shot(page, 'group-demo')

    await page.goto(`${world.url}/cases`)
    await page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('o')
    const opening = page.getByRole('dialog', { name: 'Open a group case' })
    await opening.getByRole('button', { name: 'Open it' }).click()
    await opening.getByText('Choose what it is about.').waitFor()
    await opening.getByLabel('About').selectOption({ label: 'Pay and hours' })
    await opening.getByRole('button', { name: 'Open it' }).click()
    await opening.getByText('Say what it is about.').waitFor()
    await opening.getByLabel('What is the issue?').fill('Breaks not paid at night')
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await shot(page, 'group-open')
    await page.keyboard.press('Enter')

    const group = page.getByRole('region', { name: 'Members of this group' })
    await group.getByText('No members yet').waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('j')
    const adding = page.getByRole('dialog', { name: 'Add members' })
    await adding
      .getByLabel('One member in each line')
      .fill('M-201210\tNight shift\nM-201217\nM-201224\nM-204117\n07700 900820\nM-999999\nnobody')
    await adding.getByRole('button', { name: 'Add', exact: true }).click()
    await adding.getByText('4 of 7 added').waitFor()
    expect(await adding.getByLabel('One member in each line').inputValue()).to.equal('M-999999\nnobody')
    expect(await barriersIn(page), 'the answers').to.deep.equal([])
    await shot(page, 'group-answers')
    await adding.getByRole('button', { name: 'Jean Reid, M-118821' }).click()
    await adding.getByText('5 of 7 added').waitFor()
    await adding.getByRole('button', { name: 'Done' }).click()
    await group.getByText('5 members').waitFor()
    expect(await barriersIn(page), 'the group').to.deep.equal([])
    await shot(page, 'group')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(page, 'group-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), '320 px').to.equal(0)
    await shot(page, 'group-320')
    await page.setViewportSize({ width: 1280, height: 900 })

    await group.getByRole('link', { name: /Jean Reid/ }).click()
    const part = page.getByRole('region', { name: 'Part of a group case' })
    await part.getByRole('link', { name: /Breaks not paid at night/ }).waitFor()
    expect(await page.locator('main').innerText(), 'nobody else of the group').not.to.include('Aisha')
    await shot(page, 'sub-file')
    await part.getByRole('link').click()
    await group.getByText('5 members').waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('q')
    const closing = page.getByRole('dialog', { name: 'Close with one outcome' })
    await closing.getByLabel('What came of it?').selectOption({ index: 1 })
    await closing.getByLabel('In a few words').fill('Breaks are paid from May on')
    await closing.getByLabel('What did the member want?').fill('Paid breaks')
    await closing.getByLabel('Did they get it?').selectOption({ index: 1 })
    await closing.getByRole('checkbox', { name: /Aisha Khan/ }).uncheck()
    expect(await barriersIn(page), 'closing').to.deep.equal([])
    await shot(page, 'group-close')
    await closing.getByRole('button', { name: 'Close case' }).click()
    await page.getByText('Closed, with 4 sub-files').waitFor()
    await group.getByRole('row', { name: /Aisha Khan.*Open/ }).waitFor()
    await group.getByRole('row', { name: /Jean Reid.*Closed/ }).waitFor()
    expect(faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })
})
