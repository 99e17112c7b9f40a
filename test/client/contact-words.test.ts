import { expect } from 'chai'
import { savedWords } from '../../client/src/drafts/saved-words.ts'
import { casesToChoose, chipWords } from '../../client/src/features/contact/case-choices.ts'
import { whoWords } from '../../client/src/features/contact/who-words.ts'
import { isShiftOf, lastShift, rememberShift } from '../../client/src/softphone/shift.ts'
import type { CaseBrief } from '../../server/contract/views.ts'
import { aisha, nine12, secondsBefore } from './phone-builders.ts'

const brief = (id: string): CaseBrief => ({
  id,
  reference: `CX-${id}`,
  title: 'Disciplinary',
  status: 'open',
  owner: null,
  nextStep: null,
  lastContactAt: null,
})

describe('which case a call belongs to', () => {
  it('puts the present case first and each case once', () => {
    const choices = casesToChoose({ case: brief('2'), caseChoices: [brief('1'), brief('2')] })
    expect(choices.map(({ id }) => id)).to.deep.equal(['2', '1'])
    expect(casesToChoose({ case: null, caseChoices: [brief('1')] })).to.have.lengthOf(1)
  })

  it('asks when a person has to choose or to confirm', () => {
    expect(chipWords({ case: null, needsChoice: true })).to.equal('Choose a case')
    expect(chipWords({ case: brief('7'), needsChoice: true })).to.equal('Is it CX-7?')
    expect(chipWords({ case: brief('7'), needsChoice: false })).to.equal('CX-7')
  })
})

describe('who a caller is', () => {
  const caller = (kind: 'member' | 'several' | 'unknown' | 'withheld') => ({ ...aisha, kind })

  it('asks nothing once somebody is named', () => {
    const member = aisha.members[0] ?? null
    expect(whoWords({ caller: caller('withheld'), member })).to.equal(null)
    expect(whoWords({ caller: caller('member'), member: null })).to.equal(null)
  })

  it('never makes a person of a number that is shared, unknown or withheld', () => {
    for (const kind of ['several', 'unknown', 'withheld'] as const) {
      expect(whoWords({ caller: caller(kind), member: null })).to.be.a('string')
    }
  })
})

describe('small words that must stay true', () => {
  it('says how long ago something was saved, then by the clock', () => {
    expect(savedWords(null, nine12)).to.equal('')
    expect(savedWords(secondsBefore(1), nine12)).to.equal('Saved just now')
    expect(savedWords(secondsBefore(3), nine12)).to.equal('Saved 3 s ago')
    expect(savedWords(secondsBefore(60), nine12)).to.equal('Saved 09:11')
    expect(savedWords(secondsBefore(-5), nine12)).to.equal('Saved just now')
  })

  it('remembers a shift for the same person on the same day only', () => {
    const memory = new Map<string, string>()
    const storage = {
      getItem: (key: string) => memory.get(key) ?? null,
      setItem: (key: string, value: string) => void memory.set(key, value),
    }
    expect(lastShift(storage)).to.equal(null)
    rememberShift(storage, { personId: 'p', day: '2026-11-22', testedAt: '08:29', microphoneLabel: 'Jabra' })
    const shift = lastShift(storage)
    expect(isShiftOf(shift, 'p', new Date(2026, 10, 22, 23, 59))).to.equal(true)
    expect(isShiftOf(shift, 'p', new Date(2026, 10, 23, 0, 0))).to.equal(false)
    expect(isShiftOf(shift, 'someone-else', new Date(2026, 10, 22))).to.equal(false)
    memory.set('branchline.shift', '{not json')
    expect(lastShift(storage)).to.equal(null)
  })
})
