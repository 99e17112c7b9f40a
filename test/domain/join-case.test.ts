import { expect } from 'chai'
import {
  type CandidateCase,
  type ClosedCase,
  type JoinQuestion,
  joinOrCreate,
} from '../../server/domain/join-case.ts'

const now = '2026-10-06T08:12:00.000Z'
const before = (days: number, milliseconds = 0) =>
  new Date(Date.parse(now) - days * 86_400_000 - milliseconds).toISOString()

const openCase = (number: number, given: Partial<CandidateCase> = {}): CandidateCase => ({
  id: `case-${number}`,
  reference: `CX-${number}`,
  memberId: 'aisha',
  kind: 'discipline',
  openedAt: before(90),
  lastContactAt: before(30),
  ...given,
})
const closedCase = (number: number, closedAt: string): ClosedCase => ({ ...openCase(number), closedAt })

const ask = (given: Partial<JoinQuestion> = {}) =>
  joinOrCreate({
    caller: 'number',
    membersMatched: 1,
    referencesInText: [],
    openCases: [],
    recentlyClosed: [],
    threadCaseId: null,
    now,
    ...given,
  })

describe('joining a contact to a case: one member', () => {
  it('joins the only open case, however long it was quiet, and prints why', () => {
    expect(ask({ openCases: [openCase(10482)] })).to.deep.equal({
      outcome: 'join',
      caseId: 'case-10482',
      rule: 'only-open-case',
      words: 'joined CX-10482: only open case',
    })
  })

  it('joins the case named in the text before anything else', () => {
    const openCases = [openCase(10482, { lastContactAt: before(1) }), openCase(10500)]
    expect(ask({ openCases, referencesInText: ['CX-10500'] })).to.deep.equal({
      outcome: 'join',
      caseId: 'case-10500',
      rule: 'reference-in-text',
      words: 'joined CX-10500: named in the text',
    })
  })

  it('ignores a reference that is not one of theirs', () => {
    const answer = ask({ openCases: [openCase(10482)], referencesInText: ['CX-99999'] })
    expect(answer).to.include({ outcome: 'join', rule: 'only-open-case' })
  })

  it('lets the agent choose when the text names two cases, the first named as default', () => {
    const answer = ask({
      openCases: [openCase(1), openCase(2), openCase(3)],
      referencesInText: ['CX-3', 'CX-1'],
    })
    expect(answer).to.include({ outcome: 'choose', defaultCaseId: 'case-3' })
    expect(answer.outcome === 'choose' && answer.candidates.map(({ id }) => id)).to.deep.equal([
      'case-3',
      'case-1',
    ])
  })

  it('joins the one active case of several: exactly 7 days ago is active, a millisecond more is not', () => {
    const withContact = (lastContactAt: string | null) =>
      ask({ openCases: [openCase(1), openCase(2, { lastContactAt })] })
    expect(withContact(before(7))).to.include({
      outcome: 'join',
      caseId: 'case-2',
      rule: 'contact-in-last-7-days',
    })
    expect(withContact(before(7, 1))).to.include({ outcome: 'create', rule: 'no-recent-contact' })
    expect(withContact(null)).to.include({ outcome: 'create', rule: 'no-recent-contact' })
  })

  it('lets the agent choose among several active cases, the latest as default', () => {
    const openCases = [
      openCase(1, { lastContactAt: before(3) }),
      openCase(2, { lastContactAt: before(1) }),
      openCase(3),
    ]
    expect(ask({ openCases })).to.include({
      outcome: 'choose',
      defaultCaseId: 'case-2',
      rule: 'several-cases',
    })
  })

  it('makes a new case when nothing is open', () => {
    expect(ask()).to.deep.equal({
      outcome: 'create',
      rule: 'no-open-case',
      linkedTo: null,
      words: 'new case: no open case',
    })
  })

  it('reopens a case closed less than 28 days ago, not one of exactly 28 days', () => {
    expect(ask({ recentlyClosed: [closedCase(1, before(28, -1))] })).to.include({
      outcome: 'join',
      caseId: 'case-1',
      rule: 'reopen',
    })
    expect(ask({ recentlyClosed: [closedCase(1, before(28))] })).to.include({
      outcome: 'create',
      rule: 'no-open-case',
    })
  })

  it('prefers the open case to a closed one, unless the text names the closed one', () => {
    const both = { openCases: [openCase(1)], recentlyClosed: [closedCase(2, before(2))] }
    expect(ask(both)).to.include({ outcome: 'join', caseId: 'case-1' })
    expect(ask({ ...both, referencesInText: ['CX-2'] })).to.include({ outcome: 'join', rule: 'reopen' })
  })

  it('links a new case to the one named when that was closed too long ago', () => {
    const answer = ask({
      openCases: [openCase(1)],
      recentlyClosed: [closedCase(2, before(28))],
      referencesInText: ['CX-2'],
    })
    expect(answer).to.include({ outcome: 'create', rule: 'closed-too-long', linkedTo: 'case-2' })
  })

  it('lets the agent choose among several that could be reopened', () => {
    const recentlyClosed = [closedCase(1, before(2)), closedCase(2, before(3)), closedCase(3, before(40))]
    const answer = ask({ recentlyClosed })
    expect(answer.outcome === 'choose' && answer.candidates.map(({ id }) => id)).to.deep.equal([
      'case-1',
      'case-2',
    ])
  })
})

describe('joining a contact to a case: nobody certain', () => {
  it('never joins a withheld number, not even by a reference or the day after', () => {
    const answer = ask({
      caller: 'withheld',
      membersMatched: 0,
      openCases: [openCase(10482)],
      referencesInText: ['CX-10482'],
      threadCaseId: 'case-10482',
    })
    expect(answer).to.include({ outcome: 'create', rule: 'withheld-number' })
  })

  it('never joins by the number when two members share it', () => {
    const tom = openCase(1, { memberId: 'tom', lastContactAt: before(0) })
    expect(ask({ membersMatched: 2, openCases: [tom], threadCaseId: 'case-1' })).to.deep.equal({
      outcome: 'choose',
      candidates: [tom],
      defaultCaseId: null,
      rule: 'several-members',
      words: 'several members share this number',
    })
    // The same case would be joined if one member had the number (control).
    expect(ask({ membersMatched: 1, openCases: [tom] })).to.include({ outcome: 'join' })
  })

  it('makes a new case for two members without any, and asks about one that could be reopened', () => {
    const closed = closedCase(1, before(2))
    expect(ask({ membersMatched: 2 })).to.include({ outcome: 'create', rule: 'no-open-case' })
    expect(ask({ membersMatched: 2, recentlyClosed: [closed] })).to.deep.include({
      outcome: 'choose',
      candidates: [closed],
    })
    expect(ask({ membersMatched: 2, recentlyClosed: [closedCase(1, before(28))] })).to.include({
      outcome: 'create',
    })
  })

  it('joins the case that one of two members names in a text', () => {
    const openCases = [openCase(1, { memberId: 'tom' }), openCase(2, { memberId: 'jean' })]
    expect(ask({ membersMatched: 2, openCases, referencesInText: ['CX-2'] })).to.include({
      outcome: 'join',
      caseId: 'case-2',
      rule: 'reference-in-text',
    })
  })

  it('makes a case for an unknown number, and keeps its next texts there for 7 days', () => {
    const enquiry = (lastContactAt: string) => openCase(1, { memberId: null, kind: 'enquiry', lastContactAt })
    const text = (lastContactAt: string) =>
      ask({ membersMatched: 0, openCases: [enquiry(lastContactAt)], threadCaseId: 'case-1' })
    expect(ask({ membersMatched: 0 })).to.include({ outcome: 'create', rule: 'unknown-number' })
    expect(text(before(7))).to.include({ outcome: 'join', rule: 'same-thread' })
    expect(text(before(7, 1))).to.include({ outcome: 'choose', rule: 'unknown-number' })
  })

  it('asks about a call from an unknown number with a case: a works telephone has many users', () => {
    const answer = ask({ membersMatched: 0, openCases: [openCase(1, { memberId: null })] })
    expect(answer).to.include({ outcome: 'choose', defaultCaseId: null, rule: 'unknown-number' })
  })
})
