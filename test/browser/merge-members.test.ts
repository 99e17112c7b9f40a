import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  sidewaysScroll,
} from '../support/browser-world.ts'

const shot = async (desk: Desk, name: string) => {
  const folder = process.env['SHOTS']
  if (folder) await desk.page.screenshot({ path: `${folder}/${name}.png` })
}

describe('two records of one person, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('are compared field by field, merged with a reason, lead to one, and part again', async () => {
    const marcus = await world.seat('marcus')
    const { page } = marcus
    await page.goto(`${world.url}/members/demo-member-M-118820`)
    await page.getByRole('heading', { name: 'Tom Reid', level: 1 }).waitFor()
    await page.getByRole('region', { name: 'The same person twice?' }).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('d')
    const ask = page.getByRole('dialog', { name: 'Which record is the same person?' })
    await ask.getByLabel('Membership number of the other record').fill('m-118821')
    await ask.getByRole('button', { name: 'Compare' }).click()
    await page.getByRole('heading', { name: 'The same person?' }).waitFor()
    expect(await barriersIn(page), 'both').to.deep.equal([])
    await shot(marcus, 'merge')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(marcus, 'merge-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), 'at 320 px').to.equal(0)
    await shot(marcus, 'merge-320')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('radio', { name: /^Job, of M-118821/ }).check()
    await page.getByRole('button', { name: 'Merge them' }).click()
    await page.getByText('Say why. The reason stays with the merge.').waitFor()
    expect(await page.getByRole('radio', { name: /^Job, of M-118821/ }).isChecked()).to.equal(true)
    await page.getByLabel('Why are they the same person?').fill('Joined twice')
    await page.getByRole('button', { name: 'Merge them' }).click()
    await page.getByText('School cook').waitFor()
    const panel = page.getByRole('region', { name: 'The same person twice?' })
    await panel.getByText('Jean Reid, M-118821').waitFor()
    expect(await barriersIn(page), 'the member').to.deep.equal([])
    await shot(marcus, 'merge-member')

    await page.goto(`${world.url}/members/demo-member-M-118821`)
    await page.getByRole('heading', { name: 'Tom Reid', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Undo the merge with Jean Reid, M-118821' }).click()
    const why = page.getByRole('dialog', { name: 'Undo the merge' })
    await why.getByLabel('Why?').fill('Two people after all')
    await why.getByRole('button', { name: 'Undo it' }).click()
    await page.getByText('Bus driver').waitFor()
    await page.goto(`${world.url}/members/demo-member-M-118821`)
    await page.getByRole('heading', { name: 'Jean Reid', level: 1 }).waitFor()
    await page.getByText('School cook').waitFor()
    expect(marcus.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })
})
