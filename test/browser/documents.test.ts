import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import {
  type BrowserWorld,
  barriersIn,
  createBrowserWorld,
  openCase,
  sidewaysScroll,
} from '../support/browser-world.ts'
import { exeFile, pdfFile } from '../support/sample-files.ts'

describe('documents of a case, in the browser', function () {
  this.timeout(60_000)
  let world: BrowserWorld
  before(async () => {
    world = await createBrowserWorld()
  })
  after(() => world.close())

  const shot = async (page: Page, name: string): Promise<void> => {
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` })
  }

  it('are added, refused in place, opened, replaced, removed and put back, by keyboard', async () => {
    const official = await world.seat('marcus')
    const { page } = official
    await openCase(page, 'CX-10482')
    const documents = page.getByRole('region', { name: 'Documents' })
    await documents.getByRole('link', { name: /Open Invitation to the disciplinary hearing/ }).waitFor()
    await page.keyboard.press('Shift+F')
    const form = page.getByRole('dialog', { name: 'Add a document' })
    await form.getByText(/Files are not checked for viruses here/).waitFor()
    expect(await barriersIn(page), 'the form').to.deep.equal([])
    await form.getByRole('button', { name: 'Add document' }).click()
    await form.getByText('Choose a file.').waitFor()

    // A program with the name of a letter: refused beside the file; what was typed stays.
    await form
      .getByLabel('File')
      .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: exeFile() })
    await form.getByLabel('What is it?').fill('Dismissal letter')
    await form.getByRole('button', { name: 'Add document' }).click()
    await form.getByText(/called \.pdf, and is really a Windows program/).waitFor()
    expect(await form.getByLabel('What is it?').inputValue()).to.equal('Dismissal letter')
    await shot(page, 'document-refused')
    await form
      .getByLabel('File')
      .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: pdfFile() })
    await form.getByRole('button', { name: 'Add document' }).click()
    const letter = documents.getByRole('link', { name: /Open Dismissal letter, PDF/ })
    await letter.waitFor()
    await page.getByText('Document added').first().waitFor()

    const download = page.waitForEvent('download')
    await letter.click()
    expect((await download).suggestedFilename()).to.equal('letter.pdf')

    await letter.focus()
    await page.keyboard.press('Shift+V')
    const newer = page.getByRole('dialog', { name: 'Newer version of “Dismissal letter”' })
    await newer
      .getByLabel('File')
      .setInputFiles({ name: 'letter-2.pdf', mimeType: 'application/pdf', buffer: pdfFile('Second') })
    await newer.getByLabel('Note (may stay empty)').fill('Signed')
    await newer.getByRole('button', { name: 'Add version' }).click()
    await documents.getByText(/version 2 · Marcus Webb.*Signed/).waitFor()
    await documents.getByText(/Opened by Marcus Webb · 1 older version/).click()
    await documents
      .getByText(/SHA-256 [0-9a-f]{64}/)
      .first()
      .waitFor()
    expect(await barriersIn(page), 'the case').to.deep.equal([])
    await shot(page, 'documents')

    await documents.getByRole('link', { name: /Open Dismissal letter/ }).focus()
    await page.keyboard.press('Shift+Z')
    const removing = page.getByRole('dialog', { name: 'Remove “Dismissal letter”?' })
    await removing.getByRole('button', { name: 'Remove', exact: true }).click()
    await removing.getByText(/Say why/).waitFor()
    await removing.getByLabel('Why?').fill('Belongs to another case')
    await page.keyboard.press('Enter')
    await documents.getByText('1 removed').click()
    await documents.getByText(/Removed by Marcus Webb, .*: Belongs to another case/).waitFor()
    expect(await documents.getByRole('link', { name: /Dismissal letter/ }).count()).to.equal(0)
    await shot(page, 'documents-removed')
    await documents.getByRole('button', { name: 'Put back Dismissal letter' }).click()
    await documents.getByRole('link', { name: /Open Dismissal letter/ }).waitFor()

    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page), 'at 320 px').to.equal(0)
    await documents.scrollIntoViewIfNeeded()
    await shot(page, 'documents-320')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriersIn(page), 'in dark').to.deep.equal([])
    await documents.scrollIntoViewIfNeeded()
    await shot(page, 'documents-dark')
    // Chromium calls the refusals that were asked for errors.
    expect(official.faults.filter((fault) => !/4(15|22) .*\/api\/documents\//.test(fault))).to.deep.equal([])
  })

  it('are read by data protection, who is offered nothing that changes them', async () => {
    const { page } = await world.seat('owen')
    await openCase(page, 'CX-10482')
    const documents = page.getByRole('region', { name: 'Documents' })
    await documents.getByRole('link', { name: /Open Statement of the member/ }).waitFor()
    expect(await documents.getByRole('button').count(), 'only Export').to.equal(1)

    await page.keyboard.press('Shift+O')
    const form = page.getByRole('dialog', { name: 'Export this case' })
    await form.getByRole('button', { name: 'Export', exact: true }).click()
    await form.getByText(/Say why/).waitFor()
    expect(await barriersIn(page), 'exporting').to.deep.equal([])
    await form.getByLabel('Why, and for whom?').fill('Request of the member')
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    const file = await download
    expect(file.suggestedFilename()).to.equal('CX-10482.pdf')
    expect((await readFile(await file.path())).subarray(0, 8).toString()).to.equal('%PDF-1.7')
    await page.getByText('Case exported as PDF').first().waitFor({ state: 'attached' })
  })
})
