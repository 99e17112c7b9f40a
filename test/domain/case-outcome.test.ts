import { expect } from 'chai'
import { outcomeLine, penceOf, poundsInWords } from '../../server/contract/case-outcome-words.ts'
import { type CaseOutcome, mostPence, outcomeTroubles } from '../../server/domain/case-outcome.ts'

const settled: CaseOutcome = { kind: 'settled', words: 'Back pay', met: 'partly', amountPence: 124_050 }
const fieldsOf = (outcome: CaseOutcome, wanted: string | null): string[] =>
  outcomeTroubles(outcome, wanted).map(({ field }) => field)

describe('what came of a case', () => {
  it('is held against what the member wanted, or says that nobody knows', () => {
    expect(fieldsOf(settled, 'All of it')).to.deep.equal([])
    expect(fieldsOf(settled, null)).to.deep.equal(['wanted'])
    expect(fieldsOf({ ...settled, met: 'not-said' }, null)).to.deep.equal([])
    expect(fieldsOf({ ...settled, met: 'not-said' }, 'All of it')).to.deep.equal(['met'])
  })

  it('has words, and no more money than can be kept', () => {
    expect(fieldsOf({ ...settled, words: '  ' }, 'All of it')).to.deep.equal(['words'])
    expect(fieldsOf({ ...settled, amountPence: mostPence }, 'All of it')).to.deep.equal([])
    expect(fieldsOf({ ...settled, amountPence: mostPence + 1 }, 'All of it')).to.deep.equal(['amount'])
  })

  it('reads as one line; a case closed before there were kinds keeps its words', () => {
    const aim = { outcomeKind: 'settled', amountPence: 124_050 } as const
    expect(outcomeLine('Back pay', aim)).to.equal('Settled, £1,240.50: Back pay')
    expect(outcomeLine('Back pay', { ...aim, amountPence: null })).to.equal('Settled: Back pay')
    expect(outcomeLine('Settled with the employer', null)).to.equal('Settled with the employer')
    expect(outcomeLine(null, aim)).to.equal(null)
  })

  for (const [text, pence] of [
    ['1240', 124_000],
    ['£1,240.50', 124_050],
    ['£1,240.5', 124_050],
    [' 1 240 ', 124_000],
    ['0.05', 5],
    ['1,240,000', 124_000_000],
    ['', null],
    ['1,24', null],
    ['12.345', null],
    ['-5', null],
    ['1e3', null],
    ['about £500', null],
    ['€500', null],
  ] as const)
    it(`"${text}" is ${pence === null ? 'no amount of money' : `${pence} pence`}`, () => {
      expect(penceOf(text)).to.equal(pence)
    })

  it('reads back every amount it writes', () => {
    for (const pence of [0, 1, 99, 100, 101, 124_050, 99_999_999, mostPence])
      expect(penceOf(poundsInWords(pence)), poundsInWords(pence)).to.equal(pence)
  })
})
