import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  startShift,
} from '../support/browser-world.ts'

describe('how a member may be contacted, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  it('is changed by key, stops the dialler with words, and data protection reads who went ahead', async () => {
    const { page } = priya
    await startShift(page)
    await page.goto(`${world.url}/members/demo-member-M-173245`)
    const part = page.getByRole('region', { name: 'How they may be contacted' })
    await part.getByText('They asked for nothing special.').waitFor()
    await page.getByRole('button', { name: 'Report a correction' }).click()
    const correction = page.getByRole('dialog', { name: 'Report a correction' })
    await correction.getByLabel('What is right?').fill('Elm House')
    expect(await barriersIn(page), 'correction').to.deep.equal([])
    await correction.getByRole('button', { name: 'Report it' }).click()
    await page.getByRole('link', { name: /Correct the membership record/ }).waitFor()
    await page.getByRole('heading', { name: 'Fatima Begum' }).click()
    await page.keyboard.press('Shift+B')
    const form = page.getByRole('dialog', { name: 'How may we contact Fatima Begum?' })
    await form.getByLabel('Discreet').check()
    await form.getByRole('button', { name: 'Add hours' }).click()
    await form.getByLabel('From (1)').fill('21:00')
    await form.getByLabel('Until (1)').fill('18:00')
    await form.getByLabel('Code word').fill('heron')
    expect(await barriersIn(page), 'form').to.deep.equal([])
    await form.getByRole('button', { name: 'Keep this' }).click()
    await form.getByText('The end must be later than the beginning.').waitFor()
    // What else was typed is still there.
    expect(await form.getByLabel('Code word').inputValue()).to.equal('heron')
    await form.getByLabel('From (1)').fill('18:00')
    await form.getByLabel('Until (1)').fill('21:00')
    await form.getByRole('button', { name: 'Keep this' }).click()
    await part.getByText('Only 18:00 to 21:00').waitFor()
    await page.getByText('They asked to be contacted only 18:00 to 21:00.').waitFor()
    expect(await barriersIn(page), 'member page').to.deep.equal([])

    await page.keyboard.press('r')
    const dial = page.getByRole('dialog', { name: 'Ring Fatima Begum' })
    await dial.getByText(/only 18:00 to 21:00. Next: Today 18:00/i).waitFor()
    await dial.getByLabel('What is it about?').fill('The letter')
    await dial.getByLabel('Why do you ring it all the same?').fill('The hearing is in an hour')
    await dial.getByRole('button', { name: 'Ring them' }).click()
    await page.getByText('Discreet: never name the union').first().waitFor()
    // Chromium calls the honest refusal of the hours an error.
    expect(priya.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])

    const owen = await world.seat('owen')
    await owen.page.goto(`${world.url}/audit`)
    await owen.page.getByText('1 in 30 days: contacted against a member’s wish').click()
    await owen.page
      .getByText(/Priya Nair rang Fatima Begum outside their safe hours: “The hearing is in an hour”/)
      .waitFor()
    expect(await barriersIn(owen.page), 'audit').to.deep.equal([])
  })

  it('holds a text that says too much to somebody who asked for discretion, until somebody says why it must go', async () => {
    const { page } = await world.seat('sam')
    await page.goto(`${world.url}/members/demo-member-M-204117`)
    await page.getByRole('heading', { name: 'Aisha Khan' }).click()
    await page.keyboard.press('Shift+B')
    const form = page.getByRole('dialog', { name: 'How may we contact Aisha Khan?' })
    await form.getByLabel('Discreet').check()
    await form.getByRole('button', { name: 'Keep this' }).click()
    await form.waitFor({ state: 'detached' })
    await world.simulator.phone('+447700900117').text('+447700900900', 'Who comes on Thursday?')
    await page.goto(`${world.url}/work`)
    await page.getByRole('link', { name: /Who comes on Thursday/ }).click()
    const box = page.getByLabel('Text to the member')
    await box.fill('Your union rep comes to the hearing')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/They asked for discretion, and this says “union rep”, “hearing”/).waitFor()
    expect(await barriersIn(page), 'held').to.deep.equal([])
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/discreet-text.png` })
    expect(await box.inputValue()).to.equal('Your union rep comes to the hearing')
    await page.getByRole('button', { name: 'Send it as it is' }).click()
    await page.getByText('Say why. Data protection reads it.').waitFor()
    await page.getByLabel('Or say why it must go as it is').fill('She asked who comes')
    await page.keyboard.press('Enter')
    await world.simulator.phone('+447700900117').waitForText('Your union rep comes to the hearing')
  })
})
