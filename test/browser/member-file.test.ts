import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { type BrowserWorld, barriersIn, createBrowserWorld, type Desk } from '../support/browser-world.ts'

const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
const csv = (...lines: string[]) => ({
  name: 'members november.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['membership_number,first_name,last_name,status,email,mobile,shoe size', ...lines].join('\r\n'),
  ),
})
const aisha = 'M-204117,Aisha,Khan,Paid up,aisha@new.example.org,07700 900117,38'
const ana = 'M-900001,Ana,Okafor,Paid up,,07700 900611,39'

describe('an administrator sends the members’ file in the browser', function () {
  this.timeout(90_000)
  let world: BrowserWorld
  let devi: Desk
  let page: Page
  before(async () => {
    world = await createBrowserWorld()
    devi = await world.seat('devi')
    page = devi.page
  })
  after(() => world.close())
  afterEach(() => expect(devi.faults.filter((fault) => !/4(09|15|22)/.test(fault))).to.deep.equal([]))

  it('looks at what would change, has the refused rows back, and applies it with the keyboard', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Members’ file' }).click()
    await page.getByRole('heading', { name: 'Members’ file', level: 1 }).waitFor()
    await page.getByText('200 MB at most').waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'member-file')

    await page.getByRole('heading', { name: 'Members’ file', level: 1 }).focus()
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Shift+A')
    await (await chooser).setFiles(csv(aisha, ana, 'M-900002,Bo,Quist,Paid up,,07700 9OO612,40'))
    await page.getByText('3 rows: 1 new, 1 changed, 1 row refused.').waitFor()
    await page.getByText('Nothing is read from: shoe size.').waitFor()
    await page.getByRole('row', { name: /Ana Okafor.*M-900001/ }).waitFor()
    await page.getByRole('button', { name: 'Changed (1)' }).click()
    await page
      .getByRole('row', { name: /Aisha Khan.*Email: aisha\.khan\S+ → aisha@new\.example\.org/ })
      .waitFor()
    expect(await barriersIn(page)).to.deep.equal([])
    await picture(page, 'member-file-report')
    await page.getByRole('button', { name: 'Refused rows (1)' }).click()
    await page.getByRole('row', { name: /Bo Quist.*“mobile” has letters in it/ }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Refused rows as CSV' }).click()
    expect((await download).suggestedFilename()).to.equal('refused-rows.csv')

    await page.getByRole('heading', { name: 'Members’ file', level: 1 }).focus()
    await page.keyboard.press('Shift+Y')
    await page.getByText('Applied: 1 new, 1 changed, 1 row refused.').waitFor()
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await barriersIn(page)).to.deep.equal([])
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).to.equal(0)
    await picture(page, 'member-file-small')
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('is told what is wrong with another file, and discards a report', async () => {
    const input = page.getByLabel('Members’ file, CSV')
    await input.setInputFiles({ name: 'a.xlsx', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004') })
    await page.getByRole('alert').getByText('This is a workbook').waitFor()
    await input.setInputFiles(csv(aisha))
    await page.getByRole('button', { name: 'Not in the file (1)' }).click()
    await page.getByRole('row', { name: /Ana Okafor.*Paid up → No longer listed/ }).waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('Discarded. Nothing was changed.').first().waitFor()
    await page.getByText('What the file is').waitFor()
  })
})
