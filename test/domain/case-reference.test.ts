import { expect } from 'chai'
import {
  checkCharacter,
  findReferences,
  formatReference,
  fullReference,
  spokenReference,
} from '../../server/domain/case-reference.ts'

describe('a case reference', () => {
  it('is CX and the number, with its check character in full', () => {
    expect(formatReference(10482)).to.equal('CX-10482')
    expect(fullReference(10482)).to.equal('CX-10482-U')
    expect(spokenReference(10482)).to.equal('C X, 1 0 4 8 2, U')
  })

  // Collects the slips that leave the check character unchanged; must stay empty.
  const unnoticed = (check: (caseNumber: number) => string | number) => {
    const slips: string[] = []
    for (let number = 10_000; number < 13_000; number += 7) {
      const digits = String(number).split('')
      digits.forEach((digit, at) => {
        const others = '0123456789'.split('').filter((other) => other !== digit)
        const wrongs = others.map((other) => digits.with(at, other).join(''))
        const next = digits[at + 1]
        if (next !== undefined && next !== digit)
          wrongs.push(
            digits
              .with(at, next)
              .with(at + 1, digit)
              .join(''),
          )
        for (const wrong of wrongs)
          if (check(Number(wrong)) === check(number)) slips.push(`${number} → ${wrong}`)
      })
    }
    return slips
  }

  it('notices every single wrong digit and every two swapped neighbours', () => {
    expect(unnoticed(checkCharacter)).to.deep.equal([])
  })

  it('would not notice all of them with a sum of digits or with 22 letters (control)', () => {
    expect(
      unnoticed(
        (n) =>
          String(n)
            .split('')
            .reduce((sum, digit) => sum + Number(digit), 0) % 23,
      ),
    ).not.to.deep.equal([])
    expect(unnoticed((n) => n % 9)).not.to.deep.equal([])
  })

  it('uses no letter that looks like a digit', () => {
    const used = new Set(Array.from({ length: 23 }, (_, n) => checkCharacter(10_000 + n)))
    expect(used.size).to.equal(23)
    expect([...used].join('')).not.to.match(/[IOS]/)
  })
})

describe('references in free text', () => {
  for (const text of [
    'CX-10482',
    'cx-10482',
    'CX10482',
    'cx 10482',
    'C X 10482',
    'CX\u201310482',
    'CX\u201110482-U',
    'CX-10482-U',
    'cx10482u',
    'CX 10482 U',
    'about CX-10482, please',
    'CX-10482 a meeting on Monday',
    'CX-10482-meeting',
    'Ref 10482',
    'ref: CX-10482.',
    'my case number 10482',
    'case no. 10482-u',
    '10482-U',
    '10482u',
    'ＣＸ－１０４８２',
    'CX-10482\nThanks',
    'CX-10482 and CX-10482-U again',
  ])
    it(`finds ${JSON.stringify(text)}`, () => {
      expect(findReferences(text)).to.deep.equal(['CX-10482'])
    })

  for (const text of [
    '',
    '10482',
    'CX-10482-H',
    'cx10482h',
    'CX-104821-U',
    '10482-H',
    'CX-',
    'CX-0482',
    'case 2',
    '5f',
    'room 7H',
    'XCX-10482',
    'M-204117',
    '07700 900117',
    '+447700900117',
    '£10482 owed since 2026',
    'CX10482ab',
    'in 2026 a manager',
  ])
    it(`finds nothing in ${JSON.stringify(text)}`, () => {
      expect(findReferences(text)).to.deep.equal([])
    })

  it('finds the small numbers of a young union only by their CX', () => {
    expect(checkCharacter(123)).to.equal('J')
    expect(findReferences('CX-7, cx-123-J')).to.deep.equal(['CX-7', 'CX-123'])
    expect(findReferences('case 7, 123J')).to.deep.equal([])
  })

  it('keeps the order of several and ignores the wrong one among them', () => {
    expect(findReferences('CX-20001, then cx 10482 but not CX-10483-A')).to.deep.equal([
      'CX-20001',
      'CX-10482',
    ])
  })
})
