import { expect } from 'chai'
import {
  differences,
  goneStatus,
  type MemberNow,
  phoneChanges,
  saysMore,
} from '../../server/domain/member-difference.ts'

const member = (change: Partial<MemberNow> = {}): MemberNow => ({
  memberId: 'm',
  membershipNumber: 'M-1',
  values: { firstName: 'Ana', email: 'ana@old.org', status: 'Paid up' },
  phones: ['+447700900117'],
  said: { firstName: 'Ana', email: 'ana@old.org', status: 'Paid up', mobile: '+447700900117' },
  ...change,
})

describe('what a members’ file would change', () => {
  it('is nothing when it says what is kept', () => {
    expect(
      differences(member(), { firstName: 'Ana', email: 'ANA@old.org', mobile: '+447700900117' }),
    ).to.deep.equal([])
  })

  it('is a field that changed there and not here', () => {
    expect(differences(member(), { email: 'ana@new.org' })).to.deep.equal([
      { field: 'email', before: 'ana@old.org', after: 'ana@new.org', keptHere: false },
    ])
  })

  it('leaves a field that was changed here, and reports it, whether it changed there too or not', () => {
    const here = member({ values: { email: 'ana@here.org' } })
    for (const after of ['ana@old.org', 'ana@new.org'])
      expect(differences(here, { email: after })).to.deep.equal([
        { field: 'email', before: 'ana@here.org', after, keptHere: true },
      ])
  })

  it('leaves fields alone of which the file has no column', () => {
    expect(differences(member(), { firstName: 'Ana' })).to.deep.equal([])
  })

  it('shows every field that differs of somebody it never told of before', () => {
    expect(differences(member({ said: null }), { email: null, firstName: 'Anna' })).to.deep.equal([
      { field: 'firstName', before: 'Ana', after: 'Anna', keptHere: false },
      { field: 'email', before: 'ana@old.org', after: null, keptHere: false },
    ])
  })

  it('takes back somebody who was left out once: that was no change by a person here', () => {
    const gone = member({ values: { status: goneStatus } })
    expect(differences(gone, { status: 'Paid up' })).to.deep.equal([
      { field: 'status', before: goneStatus, after: 'Paid up', keptHere: false },
    ])
  })

  it('brings a new number in place of its own old one', () => {
    const says = { mobile: '+447700900118' }
    expect(phoneChanges(differences(member(), says), says)).to.deep.equal({
      added: [{ number: '+447700900118', label: 'mobile' }],
      removed: ['+447700900117'],
    })
  })

  it('never takes away a number that somebody added here', () => {
    const says = { mobile: '+447700900118' }
    const never = member({ said: null })
    expect(phoneChanges(differences(never, says), says).removed).to.deep.equal([])
    const none = { mobile: null }
    expect(differences(member({ said: { mobile: null } }), none)).to.deep.equal([])
  })

  it('keeps a number that moves from one field to another', () => {
    const says = { mobile: null, homePhone: '+447700900117' }
    const changes = differences(member({ said: { mobile: '+447700900117', homePhone: null } }), says)
    expect(phoneChanges(changes, says).removed).to.deep.equal([])
  })

  it('is worth remembering when it says more than last time, even where nothing changes', () => {
    expect(saysMore(member({ said: null }), { firstName: 'Ana' })).to.equal(true)
    expect(saysMore(member(), { firstName: 'Ana' })).to.equal(false)
    expect(saysMore(member(), { firstName: 'Anna' })).to.equal(true)
  })
})
