import { expect } from 'chai'
import {
  type CaseDocument,
  erasableBefore,
  erase,
  putBack,
  remove,
  rename,
  titleOfFile,
  titleTrouble,
} from '../../server/domain/documents/document.ts'
import {
  type ArchiveEntry,
  archiveTrouble,
  bombTrouble,
  documentKinds,
  kindOfFile,
} from '../../server/domain/documents/document-kinds.ts'

const at = '2026-11-23T10:00:00.000Z'
const kept: CaseDocument = {
  id: 'd1',
  version: 3,
  caseId: 'c1',
  title: 'Letter',
  fulfils: null,
  createdBy: 'p1',
  createdAt: at,
  removedBy: null,
  removedAt: null,
  removedWhy: null,
  erasedAt: null,
}
const removed: CaseDocument = { ...kept, removedBy: 'p1', removedAt: at, removedWhy: 'Wrong case' }
const erased: CaseDocument = { ...removed, erasedAt: at }

describe('a document', () => {
  it('goes from each state only where the drawing says', () => {
    const after = (document: CaseDocument) => ({
      remove: 'next' in remove(document, { by: 'p2', at, why: 'Twice' }),
      putBack: 'next' in putBack(document),
      rename: 'next' in rename(document, { title: 'Other', fulfils: null }),
    })
    expect(after(kept)).to.deep.equal({ remove: true, putBack: false, rename: true })
    expect(after(removed)).to.deep.equal({ remove: false, putBack: true, rename: false })
    expect(after(erased)).to.deep.equal({ remove: false, putBack: false, rename: false })
    expect(putBack(erased)).to.deep.equal({ refused: 'document-erased' })
  })

  it('is not removed without a reason, and keeps the one there was', () => {
    expect(remove(kept, { by: 'p2', at, why: '  ' })).to.deep.equal({ refused: 'why-required' })
    expect(remove(kept, { by: 'p2', at, why: ' Sent to us by mistake ' })).to.deep.equal({
      next: { ...kept, version: 4, removedBy: 'p2', removedAt: at, removedWhy: 'Sent to us by mistake' },
    })
    expect(erase(removed, at)).to.include({ removedWhy: 'Wrong case', erasedAt: at })
  })

  it('is erased thirty days after it was removed, not a millisecond sooner', () => {
    expect(erasableBefore('2026-12-23T10:00:00.000Z')).to.equal(at)
    expect(erasableBefore('2026-12-23T09:59:59.999Z') < at).to.equal(true)
  })

  it('has a name that says something and is not a book', () => {
    expect(titleTrouble(' ')).to.match(/name/)
    expect(titleTrouble('a'.repeat(200))).to.equal(null)
    expect(titleTrouble('a'.repeat(201))).to.match(/200/)
    expect(titleOfFile('Letter of 3 May.pdf')).to.equal('Letter of 3 May')
    expect(titleOfFile('.pdf')).to.equal('Document')
  })
})

describe('the kind of a file', () => {
  const words = (sniffed: string | null, name: string) => {
    const told = kindOfFile(sniffed, name)
    return 'words' in told ? told.words : told.kind
  }
  it('is taken when its bytes and its name agree, for every kind there is', () => {
    for (const [kind, { sniffed, endings }] of Object.entries(documentKinds))
      for (const mark of sniffed)
        for (const ending of endings) expect(words(mark, `A.b.${ending.toUpperCase()}`)).to.equal(kind)
  })
  it('is refused in words when a program has the name of a document, or a document another', () => {
    expect(words('exe', 'letter.pdf')).to.match(/called \.pdf, and is really a Windows program \(EXE\)/)
    expect(words('docm', 'letter.docx')).to.match(/macros/)
    expect(words('pdf', 'letter.docx')).to.match(/called \.docx, and is really a PDF.*ending \.pdf/)
    expect(words('pdf', 'letter')).to.match(/really a PDF/)
    expect(words('text', 'page.html')).to.match(/only text/)
    expect(words('text', 'run.bat')).to.match(/only text/)
    expect(words(null, 'letter.pdf')).to.match(/cannot be told/)
    expect(words('rar', 'all.rar')).to.match(/RAR/)
    expect(words('svg', 'x.svg')).to.match(/SVG file/)
  })
})

describe('an archive', () => {
  const entry = (given: Partial<ArchiveEntry> = {}): ArchiveEntry => ({
    name: 'a.txt',
    packedBytes: 1000,
    bytes: 2000,
    isEncrypted: false,
    ...given,
  })
  const megabyte = 1024 * 1024
  it('is a bomb when it unpacks to too much, or to too many times its length', () => {
    expect(bombTrouble([entry()])).to.equal(null)
    expect(bombTrouble([entry({ packedBytes: 200 * megabyte, bytes: 250 * megabyte })])).to.equal(null)
    expect(bombTrouble([entry({ packedBytes: 200 * megabyte, bytes: 250 * megabyte + 1 })])).to.match(/bomb/)
    expect(bombTrouble([entry({ packedBytes: 20_000, bytes: 3_000_000 })])).to.equal(null)
    expect(bombTrouble([entry({ packedBytes: 20_000, bytes: 3_000_001 })])).to.match(/bomb/)
    expect(bombTrouble([entry({ packedBytes: 10, bytes: 1_000_000 })]), 'small').to.equal(null)
    expect(bombTrouble(Array.from({ length: 2_000 }, () => entry()))).to.equal(null)
    expect(bombTrouble(Array.from({ length: 2_001 }, () => entry()))).to.match(/2,000 files/)
  })
  it('is not kept with a password, a program, an archive or macros in it', () => {
    expect(archiveTrouble('zip', [entry()])).to.equal(null)
    expect(archiveTrouble('docx', [entry({ isEncrypted: true })])).to.match(/password/)
    expect(archiveTrouble('zip', [entry({ name: 'a/Setup.EXE' })])).to.match(/program/)
    expect(archiveTrouble('zip', [entry({ name: 'in.zip' })])).to.match(/archive inside/)
    expect(archiveTrouble('docx', [entry({ name: 'word/vbaProject.bin' })])).to.match(/macros/)
    expect(archiveTrouble('docx', [entry({ name: 'word/media/logo.zip' })])).to.equal(null)
  })
})
