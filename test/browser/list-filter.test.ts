import { expect } from 'chai'
import { type BrowserWorld, createBrowserWorld } from '../support/browser-world.ts'

describe('looking for somebody in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('keeps the filter through reload and tabs, and sends no name in any URL', async () => {
    const { page, faults } = await world.seat('sam')
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url()))
    await page.goto(`${world.url}/cases?view=open`)
    const filter = page.getByRole('searchbox', { name: 'Filter these cases' })
    const found = page.getByRole('main').getByText('CX-10482')
    await filter.fill('Aisha Khan')
    await found.first().waitFor()
    await page.getByText(/^\d+ found$/).waitFor()
    await page.waitForURL(/#q=Aisha\+Khan$/)
    await page.reload()
    await found.first().waitFor()
    expect(await filter.inputValue()).to.equal('Aisha Khan')
    await page.getByRole('navigation', { name: 'Which cases' }).getByRole('link').last().click()
    await page.waitForURL(/view=.*#q=Aisha\+Khan$/)
    expect(await filter.inputValue()).to.equal('Aisha Khan')
    expect(sent.filter((url) => /aisha|khan/i.test(url.split('#')[0] ?? ''))).to.deep.equal([])
    expect(faults).to.deep.equal([])
  })
})
