import { expect } from 'chai'
import { signposts, supportOffers } from '../../server/contract/eligibility-words.ts'
import { addDays } from '../../server/domain/deadlines/day.ts'
import {
  decideSupport,
  type EligibilityAssessment,
  eligibility,
  eligibilityWhy,
  membershipAge,
  supportOf,
} from '../../server/domain/eligibility/eligibility.ts'
import {
  type EligibilityRule,
  eligibilityRules,
  ruleOn,
  supports,
} from '../../server/domain/eligibility/eligibility-rules.ts'
import vectors from './eligibility.vectors.json' with { type: 'json' }

const today = vectors.today

describe('what support is open', () => {
  for (const one of vectors.vectors)
    it(`joined ${one.joined}, happened ${one.happened}, ${one.standing.toLowerCase()}: ${one.support}`, () => {
      expect(
        eligibility({ joinedOn: one.joined, happenedOn: one.happened, standing: one.standing }, { today }),
      ).to.include({ support: one.support, reason: one.reason, days: one.days })
    })

  it('the example of N8 gives its reason in words, and where to go', () => {
    const facts = { joinedOn: '2026-09-14', happenedOn: '2026-10-05', standing: 'Paid up' }
    const found = eligibility(facts, { today })
    if ('refused' in found) throw new Error(found.refused)
    const why = eligibilityWhy(found, facts)
    expect(why).to.include('14 September 2026').and.include('21 days').and.include('four weeks')
    expect(why).to.not.match(/not eligible|refuse|cannot|unfortunately/i)
    expect(signposts.length).to.be.greaterThan(1)
  })

  it('every kind of support offers something, whatever the reason', () => {
    for (const support of supports) expect(supportOffers[support]).to.not.have.lengthOf(0)
  })

  it('a day to come, an unknown joining and a day before all rules are said, not guessed', () => {
    const facts = { joinedOn: '2019-03-01', happenedOn: '2026-10-05', standing: 'Paid up' }
    expect(eligibility({ ...facts, happenedOn: addDays(today, 1) }, { today })).to.eql({
      refused: 'happens-in-future',
    })
    expect(eligibility({ ...facts, happenedOn: today }, { today })).to.include({ support: 'full' })
    expect(eligibility({ ...facts, joinedOn: null }, { today })).to.eql({ refused: 'joined-unknown' })
    expect(eligibility({ ...facts, happenedOn: '2016-12-31' }, { today })).to.eql({
      refused: 'no-eligibility-rule',
    })
  })

  it('a new row holds from its day and leaves the day before to the old one', () => {
    const [old] = eligibilityRules
    if (!old) throw new Error('no rule')
    const rules: EligibilityRule[] = [
      { ...old, validTo: '2026-10-31' },
      { ...old, id: 'thirteen-weeks', validFrom: '2026-11-01', membershipDays: 91 },
    ]
    const facts = { joinedOn: '2026-09-14', happenedOn: '2026-10-31', standing: 'Paid up' }
    expect(eligibility(facts, { today, rules })).to.include({ support: 'full', ruleId: old.id })
    expect(eligibility({ ...facts, happenedOn: '2026-11-01' }, { today, rules })).to.include({
      support: 'advice-once',
      ruleId: 'thirteen-weeks',
    })
  })

  it('the shipped rows leave no gap and never overlap', () => {
    const rows = eligibilityRules.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    rows.forEach((row, at) => {
      const next = rows[at + 1]
      if (next === undefined) expect(row.validTo).to.equal(null)
      else expect(next.validFrom).to.equal(addDays(row.validTo ?? '', 1))
    })
    expect(ruleOn(today)).to.not.equal(null)
  })

  it('the branch decides with words; the answer of the rule stays beside it', () => {
    const assessment: EligibilityAssessment = {
      id: 'a',
      version: 1,
      caseId: 'c',
      memberId: 'm',
      happenedOn: '2026-10-05',
      joinedOn: '2026-09-14',
      standing: 'Paid up',
      support: 'advice-once',
      reason: 'too-new',
      days: 21,
      ruleId: 'four-weeks-2017',
      assessedBy: 'p',
      assessedAt: '2026-11-23T09:00:00.000Z',
      decision: null,
    }
    const given = {
      version: 1,
      support: 'internal-only' as const,
      why: ' a first job ',
      by: 'p',
      at: '2026-11-23T10:00:00.000Z',
    }
    expect(decideSupport(assessment, { ...given, why: ' ' })).to.eql({ refused: 'why-required' })
    expect(decideSupport(assessment, { ...given, version: 2 })).to.eql({ refused: 'stale-version' })
    const decided = decideSupport(assessment, given)
    if ('refused' in decided) throw new Error(decided.refused)
    expect(decided.next).to.deep.include({ support: 'advice-once', version: 2 })
    expect(decided.next.decision).to.include({ why: 'a first job' })
    expect(supportOf(decided.next)).to.equal('internal-only')
  })

  it('says how long somebody has been a member', () => {
    expect(membershipAge('2026-09-14', '2026-10-05')).to.equal('3 weeks')
    expect(membershipAge('2026-10-04', '2026-10-05')).to.equal('1 day')
    expect(membershipAge('2019-03-01', '2026-10-06')).to.equal('7 years 7 months')
    expect(membershipAge('2025-10-06', '2026-10-06')).to.equal('1 year')
    expect(membershipAge('2026-10-06', '2026-10-05')).to.equal('not yet a member')
  })
})
