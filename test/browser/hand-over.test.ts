import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

const shot = async (page: Awaited<ReturnType<BrowserWorld['seat']>>['page'], name: string) => {
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
}

describe('handing a case over, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  it('J18: needs a note, comes with a brief, is accepted by key, and tells the member the new first name', async () => {
    const { page } = await world.seat('marcus')
    await page.goto(`${world.url}/cases/demo-case-CX-10482`)
    await page.getByLabel('Owner').selectOption({ label: 'Beth Hughes' })
    const giving = page.getByRole('dialog', { name: 'Give this case to Beth Hughes' })
    await giving.getByText(/gets a brief of the case/).waitFor()
    await giving.getByRole('button', { name: 'Give it over' }).click()
    await giving.getByText('Write what happens next.').waitFor()
    await giving.getByLabel('What happens next?').fill('Call her on Wednesday at 14:00, then the hearing')
    expect(await barriersIn(page), 'giving it').to.deep.equal([])
    await shot(page, 'hand-over-give')
    await giving.getByRole('button', { name: 'Give it over' }).click()
    const waits = page.getByRole('region', { name: 'Hand-over and brief' })
    await waits.getByText('Marcus Webb gave this case to Beth Hughes').waitFor()
    await waits.getByText(/Not accepted yet/).waitFor()
    expect(await waits.getByRole('button', { name: 'Accept' }).count()).to.equal(0)

    const beth = await world.seat('beth')
    await beth.page.goto(`${world.url}/work`)
    await beth.page
      .getByRole('link', { name: /CX-10482.*From Marcus Webb: Call her on Wednesday at 14:00/ })
      .click()
    const mine = beth.page.getByRole('region', { name: 'Hand-over and brief' })
    await mine.getByRole('button', { name: /^Accept/ }).waitFor()
    expect(await barriersIn(beth.page), 'the case').to.deep.equal([])
    await shot(beth.page, 'hand-over-offered')

    // From the brief alone: who, what, when, what next, what was promised, what they want, what is there (N5).
    await beth.page.keyboard.press('c')
    await beth.page.keyboard.press('z')
    const brief = beth.page.getByRole('main')
    await brief.getByRole('heading', { name: /^Brief of CX-10482, Disciplinary/ }).waitFor()
    for (const answer of [
      /Aisha Khan/,
      /A wrong dose on ward 7/,
      /Thu 8 Oct 2026 10:00/,
      /Call her on Wednesday at 14:00, then the hearing/,
      /To keep her job, and nothing on her registration/,
      /Invitation/,
    ])
      await brief.getByText(answer).first().waitFor()
    expect(await barriersIn(beth.page), 'the brief').to.deep.equal([])
    await shot(beth.page, 'hand-over-brief')
    await beth.page.emulateMedia({ media: 'print' })
    expect(await beth.page.getByRole('banner').count(), 'no frame on paper').to.equal(0)
    await shot(beth.page, 'hand-over-brief-print')
    await beth.page.emulateMedia({ media: null })
    await beth.page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(beth.page)).to.equal(0)
    await shot(beth.page, 'hand-over-brief-320')
    await beth.page.setViewportSize({ width: 1440, height: 900 })

    await beth.page.getByRole('link', { name: 'Back to the case' }).click()
    await mine.getByRole('button', { name: /^Accept/ }).waitFor()
    await beth.page.keyboard.press('c')
    await beth.page.keyboard.press('y')
    const accepting = beth.page.getByRole('dialog', { name: 'Accept CX-10482' })
    await accepting.getByLabel('Text the member your first name').waitFor()
    expect(await barriersIn(beth.page), 'accepting').to.deep.equal([])
    await shot(beth.page, 'hand-over-accept')
    await accepting.getByRole('button', { name: 'Accept' }).click()
    await beth.page.getByText('You look after this case now; the member is texted.').waitFor()
    await world.simulator
      .phone('+447700900117')
      .waitForText(/^CX-10482: Beth looks after your case from now on\./)

    // Both owners stand on the timeline, and whoever gave it sees that it was taken.
    await page.getByText('Marcus Webb to Beth Hughes. Next: Call her on Wednesday').waitFor()
    await page.getByText('Hand-over accepted').waitFor()
    expect(await waits.getByText(/Not accepted yet/).count()).to.equal(0)

    await beth.page.getByLabel('Owner').selectOption({ label: 'Marcus Webb' })
    const back = beth.page.getByRole('dialog', { name: 'Give this case to Marcus Webb' })
    await back.getByLabel('What happens next?').fill('She asked for you')
    await back.getByRole('button', { name: 'Give it over' }).click()
    await waits.getByRole('button', { name: 'Send it back' }).click()
    const why = page.getByRole('dialog', { name: 'Send it back to Beth Hughes' })
    await why.getByRole('button', { name: 'Send it back' }).click()
    await why.getByText('Say why. Whoever gave it reads it.').waitFor()
    expect(await barriersIn(page), 'sending it back').to.deep.equal([])
    await why.getByLabel('Why').fill('I am at the conference until Friday')
    await page.keyboard.press('Enter')
    await mine.getByText('Marcus Webb sent this case back to Beth Hughes').waitFor()
    await mine.getByText('I am at the conference until Friday').waitFor()
    await mine.getByRole('button', { name: /^Accept/ }).waitFor()
    expect(await mine.getByRole('button', { name: 'Send it back' }).count()).to.equal(0)
  })
})
