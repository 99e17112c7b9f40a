import { expect } from 'chai'
import {
  type AnswerSettings,
  answerProblems,
  answersFor,
  isOld,
  tidyAnswer,
} from '../../server/domain/knowledge.ts'

const answer = (given: Partial<AnswerSettings>): AnswerSettings => ({
  kind: 'answer',
  title: 'May I bring somebody?',
  reasons: [],
  types: [],
  body: 'Yes.',
  steps: [],
  whereElse: '',
  ownerId: 'marcus',
  reviewOn: '2026-12-31',
  ...given,
})

describe('an answer for a call', () => {
  const words = (given: Partial<AnswerSettings>, others: string[] = []) =>
    answerProblems(answer(given), { others, owners: ['marcus'], types: ['redundancy'] }).map(
      (problem) => `${problem.field}: ${problem.words}`,
    )

  it('is refused with the words beside its field, every field at once', () => {
    expect(words({})).to.deep.equal([])
    expect(words({ title: ' ', body: ' ', ownerId: '', reviewOn: '2026-02-30' })).to.deep.equal([
      'title: Give it a title that colleagues find it by.',
      'body: Write what to say.',
      'ownerId: Choose who answers for it.',
      'reviewOn: There is no such day.',
    ])
    expect(words({ title: ' may i BRING somebody? ' }, ['May I bring somebody?'])[0]).to.match(/already/)
    expect(words({ ownerId: 'who-left' })).to.have.lengthOf(1)
    expect(words({ types: ['redundancy'] })).to.deep.equal([])
    expect(words({ types: ['redundancy', 'gone'] })).to.deep.equal(['types: There is no such case type.'])
    expect(words({ reviewOn: '' })).to.deep.equal(['reviewOn: There is no such day.'])
    expect(words({ title: 't'.repeat(80), body: 'b'.repeat(2_000) })).to.deep.equal([])
    expect(words({ title: 't'.repeat(81), body: 'b'.repeat(2_001) })).to.have.lengthOf(2)
  })

  it('asks of a guide for lines, of a signpost for where, and of neither for the other’s', () => {
    expect(words({ kind: 'guide', body: '', steps: [' ', ''] })).to.deep.equal([
      'steps: Write at least one line.',
    ])
    expect(words({ kind: 'guide', body: '', steps: ['When did it end?'] })).to.deep.equal([])
    expect(
      words({ kind: 'guide', steps: Array.from({ length: 21 }, (_, n) => `line ${n}`) }),
    ).to.have.lengthOf(1)
    expect(words({ kind: 'guide', steps: ['l'.repeat(201)] })).to.have.lengthOf(1)
    expect(words({ kind: 'signpost' })).to.deep.equal(['whereElse: Say where: a number or an address.'])
    expect(words({ kind: 'signpost', whereElse: '0300 123 1100' })).to.deep.equal([])
    const tidy = tidyAnswer(
      answer({ steps: [' a '], whereElse: 'there', reasons: ['sickness', 'dismissal', 'sickness'] }),
    )
    expect(tidy).to.deep.include({ steps: [], whereElse: '', reasons: ['dismissal', 'sickness'] })
  })

  it('is old from the day after the one by which somebody was to look at it', () => {
    const reviewed = answer({ reviewOn: '2026-11-23' })
    expect(isOld(reviewed, '2026-11-23')).to.equal(false)
    expect(isOld(reviewed, '2026-11-24')).to.equal(true)
  })
})

describe('answers that fit', () => {
  const acas = answer({ title: 'Acas', kind: 'signpost', body: 'For anybody.', whereElse: '0300 123 1100' })
  const hearing = answer({ title: 'Hearings', reasons: ['discipline'], body: 'A companion may come along.' })
  const leave = answer({
    title: 'Leave',
    reasons: ['pay-and-hours'],
    kind: 'guide',
    steps: ['Read the contract'],
  })
  const pool = answer({ title: 'The pool', types: ['redundancy'] })
  const titles = (reason: string | null, typed = '', type: string | null = null) =>
    answersFor([leave, acas, hearing, pool], { reason, type, typed }).map(({ title }) => title)

  it('are those about the reason before those about everything, and no others', () => {
    expect(titles('discipline')).to.deep.equal(['Hearings', 'Acas'])
    expect(titles('pay-and-hours')).to.deep.equal(['Leave', 'Acas'])
    expect(titles('sickness')).to.deep.equal(['Acas'])
    expect(titles(null)).to.deep.equal(['Acas'])
  })

  it('are those about the type of the case too, whatever its reason', () => {
    expect(titles('discipline', '', 'redundancy')).to.deep.equal(['Hearings', 'The pool', 'Acas'])
    expect(titles(null, '', 'redundancy')).to.deep.equal(['The pool', 'Acas'])
    expect(titles('sickness', '', 'grievance')).to.deep.equal(['Acas'])
  })

  it('are found by the beginnings of every word typed, whatever the reason, in all that is written', () => {
    expect(titles('sickness', 'COMP alo')).to.deep.equal(['Hearings'])
    expect(titles(null, 'contract')).to.deep.equal(['Leave'])
    expect(titles(null, '0300')).to.deep.equal(['Acas'])
    expect(titles(null, 'companion contract')).to.deep.equal([])
    expect(titles(null, 'panion'), 'the middle of a word').to.deep.equal([])
    expect(titles('discipline', 'a'), 'what is about it first').to.deep.equal(['Hearings', 'Acas'])
    expect(titles(null, ' ?! '), 'nothing to look for').to.deep.equal(['Acas'])
  })
})
