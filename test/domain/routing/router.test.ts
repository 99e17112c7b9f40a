import { expect } from 'chai'
import fc from 'fast-check'
import type { FreeAgent, Match, WaitingCall } from '../../../server/domain/routing/order.ts'
import { createRouter, type Router } from '../../../server/domain/routing/router.ts'
import { createOracle } from './oracle.ts'

type RouterEvent =
  | { kind: 'waiting'; call: WaitingCall }
  | { kind: 'gone'; contactId: string }
  | { kind: 'free'; agent: FreeAgent }
  | { kind: 'busy'; agentId: string }

const call = (contactId: string, given: Partial<WaitingCall> = {}): WaitingCall => ({
  contactId,
  skills: [],
  priority: 0,
  since: 0,
  ...given,
})
const agent = (agentId: string, given: Partial<FreeAgent> = {}): FreeAgent => ({
  agentId,
  skills: [],
  idleSince: 0,
  ...given,
})
const minutes = (count: number) => count * 60_000

const apply = (
  router: Pick<Router, 'callWaiting' | 'callGone' | 'agentFree' | 'agentBusy'>,
  event: RouterEvent,
) => {
  switch (event.kind) {
    case 'waiting':
      return router.callWaiting(event.call)
    case 'gone':
      return router.callGone(event.contactId)
    case 'free':
      return router.agentFree(event.agent)
    case 'busy':
      return router.agentBusy(event.agentId)
  }
}

// Few ids, few skills and round times, so that ties, repeats and replaced entries are common.
const callIds = Array.from({ length: 15 }, (_, n) => `C${n}`)
const contactId = fc.constantFrom(...callIds)
const agentId = fc.integer({ min: 0, max: 5 }).map((n) => `A${n}`)
const skills = fc.subarray(['pay', 'dismissal', 'welsh', 'rail'])
const time = fc.integer({ min: 0, max: 10 }).map(minutes)
const event: fc.Arbitrary<RouterEvent> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record(
        {
          contactId,
          skills,
          priority: fc.integer({ min: 0, max: 4 }),
          since: time,
          stickyAgentId: agentId,
          passedBy: fc.subarray(['A0', 'A1', 'A2']),
          queueKey: fc.constantFrom('advice', 'casework'),
        },
        { requiredKeys: ['contactId', 'skills', 'priority', 'since'] },
      )
      .map((each) => ({ kind: 'waiting' as const, call: each })),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({ agentId, skills, idleSince: time })
      .map((each) => ({ kind: 'free' as const, agent: each })),
  },
  { weight: 1, arbitrary: contactId.map((id) => ({ kind: 'gone' as const, contactId: id })) },
  { weight: 1, arbitrary: agentId.map((id) => ({ kind: 'busy' as const, agentId: id })) },
)
const history = fc.array(event, { minLength: 1, maxLength: 80, size: 'max' })

const agreesWithOracle = (create: () => Router) =>
  fc.property(history, (events) => {
    const router = create()
    const oracle = createOracle()
    for (const each of events) {
      expect(apply(router, each)).to.deep.equal(apply(oracle, each))
      expect([router.waitingCount(), router.idleCount()]).to.deep.equal([
        oracle.waitingCount(),
        oracle.idleCount(),
      ])
      expect(callIds.map(router.position)).to.deep.equal(callIds.map(oracle.position))
      expect(oracle.missedMatches()).to.deep.equal([])
    }
  })

describe('the router', () => {
  it('makes exactly the choices of the naive rule in any order of events', () => {
    fc.assert(agreesWithOracle(createRouter), { numRuns: 400 })
  })

  // Each of these faults is one that a review could miss; the comparison must see all of them.
  const faults: Record<string, (router: Router) => Router> = {
    'ignores who passed a call on': (router) => ({
      ...router,
      callWaiting: (each) => router.callWaiting({ ...each, passedBy: [] }),
    }),
    'breaks ties between agents the other way': (router) => ({
      ...router,
      agentFree: (each) => router.agentFree({ ...each, idleSince: -each.idleSince }),
    }),
    'forgets the agent who knows the matter': (router) => ({
      ...router,
      callWaiting: (each) => router.callWaiting({ ...each, stickyAgentId: 'nobody' }),
    }),
    'treats the highest priority like the one below': (router) => ({
      ...router,
      callWaiting: (each) => router.callWaiting({ ...each, priority: Math.min(each.priority, 3) }),
    }),
    'keeps a caller who hung up': (router) => ({ ...router, callGone: () => [] }),
  }
  for (const [fault, inject] of Object.entries(faults)) {
    it(`would be caught if it ${fault} (control)`, () => {
      const result = fc.check(
        agreesWithOracle(() => inject(createRouter())),
        { numRuns: 2000 },
      )
      expect(result.failed).to.equal(true)
    })
  }

  it('never gives a call to an agent without all its skills, nor one call or agent twice', () => {
    fc.assert(
      fc.property(history, (events) => {
        const router = createRouter()
        const waiting = new Map<string, WaitingCall>()
        const free = new Map<string, FreeAgent>()
        for (const each of events) {
          if (each.kind === 'waiting') waiting.set(each.call.contactId, each.call)
          if (each.kind === 'free') free.set(each.agent.agentId, each.agent)
          if (each.kind === 'gone') waiting.delete(each.contactId)
          if (each.kind === 'busy') free.delete(each.agentId)
          for (const match of apply(router, each)) {
            const served = waiting.get(match.contactId)
            const by = free.get(match.agentId)
            expect(served, 'the call was waiting').not.to.equal(undefined)
            expect(by?.skills).to.include.members([...(served?.skills ?? ['?'])])
            waiting.delete(match.contactId)
            free.delete(match.agentId)
          }
        }
      }),
      { numRuns: 500 },
    )
  })

  it('starves nobody: an ordinary call waits for urgent ones that came up to 8 minutes later, and no longer', () => {
    const servedAfter = (urgentSince: number) => {
      const router = createRouter()
      router.callWaiting(call('ordinary', { since: 0 }))
      router.callWaiting(call('urgent', { since: urgentSince, priority: 4 }))
      return router.agentFree(agent('A'))[0]?.contactId
    }
    expect(servedAfter(minutes(8) - 1)).to.equal('urgent')
    expect(servedAfter(minutes(8) + 1)).to.equal('ordinary')
  })

  it('serves an ordinary call under an endless stream of urgent calls that are also sticky', () => {
    const router = createRouter()
    router.callWaiting(call('ordinary'))
    let served: Match | undefined
    let second = 0
    while (served?.contactId !== 'ordinary' && second < 3600) {
      second += 1
      router.callWaiting(call(`urgent-${second}`, { since: second * 1000, priority: 4, stickyAgentId: 'A' }))
      served = router.agentFree(agent('A', { idleSince: second * 1000 }))[0]
    }
    expect(second).to.equal(minutes(10) / 1000)
  })

  it('rings the longest idle agent who has the skills, by id when they are equal', () => {
    const router = createRouter()
    router.agentFree(agent('B', { idleSince: 5, skills: ['pay', 'welsh'] }))
    router.agentFree(agent('A', { idleSince: 5, skills: ['pay', 'welsh'] }))
    router.agentFree(agent('C', { idleSince: 1, skills: ['pay'] }))
    expect(router.callWaiting(call('1', { skills: ['welsh', 'pay'] }))).to.deep.equal([
      { contactId: '1', agentId: 'A' },
    ])
    expect(router.callWaiting(call('2', { skills: ['pay'] }))).to.deep.equal([
      { contactId: '2', agentId: 'C' },
    ])
    expect(router.callWaiting(call('3', { skills: ['rail'] }))).to.deep.equal([])
  })

  it('gives a call to the agent who knows the matter, and to anybody else who can when that one is busy', () => {
    const router = createRouter()
    router.agentFree(agent('Sam', { idleSince: 0 }))
    router.agentFree(agent('Priya', { idleSince: 9 }))
    expect(router.callWaiting(call('1', { stickyAgentId: 'Priya' }))[0]?.agentId).to.equal('Priya')
    expect(router.callWaiting(call('2', { stickyAgentId: 'Priya' }))[0]?.agentId).to.equal('Sam')
  })

  it('takes an own call first only within two minutes of an older one', () => {
    const servedFirst = (since: number) => {
      const router = createRouter()
      router.callWaiting(call('older', { since: 0 }))
      router.callWaiting(call('own', { since, stickyAgentId: 'Priya' }))
      return router.agentFree(agent('Priya'))[0]?.contactId
    }
    expect(servedFirst(minutes(2) - 1)).to.equal('own')
    expect(servedFirst(minutes(2) + 1)).to.equal('older')
  })

  it('keeps the place of a caller whose offer was missed or passed on', () => {
    const router = createRouter()
    router.callWaiting(call('first', { since: 1 }))
    router.callWaiting(call('second', { since: 2 }))
    expect(router.agentFree(agent('Sam'))[0]?.contactId).to.equal('first')
    router.callWaiting(call('first', { since: 1, passedBy: ['Sam'] }))
    expect(router.position('first')).to.equal(1)
    expect(router.agentFree(agent('Sam'))[0]?.contactId).to.equal('second')
    expect(router.agentFree(agent('Sam'))).to.deep.equal([])
    expect(router.agentFree(agent('Priya'))[0]?.contactId).to.equal('first')
  })

  it('finds an agent for a call whose needs were relaxed', () => {
    const router = createRouter()
    router.agentFree(agent('Sam', { skills: ['pay'] }))
    expect(router.callWaiting(call('1', { skills: ['pay', 'welsh'] }))).to.deep.equal([])
    expect(router.callWaiting(call('1', { skills: ['pay'] }))).to.deep.equal([
      { contactId: '1', agentId: 'Sam' },
    ])
    expect(router.waitingCount()).to.equal(0)
  })

  it('tells the place within a queue, over all skills, and null for one who is not waiting', () => {
    const router = createRouter()
    router.callWaiting(call('1', { since: 1, queueKey: 'advice', skills: ['pay'] }))
    router.callWaiting(call('2', { since: 2, queueKey: 'casework' }))
    router.callWaiting(call('3', { since: 3, queueKey: 'advice', skills: ['rail'] }))
    expect(['1', '2', '3', '4'].map(router.position)).to.deep.equal([1, 1, 2, null])
    router.callGone('1')
    expect(router.position('3')).to.equal(1)
  })
})
