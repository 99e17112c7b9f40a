import { expect } from 'chai'
import fc from 'fast-check'
import { type BriefFacts, briefOf, briefParts } from '../../server/domain/hand-over/brief.ts'
import { newOwnerText, newOwnerTextDiscreet } from '../../server/domain/hand-over/hand-over.ts'

const whole: BriefFacts = {
  story: ['Thu 17 September 2026, 11:03, Call in: They say she gave a wrong dose.'],
  answers: [{ label: 'Allegation', answer: 'A wrong dose on ward 7', isNeeded: false }],
  dates: ['Hearing: Thu 8 Oct 2026'],
  expectsDate: false,
  promises: ['Call Aisha (Wed 7 October 2026, 14:00, Marcus Webb)'],
  lastKept: null,
  nextStep: 'Go through the statement with her',
  documents: ['Letter', 'Drug chart', 'Statement'],
  documentsMissing: [],
  wish: 'To keep her job',
  risks: [],
  isSupportKnown: true,
}
const missingOf = (facts: BriefFacts) =>
  briefOf(facts).flatMap(({ key, missing }) => (missing.length > 0 ? [key] : []))

describe('the brief of a case', () => {
  it('has its seven parts in one order, and misses nothing where everything is written down', () => {
    const parts = briefOf(whole)
    expect(parts.map(({ key }) => key)).to.deep.equal([...briefParts])
    expect(missingOf(whole)).to.deep.equal([])
    expect(parts.map(({ lines }) => lines.join(' | '))).to.deep.equal([
      'Thu 17 September 2026, 11:03, Call in: They say she gave a wrong dose. | Allegation: A wrong dose on ward 7',
      'Hearing: Thu 8 Oct 2026',
      'Call Aisha (Wed 7 October 2026, 14:00, Marcus Webb)',
      'Go through the statement with her',
      'Letter | Drug chart | Statement',
      'To keep her job',
      'None known.',
    ])
  })

  const gaps: [string, Partial<BriefFacts>, string[]][] = [
    ['no story', { story: [] }, ['facts']],
    ['a needed answer', { answers: [{ label: 'A', answer: null, isNeeded: true }] }, ['facts']],
    ['an answer that is not needed yet', { answers: [{ label: 'A', answer: null, isNeeded: false }] }, []],
    ['no date where matters run out', { dates: [], expectsDate: true }, ['dates']],
    ['no date where none is expected', { dates: [] }, []],
    ['no promise', { promises: [] }, ['promise']],
    ['only a kept promise', { promises: [], lastKept: 'Kept last: Call' }, ['promise']],
    ['no next step', { nextStep: null }, ['next-step']],
    ['a document still to come', { documentsMissing: ['Decision'] }, []],
    ['no document at all', { documents: [], documentsMissing: ['Contract'] }, ['documents']],
    ['no wish', { wish: null }, ['wish']],
    ['support nobody looked at', { isSupportKnown: false }, ['risk']],
    ['nobody’s case yet', { isSupportKnown: null }, []],
  ]
  for (const [name, change, expected] of gaps)
    it(`${name}: ${expected.length === 0 ? 'nothing is missing' : `${expected.join(', ')} is missing`}`, () => {
      expect(missingOf({ ...whole, ...change })).to.deep.equal(expected)
    })

  it('leaves out nothing it was given', () => {
    const line = fc.string({ minLength: 1 })
    const lines = fc.array(line, { maxLength: 4 })
    fc.assert(
      fc.property(
        lines,
        lines,
        lines,
        lines,
        lines,
        lines,
        (story, dates, promises, documents, absent, risks) => {
          const parts = briefOf({
            ...whole,
            story,
            dates,
            promises,
            documents,
            documentsMissing: absent,
            risks,
          })
          const all = new Set(parts.flatMap((part) => part.lines))
          for (const each of [...story, ...dates, ...promises, ...documents, ...risks])
            expect(all.has(each)).to.equal(true)
          const documentLines = parts.find(({ key }) => key === 'documents')?.lines ?? []
          for (const each of absent) expect(documentLines.join()).to.include(each)
        },
      ),
    )
  })
})

describe('what a member is texted of a new owner', () => {
  it('names the case and a first name; to whoever asked for discretion neither case nor union', () => {
    expect(newOwnerText({ caseNumber: 10_482, name: 'Beth Okafor' })).to.equal(
      'CX-10482: Beth looks after your case from now on. Reply here to reach them.',
    )
    expect(newOwnerTextDiscreet({ name: 'Beth Okafor' })).to.equal(
      'Hello, this is Beth. From now on I am the one to ask. Reply here to reach me.',
    )
  })
})
