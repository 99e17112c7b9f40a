/** Whole stories of casework that no single screen tells. Each also runs over the wire: test/journeys. */
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { members, phoneId, phones } from '../../server/adapters/db/seed/members.ts'
import { discreetMember } from '../../server/adapters/db/seed/safe-contact.ts'
import { fileNameHeader } from '../../server/contract/api.ts'
import type { MemberBrief } from '../../server/contract/briefs.ts'
import type { CaseView } from '../../server/contract/case-views.ts'
import type { MemberView } from '../../server/contract/member-views.ts'
import type { SearchView } from '../../server/contract/work-views.ts'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  startShift,
} from '../support/browser-world.ts'
import { textLine } from '../support/world.ts'

const aisha = '+447700900117'

describe('journeys of casework, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())
  /** What the search box of the console finds, in words. */
  const searchFor = async (page: Page, words: string) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search members, cases, numbers' }).fill(words)
    const status = page.getByRole('dialog', { name: 'Search' }).getByRole('status')
    await status.filter({ hasText: /found/ }).waitFor()
    const said = await status.innerText()
    await page.keyboard.press('Escape')
    return said
  }

  it('N17: STATUS is answered from the registered mobile, and a colleague reads what was said', async () => {
    const phone = world.simulator.phone(aisha)
    await phone.text(textLine, 'STATUS')
    const told = await phone.waitForText(/^CX-10482 with Marcus/, { timeoutMs: 20_000 })
    const { page, faults } = await world.seat('sam')
    await openCase(page, 'CX-10482')
    await page
      .getByText(told.body.split('\n')[0] ?? '')
      .first()
      .waitFor()

    await world.simulator.phone('+447700900640').text(textLine, 'STATUS')
    await page.getByRole('link', { name: 'Work', exact: true }).click()
    const work = page.getByRole('complementary', { name: 'My work' })
    await work.getByRole('link', { name: /07700 900640/ }).click()
    await page.getByText(/Reply with your full name and we will check with you who you are/).waitFor()
    expect(await page.getByRole('log', { name: 'Messages' }).getByText(/CX-/).count(), 'no case').to.equal(0)
    expect(await barriersIn(page)).to.deep.equal([])
    expect(faults).to.deep.equal([])
    await page.context().close()
  })

  it('N8: joined 21 days before it happened: advice once, with the reason, what is offered and where else', async () => {
    const devi = await world.seat('devi')
    const sent = await devi.page.request.post(`${world.url}/api/admin/member-file`, {
      headers: { 'x-branchline': '1', 'content-type': 'text/csv', [fileNameHeader]: 'members.csv' },
      data: 'membership_number,first_name,last_name,status,joined_on\r\nM-900021,Nia,Pugh,Paid up,2026-09-14',
    })
    expect(sent.status(), await sent.text()).to.equal(200)
    await devi.page.goto(`${world.url}/admin/members`)
    await devi.page.getByRole('heading', { name: 'Members’ file', level: 1 }).focus()
    await devi.page.keyboard.press('Shift+Y')
    await devi.page.getByText(/^Applied: 1 new/).waitFor()
    await devi.page.context().close()

    const { page, faults } = await world.seat('marcus')
    const found = await page.request.get(`${world.url}/api/search?q=M-900021`)
    const [nia] = ((await found.json()) as SearchView).members as MemberBrief[]
    await page.goto(`${world.url}/members/${nia?.id}`)
    await page.getByRole('button', { name: 'New case' }).click()
    const form = page.getByRole('dialog', { name: 'New case for Nia Pugh' })
    await form.getByLabel('Title').fill('Rota changed without notice')
    await form.getByLabel('About').selectOption('Pay and hours')
    await form.getByRole('button', { name: 'Open case' }).click()
    const part = page.getByRole('region', { name: 'What support is open' })
    await part.getByText(/^Member for /).waitFor()
    await page.keyboard.press('y')
    const ask = page.getByRole('dialog', { name: 'What support is open?' })
    await ask.getByLabel('When did it happen?').fill('2026-10-05')
    await ask.getByRole('button', { name: 'Look' }).click()
    await part.getByText('Initial advice; no legal assistance').waitFor()
    await part.getByText(/21 days/).waitFor()
    await part.getByText(/Acas helpline/).waitFor()
    expect(await part.getByText(/refus|denied|not entitled/i).count(), 'said kindly').to.equal(0)
    expect(await barriersIn(page)).to.deep.equal([])
    expect(faults).to.deep.equal([])
    await page.context().close()
  })

  it('N10: at 14:00 her number at work is not rung: the reason is said, and going on needs words', async () => {
    world.clock.set('2026-10-06T14:00')
    const { wish, atWork } = discreetMember(members(), world.clock.now())
    const work = phones(members()).find(({ id }) => id === atWork.phoneId)
    if (!work) throw new Error('no number at work')
    expect(work.id).to.equal(phoneId(work.number))
    const shown = `0${work.number.slice(3, 5)} ${work.number.slice(5, 9)} ${work.number.slice(9)}`
    const { page, faults } = await world.seat('priya')
    await startShift(page)
    await page.goto(`${world.url}/members/${wish.memberId}`)
    const row = page.getByRole('listitem').filter({ hasText: shown }).first()
    await row.getByText(/This is their work number. They asked not to be rung there./).waitFor()
    await row.getByRole('button', { name: `Ring ${shown}` }).click()
    const dial = page.getByRole('dialog', { name: /^Ring / })
    await dial.getByText(/They asked not to be rung there/).waitFor()
    await dial.getByLabel('What is it about?').fill('The letter')
    await dial.getByRole('button', { name: 'Ring them' }).click()
    await dial.getByText('Say why: without a reason it is not rung.').waitFor()
    expect(await dial.getByLabel('What is it about?').inputValue()).to.equal('The letter')
    expect(await barriersIn(page)).to.deep.equal([])
    await dial.getByRole('button', { name: 'Do not ring' }).click()
    expect(faults).to.deep.equal([])
    await page.context().close()
  })

  it('N11: two members, one dispute: each official’s search for the other’s case finds nothing, and is kept', async () => {
    const marcus = await world.seat('marcus')
    const beth = await world.seat('beth')
    await openCase(marcus.page, 'CX-10482')
    await marcus.page.getByRole('button', { name: /Seal this case/ }).waitFor()
    await marcus.page.keyboard.press('z')
    const sealing = marcus.page.getByRole('dialog', { name: 'Seal this case' })
    await sealing.getByLabel('Why?').fill('Two members against each other')
    await marcus.page.keyboard.press('Enter')
    const panel = marcus.page.getByRole('region', { name: 'Who may know this case' })
    await panel.getByRole('button', { name: 'The other party is a member' }).click()
    const other = marcus.page.getByRole('dialog', { name: 'The other party is a member' })
    await other.getByLabel('Their membership number').fill('M-000000')
    await other.getByLabel('Their official').selectOption({ label: 'Beth Hughes' })
    await other.getByRole('button', { name: /Open/ }).click()
    await other.getByText('No member has this number.').waitFor()
    expect(await other.getByLabel('Their membership number').inputValue()).to.equal('M-000000')
    await other.getByLabel('Their membership number').fill('M-150310')
    await other.getByRole('button', { name: /Open/ }).click()
    await panel.getByText(/The other party has a sealed file/).waitFor()
    expect(await barriersIn(marcus.page), 'this side').to.deep.equal([])

    // Beth has the other file; neither finds the other's.
    await beth.page.goto(`${world.url}/cases?view=mine`)
    const theirs = beth.page.getByRole('link', { name: /^CX-\d+ · / })
    const file = theirs.filter({ hasText: /Dispute|sealed/i }).first()
    await file.waitFor()
    const reference = /CX-\d+/.exec(await file.innerText())?.[0] ?? ''
    expect(await searchFor(beth.page, 'CX-10482')).to.match(/^Nothing found/)
    expect(await searchFor(marcus.page, reference)).to.match(/^Nothing found/)
    expect(await searchFor(beth.page, reference), 'her own (control)').to.match(/^1 found/)

    const owen = await world.seat('owen')
    await owen.page.goto(`${world.url}/audit?what=all`)
    await owen.page.getByLabel('About').fill(reference)
    await owen.page
      .getByText(/Marcus Webb asked for a sealed case and was told there is none/)
      .first()
      .waitFor()
    for (const { page } of [marcus, beth, owen]) await page.context().close()
  })

  it('N13: a branch that is silent for two working days: back with priority, the member told, the region sees it', async () => {
    const { page } = await world.seat('marcus')
    await openCase(page, 'CX-10463')
    await page.getByRole('button', { name: /Pass to a branch/ }).waitFor()
    await page.keyboard.press('Control+Shift+E')
    const form = page.getByRole('dialog', { name: 'Pass to a branch' })
    await form.getByLabel('Branch', { exact: true }).waitFor()
    await form.getByLabel('What are they to do?').fill('Please go with them on Thursday.')
    await form.getByRole('button', { name: 'Pass it on' }).click()
    const there = page.getByRole('region', { name: 'At a branch' })
    await there.getByText('Waiting for their answer').waitFor()
    const caseId = new URL(page.url()).pathname.split('/').at(-1)
    const read = async <T>(path: string) => (await (await page.request.get(world.url + path)).json()) as T
    const { member } = await read<CaseView>(`/api/cases/${caseId}`)
    const { phones: numbers } = await read<MemberView>(`/api/members/${member?.id}`)
    const phone = world.simulator.phone(numbers[0]?.e164 ?? '')
    await phone.waitForText('asked somebody local to you', { timeoutMs: 20_000 })
    await page.context().close()

    world.clock.push(49 * 3_600_000)
    await world.app().tick()
    await phone.waitForText('no answer locally within two working days', { timeoutMs: 20_000 })
    const lorna = await world.seat('lorna')
    const back = lorna.page.getByRole('region', { name: 'Back from a branch' })
    await back
      .getByText(/did not answer in two working days/)
      .first()
      .waitFor()
    await lorna.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Branches' }).click()
    await lorna.page.getByRole('heading', { name: 'Branches', level: 1 }).waitFor()
    await lorna.page
      .getByRole('row', { name: /Lothian Education/ })
      .getByText('Silent the last time')
      .waitFor()
    expect(await barriersIn(lorna.page)).to.deep.equal([])
    expect(lorna.faults).to.deep.equal([])
    await lorna.page.context().close()
  })
})
