import { expect } from 'chai'
import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import {
  canText,
  displayNumber,
  isMobile,
  normaliseNumber,
  readCaller,
  spokenNumber,
} from '../../server/domain/phone-number.ts'
import vectors from './vectors.json' with { type: 'json' }

describe('who is calling', () => {
  it('reads a number', () => {
    expect(readCaller('+447700900117')).to.deep.equal({ kind: 'number', e164: '+447700900117' })
    expect(readCaller('447700900117')).to.deep.equal({ kind: 'number', e164: '+447700900117' })
    // A "+" that was not escaped in a form body arrives as a space.
    expect(readCaller(' 447700900117')).to.deep.equal({ kind: 'number', e164: '+447700900117' })
    expect(readCaller('+12025550123')).to.deep.equal({ kind: 'number', e164: '+12025550123' })
  })

  it('reads any UK number as the number tables do, without asking them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 9_999_999_999 }), (national) => {
        const from = `+44${national}`
        const tables = parsePhoneNumberFromString(from)
        expect(tables?.isPossible()).to.equal(true)
        expect(readCaller(from)).to.deep.equal({ kind: 'number', e164: tables?.number })
      }),
    )
  })

  for (const { word, digits } of vectors.withheldFrom) {
    it(`knows ${word} as withheld, in words and on the keypad`, () => {
      for (const from of [
        word,
        word.toLowerCase(),
        ` ${word} `,
        digits,
        digits.slice(1),
        ` ${digits.slice(1)}`,
      ])
        expect(readCaller(from), from).to.deep.equal({ kind: 'withheld' })
      expect(normaliseNumber(digits)).to.equal(null)
    })
  }

  it('knows the other ways of withholding', () => {
    for (const from of [
      undefined,
      '',
      '  ',
      'Private',
      'Number-Withheld',
      'No Caller ID',
      'sip:anonymous@anonymous.invalid',
    ])
      expect(readCaller(from), String(from)).to.deep.equal({ kind: 'withheld' })
  })

  it('takes a number one digit away from a keypad word for what it is (control)', () => {
    expect(readCaller('+266696688').kind).not.to.equal('withheld')
    expect(readCaller('+86282452254')).to.deep.equal({ kind: 'number', e164: '+86282452254' })
  })

  it('reads a softphone and a SIP address', () => {
    expect(readCaller('client:agent_priya')).to.deep.equal({ kind: 'client', identity: 'agent_priya' })
    expect(readCaller('sip:desk@example.org')).to.deep.equal({ kind: 'sip', address: 'desk@example.org' })
  })

  it('calls the rest unreadable, never a number', () => {
    for (const from of [
      'client:',
      'sip:',
      'UNISON',
      '60777',
      '+44',
      '+447700900117900117',
      '<script>',
      '+4477009OO117',
    ])
      expect(readCaller(from), from).to.deep.equal({ kind: 'unreadable' })
  })
})

describe('a number somebody typed', () => {
  const spellings = [
    '07700 900117',
    '07700900117',
    '+447700900117',
    '+44 7700 900117',
    '+44 (0)7700 900117',
    '+44(0) 7700 900117',
    '+44 0 7700 900117',
    '(+44) 7700 900117',
    '0044 7700 900117',
    '0044 (0)7700 900117',
    '44 7700 900117',
    '7700 900117',
    '07700/900117',
    '07700/900/117',
    '07700.900.117',
    '07700-900-117',
    '07700\u2013900117',
    '07700\u00a0900117',
    '(07700) 900117',
    '07700 900117 ext 12',
    '07700 900117 x12',
    '07700 900117 ext. 12',
    '07700 900117 / 07700 900118',
    '07700 900117 or 020 7946 0900',
    'tel:07700900117',
    'tel:+44-7700-900117',
    '18001 07700 900117',
    '18002+447700900117',
    '０７７００ ９００１１７',
    '  07700 900117\n',
  ]
  for (const spelling of spellings) {
    it(`reads ${JSON.stringify(spelling)}`, () => {
      expect(normaliseNumber(spelling)).to.equal('+447700900117')
    })
  }

  it('reads landlines, service numbers and foreign numbers', () => {
    expect(normaliseNumber('020 7946 0900')).to.equal('+442079460900')
    expect(normaliseNumber('0207 946 0900 extension 4')).to.equal('+442079460900')
    expect(normaliseNumber('01632 960123')).to.equal('+441632960123')
    expect(normaliseNumber('03069 990123')).to.equal('+443069990123')
    expect(normaliseNumber('0808 157 0123')).to.equal('+448081570123')
    expect(normaliseNumber('+353 85 123 4567')).to.equal('+353851234567')
    expect(normaliseNumber('085 123 4567', 'IE')).to.equal('+353851234567')
  })

  it('refuses what is not one dialable number', () => {
    for (const typed of [
      '',
      'none',
      '07700 90011',
      '07700 9001170',
      '999',
      'M-204117',
      '07700 900117a8',
      'x',
      '0',
    ])
      expect(normaliseNumber(typed), typed).to.equal(null)
  })

  it('would lose members if it only took the spaces away (control)', () => {
    const naive = (typed: string) => typed.replace(/\s/g, '').replace(/^0/, '+44')
    expect(spellings.filter((each) => naive(each) !== '+447700900117')).to.have.length.greaterThan(15)
  })
})

describe('a number on the screen, in a voice and for texting', () => {
  it('is national for the UK and international for elsewhere', () => {
    expect(displayNumber('+447700900117')).to.equal('07700 900117')
    expect(displayNumber('+442079460900')).to.equal('020 7946 0900')
    expect(displayNumber('+441314960900')).to.equal('0131 496 0900')
    expect(displayNumber('+353851234567')).to.equal('+353 85 123 4567')
    expect(displayNumber('not a number')).to.equal('not a number')
  })

  it('is read out digit by digit in its groups', () => {
    expect(spokenNumber('+447700900117')).to.equal('0 7 7 0 0, 9 0 0 1 1 7')
    expect(spokenNumber('+442079460900')).to.equal('0 2 0, 7 9 4 6, 0 9 0 0')
  })

  it('may be texted only when it is a mobile', () => {
    for (const mobile of ['+447700900117', '+447911123456', '+353851234567', '+12025550123'])
      expect([isMobile(mobile), canText(mobile)], mobile).to.deep.equal([true, true])
    for (const other of ['+442079460900', '+441632960123', '+443069990123', '+448081570123', '+4460777', 'x'])
      expect([isMobile(other), canText(other)], other).to.deep.equal([false, false])
  })
})
