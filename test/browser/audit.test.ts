import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('the audit, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('tells data protection who has read a member, from the member’s page, and refuses nonsense in words', async () => {
    const marcus = await world.console('marcus')
    const { items } = await marcus.get<{ items: { id: string; membershipNumber: string }[] }>('/api/members')
    const member = items[0]
    if (member === undefined) throw new Error('The demo union has no members')
    for (let time = 0; time < 2; time += 1) await marcus.get(`/api/members/${member.id}`)

    const { page, faults } = await world.seat('owen')
    await page.goto(new URL(`/members/${member.id}`, page.url()).href)
    await page.getByRole('link', { name: 'Who has read this' }).click()
    const rows = page.getByRole('list', { name: 'Rows of the audit, newest first' }).getByRole('listitem')
    await rows.getByText(/^Marcus .* opened the member/).waitFor()
    expect(await rows.filter({ hasText: /Marcus .* opened the member/ }).count()).to.equal(1)
    expect(await barriersIn(page)).to.deep.equal([])

    await page.getByLabel('About').fill('CX-1')
    await page.getByText('There is no such case or member').waitFor()
    await page.getByLabel('About').fill(member.membershipNumber)
    await rows.getByText(/^Marcus/).waitFor()

    const shots = process.env['SHOTS']
    if (shots) await page.screenshot({ path: `${shots}/audit.png` })
    await page.emulateMedia({ colorScheme: 'dark' })
    if (shots) await page.screenshot({ path: `${shots}/audit-dark.png` })
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await sidewaysScroll(page)).to.equal(0)
    expect(await barriersIn(page)).to.deep.equal([])
    if (shots) await page.screenshot({ path: `${shots}/audit-320.png` })

    // From anywhere, by keyboard.
    await page.goto(new URL('/members', page.url()).href)
    await page.getByRole('heading', { name: 'Members' }).waitFor()
    await page.locator('body').press('g')
    await page.locator('body').press('u')
    await page.getByRole('heading', { name: 'Audit' }).waitFor()
    await page.getByText(/Rows up to \d+ are sealed/).waitFor()
    expect(faults).to.deep.equal([])
  })
})
