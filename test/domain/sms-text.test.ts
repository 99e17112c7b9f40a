import { expect } from 'chai'
import { failureInWords, isPermanentFailure } from '../../server/domain/delivery-failure.ts'
import { readKeyword } from '../../server/domain/opt-out.ts'
import { plainQuotes, segments } from '../../server/domain/sms-text.ts'
import vectors from './vectors.json' with { type: 'json' }

describe('the size of a text', () => {
  for (const { label, text, encoding, units, segments: parts } of vectors.smsSegments) {
    it(`is counted as published: ${label}`, () => {
      expect(segments(text)).to.include({ encoding, units, segments: parts })
    })
  }

  it('is not units divided by the length of a part (control)', () => {
    const naive = (units: number, encoding: string) => {
      const [single, joined] = encoding === 'GSM-7' ? [160, 153] : [70, 67]
      return units <= single ? 1 : Math.ceil(units / joined)
    }
    const wrong = vectors.smsSegments.filter((each) => naive(each.units, each.encoding) !== each.segments)
    expect(wrong.map((each) => each.label)).to.deep.equal(['66w^+emoji+66w^'])
    // 152 + euro + 152 are 306 units = 2 × 153, but the euro does not fit at the end of the first part.
    const straddling = `${'a'.repeat(152)}€${'a'.repeat(152)}`
    expect(segments(straddling)).to.include({ units: 306, segments: 3 })
    expect(naive(306, 'GSM-7')).to.equal(2)
  })

  it('says what is left in the last part', () => {
    expect(segments('')).to.deep.equal({
      encoding: 'GSM-7',
      units: 0,
      segments: 0,
      remaining: 160,
      offending: [],
    })
    expect(segments('a'.repeat(159)).remaining).to.equal(1)
    expect(segments('a'.repeat(160)).remaining).to.equal(0)
    expect(segments('a'.repeat(161)).remaining).to.equal(145)
    expect(segments('a'.repeat(306)).remaining).to.equal(0)
    expect(segments('ŵ'.repeat(69)).remaining).to.equal(1)
    expect(segments('ŵ'.repeat(71)).remaining).to.equal(63)
  })

  it('names the characters that make it dear, each once', () => {
    expect(segments('Siân’s tŷ â ’').offending).to.deep.equal(['â', '’', 'ŷ'])
    expect(segments('£ à è é ù ì ò ä ö ü ñ € [x]').offending).to.deep.equal([])
  })

  it('survives 1,600 emoji', () => {
    expect(segments('😀'.repeat(1600))).to.include({ encoding: 'UCS-2', units: 3200, segments: 49 })
  })

  it('can be halved by plain quotes, and Welsh letters are kept', () => {
    const typed = '“It’s today”\u00a0– don’t miss it…'
    expect(plainQuotes(typed)).to.equal('"It\'s today" - don\'t miss it...')
    expect(segments(plainQuotes(typed)).encoding).to.equal('GSM-7')
    expect(plainQuotes('Siân, tŷ')).to.equal('Siân, tŷ')
  })
})

describe('opt-out words', () => {
  it('are read as Twilio reads them: one word, any case, spaces and punctuation around', () => {
    for (const body of [
      'STOP',
      ' stop ',
      'Stop.',
      '"stop"',
      'STOP!!',
      'stop\n',
      'ＳＴＯＰ',
      'Unsubscribe',
      'END',
      'quit',
    ])
      expect(readKeyword(body), body).to.equal('stop')
    for (const body of ['stopall', 'revoke', 'OptOut', 'cancel'])
      expect(readKeyword(body), body).to.equal('stop')
    for (const body of ['START', 'unstop', ' Start. ']) expect(readKeyword(body), body).to.equal('start')
    for (const body of ['HELP', 'info', 'Help?']) expect(readKeyword(body), body).to.equal('help')
  })

  it('are not found inside ordinary texts', () => {
    for (const body of [
      '',
      '...',
      'stop please',
      'please stop',
      'STOP ALL',
      'they will not stop',
      'stopped',
      'I need help',
      'cancel Tuesday',
      'weekend',
      'non-stop',
    ])
      expect(readKeyword(body), body).to.equal(null)
  })

  it('take YES as a return only from somebody who had left', () => {
    expect(readKeyword('Yes')).to.equal(null)
    expect(readKeyword('Yes', { isOptedOut: true })).to.equal('start')
  })
})

describe('a text that failed', () => {
  it('is explained with a next step for every code we may see, in words of its own', () => {
    const codes = [
      21211, 21212, 21606, 21608, 21610, 21612, 21614, 21617, 21635, 30001, 30002, 30003, 30004, 30005, 30006,
      30007, 30008, 30410, 21408, 21611, 30017, 30036, 20003, 20429,
    ]
    const words = codes.map((code) => failureInWords(code))
    for (const { what, nextStep } of words) {
      expect(what)
        .to.match(/^[A-Z].*\.$/)
        .and.not.match(/\d{5}/)
      expect(nextStep).to.match(/^[A-Z].*\.$/)
    }
    expect(new Set(words.map(({ what }) => what)).size).to.equal(codes.length)
    expect(failureInWords(21610).what).to.equal('They asked us to stop texts.')
  })

  it('is told honestly when the code is unknown or missing', () => {
    expect(failureInWords(39999).what).to.equal('The text was not delivered (Twilio error 39999).')
    expect(failureInWords(null).what).to.equal('The text was not delivered.')
  })

  it('is not to be sent again when that cannot help', () => {
    expect([21610, 30005, 30006].map(isPermanentFailure)).to.deep.equal([true, true, true])
    expect([30003, 30008, 20429, null].map(isPermanentFailure)).to.deep.equal([false, false, false, false])
  })
})
