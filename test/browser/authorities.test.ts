import { expect } from 'chai'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  type Desk,
  dockOf,
  startShift,
} from '../support/browser-world.ts'
import { serviceLine } from '../support/world.ts'

const shot = async (desk: Desk, name: string) => {
  const folder = process.env['SHOTS']
  if (folder) await desk.page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

describe('somebody who speaks for a member, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  let priya: Desk
  before(async () => {
    world = await createBrowserWorld()
    priya = await world.seat('priya')
  })
  after(() => world.close())

  it('is noted by key, says beside the field what is wrong, and stands on the member’s page until withdrawn', async () => {
    const { page } = priya
    await page.goto(`${world.url}/members/demo-member-M-150310`)
    const part = page.getByRole('region', { name: 'Who may speak for them' })
    await part.getByText(/^Ran out on /).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('a')
    const form = page.getByRole('dialog', { name: 'Who may speak for Daniel Osei?' })
    await form.getByLabel('Their name').fill('Ama Osei')
    await form.getByLabel('Who they are').fill('sister')
    await form.getByLabel('Their phone number').fill('none')
    expect(await barriersIn(page), 'form').to.deep.equal([])
    await shot(priya, 'authority-form')
    await form.getByRole('button', { name: 'Keep this' }).click()
    await form.getByText('That does not read as a phone number.').waitFor()
    expect(await form.getByLabel('Their name').inputValue()).to.equal('Ama Osei')
    await form.getByLabel('Their phone number').fill('07700 900722')
    await form.getByLabel('Hear how the case stands').check()
    await form.getByRole('button', { name: 'Keep this' }).click()
    await part.getByText('Ama Osei').waitFor()
    expect(await barriersIn(page), 'member page').to.deep.equal([])
    await shot(priya, 'authority-member')
    await page.setViewportSize({ width: 320, height: 900 })
    await shot(priya, 'authority-member-320')
    await page.setViewportSize({ width: 1440, height: 900 })
    await part.getByRole('button', { name: 'Withdraw what Ama Osei may do' }).click()
    const why = page.getByRole('dialog', { name: 'Withdraw what Ama Osei may do' })
    await why.getByRole('button', { name: 'Withdraw it' }).click()
    await why.getByText('Say why. The reason stays with the authority.').waitFor()
    await why.getByLabel('Why?').fill('Daniel said so')
    await why.getByRole('button', { name: 'Withdraw it' }).click()
    await part.getByText('1 withdrawn').waitFor()
    expect(priya.faults.filter((fault) => !fault.includes('422'))).to.deep.equal([])
  })

  it('is told at the ring, in words when it ran out, and the guide of the call keeps to it', async () => {
    const { page } = priya
    const dock = dockOf(page)
    await page.goto(`${world.url}/work`)
    await startShift(page)
    const call = world.simulator.phone('+447700900312').call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    const known = page.getByRole('status', { name: 'Who may speak for a member' })
    await known.getByText(/May be Grace Osei \(partner\).* ran out on .* Tell them nothing of it/).waitFor()
    await shot(priya, 'authority-ringing')
    await page.keyboard.press('F2')
    await dock.getByText(/^On a call/).waitFor()
    const guide = page.getByRole('region', { name: 'Who is on the line' })
    await guide.getByText(/Somebody may speak for them/).waitFor()
    await page.getByRole('heading', { name: 'Call notes' }).click()
    await page.keyboard.press('c')
    await page.keyboard.press('i')
    await guide.getByText('Grace Osei (partner) speaks for Daniel Osei').waitFor()
    await guide.getByText(/Say nothing of Daniel Osei’s matter/).waitFor()
    await guide.getByText('What may be done with Grace Osei').click()
    await guide.getByText('Say what is on the case: not with Grace Osei').waitFor()
    expect(await barriersIn(page), 'in the call').to.deep.equal([])
    await shot(priya, 'authority-call')
    await page.emulateMedia({ colorScheme: 'dark' })
    await shot(priya, 'authority-call-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await guide.getByRole('button', { name: /^It is Daniel Osei/ }).click()
    await guide.getByText(/Somebody may speak for them/).waitFor()
    call.hangUp()
    await dock.getByText(/^After call/).waitFor()
  })
})
