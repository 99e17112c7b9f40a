import { expect } from 'chai'
import {
  aboutRecord,
  approve,
  changeRule,
  nextLook,
  propose,
  type RetentionRule,
} from '../../server/domain/retention/retention.ts'

const now = '2026-11-23T09:00:00.000Z'
const rule: RetentionRule = {
  kind: 'cases',
  version: 3,
  days: 2192,
  byItself: false,
  changedBy: null,
  changedAt: null,
  nextAt: now,
}
const to = { version: 3, days: 2200, byItself: false, by: 'owen', now }

describe('how long records are kept', () => {
  it('is changed within bounds, by whoever saw the last version', () => {
    expect(changeRule(rule, to)).to.have.nested.property('next.days', 2200)
    expect(changeRule(rule, { ...to, version: 2 })).to.deep.equal({ refused: 'stale-version' })
    for (const days of [364, 14_611, 365.5, Number.NaN, null])
      expect(changeRule(rule, { ...to, days }), String(days)).to.deep.equal({ refused: 'bad-retention' })
    const recordings: RetentionRule = { ...rule, kind: 'recordings', days: null }
    expect(changeRule(recordings, to)).to.deep.equal({ refused: 'bad-retention' })
    expect(changeRule(recordings, { ...to, days: null, byItself: true })).to.have.nested.property(
      'next.byItself',
      true,
    )
  })

  it('is approved once, as it was seen', () => {
    const proposed = propose('e1', 'cases', now)
    const by = { by: 'owen', version: 1, now }
    expect(approve({ ...proposed, version: 2 }, by)).to.deep.equal({ refused: 'stale-version' })
    const decided = approve(proposed, by)
    if ('refused' in decided) throw new Error(decided.refused)
    expect(decided.next).to.include({ state: 'erasing', approvedBy: 'owen', approvedAt: now })
    expect(approve(decided.next, { ...by, version: 2 })).to.deep.equal({ refused: 'erasure-approved' })
  })

  it('is looked at every night at two, union time, over both changes of the clock', () => {
    expect(nextLook('2026-11-23T01:59:59.999Z')).to.equal('2026-11-23T02:00:00.000Z')
    expect(nextLook('2026-11-23T02:00:00.000Z')).to.equal('2026-11-24T02:00:00.000Z')
    expect(nextLook('2026-07-01T12:00:00.000Z')).to.equal('2026-07-02T01:00:00.000Z')
    expect(nextLook('2026-03-28T12:00:00.000Z')).to.equal('2026-03-29T01:00:00.000Z')
    expect(nextLook('2026-10-24T12:00:00.000Z')).to.equal('2026-10-25T02:00:00.000Z')
  })

  it('names a record without a name or a number of anybody', () => {
    const at = '2026-07-01T09:32:00.000Z'
    expect(aboutRecord('recordings', { at, what: 'voicemail' })).to.equal('Voicemail of 1 Jul 2026 10:32')
    expect(aboutRecord('recordings', { at, what: 'call' })).to.equal(
      'Recording of a call of 1 Jul 2026 10:32',
    )
    expect(aboutRecord('contacts', { at, what: 'sms' })).to.equal('Texts that ended 1 Jul 2026 10:32')
    expect(aboutRecord('cases', { at, what: '10482' })).to.equal('CX-10482, closed 1 Jul 2026')
  })
})
