import { expect } from 'chai'
import {
  type AccessRequest,
  dueOn,
  give,
  goOn,
  hintsOf,
  pause,
  receivedTrouble,
  verdictTrouble,
} from '../../server/domain/data-rights/access-request.ts'

const open: AccessRequest = {
  id: 'r1',
  version: 1,
  memberId: 'm1',
  state: 'open',
  receivedOn: '2026-11-03',
  isExtended: false,
  pauses: [],
  openedBy: 'owen',
  openedAt: '2026-11-03T10:00:00.000Z',
  givenBy: null,
  givenAt: null,
  packSha256: null,
}
const next = (decided: { next: AccessRequest } | { refused: string }): AccessRequest => {
  if ('refused' in decided) throw new Error(decided.refused)
  return decided.next
}
const due = (receivedOn: string, more: Partial<AccessRequest> = {}) => dueOn({ ...open, receivedOn, ...more })

describe('a request for a member’s data', () => {
  it('is due on the corresponding day of the next month, its last day, or the next working day', () => {
    expect(due('2026-11-03')).to.equal('2026-12-03')
    expect(due('2026-08-31')).to.equal('2026-09-30')
    // 25 December is a holiday, 26 and 27 a weekend, 28 a substitute.
    expect(due('2026-11-25')).to.equal('2026-12-29')
    // 3 January 2027 is a Sunday.
    expect(due('2026-12-03')).to.equal('2027-01-04')
    expect(due('2026-11-03', { isExtended: true })).to.equal('2027-02-03')
  })
  it('stands still while it is paused, and goes on with the days added', () => {
    expect(pause(open, { today: '2026-11-05', why: ' ' })).to.deep.equal({ refused: 'why-required' })
    const paused = next(pause(open, { today: '2026-11-05', why: 'Who are you?' }))
    expect(dueOn(paused)).to.equal(null)
    expect(dueOn(next(goOn(paused, '2026-11-12')))).to.equal('2026-12-10')
  })
  it('is given once, never while paused, and not before every passage was looked at', () => {
    const how = { by: 'owen', at: open.openedAt, undecided: 0, packSha256: 'x' }
    expect(give(open, { ...how, undecided: 1 })).to.deep.equal({ refused: 'review-open' })
    const paused = next(pause(open, { today: '2026-11-05', why: 'x' }))
    expect(give(paused, how)).to.deep.equal({ refused: 'request-paused' })
    const given = next(give(open, how))
    expect(give(given, how)).to.deep.equal({ refused: 'request-given' })
    expect(goOn(given, '2026-11-12')).to.deep.equal({ refused: 'request-given' })
    expect(goOn(open, '2026-11-12')).to.deep.equal({ refused: 'request-open' })
  })
  it('comes on a day that exists and is not ahead', () => {
    expect(receivedTrouble('2026-11-31', '2026-11-23')).to.match(/no such day/)
    expect(receivedTrouble('2026-11-24', '2026-11-23')).to.match(/not come/)
    expect(receivedTrouble('2026-11-23', '2026-11-23')).to.equal(null)
  })
  it('points at what may name another person, and not at the member’s own number', () => {
    const words = 'Mr Smith (07700 900555, j.smith@employer.test, M-118820) rang 07700 900117.'
    expect(hintsOf(words, ['+447700900117'])).to.have.members([
      'Mr Smith',
      '07700 900555',
      'j.smith@employer.test',
      'M-118820',
    ])
    expect(hintsOf('She asked for a meeting.', [])).to.deep.equal([])
  })
  it('changes or leaves out a passage only with a reason', () => {
    expect(verdictTrouble({ verdict: 'give', words: '', why: '' })).to.equal(null)
    expect(verdictTrouble({ verdict: 'leave-out', words: '', why: ' ' })).to.have.property('field', 'why')
    expect(verdictTrouble({ verdict: 'redact', words: ' ', why: 'x' })).to.have.property('field', 'words')
  })
})
