import { expect } from 'chai'
import { fillTemplate, templateProblems, unfilledFields } from '../../server/domain/text-template.ts'

const known = {
  'first name': 'Aisha',
  'case number': 'CX-10482',
  owner: 'Marcus',
  'next step': null,
  'promised date': ' ',
  'our number': '020 7946 0900',
  'my name': 'Sam',
}

describe('a template of a text', () => {
  it('is filled with what is known; spaces and capitals in a field do not matter', () => {
    expect(fillTemplate('Hello {First  Name}, ref { case number }. {my name}', known)).to.deep.equal({
      text: 'Hello Aisha, ref CX-10482. Sam',
      missing: [],
    })
  })

  it('keeps what is not known in braces and lists it once, in its order', () => {
    expect(fillTemplate('{owner}: {promised date}, {next step} and {promised date}', known)).to.deep.equal({
      text: 'Marcus: {promised date}, {next step} and {promised date}',
      missing: ['promised date', 'next step'],
    })
  })

  it('takes only its own fields for fields, and nobody’s name for one', () => {
    expect(unfilledFields('See {clause 4} and {toString} { }')).to.deep.equal([])
    const tricky = fillTemplate('{first name}', { ...known, 'first name': '{owner}' })
    expect(tricky).to.deep.equal({ text: 'owner', missing: [] })
  })

  it('is refused with the words beside its field', () => {
    const words = (name: string, body: string, others: string[] = []) =>
      templateProblems({ name, body }, others).map((problem) => `${problem.field}: ${problem.words}`)
    expect(words('Next', 'Hello {first name}')).to.deep.equal([])
    expect(words(' ', ' ')).to.deep.equal([
      'name: Give it a name that colleagues find it by.',
      'body: Write the text.',
    ])
    expect(words('next ', 'Hi', ['Next'])[0]).to.match(/already/)
    expect(words('Next', 'Hello {fist name} and {fist name}')).to.deep.equal([
      'body: There is no field {fist name}. Choose one from the list.',
    ])
    expect(words('Next', 'Hello {first name')[0]).to.match(/brace is open/)
    expect(words('Next', 'a'.repeat(1600))).to.deep.equal([])
    expect(words('Next', 'a'.repeat(1601))).to.have.lengthOf(1)
    expect(words('n'.repeat(61), 'Hi')).to.have.lengthOf(1)
  })
})
