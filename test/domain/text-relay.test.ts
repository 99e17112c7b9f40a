import { expect } from 'chai'
import { patience, readRelayPrefix, relayOf } from '../../server/domain/text-relay.ts'

describe('text relay', () => {
  it('is read from a number that a network shows with its prefix, and the number is the rest', () => {
    for (const from of [
      '1800107700900117',
      '18001 07700 900117',
      '+441800107700900117',
      '18002+447700900117',
      '1800144 7700900117',
    ])
      expect(readRelayPrefix(from), from).to.deep.equal({ from: '+447700900117', isRelay: true })
    expect(readRelayPrefix('1800102079460900')).to.deep.equal({ from: '+442079460900', isRelay: true })
  })

  it('is not read from any other number, nor from half of one', () => {
    for (const from of [
      '+447700900117',
      '18001',
      '18000',
      '1800118001',
      '',
      'anonymous',
      '+18001234567',
      '+18002255288',
    ])
      expect(readRelayPrefix(from), from).to.deep.equal({ from, isRelay: false })
  })

  it('is what any holder of the number uses; and means patience, whoever said so', () => {
    expect(relayOf(true, [{ textRelay: true }])).to.equal('number')
    expect(relayOf(false, [{ textRelay: false }, { textRelay: true }])).to.equal('member')
    expect(relayOf(false, [])).to.equal(null)
    for (const textRelay of ['number', 'member', 'agent'] as const)
      expect(patience({ needsTime: false, textRelay })).to.deep.equal({ slow: true })
    expect(patience({ needsTime: false, textRelay: null })).to.deep.equal({})
    expect(patience({ needsTime: true, textRelay: null })).to.deep.equal({ slow: true })
  })
})
