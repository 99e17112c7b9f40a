import { expect } from 'chai'
import { UnreachableError } from '../../client/src/api.ts'
import { missingFields } from '../../client/src/drafts/missing-fields.ts'
import { savedWords } from '../../client/src/drafts/saved-words.ts'
import { casesToChoose, chipWords } from '../../client/src/features/contact/case-choices.ts'
import { notesStatus } from '../../client/src/features/contact/notes-status.ts'
import { whoWords } from '../../client/src/features/contact/who-words.ts'
import { gapWords, refusedWords } from '../../client/src/recordings/recording-words.ts'
import { isShiftOf, lastShift, rememberShift } from '../../client/src/softphone/shift.ts'
import type { CaseBrief } from '../../server/contract/briefs.ts'
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
    rememberShift(storage, {
      personId: 'p',
      day: '2026-11-22',
      testedAt: '08:29',
      microphoneLabel: 'Jabra',
      ringLabel: 'Speakers',
    })
    const shift = lastShift(storage)
    expect(isShiftOf(shift, 'p', Date.parse('2026-11-22T23:59:00Z'))).to.equal(true)
    expect(isShiftOf(shift, 'p', Date.parse('2026-11-23T00:00:00Z'))).to.equal(false)
    expect(isShiftOf(shift, 'someone-else', Date.parse('2026-11-22T12:00:00Z'))).to.equal(false)
    memory.set('branchline.shift', '{not json')
    expect(lastShift(storage)).to.equal(null)
  })
})

describe('what a wrap-up lacks', () => {
  const whole = {
    reason: 'other',
    outcome: 'advice-given',
    nextStep: '',
    due: '',
    ownerId: null,
    wasHard: false,
  } as const
  const settled = { case: brief('1'), needsChoice: false }

  it('is nothing when reason, outcome and case are there', () => {
    expect(missingFields(whole, settled)).to.deep.equal([])
    expect(missingFields(whole, null)).to.deep.equal([])
  })

  it('is named one by one', () => {
    expect(missingFields({ ...whole, reason: null }, settled)).to.deep.equal(['what it was about'])
    expect(missingFields({ ...whole, outcome: null }, settled)).to.deep.equal(['the outcome'])
    expect(missingFields({ ...whole, due: '2026-11-27T15:00' }, settled)).to.deep.equal([
      'the next step that is promised',
    ])
    expect(missingFields(whole, { case: null, needsChoice: false })).to.have.lengthOf(1)
    expect(missingFields(whole, { case: brief('1'), needsChoice: true })).to.have.lengthOf(1)
    expect(missingFields({ ...whole, theirs: {} }, settled)).to.deep.equal(['which notes to keep'])
    expect(missingFields(null, null)).to.have.lengthOf(2)
  })
})

describe('what stands under the heading of the notes', () => {
  const clean = {
    save: 'clean',
    error: null,
    savedAt: secondsBefore(3),
    theirs: null,
    hasTypedNotes: false,
  } as const

  it('is calm while all is well', () => {
    expect(notesStatus(clean, nine12)).to.include({ words: 'Saved 3 s ago', level: 'calm' })
    expect(notesStatus({ ...clean, savedAt: null }, nine12).words).to.equal('Saved as you type')
    expect(notesStatus({ ...clean, save: 'saving' }, nine12).words).to.equal('Saving…')
  })

  it('never says saved while it is not', () => {
    const lost = {
      ...clean,
      save: 'waiting',
      error: new UnreachableError(null),
      hasTypedNotes: true,
    } as const
    expect(notesStatus(lost, nine12)).to.include({ level: 'bad', canRetry: true })
    expect(notesStatus({ ...clean, theirs: {} }, nine12).words).to.match(/^Not saved/)
    expect(notesStatus({ ...clean, save: 'stopped', error: new Error() }, nine12).words).to.match(
      /^Not saved/,
    )
  })

  it('lists what is missing after a press, in the place that is always there', () => {
    expect(notesStatus(clean, nine12, ['the outcome']).words).to.equal('Still needed: the outcome')
  })
})

describe('what is not on a recording, in words', () => {
  it('says a private talk apart from details, and that a refusal was followed', () => {
    expect(
      gapWords([
        { from: 31, until: 52, why: 'details' },
        { from: 60, until: 75, why: 'consult' },
      ]),
    ).to.equal(
      'Not recorded from 0:31 to 0:52, and from 1:00 to 1:15 (private talk with whoever was asked in)',
    )
    expect(gapWords([])).to.equal('')
    const one = { id: 'r', kind: 'call' as const, seconds: 9, url: '', gaps: [] }
    expect(refusedWords({ recordings: [{ ...one, state: 'completed' }] })).to.equal('')
    expect(refusedWords({ recordings: [{ ...one, state: 'refused' }] })).to.match(/want no recordings/)
  })
})
