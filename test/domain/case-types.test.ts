import { expect } from 'chai'
import { fieldKindWords } from '../../server/contract/case-type-words.ts'
import { readAnswer, sayAnswer } from '../../server/domain/case-types/answer.ts'
import {
  type CaseType,
  type CaseTypeSettings,
  fieldKinds,
  settingsOfType,
  typeTroubles,
} from '../../server/domain/case-types/case-type.ts'
import { answerSheet, beginSheet, moveSheet, unanswered } from '../../server/domain/case-types/sheet.ts'

const type: CaseType = {
  id: 'strike',
  version: 1,
  name: 'Strike pay',
  proposedFor: null,
  stages: [
    { key: 'asked', name: 'Asked' },
    { key: 'checked', name: 'Checked' },
    { key: 'paid', name: 'Paid' },
  ],
  fields: [
    { key: 'days', label: 'Days on strike', kind: 'number', choices: [], neededFrom: 'checked' },
    { key: 'sum', label: 'Sum', kind: 'money', choices: [], neededFrom: 'paid' },
    { key: 'how', label: 'Paid by', kind: 'choice', choices: ['Bank', 'Cheque'], neededFrom: null },
  ],
  documents: [{ key: 'slip', name: 'Payslip' }],
  retiredAt: null,
}
const now = { others: ['Pay'], before: null, stagesInUse: [] }
const troubles = (
  change: Partial<CaseTypeSettings>,
  more: Partial<Parameters<typeof typeTroubles>[1]> = {},
) => typeTroubles({ ...settingsOfType(type), ...change }, { ...now, ...more })
const fieldsOf = (...given: Parameters<typeof troubles>) => troubles(...given).map(({ field }) => field)

describe('a case type', () => {
  it('is taken as it is written, tidied', () => {
    expect(troubles({})).to.deep.equal([])
    expect(
      settingsOfType({
        ...type,
        name: ' Strike pay ',
        fields: [
          { key: 'how', label: ' By ', kind: 'choice', choices: [' Bank ', '', 'Cheque'], neededFrom: null },
        ],
      }),
    ).to.deep.include({
      name: 'Strike pay',
      fields: [{ key: 'how', label: 'By', kind: 'choice', choices: ['Bank', 'Cheque'], neededFrom: null }],
    })
    expect(Object.keys(fieldKindWords)).to.deep.equal([...fieldKinds])
  })

  it('needs names, each once, whatever their case', () => {
    expect(fieldsOf({ name: ' ' })).to.deep.equal(['name'])
    expect(fieldsOf({ name: 'pay' })).to.deep.equal(['name'])
    expect(fieldsOf({ name: 'x'.repeat(60) })).to.deep.equal([])
    expect(fieldsOf({ name: 'x'.repeat(61) })).to.deep.equal(['name'])
    expect(fieldsOf({ stages: [], fields: [] })).to.deep.equal(['stages'])
    expect(fieldsOf({ stages: [...type.stages, { key: 'more', name: 'PAID' }] })).to.deep.equal([
      'stage.more',
    ])
    expect(fieldsOf({ stages: [...type.stages, { key: 'paid', name: 'Again' }] })).to.deep.equal(['stages'])
    expect(fieldsOf({ documents: [{ key: 'none', name: '' }] })).to.deep.equal(['document.none'])
  })

  it('keeps a stage that a case is at, and what kind of answer a field takes', () => {
    const stages = type.stages.slice(0, 2)
    const fields = type.fields.filter(({ key }) => key !== 'sum')
    const before = { before: type, stagesInUse: ['paid'] }
    expect(troubles({ stages, fields }, before).map(({ words }) => words)).to.deep.equal([
      '“Paid” cannot go while cases are at it, open or closed. Give it another name, or move it.',
    ])
    expect(fieldsOf({ stages, fields }, { before: type, stagesInUse: ['asked'] })).to.deep.equal([])
    expect(fieldsOf({ stages }, { before: type }), 'still needed from there').to.deep.equal(['field.sum'])
    const asText = type.fields.map((field) =>
      field.key === 'days' ? { ...field, kind: 'text' as const } : field,
    )
    expect(fieldsOf({ fields: asText }, { before: type })).to.deep.equal(['field.days'])
    expect(fieldsOf({ fields: asText }), 'nobody answered yet').to.deep.equal([])
  })

  it('offers two different choices at least', () => {
    const offering = (...choices: string[]) =>
      fieldsOf({ fields: [{ key: 'how', label: 'By', kind: 'choice', choices, neededFrom: null }] })
    expect(offering('Bank', ' ')).to.deep.equal(['choices.how'])
    expect(offering('Bank', 'bank')).to.deep.equal(['choices.how'])
    expect(offering('Bank', 'Cash')).to.deep.equal([])
  })
})

describe('an answer of a case', () => {
  const reads = (kind: (typeof fieldKinds)[number], typed: string) => {
    const read = readAnswer({ kind, choices: ['Bank', 'Cheque'] }, typed)
    return 'words' in read ? null : read.value
  }

  it('is read as its kind, and refused in words', () => {
    expect(reads('number', '1,240')).to.equal('1240')
    expect(reads('number', '-0.50')).to.equal('-0.50')
    expect(reads('number', '007')).to.equal('7')
    expect(reads('number', '1,2')).to.equal(null)
    expect(reads('number', 'a dozen')).to.equal(null)
    expect(reads('money', '£1,240.5')).to.equal('1240.50')
    expect(reads('money', '1240')).to.equal('1240.00')
    expect(reads('money', '12.345')).to.equal(null)
    expect(reads('money', '-5')).to.equal(null)
    expect(reads('date', '2026-02-28')).to.equal('2026-02-28')
    expect(reads('date', '2026-02-30')).to.equal(null)
    expect(reads('choice', 'bank')).to.equal('Bank')
    expect(reads('choice', 'Cash')).to.equal(null)
    expect(reads('yes-no', 'no')).to.equal('no')
    expect(reads('yes-no', 'maybe')).to.equal(null)
    expect(reads('text', 'x'.repeat(200))).to.have.lengthOf(200)
    expect(reads('text', 'x'.repeat(201))).to.equal(null)
    for (const kind of fieldKinds)
      expect(readAnswer({ kind, choices: [] }, '  '), kind).to.deep.equal({ value: null })
  })

  it('is said as people say it', () => {
    expect(sayAnswer({ kind: 'money' }, '1240.50')).to.equal('£1,240.50')
    expect(sayAnswer({ kind: 'money' }, '1240.00')).to.equal('£1,240')
    expect(sayAnswer({ kind: 'number' }, '1240.5')).to.equal('1,240.5')
    expect(sayAnswer({ kind: 'date' }, '2026-10-14')).to.equal('14 October 2026')
    expect(sayAnswer({ kind: 'yes-no' }, 'no')).to.equal('No')
  })
})

describe('the sheet of a case', () => {
  const begun = beginSheet(type, { caseId: 'c', before: null, now: '2026-11-23T09:00:00.000Z' })
  const at = '2026-11-24T09:00:00.000Z'

  it('goes forwards from each stage only with what the other needs, and back from each at any time', () => {
    for (const from of type.stages)
      for (const to of type.stages) {
        const forwards = type.stages.indexOf(to) > type.stages.indexOf(from)
        const moved = moveSheet(type, { ...begun, stageKey: from.key }, { to: to.key, now: at })
        expect('next' in moved, `${from.key} to ${to.key}`).to.equal(!forwards)
        const full = { ...begun, stageKey: from.key, answers: { days: '3', sum: '150.00' } }
        expect(
          moveSheet(type, full, { to: to.key, now: at }),
          `${from.key} to ${to.key}, answered`,
        ).to.deep.equal({
          next: { ...full, stageKey: to.key, stageSince: at },
        })
      }
    expect(moveSheet(type, begun, { to: 'lost', now: at })).to.deep.equal({ unknown: true })
    expect(unanswered(type, {}, 'paid').map(({ key }) => key)).to.deep.equal(['days', 'sum'])
    expect(unanswered(type, {}, 'checked').map(({ key }) => key)).to.deep.equal(['days'])
  })

  it('lets nobody take away what its stage needs', () => {
    const [days] = type.fields
    if (!days) throw new Error('no field')
    const checked = { ...begun, stageKey: 'checked', answers: { days: '3' } }
    expect(answerSheet(type, checked, { field: days, value: null })).to.deep.equal({ needed: true })
    expect(answerSheet(type, checked, { field: days, value: '4' })).to.deep.include({
      next: { ...checked, answers: { days: '4' } },
    })
    expect(answerSheet(type, { ...checked, stageKey: 'asked' }, { field: days, value: null })).to.deep.equal({
      next: { ...checked, stageKey: 'asked', answers: {} },
    })
  })

  it('keeps its answers when the case turns out to be of another type, for coming back', () => {
    const answered = { ...begun, stageKey: 'paid', answers: { days: '3' }, onPaper: ['slip'] }
    const other = { ...type, id: 'other', stages: [{ key: 'first', name: 'First' }] }
    expect(beginSheet(other, { caseId: 'c', before: answered, now: at })).to.deep.equal({
      caseId: 'c',
      typeId: 'other',
      stageKey: 'first',
      stageSince: at,
      answers: { days: '3' },
      onPaper: ['slip'],
    })
  })
})
