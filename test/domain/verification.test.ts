import { expect } from 'chai'
import {
  answerQuestion,
  beginVerification,
  type Fact,
  facts,
  fits,
  type HeldFacts,
  hidesMembership,
  keyedNumber,
  mayAt,
  numberMatch,
  type Verification,
} from '../../server/domain/verification.ts'

const at = '2026-10-06T08:12:00.000Z'
const held: HeldFacts = {
  'membership-number': 'M-204117',
  joined: '2019-03-01',
  email: 'aisha.khan@example.org',
  workplace: 'Theatres, Northside',
  employer: 'Northside Hospital Trust',
  job: 'Staff nurse',
}
const begin = (given: Partial<Parameters<typeof beginVerification>[0]> = {}): Verification => {
  const begun = beginVerification({
    before: null,
    contactId: 'c',
    memberId: 'm',
    held,
    level: 1,
    wrongToday: 0,
    salt: 'c',
    at,
    ...given,
  })
  if ('refused' in begun) throw new Error(begun.refused)
  return begun.next
}
const openOf = ({ asked }: Verification): Fact => {
  const open = asked.find(({ state }) => state === 'open')
  if (!open) throw new Error('nothing is asked')
  return open.fact
}
const answer = (verification: Verification, isRight: boolean, wrongToday = 0) => {
  const fact = openOf(verification)
  const said = isRight ? (held[fact] ?? '') : 'no idea'
  const answered = answerQuestion(verification, { fact, said, held, salt: 'c', wrongToday, at })
  if ('refused' in answered) throw new Error(answered.refused)
  return answered
}

describe('who is on the line', () => {
  it('a number of one member’s own is level 1; shared, of work, marked or unknown it is nothing', () => {
    const mine = { memberId: 'm', label: 'mobile' }
    expect(numberMatch([mine], { unsafeBecause: null })).to.equal(1)
    expect(numberMatch([mine, { memberId: 'n', label: 'mobile' }], null)).to.equal(0)
    expect(numberMatch([{ ...mine, label: 'Work' }], null)).to.equal(0)
    expect(numberMatch([mine], { unsafeBecause: 'a partner answers' })).to.equal(0)
    expect(numberMatch([], null)).to.equal(0)
  })

  it('membership is hidden below level 2 while the call goes on, and only in a call', () => {
    const call = { channel: 'voice', state: 'connected' }
    expect([0, 1, 2, 3].map((level) => hidesMembership({ ...call, verifiedLevel: level as 0 }))).to.eql([
      true,
      true,
      false,
      false,
    ])
    expect(hidesMembership({ ...call, state: 'ended', verifiedLevel: 0 })).to.equal(false)
    expect(hidesMembership({ channel: 'sms', state: 'open', verifiedLevel: 0 })).to.equal(false)
    expect([mayAt(1, 'see-case'), mayAt(1, 'tell-case'), mayAt(2, 'change-details')]).to.eql([
      true,
      false,
      false,
    ])
  })

  it('two right answers pass, and one of them is always private, whatever the call', () => {
    for (let call = 0; call < 200; call += 1) {
      const first = begin({ salt: `call ${call}` })
      const second = answer(first, true).next
      const passed = answer(second, true)
      expect(passed.isPassed).to.equal(true)
      expect(passed.next.asked.some(({ fact }) => facts[fact] === 'private')).to.equal(true)
      expect(new Set(passed.next.asked.map(({ fact }) => fact)).size).to.equal(2)
    }
  })

  it('different calls are asked different questions', () => {
    const first = new Set(Array.from({ length: 50 }, (_, call) => openOf(begin({ salt: `call ${call}` }))))
    expect(first.size).to.equal(3)
  })

  it('a wrong answer asks another question; the second one locks, whatever was right', () => {
    const wrong = answer(begin(), false)
    expect(wrong.next.lockedAt).to.equal(null)
    expect(openOf(wrong.next)).to.not.equal(openOf(begin()))
    const right = answer(wrong.next, true)
    const locked = answer(right.next, false)
    expect(locked.next.lockedAt).to.equal(at)
    expect(locked.isPassed).to.equal(false)
    const again = answerQuestion(locked.next, { fact: 'job', said: 'x', held, salt: 'c', wrongToday: 2, at })
    expect(again).to.eql({ refused: 'verification-locked' })
  })

  it('wrong answers of other calls count: two yesterday evening, one now, and it is locked', () => {
    expect(answer(begin({ wrongToday: 2 }), false, 2).next.lockedAt).to.equal(at)
    const refused = beginVerification({
      before: null,
      contactId: 'c',
      memberId: 'm',
      held,
      level: 0,
      wrongToday: 3,
      salt: 'c',
      at,
    })
    expect(refused).to.eql({ refused: 'verification-locked' })
  })

  it('trying one member after another does not begin anew', () => {
    const wrong = answer(begin(), false).next
    const other = begin({ before: wrong, memberId: 'n' })
    expect(answer(other, false).next.lockedAt).to.equal(at)
    const locked = { ...wrong, lockedAt: at }
    expect(
      beginVerification({
        before: locked,
        contactId: 'c',
        memberId: 'n',
        held,
        level: 0,
        wrongToday: 0,
        salt: 'c',
        at,
      }),
    ).to.eql({
      refused: 'verification-locked',
    })
  })

  it('beginning twice asks the same question', () => {
    const first = begin()
    expect(begin({ before: first })).to.eql(first)
  })

  it('nothing is asked that is not held; with no private fact it cannot be done this way', () => {
    expect(openOf(begin({ held: { email: 'a@example.org', job: 'Porter' } }))).to.equal('email')
    expect(
      beginVerification({
        before: null,
        contactId: 'c',
        memberId: 'm',
        held: { job: 'Porter', email: ' ' },
        level: 0,
        wrongToday: 0,
        salt: 'c',
        at,
      }),
    ).to.eql({ refused: 'no-facts' })
  })

  it('a number keyed in is the first fact: one more is asked, and never that number', () => {
    const keyed = begin({ before: keyedNumber('c', 'm', at) })
    expect(openOf(keyed)).to.not.equal('membership-number')
    expect(answer(keyed, true).isPassed).to.equal(true)
  })

  it('an answer to another question than the open one is none', () => {
    const first = begin()
    const other = (Object.keys(facts) as Fact[]).find((fact) => fact !== openOf(first)) ?? 'job'
    expect(
      answerQuestion(first, { fact: other, said: held[other] ?? '', held, salt: 'c', wrongToday: 0, at }),
    ).to.eql({ refused: 'not-asked' })
  })

  const right: readonly (readonly [Fact, string])[] = [
    ['membership-number', '204117'],
    ['membership-number', 'm 204 117'],
    ['email', 'Aisha.Khan@example.org '],
    ['email', 'aisha.khan at example dot org'],
    ['joined', 'March 2019'],
    ['joined', '03/2019'],
    ['joined', '2019-03'],
    ['joined', 'I think it was April 2019'],
    ['joined', '1 March 2019'],
    ['workplace', 'the theatres at Northside'],
    ['workplace', 'Theaters Northside'],
    ['workplace', 'Northside'],
    ['employer', 'northside hospital'],
    ['job', 'Staff Nurse'],
    ['job', 'nurse'],
  ]
  for (const [fact, said] of right)
    it(`“${said}” fits for ${fact}`, () => expect(fits(fact, said, held[fact] ?? '')).to.equal(true))
  const wrong: readonly (readonly [Fact, string])[] = [
    ['membership-number', '4117'],
    ['membership-number', '204118'],
    ['email', '@example.org'],
    ['joined', '2019'],
    ['joined', 'May 2019'],
    ['joined', 'March'],
    ['workplace', ''],
    ['workplace', 'the'],
    ['workplace', 'Northside or Kingsmead or Elm House'],
    ['employer', 'trust'],
    ['job', 'staff nurse teacher porter driver'],
    ['job', 'a'],
  ]
  for (const [fact, said] of wrong)
    it(`“${said}” does not fit for ${fact}`, () => expect(fits(fact, said, held[fact] ?? '')).to.equal(false))
})
