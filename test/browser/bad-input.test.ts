/**
 * What nobody should send and somebody will: each is refused in words where it was typed, what else was typed stays, and
 * nothing is half kept. Programs called .pdf are in documents.test.ts, days that cannot be in deadlines.test.ts, links
 * to cases that somebody may not know in sealed-cases.test.ts.
 */
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type BrowserWorld, barriersIn, createBrowserWorld, openCase } from '../support/browser-world.ts'
import { temporaryFolder } from '../support/databases.ts'
import { docxFile } from '../support/sample-files.ts'

const heading = 'membership_number,first_name,last_name,status,mobile'

describe('bad input, in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  let marcus: Page
  const faults: string[] = []
  before(async () => {
    world = await createBrowserWorld()
    const desk = await world.seat('marcus')
    marcus = desk.page
    desk.page.on('pageerror', (error) => faults.push(error.message))
  })
  after(() => world.close())
  afterEach(() => expect(faults).to.deep.equal([]))

  it('a file of 200 MB is not even sent, and a ZIP bomb not unpacked; the words typed beside it stay', async () => {
    await openCase(marcus, 'CX-10482')
    const documents = marcus.getByRole('region', { name: 'Documents' })
    await documents.getByRole('button', { name: /Add/ }).first().waitFor()
    await marcus.keyboard.press('Shift+F')
    const form = marcus.getByRole('dialog', { name: 'Add a document' })
    const vast = join(temporaryFolder(), 'scan.pdf')
    await writeFile(vast, '%PDF-1.7\n')
    await truncate(vast, 200 * 1024 * 1024)
    await form.getByLabel('File').setInputFiles(vast)
    await form.getByLabel('What is it?').fill('All of her file')
    await form.getByText(/This file has 209\.7 MB\. A document can be 25 MB at most/).waitFor()
    await form.getByRole('button', { name: 'Add document' }).click()
    const bomb = await docxFile({ 'word/media/big.bin': Buffer.alloc(20 * 1024 * 1024) })
    await form
      .getByLabel('File')
      .setInputFiles({ name: 'letter.docx', mimeType: 'application/zip', buffer: bomb })
    await form.getByRole('button', { name: 'Add document' }).click()
    await form.getByText(/ZIP bomb/).waitFor()
    expect(await form.getByLabel('What is it?').inputValue()).to.equal('All of her file')
    expect(await barriersIn(marcus)).to.deep.equal([])
    await form.getByRole('button', { name: 'Cancel' }).click()
    expect(await documents.getByText('All of her file').count(), 'half kept').to.equal(0)
  })

  it('two tabs write the same line of a case: the second reads the first, and decides', async () => {
    const other = await marcus.context().newPage()
    await other.goto(marcus.url())
    const title = (page: Page) => page.getByRole('textbox', { name: 'Title of this case' })
    for (const page of [marcus, other]) {
      await page.getByRole('button', { name: 'Change the title' }).click()
      await title(page).waitFor()
    }
    await title(other).fill('Disciplinary: appeal')
    await title(marcus).fill('Disciplinary, ward 7')
    await other.keyboard.press('Enter')
    await other.getByRole('heading', { name: 'Disciplinary: appeal', level: 1 }).waitFor()
    // The first tab has heard of it before anything is pressed.
    await marcus.getByText('Title changed').first().waitFor({ state: 'attached' })
    await title(marcus).press('Enter')
    await marcus.getByText(/Somebody wrote “Disciplinary: appeal” here meanwhile/).waitFor()
    expect(await title(marcus).inputValue()).to.equal('Disciplinary, ward 7')
    expect(await barriersIn(marcus)).to.deep.equal([])
    await other.getByRole('heading', { name: 'Disciplinary: appeal', level: 1 }).waitFor()
    await title(marcus).press('Enter')
    await other.getByRole('heading', { name: 'Disciplinary, ward 7', level: 1 }).waitFor()
    await other.close()
  })

  it('a promise due in the past, or on no day at all, is refused beside the day', async () => {
    const part = marcus.getByRole('region', { name: 'Follow-ups' })
    await part.getByRole('button', { name: /Add/ }).click()
    await part.getByLabel('What was promised?').fill('Ring about the letter')
    await part.getByLabel('By when?').fill('2026-10-05T10:00')
    await part.getByRole('button', { name: 'Keep follow-up' }).click()
    await part.getByText('That date has already passed.').waitFor()
    expect(await part.getByLabel('What was promised?').inputValue()).to.equal('Ring about the letter')
    // 30 February cannot be typed: the field stays empty of a day.
    await part.getByLabel('By when?').fill('')
    await part.getByRole('button', { name: 'Keep follow-up' }).click()
    await part.getByText('Choose a date and time.').waitFor()
    expect(await barriersIn(marcus)).to.deep.equal([])
    await part.getByRole('button', { name: 'Cancel' }).click()
    expect(await part.getByText('Ring about the letter').count()).to.equal(0)
  })

  it('a phone number with letters in it is refused beside it', async () => {
    await marcus.goto(`${world.url}/members/demo-member-M-173245`)
    await marcus.getByRole('heading', { name: 'Fatima Begum' }).waitFor()
    await marcus
      .getByRole('region', { name: 'Who may speak for them' })
      .getByRole('button', { name: /^Add/ })
      .waitFor()
    await marcus.keyboard.press('c')
    await marcus.keyboard.press('a')
    const form = marcus.getByRole('dialog', { name: /speak for/ })
    await form.getByLabel('Their phone number').fill('07700 9OO247')
    await form.getByRole('button', { name: 'Keep this' }).click()
    await form.getByText('That does not read as a phone number.').waitFor()
    await form.getByText('Write who may speak for them.').waitFor()
    expect(await form.getByLabel('Their phone number').inputValue()).to.equal('07700 9OO247')
    expect(await barriersIn(marcus)).to.deep.equal([])
  })

  it('a members’ file in another encoding, without columns, with somebody twice or a formula changes nobody by itself', async () => {
    const { page } = await world.seat('devi')
    await page.goto(`${world.url}/admin/members`)
    const input = page.getByLabel('Members’ file, CSV')
    const send = (buffer: Buffer) =>
      input.setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer })
    await send(Buffer.from(`\uFEFF${heading}\r\nW-1,Ana,Okafor,Paid up,`, 'utf16le'))
    await page
      .getByRole('alert')
      .getByText(/UTF-16/)
      .waitFor()
    await send(Buffer.from('membership_number,first_name\r\nW-1,Ana'))
    await page
      .getByRole('alert')
      .getByText(/“last_name”, “status” are not among them/)
      .waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await send(
      Buffer.from(
        [
          heading,
          'M-204117,Aisha,Khan,Paid up,07700 900117',
          'W-1,Ana,Mu\xf1oz,Paid up,',
          'W-2,=HYPERLINK("x"),Reid,Paid up,',
          'W-3,Bo,Quist,Paid up,07700 9OO612',
          'W-4,Cai,Rees,Paid up,',
          'W-4,Cai,Rhys,Paid up,',
          '',
        ].join('\r\n'),
        'latin1',
      ),
    )
    await page.getByText('6 rows: 1 new, 4 rows refused, 1 as it was.').waitFor()
    await page.getByRole('button', { name: /^Refused rows/ }).click()
    await page.getByRole('row', { name: /not UTF-8/ }).waitFor()
    await page.getByRole('row', { name: /begins like a spreadsheet formula/ }).waitFor()
    await page.getByRole('row', { name: /“mobile” has letters in it/ }).waitFor()
    await page.getByRole('row', { name: /W-4.*stands in row 6 already/ }).waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('Discarded. Nothing was changed.').first().waitFor()
  })
})
