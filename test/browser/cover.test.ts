import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'

const shot = async (desk: Desk, name: string) => {
  const folder = process.env['SHOTS']
  if (folder) await desk.page.screenshot({ path: `${folder}/${name}.png` })
}

describe('who covers which workplace, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('an administrator adds somebody, notes who is away, and reads a file; the member’s page and the case say who covers', async () => {
    const devi = await world.seat('devi')
    const { page } = devi
    await page.goto(`${world.url}/branches`)
    await page.getByRole('link', { name: 'Who covers which workplace' }).click()
    await page.getByRole('heading', { name: 'Who covers', level: 1 }).waitFor()
    const lothian = page.getByRole('region', { name: /^Lothian Education/ })
    await lothian.getByText('Nobody today').waitFor()
    await lothian.getByRole('button', { name: 'Add somebody to Lothian Education' }).click()
    const form = page.getByRole('dialog', { name: 'Add somebody: Lothian Education' })
    await form.getByLabel('Phone number').fill('07700 900447')
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await form.getByText('Write who it is.').waitFor()
    expect(await form.getByLabel('Phone number').inputValue()).to.equal('07700 900447')
    expect(await barriersIn(page), 'form').to.deep.equal([])
    await form.getByLabel('Name').fill('Isla Munro')
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await lothian.getByText('Isla Munro').waitFor()
    await lothian.getByRole('button', { name: 'Isla Munro is away' }).click()
    const away = page.getByRole('dialog', { name: 'Isla Munro is away' })
    await away.getByRole('button', { name: 'Keep this' }).click()
    await lothian.getByText('Nobody today').waitFor()
    expect(await barriersIn(page), 'the tree').to.deep.equal([])
    await shot(devi, 'cover-tree')
    await page.getByLabel('File of reps').setInputFiles({
      name: 'reps.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Branch code,Role,Name\nE-0418,steward,Ewan Ross\nE-9999,steward,Nobody Known\n'),
    })
    const said = page.getByRole('dialog', { name: 'The file of reps' })
    await said.getByText(/^Row 3: Branch “E-9999” is not known/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('File of reps').setInputFiles({
      name: 'reps.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Branch code,Role,Name\nE-0418,steward,Ewan Ross\n'),
    })
    await said.getByText('1 added, 0 changed, 0 as they were.').waitFor()
    await page.keyboard.press('Escape')
    await lothian.getByText('Ewan Ross').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(devi, 'cover-tree-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), 'the tree at 320 px').to.equal(0)
    await shot(devi, 'cover-tree-320')
    expect(devi.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])

    const marcus = await world.seat('marcus')
    await marcus.page.goto(`${world.url}/members/demo-member-M-204117`)
    const panel = marcus.page.getByRole('region', { name: 'Who covers their workplace today' })
    await panel.getByText(/Covers for Dave Hill, who is away until/).waitFor()
    expect(await barriersIn(marcus.page), 'member page').to.deep.equal([])
    await shot(marcus, 'cover-member')
    await openCase(marcus.page, 'CX-10482')
    await marcus.page
      .getByRole('region', { name: 'At a branch' })
      .getByRole('button', { name: /Pass to a branch/ })
      .click()
    const pass = marcus.page.getByRole('dialog', { name: 'Pass to a branch' })
    await pass.getByText('Mary Quinn').waitFor()
    expect(await barriersIn(marcus.page), 'passing on').to.deep.equal([])
    await shot(marcus, 'cover-pass')
    expect(marcus.faults).to.deep.equal([])
  })
})
