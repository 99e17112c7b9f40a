import { expect } from 'chai'
import fc from 'fast-check'
import { newOwnerTextDiscreet } from '../../server/domain/hand-over/hand-over.ts'
import { telling } from '../../server/domain/safe-wording.ts'
import { agreedReplyDiscreet } from '../../server/domain/terms.ts'

describe('words that tell too much', () => {
  const texts: [string, string[]][] = [
    ['Hello, it is Priya. Please ring me when you can.', []],
    ['Your union rep will meet you before the hearing.', ['union rep', 'hearing']],
    ['The Trade Union has your letter', ['Trade Union']],
    ['Ref CX-10482: bring the letter', ['CX-10482']],
    ['ref cx 10482-U', ['cx 10482-U']],
    ['DISMISSAL and dismissal and Dismissed', ['DISMISSAL', 'Dismissed']],
    ['Remember the reply we reported; a unionised reunion', []],
    ['Your subs and membership', ['subs', 'membership']],
    ['Acas; tribunal', ['Acas', 'tribunal']],
    ['', []],
  ]
  for (const [body, words] of texts)
    it(`“${body}”: ${words.length === 0 ? 'none' : words.join(', ')}`, () => {
      expect(telling(body)).to.deep.equal(words)
    })

  it('are in none of the texts we send by ourselves to whoever asked for discretion', () => {
    for (const body of [agreedReplyDiscreet, newOwnerTextDiscreet({ name: 'Beth Hughes' })])
      expect(telling(body)).to.deep.equal([])
  })

  it('are found wherever they stand, and are words of the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const body = `${before} tribunal ${after}`
        const found = telling(body)
        expect(found.map((word) => word.toLowerCase())).to.include('tribunal')
        for (const word of found) expect(body).to.include(word)
      }),
    )
  })
})
