import { expect } from 'chai'
import { type BrowserWorld, barriersIn, createBrowserWorld } from '../support/browser-world.ts'

describe('people on a case, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('are put on it by key; a watcher is told in their work, until they have looked', async () => {
    const { page } = await world.seat('marcus')
    const beth = await world.seat('beth')
    const path = `${world.url}/cases/demo-case-CX-10482`
    await beth.page.goto(path)
    const hers = beth.page.getByRole('region', { name: 'People on this case' })
    await hers.getByRole('button', { name: /^Watch/ }).waitFor()
    await beth.page.keyboard.press('u')
    await beth.page.keyboard.press('w')
    await hers.getByText('Beth Hughes watches it').waitFor()
    await beth.page.goto(`${world.url}/work`)
    await beth.page.getByRole('heading', { name: 'Voicemails' }).waitFor()

    await page.goto(path)
    const panel = page.getByRole('region', { name: 'People on this case' })
    await panel.getByText('Beth Hughes watches it').waitFor()
    await page.keyboard.press('u')
    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog', { name: 'Put somebody on this case' })
    await dialog.getByLabel('Who').selectOption({ label: 'Sam Okafor' })
    expect(await barriersIn(page), 'the dialog').to.deep.equal([])
    await dialog.getByRole('button', { name: 'Put them on it' }).click()
    await panel.getByText('Sam Okafor works on it too').waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/case-people.png` })

    const news = beth.page.getByRole('region', { name: 'Changed, and yours to follow' })
    await news.getByRole('link', { name: /CX-10482.*Changed since you looked/ }).click()
    await hers.getByText('Sam Okafor works on it too').waitFor()
    await beth.page.goto(`${world.url}/work`)
    await beth.page.getByRole('heading', { name: 'Voicemails' }).waitFor()
    await news.waitFor({ state: 'detached' })
  })
})
