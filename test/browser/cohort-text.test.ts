import { expect } from 'chai'
import { z } from 'zod'
import { simulatorCredentials } from '../../server/config.ts'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  sidewaysScroll,
} from '../support/browser-world.ts'

describe('a text to many, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  /** What Twilio was asked to send, as it tells it. */
  const texted = async (words: string): Promise<{ to: string; body: string }[]> => {
    const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = simulatorCredentials
    const response = await fetch(
      `${world.simulator.url}/2010-04-01/Accounts/${sid}/Messages.json?PageSize=500`,
      { headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` } },
    )
    const page = z.object({ messages: z.array(z.object({ to: z.string(), body: z.string() })) })
    const { messages } = page.parse(await response.json())
    return messages.filter(({ body }) => body.includes(words))
  }
  const shot = async (page: Awaited<ReturnType<BrowserWorld['seat']>>['page'], name: string) => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('is looked at before it goes, goes to each once, and can be stopped', async () => {
    const { page } = await world.seat('marcus')
    await page.goto(`${world.url}/work`)
    await page.getByRole('heading', { name: 'Voicemails' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await page.getByRole('heading', { name: 'Text to many' }).waitFor()
    await page.getByRole('button', { name: 'See who gets it' }).click()
    await page.getByText('Write the text.').waitFor()
    expect(await barriersIn(page), 'the form, refused').to.deep.equal([])
    await page.getByLabel('Who is to be texted?').fill('laurels')
    await page.getByRole('button', { name: 'The Laurels Workplace' }).click()
    await page.getByLabel('Text', { exact: true }).fill('Hello {first name}, we meet on Thursday at six.')
    await page.getByRole('button', { name: 'See who gets it' }).click()
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByRole('heading', { name: /^\d+ members of The Laurels$/ }).waitFor()
    const [count = '0'] = (await preview.getByRole('heading').innerText()).split(' ')
    await preview.getByText(/^Hello \p{L}+, we meet on Thursday at six\.$/u).waitFor()
    expect(await barriersIn(page), 'the preview').to.deep.equal([])
    await shot(page, 'cohort-preview')
    expect(await texted('we meet on Thursday')).to.deep.equal([])
    await page.keyboard.press('Control+Enter')
    await page.getByText(`Sent: ${count} of ${count}`).waitFor()
    const sent = await texted('we meet on Thursday')
    expect(sent).to.have.lengthOf(Number(count))
    expect(new Set(sent.map(({ to }) => to)).size).to.equal(Number(count))
    expect(sent.every(({ body }) => /^Hello \p{L}[^{]*, we meet/u.test(body))).to.equal(true)
    await shot(page, 'cohort-sent')

    // From a group case its members are chosen; late at night it waits, and is stopped by key.
    await page.goto(`${world.url}/cases/demo-case-CX-10442`)
    await page.getByRole('link', { name: 'Text them' }).click()
    await page.getByText(/^To group case/).waitFor()
    world.clock.set('2026-10-06T19:30')
    await page.getByLabel('Text', { exact: true }).fill('{first name}, do you want to go on together?')
    await page.getByRole('button', { name: 'See who gets it' }).click()
    await preview.getByText(/It is late: it begins at 08:30/).waitFor()
    await preview.getByRole('button', { name: /^Text \d+ members?/ }).click()
    await page.getByText(/^Being sent: 0 of \d+/).waitFor()
    await page.keyboard.press('u')
    await page.keyboard.press('s')
    await page.getByText(/^Stopped: 0 of [1-9]/).waitFor()
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await sidewaysScroll(page)).to.equal(0)
    await shot(page, 'cohort-320')
  })
})
