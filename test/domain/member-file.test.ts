import { expect } from 'chai'
import { readHeader, readRow } from '../../server/domain/member-file.ts'

const heading = [
  'membership_number',
  'First Name',
  'surname',
  'status',
  'email',
  'joined_on',
  'branch_code',
  'employer',
  'workplace',
  'mobile',
]
const good = [
  'M-1',
  'Ana',
  'Okafor',
  'Paid up',
  'Ana@Example.org',
  '01/03/2019',
  'H-1',
  'Trust',
  'Ward 7',
  '07700 900117',
]
const today = '2026-11-22'

const layout = (() => {
  const found = readHeader(heading)
  if ('problem' in found) throw new Error(found.problem)
  return found
})()
const cellsWith = (changes: Record<string, string>): string[] =>
  good.map((cell, place) => changes[heading[place] ?? ''] ?? cell)
const read = (changes: Record<string, string> = {}) => readRow(layout, cellsWith(changes), { today })
const problemOf = (changes: Record<string, string>): string | null => {
  const row = read(changes)
  return 'problem' in row ? row.problem : null
}

describe('a row of the members’ file', () => {
  it('is read into what is kept: numbers, days and addresses in our form', () => {
    expect(read()).to.deep.equal({
      membershipNumber: 'M-1',
      name: 'Ana Okafor',
      says: {
        values: {
          firstName: 'Ana',
          lastName: 'Okafor',
          status: 'Paid up',
          email: 'ana@example.org',
          joinedOn: '2019-03-01',
          branch: 'H-1',
          employer: 'Trust',
          workplace: 'Ward 7',
          mobile: '+447700900117',
        },
        branchName: null,
        region: null,
        town: null,
      },
    })
  })

  const refused: [string, Record<string, string>, RegExp][] = [
    ['a number with letters for digits', { mobile: '07700 9OO117' }, /“mobile” has letters in it/],
    ['letters after a plus', { mobile: '+44 7700 9OO117' }, /“mobile” has letters in it/],
    ['a formula for a number', { mobile: '=SUM(A1)' }, /“mobile” begins like a spreadsheet formula/],
    ['too few digits', { mobile: '07700 12' }, /“mobile” does not read as a phone number/],
    ['a day that does not exist', { joined_on: '31/02/2020' }, /“joined_on” is a day that does not exist/],
    ['a leap day in a year without', { joined_on: '2023-02-29' }, /“joined_on” is a day that does not exist/],
    ['a day to come', { joined_on: '2026-11-23' }, /in the future/],
    ['no day at all', { joined_on: 'spring' }, /not a date like 2019-03-01/],
    ['a formula', { surname: '=HYPERLINK("x")' }, /“last_name” begins like a spreadsheet formula/],
    [
      'a formula that begins with a plus',
      { employer: '+cmd|x' },
      /“employer” begins like a spreadsheet formula/,
    ],
    ['a formula behind an apostrophe', { surname: "'=1+1" }, /“last_name” begins like a spreadsheet formula/],
    ['a character of another encoding', { surname: 'Mu\uFFFDoz' }, /not UTF-8/],
    ['no membership number', { membership_number: ' ' }, /“membership_number” is empty/],
    ['a number that a spreadsheet rounded', { membership_number: '2.04E+05' }, /“membership_number”/],
    ['no name', { 'First Name': '' }, /“first_name” is empty/],
    ['an address that is none', { email: 'ana at home' }, /“email” is not an address/],
    ['a workplace of nobody', { employer: '' }, /“workplace” is given without its “employer”/],
  ]
  for (const [what, changes, words] of refused)
    it(`is refused in words with ${what}`, () => expect(problemOf(changes)).to.match(words))

  it('is refused with a cell too few or too many, and with nothing else about it', () => {
    const row = readRow(layout, good.slice(1), { today })
    expect(row).to.include({ problem: 'It has 9 cells, and the first row has 10 cells.' })
    expect(readRow(layout, [...good, 'x'], { today })).to.have.property('problem')
  })

  it('says everything that is wrong at once', () => {
    expect(problemOf({ mobile: 'x', joined_on: '31/02/2020' })).to.match(/joined_on.*mobile/)
  })

  it('takes the last day there is, a number with a plus, an empty cell as none, and an apostrophe for what it is', () => {
    expect(problemOf({ joined_on: today })).to.equal(null)
    expect(problemOf({ mobile: "'+447700900117" })).to.equal(null)
    expect(read({ mobile: '', email: '' })).to.have.nested.include({
      'says.values.mobile': null,
      'says.values.email': null,
    })
    expect(read({ surname: 'O’Brien-Smith' })).to.have.nested.include({
      'says.values.lastName': 'O’Brien-Smith',
    })
  })

  it('with an employer alone has a workplace that is not stated, so that the next file says the same', () => {
    expect(read({ workplace: '' })).to.have.nested.include({ 'says.values.workplace': 'Not stated' })
  })
})

describe('the first row of the members’ file', () => {
  const problem = (cells: string[]): string => {
    const found = readHeader(cells)
    return 'problem' in found ? found.problem : ''
  }
  it('names what is missing', () => {
    expect(problem(['membership_number', 'first_name'])).to.match(/“last_name”, “status” are not among them/)
  })
  it('may not name one column twice', () => {
    expect(problem(['status', 'Membership status', 'membership_number', 'first_name', 'last_name'])).to.match(
      /“status” and “Membership status”/,
    )
  })
  it('must be separated by commas', () => {
    expect(problem(['membership_number;first_name;last_name;status'])).to.match(/not separated by commas/)
  })
  it('says which columns nothing is read from', () => {
    const found = readHeader([...heading, 'shoe size'])
    expect(found).to.deep.include({ ignored: ['shoe size'] })
  })
})
