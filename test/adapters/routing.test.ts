import { expect } from 'chai'
import { defaultAlertLimits } from '../../server/domain/alerts.ts'
import { newPresence } from '../../server/domain/presence.ts'
import { createRouting, type Routing, type Waiting } from '../../server/worker/routing.ts'
import { demo, monday } from '../support/demo-database.ts'

describe('routing, kept in step with the database', () => {
  const waits: Waiting = {
    id: 'call-1',
    queueId: 'queue',
    priority: 0,
    waitingSince: monday,
    skills: {},
    passed: [],
    knownTo: null,
  }
  let isBroken = false
  let offers: string[] = []
  let failures = 0
  let routing: Routing
  const unlessBroken = async <T>(value: T): Promise<T> => {
    if (isBroken) throw new Error('the connection was reset')
    return value
  }
  const agent = {
    presence: {
      ...newPresence(demo.priya, monday),
      choice: 'available' as const,
      reachable: true,
      registered: true,
      microphone: 'granted' as const,
    },
    skills: {},
  }
  const asks: Waiting = { ...waits, skills: { welsh: 1 } }
  let skills: Record<string, number> = {}
  let waiting: Waiting = waits
  beforeEach(async () => {
    skills = {}
    waiting = waits
    isBroken = false
    offers = []
    failures = 0
    const none: Waiting[] = []
    let calls = none
    routing = createRouting({
      reads: {
        placed: async () => ({ placed: [], levels: new Map() }),
        waiting: () => unlessBroken(calls.map(() => waiting)),
        waitingOne: () => unlessBroken(calls.length === 0 ? null : waiting),
        agents: () => unlessBroken([{ ...agent, skills }]),
        agent: () => unlessBroken({ ...agent, skills }),
      },
      nowMs: () => Date.parse(monday),
      offer: async ({ contactId, personId }) => {
        offers.push(`${contactId} to ${personId}`)
        return { offerId: 'offer-1' }
      },
      whenFailed: () => {
        failures += 1
      },
    })
    await routing.rebuild()
    calls = [waits]
  })
  const started = [
    {
      seq: 1,
      at: monday,
      event: {
        type: 'contact.waiting' as const,
        contactId: 'call-1',
        queueId: 'queue',
        again: false,
        memberCallSid: 'CA1',
      },
    },
  ]

  it('offers a call to a free agent when it is told of it', async () => {
    await routing.happened(started)
    expect(offers).to.deep.equal([`call-1 to ${demo.priya}`])
  })

  it('offers a call that it could not read about as soon as it can read again', async () => {
    isBroken = true
    await routing.happened(started).then(
      () => expect.fail('read from a broken connection'),
      (error: unknown) => expect(String(error)).to.include('reset'),
    )
    await routing.tick().catch(() => undefined)
    expect(offers).to.deep.equal([])
    isBroken = false
    await routing.tick()
    expect(offers).to.deep.equal([`call-1 to ${demo.priya}`])
    await routing.tick()
    expect(offers, 'once').to.have.length(1)
  })

  it('follows a skill that somebody is given while a call waits for it', async () => {
    waiting = asks
    await routing.happened(started)
    expect(offers).to.deep.equal([])
    skills = { welsh: 4 }
    const settings = { name: 'P', email: 'p@union.test', roles: ['agent'], skills, languages: [] }
    await routing.happened([
      {
        seq: 2,
        at: monday,
        event: {
          type: 'person.changed',
          personId: demo.priya,
          before: { ...settings, skills: {} },
          after: settings,
        },
      },
    ])
    expect(offers).to.deep.equal([`call-1 to ${demo.priya}`])
  })

  it('follows a queue that stops asking for a skill while somebody waits in it', async () => {
    waiting = asks
    await routing.happened(started)
    waiting = waits
    const queue = {
      name: 'Q',
      skills: [],
      skillLevels: {},
      promisePercent: 80,
      promiseSeconds: 60,
      maxWaiting: null,
      maxWaitSeconds: null,
      alertLimits: defaultAlertLimits,
    }
    await routing.happened([
      {
        seq: 2,
        at: monday,
        event: {
          type: 'queue.changed',
          queueId: 'queue',
          before: { ...queue, skills: ['welsh'] },
          after: queue,
        },
      },
    ])
    expect(offers).to.deep.equal([`call-1 to ${demo.priya}`])
  })
})
