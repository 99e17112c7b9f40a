import { expect } from 'chai'
import { overlap, type PostToday, whoCovers } from '../../server/domain/cover/cover.ts'
import { readHead, readRow } from '../../server/domain/cover/cover-file.ts'

const post = (name: string, change: Partial<PostToday> = {}): PostToday => ({
  id: name,
  level: 'workplace',
  role: 'steward',
  name,
  number: null,
  email: null,
  personId: null,
  awayUntil: null,
  cover: null,
  ...change,
})
const branch = post('Joan', { level: 'branch', role: 'branch-secretary' })
const region = post('Beth', { level: 'region', role: 'organiser' })
const names = (posts: PostToday[]) => {
  const { level, covering, away } = whoCovers(posts)
  return { level, covering: covering.map((one) => one.post.name), away: away.map((one) => one.name) }
}

describe('who covers a workplace today', () => {
  it('whoever is there at the nearest level: workplace, then branch, then region, then nobody', () => {
    expect(names([region, branch, post('Dave')])).to.deep.equal({
      level: 'workplace',
      covering: ['Dave'],
      away: [],
    })
    expect(names([region, branch])).to.include({ level: 'branch' })
    expect(names([region])).to.include({ level: 'region' })
    expect(names([])).to.deep.equal({ level: null, covering: [], away: [] })
  })

  it('whoever is away is covered by whom they named; named nobody, the level above is asked', () => {
    const until = '2026-12-03'
    const mary = post('Mary')
    const covered = post('Dave', { awayUntil: until, cover: mary })
    expect(whoCovers([covered, branch]).covering[0]).to.deep.equal({
      post: mary,
      insteadOf: { name: 'Dave', role: 'steward', awayUntil: until },
    })
    expect(names([post('Dave', { awayUntil: until }), branch, region])).to.deep.equal({
      level: 'branch',
      covering: ['Joan'],
      away: ['Dave'],
    })
  })

  it('somebody who covers for a colleague at the same place is named once', () => {
    const mary = post('Mary')
    const dave = post('Dave', { awayUntil: '2026-12-03', cover: mary })
    expect(names([dave, mary]).covering).to.deep.equal(['Mary'])
  })

  it('stewards come before other reps of the same place', () => {
    expect(names([post('Abe', { role: 'safety-rep' }), post('Zoe')]).covering).to.deep.equal(['Zoe', 'Abe'])
  })

  it('two absences share a day when one ends on the day the other begins', () => {
    const first = { fromDay: '2026-11-02', untilDay: '2026-11-06' }
    expect(overlap(first, { fromDay: '2026-11-06', untilDay: '2026-11-08' })).to.equal(true)
    expect(overlap(first, { fromDay: '2026-11-07', untilDay: '2026-11-08' })).to.equal(false)
  })
})

describe('the file of reps', () => {
  const head = readHead([
    'Branch code',
    'NAME',
    ' role ',
    'Region',
    'Employer',
    'Workplace',
    'Starts',
    'Number',
  ])
  const at = 'at' in head ? head.at : new Map()
  const read = (...cells: string[]) => readRow(cells, 2, at)
  const problem = (...cells: string[]) => {
    const answer = read(...cells)
    return 'problem' in answer ? answer.problem.words : null
  }

  it('needs a role and a name, in any order of columns', () => {
    expect(readHead(['Branch', 'Workplace'])).to.deep.equal({ missing: ['role', 'name'] })
    expect(
      read('H-0172', 'Dave Hill', 'Safety rep', '', '', '', '31/01/2026', '07700 900417'),
    ).to.deep.nested.include({
      'is.level': 'branch',
      'is.role': 'safety-rep',
      'is.fromDay': '2026-01-31',
      'is.number': '+447700900417',
    })
    expect(read('', 'Beth Hughes', 'organiser', 'Scotland')).to.have.nested.property('is.level', 'region')
  })

  it('says of every row what is wrong with it', () => {
    expect(problem('H-0172', 'Dave', 'king')).to.match(/^“king” is no role/)
    expect(problem('H-0172', '', 'steward')).to.equal('There is no name.')
    expect(problem('', 'Dave', 'steward')).to.equal('There is no region, no branch code and no workplace.')
    expect(problem('H-0172', 'Dave', 'steward', '', '', 'Ward 7')).to.equal(
      'A workplace needs its branch code and its employer.',
    )
    expect(problem('H-0172', 'Dave', 'steward', '', '', '', '30/02/2026')).to.match(/^A day is written/)
    expect(problem('H-0172', 'Dave', 'steward', '', '', '', '', 'twelve')).to.equal(
      '“twelve” is no phone number.',
    )
  })
})
