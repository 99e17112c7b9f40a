import { expect } from 'chai'
import {
  answerBy,
  isBack,
  mayMove,
  move,
  type Referral,
  referralStates,
  send,
  take,
} from '../../server/domain/referrals/referral.ts'
import { toldMember } from '../../server/domain/referrals/told-member.ts'
import { workingWeek } from '../../server/domain/targets/case-watch.ts'
import { UK_BANK_HOLIDAYS } from '../../server/domain/uk-bank-holidays.ts'

const hours = workingWeek('09:00', '17:00', 'england-and-wales')
const by = (at: string) => answerBy(hours, UK_BANK_HOLIDAYS, at)

const sent: Referral = send({
  id: 'r',
  caseId: 'c',
  branchId: 'b',
  ask: 'Go with her',
  sentAt: '2026-11-20T10:00:00.000Z',
  sentBy: 'marcus',
  dueAt: '2026-11-24T10:00:00.000Z',
})
const given = (to: 'accepted' | 'declined' | 'silent' | 'recalled' | 'finished') => ({
  to,
  at: sent.dueAt,
  by: 'joan',
  why: 'Because',
})
const inState = (state: Referral['state']): Referral => ({ ...sent, state })

describe('a case at a branch', () => {
  it('is to be answered within two working days, over a weekend, a bank holiday and the night', () => {
    expect(by('2026-11-18T10:00:00.000Z')).to.equal('2026-11-20T10:00:00.000Z')
    expect(by('2026-11-20T10:00:00.000Z')).to.equal('2026-11-24T10:00:00.000Z')
    expect(by('2026-08-28T09:00:00.000Z')).to.equal('2026-09-02T09:00:00.000Z')
    expect(by('2026-11-18T22:00:00.000Z')).to.equal('2026-11-20T17:00:00.000Z')
  })
  it('has no answer to wait for when no hour is worked', () => {
    expect(answerBy({ ...hours, periods: [] }, UK_BANK_HOLIDAYS, sent.sentAt)).to.equal(null)
  })

  it('moves only as drawn, from every state to every other', () => {
    const drawn: Record<Referral['state'], string[]> = {
      waiting: ['accepted', 'declined', 'silent', 'recalled'],
      accepted: ['finished', 'recalled'],
      declined: [],
      silent: [],
      recalled: [],
      finished: [],
    }
    for (const from of referralStates)
      for (const to of referralStates) {
        expect(mayMove(from, to), `${from} to ${to}`).to.equal(drawn[from].includes(to))
        if (to === 'waiting') continue
        const decided = move(inState(from), given(to))
        if (drawn[from].includes(to)) expect(decided).to.have.nested.property('next.state', to)
        else expect(decided).to.deep.equal({ refused: 'referral-settled' })
      }
  })

  it('is silent at its time and not a moment before', () => {
    const early = { ...given('silent'), at: '2026-11-24T09:59:59.999Z' }
    expect(move(sent, early)).to.deep.equal({ refused: 'referral-not-due' })
    expect(move(sent, given('silent'))).to.have.nested.property('next.backAt', sent.dueAt)
  })

  it('is declined, taken back and finished with words only', () => {
    for (const to of ['declined', 'recalled'] as const)
      expect(move(sent, { ...given(to), why: '  ' })).to.deep.equal({ refused: 'why-required' })
    expect(move(inState('accepted'), { ...given('finished'), why: '' })).to.deep.equal({
      refused: 'why-required',
    })
    expect(move(sent, { ...given('accepted'), why: '' })).to.have.nested.property('next.state', 'accepted')
  })

  it('is back when declined or silent, until one person takes it', () => {
    for (const to of ['declined', 'silent', 'recalled', 'accepted'] as const) {
      const decided = move(sent, given(to))
      if ('refused' in decided) throw new Error(decided.refused)
      expect(isBack(decided.next), to).to.equal(to === 'declined' || to === 'silent')
      const taken = take(decided.next, { at: sent.dueAt, by: 'sam' })
      if (!isBack(decided.next)) expect(taken).to.deep.equal({ refused: 'referral-taken' })
      else if ('next' in taken) {
        expect(isBack(taken.next)).to.equal(false)
        expect(take(taken.next, { at: sent.dueAt, by: 'lorna' })).to.deep.equal({ refused: 'referral-taken' })
      }
    }
  })

  it('is told to the member in one text a step, which names neither union nor branch and can be stopped', () => {
    const texts = referralStates.map((state) =>
      toldMember(state, {
        caseNumber: 10_482,
        now: sent.sentAt,
        dueAt: sent.dueAt,
        zone: 'Europe/London',
        firstName: 'Joan',
      }),
    )
    expect(new Set(texts).size).to.equal(referralStates.length)
    for (const text of texts) {
      expect(text).to.match(/^Ref CX-10482\. .* Text STOP to end texts\.$/)
      expect(text).not.to.match(/union|branch|member|steward/i)
      expect(text.length).to.be.at.most(306)
    }
    expect(texts[0]).to.include('until Tuesday 10:00')
    expect(texts[1]).to.include('Joan has taken this on')
  })
})
