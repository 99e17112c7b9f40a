import { expect } from 'chai'
import { createSignInLimits, networkOf, triesPerAccount } from '../../server/adapters/http/sign-in-limits.ts'

describe('limits on signing in', () => {
  it('count an IPv6 network of 64 bits as one place, an IPv4 address by itself', () => {
    expect(networkOf('192.0.2.7')).to.equal('192.0.2.7')
    expect(networkOf('::ffff:192.0.2.7')).to.equal('192.0.2.7')
    expect(networkOf('2001:db8:1:2:3:4:5:6')).to.equal('2001:db8:1:2')
    expect(networkOf('2001:0DB8:1:2::1')).to.equal('2001:db8:1:2')
    expect(networkOf('2001:db8::1')).to.equal('2001:db8:0:0')
    expect(networkOf('::1')).to.equal('0:0:0:0')
    expect(networkOf('fe80::1%eth0')).to.equal('fe80:0:0:0')
    expect(networkOf('unknown')).to.equal('unknown')
  })

  it('hold against a guesser with a fresh address of one network for every try', async () => {
    const limits = createSignInLimits()
    const tries: boolean[] = []
    for (let i = 0; i <= triesPerAccount; i++)
      tries.push(await limits.mayTry('a@union.test', `2001:db8:1:2::${i}`))
    expect(tries).to.deep.equal([...Array<boolean>(triesPerAccount).fill(true), false])
    expect(await limits.mayTry('a@union.test', '2001:db8:1:3::1'), 'a colleague elsewhere').to.equal(true)
  })

  it('let one place try a hundred times, whatever the account', async () => {
    const limits = createSignInLimits()
    for (let i = 0; i < 100; i++) expect(await limits.mayTry(`${i}@union.test`, '192.0.2.7')).to.equal(true)
    expect(await limits.mayTry('other@union.test', '192.0.2.7')).to.equal(false)
    await limits.succeeded('1@union.test', '192.0.2.7')
    expect(await limits.mayTry('other@union.test', '192.0.2.8')).to.equal(true)
  })
})
