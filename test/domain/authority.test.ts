import { expect } from 'chai'
import {
  type Authority,
  authorityState,
  authorityStateWords,
  authorityTroubles,
  mayWith,
  renew,
  withdraw,
} from '../../server/domain/authority.ts'

const now = '2026-10-06T09:00:00.000Z'
const authority = (change: Partial<Authority> = {}): Authority => ({
  id: 'authority-1',
  version: 1,
  memberId: 'aisha',
  caseId: null,
  name: 'Omar Khan',
  relation: 'brother',
  number: null,
  scope: ['take-message', 'hear-case'],
  ground: 'letter',
  fromDay: '2026-09-01',
  untilDay: '2026-12-31',
  givenBy: 'priya',
  givenAt: now,
  withdrawnBy: null,
  withdrawnAt: null,
  withdrawnWhy: null,
  ...change,
})

describe('an authority to speak for a member', () => {
  it('stands from its first day to its last, both included', () => {
    expect(authorityState(authority(), '2026-08-31')).to.equal('not-yet')
    expect(authorityState(authority(), '2026-09-01')).to.equal('stands')
    expect(authorityState(authority(), '2026-12-31')).to.equal('stands')
    expect(authorityState(authority(), '2027-01-01')).to.equal('expired')
    expect(authorityStateWords(authority(), '2027-01-01')).to.equal('Ran out on 31 December 2026')
    expect(authorityStateWords(authority(), '2026-12-31')).to.equal('Until 31 December 2026')
  })

  it('allows what its scope says, general advice always, and never what is the member’s alone', () => {
    const at = { today: '2026-10-06', caseId: 'case-1' }
    expect(mayWith(authority(), 'tell-case', at)).to.equal(true)
    expect(mayWith(authority({ scope: ['take-message'] }), 'tell-case', at)).to.equal(false)
    expect(mayWith(authority(), 'confirm-membership', at)).to.equal(false)
    expect(mayWith(authority({ scope: ['hear-membership'] }), 'confirm-membership', at)).to.equal(true)
    const every = authority({ scope: ['take-message', 'hear-case', 'speak-for', 'hear-membership'] })
    expect(mayWith(every, 'change-safe-contact', at)).to.equal(false)
    expect(mayWith(every, 'change-details', at)).to.equal(false)
    expect(mayWith(every, 'tell-case', { ...at, today: '2027-01-01' })).to.equal(false)
    expect(mayWith(every, 'general-advice', { ...at, today: '2027-01-01' })).to.equal(true)
  })

  it('for one case is for no other, and not for a call about nothing yet', () => {
    const one = authority({ caseId: 'case-1' })
    const today = '2026-10-06'
    expect(mayWith(one, 'tell-case', { today, caseId: 'case-1' })).to.equal(true)
    expect(mayWith(one, 'tell-case', { today, caseId: 'case-2' })).to.equal(false)
    expect(mayWith(one, 'tell-case', { today, caseId: null })).to.equal(false)
  })

  it('needs a name, something it allows, and an end that is not before its beginning', () => {
    const wish = {
      name: 'Omar',
      number: null,
      scope: ['hear-case' as const],
      fromDay: '2026-10-06',
      untilDay: '2026-10-06',
    }
    expect(authorityTroubles(wish)).to.deep.equal([])
    const fields = (change: object) => authorityTroubles({ ...wish, ...change }).map(({ field }) => field)
    expect(fields({ untilDay: '2026-10-05' })).to.deep.equal(['untilDay'])
    expect(fields({ untilDay: '' })).to.deep.equal(['untilDay'])
    expect(fields({ fromDay: '2026-02-30' })).to.deep.equal(['fromDay'])
    expect(fields({ name: ' ', scope: [], number: 'unreadable' })).to.deep.equal(['name', 'number', 'scope'])
  })

  it('is renewed to a later day, withdrawn once, with a reason', () => {
    const today = '2027-01-10'
    expect(renew(authority(), '2026-12-31', today)).to.deep.equal({ refused: 'authority-no-later' })
    expect(renew(authority(), '2027-01-09', today)).to.deep.equal({ refused: 'authority-no-later' })
    expect(renew(authority(), '2027-01-10', today)).to.have.nested.property('next.untilDay', '2027-01-10')
    const by = { personId: 'priya', now }
    expect(withdraw(authority(), { ...by, why: ' ' })).to.deep.equal({ refused: 'authority-unexplained' })
    const gone = withdraw(authority(), { ...by, why: 'They parted' })
    if ('refused' in gone) throw new Error('refused')
    expect(authorityState(gone.next, '2026-10-06')).to.equal('withdrawn')
    expect(withdraw(gone.next, { ...by, why: 'again' })).to.deep.equal({ refused: 'authority-withdrawn' })
    expect(renew(gone.next, '2028-01-01', today)).to.deep.equal({ refused: 'authority-withdrawn' })
  })
})
