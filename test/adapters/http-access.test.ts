import { expect } from 'chai'
import { access, fileAccess } from '../../server/adapters/http/access.ts'
import { permissions, roles } from '../../server/contract/words.ts'
import { type Permission, permissionsOf, type Role } from '../../server/domain/permissions.ts'
import { asker, type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'

/** The table of who may what, written down a second time by hand: a slip in one of the two is a red test. */
const expected: Record<Role, readonly Permission[]> = {
  agent: ['take-calls', 'text-members', 'read-members', 'read-cases', 'work-cases'],
  supervisor: [
    'take-calls',
    'text-members',
    'read-members',
    'read-cases',
    'work-cases',
    'confirm-deadlines',
    'hold-records',
    'merge-members',
    'text-cohorts',
    'read-branches',
    'watch-live',
    'supervise',
    'move-people',
    'hear-all-recordings',
    'open-wall',
    'close-lines',
  ],
  official: [
    'text-members',
    'read-members',
    'read-cases',
    'work-cases',
    'confirm-deadlines',
    'hold-records',
    'merge-members',
    'text-cohorts',
    'read-branches',
  ],
  administrator: ['watch-live', 'open-wall', 'close-lines', 'administer', 'read-audit', 'read-branches'],
  'data-protection': [
    'read-members',
    'read-cases',
    'hear-all-recordings',
    'read-audit',
    'handle-data-rights',
    'hold-records',
    'watch-openings',
  ],
  'agents-rep': ['watch-live', 'read-listening'],
  branch: ['answer-referrals'],
}
const rules: [string, string][] = [...Object.entries(access), ...Object.entries(fileAccess)]

describe('access', () => {
  let running: RunningApp
  before(async () => {
    running = await runningApp()
  })
  after(() => running.close())

  it('is given by roles alone, and every role and permission is known to the console', () => {
    for (const role of roles) expect(permissionsOf([role])).to.have.members([...expected[role]])
    expect(Object.keys(expected)).to.have.members([...roles])
    expect(permissions).to.include.members([...new Set(Object.values(expected).flat())])
    expect(permissionsOf(['astronaut', 'toString'])).to.deep.equal([])
  })

  it('adds up over several roles, each permission once', () => {
    expect(permissionsOf(['official', 'administrator', 'data-protection'])).to.have.members([
      ...new Set([
        ...expected.official,
        ...expected.administrator,
        'hear-all-recordings',
        'handle-data-rights',
        'hold-records',
        'watch-openings',
      ]),
    ])
  })

  it('is refused to everybody who has not signed in, on every route but the open ones', async () => {
    const nobody = asker(running)
    for (const [route, rule] of rules) {
      const { status, body } = await walk(nobody, route)
      if (rule === 'anyone') expect(body['reason'], route).not.to.equal('not-signed-in')
      else expect([status, body['reason']], route).to.deep.equal([401, 'not-signed-in'])
    }
  })

  for (const role of roles)
    it(`of ${role}: every route is open exactly as the table says`, async () => {
      for (const [route, rule] of rules) {
        if (rule === 'anyone') continue
        const client = await clientOf(role)
        const mayAsk = rule === 'signed-in' || expected[role].some((permission) => permission === rule)
        const { status, body } = await walk(client, route)
        if (mayAsk) expect(body['reason'], `${role}: ${route}`).not.to.equal('not-allowed')
        else expect([status, body['reason']], `${role}: ${route}`).to.deep.equal([403, 'not-allowed'])
        expect(status, `${role}: ${route} ${JSON.stringify(body)}`).not.to.equal(401)
      }
    })

  const clients = new Map<string, ConsoleClient>()
  const clientOf = async (role: string): Promise<ConsoleClient> => {
    const client = clients.get(role) ?? (await signedIn(running, role))
    clients.set(role, client)
    return client
  }
  const walk = (client: ConsoleClient, route: string) => {
    const [method = '', path = ''] = route.split(' ')
    return client.ask(method, path.replace(/:\w+/g, 'nothing-there'))
  }
})
