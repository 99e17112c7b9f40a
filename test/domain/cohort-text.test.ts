import { expect } from 'chai'
import fc from 'fast-check'
import { isQuietHour, mayGo, reach, wordsFor } from '../../server/domain/cohort-text.ts'

describe('a text to many', () => {
  // British Summer Time ended on 25 October 2026: the clock decides, not UTC.
  const hours: [string, boolean][] = [
    ['2026-10-06T07:29:59.999Z', true],
    ['2026-10-06T07:30:00.000Z', false],
    ['2026-10-06T17:59:59.999Z', false],
    ['2026-10-06T18:00:00.000Z', true],
    ['2026-11-02T07:30:00.000Z', true],
    ['2026-11-02T08:30:00.000Z', false],
    ['2026-11-02T18:59:00.000Z', false],
    ['2026-11-02T19:00:00.000Z', true],
  ]
  for (const [at, quiet] of hours)
    it(`${at} is ${quiet ? 'a quiet hour' : 'an hour for texts'}`, () => {
      expect(isQuietHour(at)).to.equal(quiet)
      expect(mayGo({ urgentWhy: null }, at)).to.equal(!quiet)
      expect(mayGo({ urgentWhy: 'The site is on fire' }, at)).to.equal(true)
    })

  it('takes the first number that is free, else the reason most worth knowing', () => {
    const open = (number: string) => ({ number, blocked: null })
    const none = new Set<string>()
    expect(reach([], none)).to.deep.equal({ because: 'no-number' })
    expect(reach([{ number: 'a', blocked: 'landline' }, open('b')], none)).to.deep.equal({ number: 'b' })
    expect(reach([open('a'), open('b')], new Set(['a']))).to.deep.equal({ number: 'b' })
    expect(reach([open('a')], new Set(['a']))).to.deep.equal({ because: 'same-number' })
    expect(
      reach(
        [
          { number: 'a', blocked: 'landline' },
          { number: 'b', blocked: 'opted-out' },
        ],
        none,
      ),
    ).to.deep.equal({ because: 'opted-out' })
  })

  it('fills in the first name, and nothing else', () => {
    expect(wordsFor('Hello { First Name }, {first name}!', 'Aisha')).to.equal('Hello Aisha, Aisha!')
    expect(wordsFor('{owner} {x}', 'Aisha')).to.equal('{owner} {x}')
    expect(wordsFor('{first name}', "$$ $& $'")).to.equal("$$ $& $'")
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(wordsFor('a {first name} b', name)).to.equal(`a ${name.replace(/[{}]/g, '')} b`)
      }),
    )
  })
})
