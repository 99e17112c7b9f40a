import { expect } from 'chai'
import {
  initialsOf,
  isOneTimeOver,
  languageName,
  mayNotGo,
  missingFor,
  newPerson,
  type PersonSettings,
  passwordProblem,
  personProblems,
  queuesOf,
  tidyPerson,
} from '../../server/domain/person.ts'
import { personChanges } from '../../server/domain/person-changes.ts'

const jo: PersonSettings = {
  name: 'Jo Field',
  email: 'jo@union.org',
  roles: ['agent'],
  skills: { advice: 3 },
  languages: ['pl'],
}
const wrong = (
  change: Partial<PersonSettings>,
  others: { email: string; name: string; leftAt: string | null }[] = [],
) => personProblems({ ...jo, ...change }, { others }).map(({ field, words }) => `${field}: ${words}`)

describe('somebody who works here', () => {
  it('is fine with a name, an address, a role, and skills and languages if there are any', () => {
    expect(wrong({})).to.deep.equal([])
    expect(wrong({ skills: {}, languages: [] })).to.deep.equal([])
    expect(wrong({ name: 'Ӧzlem d’Arcy-Ng 李', email: 'ö.d+a@members.union.org' })).to.deep.equal([])
  })

  it('is refused in words, each beside its field', () => {
    expect(wrong({ name: ' ', email: 'jo at union' })).to.deep.equal([
      'name: Write the name that colleagues know them by.',
      'email: This does not read as an email address. Like jo@union.org.',
    ])
    expect(wrong({ name: 'x'.repeat(81) })).to.deep.equal(['name: 80 characters at most.'])
    expect(wrong({ roles: [] })[0]).to.match(/^roles: Choose at least one role/)
    expect(wrong({ roles: ['agent', 'astronaut', 'toString'] })).to.deep.equal([
      'roles: There is no role astronaut, toString.',
    ])
    expect(wrong({ skills: { ' ': 3 } })).to.deep.equal(['skills: Give the skill a name.'])
    for (const level of [0, 6, 2.5, Number.NaN, -1])
      expect(wrong({ skills: { advice: level } }), String(level)).to.deep.equal([
        'skills: A level is between 1, can do it, and 5, expert.',
      ])
    expect(wrong({ skills: { advice: 3, ' Advice': 4 } })).to.deep.equal(['skills: advice is there twice.'])
    expect(wrong({ languages: ['pl', 'qq', 'Polish'] })).to.deep.equal([
      'languages: This language is not known: Polish, qq.',
    ])
  })

  it('has an address of their own; of somebody who left it is said who', () => {
    const sam = { email: 'jo@union.org', name: 'Sam Okafor', leftAt: null }
    expect(wrong({ email: ' JO@Union.org ' }, [sam])).to.deep.equal([
      'email: Sam Okafor signs in with this address.',
    ])
    expect(wrong({}, [{ ...sam, leftAt: '2026-01-01T00:00:00.000Z' }])).to.deep.equal([
      'email: Sam Okafor, who has left, had this address. Let them in again instead.',
    ])
  })

  it('is kept in one spelling', () => {
    const typed = {
      ...jo,
      name: '  Jo   Field ',
      email: 'Jo@Union.ORG ',
      roles: ['supervisor', 'agent', 'agent'],
    }
    expect(
      tidyPerson({ ...typed, skills: { ' Pay  claims': 2, advice: 5 }, languages: ['pl', 'cy', 'pl'] }),
    ).to.deep.equal({
      name: 'Jo Field',
      email: 'jo@union.org',
      roles: ['agent', 'supervisor'],
      skills: { advice: 5, 'pay claims': 2 },
      languages: ['cy', 'pl'],
    })
    expect(['Jo Field', 'Jo', 'Ana de Sousa Lima', '  ', '李 小龍'].map(initialsOf)).to.deep.equal([
      'JF',
      'J',
      'AL',
      '',
      '李小',
    ])
  })

  it('speaks languages by their names', () => {
    expect([
      languageName('cy'),
      languageName('pl'),
      languageName('qq'),
      languageName('x'),
      languageName(''),
    ]).to.deep.equal(['Welsh', 'Polish', null, null, null])
  })
})

describe('who must not go', () => {
  const ask = (change: Partial<Parameters<typeof mayNotGo>[0]>) =>
    mayNotGo({
      person: { id: 'jo' },
      by: 'devi',
      losesAdmin: false,
      losesCalls: true,
      administrators: ['devi', 'jo'],
      presence: { occupancy: 'idle' },
      isListening: false,
      ...change,
    })

  it('somebody with a call in hand, at every step of it, or in a colleague’s call', () => {
    expect(ask({})).to.equal(null)
    expect(ask({ presence: null })).to.equal(null)
    for (const occupancy of ['ringing', 'on-call', 'wrap-up'] as const) {
      expect(ask({ presence: { occupancy } }), occupancy).to.equal('person-in-call')
      expect(ask({ presence: { occupancy }, losesCalls: false }), occupancy).to.equal(null)
    }
    expect(ask({ isListening: true })).to.equal('person-in-call')
  })

  it('the last administrator, and oneself', () => {
    expect(ask({ losesAdmin: true })).to.equal(null)
    expect(ask({ losesAdmin: true, administrators: ['jo'] })).to.equal('last-administrator')
    expect(ask({ losesAdmin: true, by: 'jo' })).to.equal('not-yourself')
    expect(ask({ losesAdmin: true, by: 'jo', administrators: ['jo'] })).to.equal('last-administrator')
    expect(ask({ losesAdmin: false, by: 'jo' })).to.equal(null)
  })
})

describe('a one-time password', () => {
  it('is good until its time, to the millisecond, and an own one for ever', () => {
    const until = '2026-11-26T09:00:00.000Z'
    const person = newPerson({ id: 'a', email: 'a@b', name: 'A', passwordHash: '', createdAt: until })
    expect(isOneTimeOver(person, '2099-01-01T00:00:00.000Z')).to.equal(false)
    expect(isOneTimeOver({ oneTimeUntil: until }, '2026-11-26T08:59:59.999Z')).to.equal(false)
    expect(isOneTimeOver({ oneTimeUntil: until }, until)).to.equal(true)
  })

  it('is replaced by another one, of twelve characters at least', () => {
    expect(passwordProblem('four short words', 'k7mp-3xwd-hq9t-e4vn')).to.equal(null)
    expect(passwordProblem('x'.repeat(11), 'given')).to.match(/^At least 12/)
    expect(passwordProblem('k7mp-3xwd-hq9t-e4vn', 'k7mp-3xwd-hq9t-e4vn')).to.match(/nobody else has seen/)
  })
})

describe('queues and the skills they ask for', () => {
  const advice = { name: 'Advice', skills: ['advice'], skillLevels: {} }
  const welsh = { name: 'Welsh', skills: ['advice', 'welsh'], skillLevels: { welsh: 4 } }
  const anybody = { name: 'Any', skills: [], skillLevels: {} }
  const taken = (roles: string[], skills: Record<string, number>) =>
    queuesOf({ roles, skills }, [advice, welsh, anybody]).map(({ name }) => name)

  it('ring for who has them all, at the level first asked for, and takes calls', () => {
    expect(taken(['agent'], {})).to.deep.equal(['Any'])
    expect(taken(['agent'], { advice: 1, welsh: 3 })).to.deep.equal(['Advice', 'Any'])
    expect(taken(['agent'], { advice: 1, welsh: 4 })).to.deep.equal(['Advice', 'Welsh', 'Any'])
    expect(taken(['official'], { advice: 5, welsh: 5 })).to.deep.equal([])
    expect(missingFor({ welsh: 3 }, welsh)).to.deep.equal([
      { skill: 'advice', level: 1 },
      { skill: 'welsh', level: 4 },
    ])
  })
})

describe('what was changed about somebody, in words', () => {
  it('names roles, levels and languages as people do', () => {
    const after = {
      ...jo,
      roles: ['agent', 'supervisor'],
      skills: { advice: 5, welsh: 1 },
      languages: ['cy', 'pl'],
    }
    expect(personChanges(jo, after)).to.deep.equal([
      { what: 'Roles', before: 'Agent', after: 'Agent, Supervisor' },
      { what: 'Languages', before: 'Polish', after: 'Polish, Welsh' },
      { what: 'Skill advice', before: 'level 3', after: 'level 5' },
      { what: 'Skill welsh', before: null, after: 'level 1' },
    ])
    expect(personChanges(jo, jo)).to.deep.equal([])
    expect(personChanges(null, jo).map(({ what }) => what)).to.include.members([
      'Name',
      'Email',
      'Skill advice',
    ])
  })
})
