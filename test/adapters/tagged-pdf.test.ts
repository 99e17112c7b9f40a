import { inflateSync } from 'node:zlib'
import { expect } from 'chai'
import { casePdf } from '../../server/adapters/files/case-pdf.ts'
import { drawable, taggedPdf } from '../../server/adapters/files/tagged-pdf.ts'
import { caseView } from '../../server/views/case-view.ts'
import { caseDocumentsView } from '../../server/views/document-views.ts'
import { onSqlite } from '../support/databases.ts'
import { demoDatabase, monday } from '../support/demo-database.ts'

/** Everything in a PDF, its compressed parts unpacked. */
const unpacked = (file: Buffer): string => {
  const text = file.toString('latin1')
  return [
    text,
    ...[...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((match) => {
      try {
        return inflateSync(Buffer.from(match[1] ?? '', 'latin1')).toString('latin1')
      } catch {
        return ''
      }
    }),
  ].join('\n')
}
/** What the text operators of the pages say. */
const wordsIn = (file: Buffer): string =>
  [...unpacked(file).matchAll(/\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/g)]
    .map((match) =>
      [...(match[1] ?? '').matchAll(/<([0-9a-f]*)>/g)]
        .map((hex) => Buffer.from(hex[1] ?? '', 'hex').toString('latin1'))
        .join(''),
    )
    .join(' ')
const made = async (title = 'Title') => {
  const pdf = taggedPdf({
    title,
    about: 'Test',
    footer: 'Confidential',
    createdAt: '2026-11-23T10:00:00.000Z',
  })
  pdf.heading(1, 'First')
  pdf.table([['Name', 'Łukasz tŷ']])
  pdf.table([['a', 'b']], ['One', 'Two'])
  pdf.heading(2, 'Second')
  for (let n = 0; n < 80; n += 1) pdf.paragraph(`Paragraph ${n}`)
  return pdf.end()
}

describe('a tagged PDF', () => {
  it('has its language, its title, a structure tree of headings and tables, and bookmarks', async () => {
    const text = unpacked(await made())
    expect(text).to.match(/^%PDF-1\.7/)
    expect(text).to.match(/\/Marked true/)
    expect(text).to.match(/\/Lang \(en-GB\)/)
    expect(text).to.match(/\/DisplayDocTitle true/)
    expect(text).to.match(/\/StructTreeRoot/)
    for (const kind of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD'])
      expect(text, kind).to.match(new RegExp(`/S /${kind}\\b`))
    expect(text)
      .to.match(/\/Scope \/Column/)
      .and.to.match(/\/Scope \/Row/)
    expect(text).to.match(/\/Outlines/)
  })

  it('has every word in it, in order, over all pages, with page numbers told to be decoration', async () => {
    const file = await made()
    const words = wordsIn(file)
    for (let n = 0; n < 80; n += 1) expect(words).to.include(`Paragraph ${n}`)
    expect(words.indexOf('Paragraph 3 ')).to.be.lessThan(words.indexOf('Paragraph 70'))
    expect(words).to.match(/Confidential · page 1 of \d/)
    expect(unpacked(file)).to.match(/\/Artifact <<[^>]*\/Pagination/)
  })

  it('draws what it can of other alphabets, and says beside it what was meant', async () => {
    expect(drawable('Łukasz, tŷ “x” €5 – 東\t😊\r\n')).to.equal('Lukasz, ty “x” €5 – ? ?\n')
    const text = unpacked(await made())
    expect(text).to.include('/ActualText')
    expect(wordsIn(await made())).to.include('Lukasz ty')
  })
})

describe('a case as PDF', () => {
  onSqlite((open) => {
    it('tells the whole case, and nothing of a document that was removed', async () => {
      const database = await demoDatabase(open)
      await database.write(async (stores) => {
        const policy = await stores.documents.find('demo-document-policy')
        if (policy)
          await stores.documents.save({
            ...policy,
            removedAt: monday,
            removedBy: policy.createdBy,
            removedWhy: 'Wrong',
          })
      })
      const deps = { read: database.read, engine: database.engine, clock: { now: () => monday } }
      const id = 'demo-case-CX-10482'
      const shown = await caseView(deps, id)
      const documents = await caseDocumentsView(deps, id, { isVirusChecked: false })
      if (!shown || !documents) throw new Error('no case')
      const words = wordsIn(
        await casePdf(shown, documents, { by: 'Marcus Webb', at: monday, why: 'For the solicitor' }),
      )
      expect(words).to.include('CX-10482-U: Disciplinary')
      expect(words).to.include('Aisha Khan, M-204117')
      expect(words).to.include('For the solicitor')
      for (const entry of shown.timeline) expect(words).to.include(entry.heading.slice(0, 12))
      expect(words).to.include('Statement of the')
      expect(words).not.to.include('Disciplinary policy')
    })
  })
})
