import { expect } from 'chai'
import { createRouter } from '../../../server/domain/routing/router.ts'
import { nextRelaxation, skillsHeld, skillsNeeded } from '../../../server/domain/routing/skills.ts'

describe('skill levels', () => {
  it('relax one step at exactly 60 s and are gone after level 1', () => {
    const needs = { pay: 2, welsh: 1 }
    expect(skillsNeeded(needs, 59_999)).to.deep.equal(['pay≥2', 'welsh≥1'])
    expect(skillsNeeded(needs, 60_000)).to.deep.equal(['pay≥1'])
    expect(skillsNeeded(needs, 119_999)).to.deep.equal(['pay≥1'])
    expect(skillsNeeded(needs, 120_000)).to.deep.equal([])
    expect(skillsNeeded(needs, -5)).to.deep.equal(['pay≥2', 'welsh≥1'])
  })

  it('say when they relax next', () => {
    expect(nextRelaxation({ pay: 2 }, 0)).to.equal(60_000)
    expect(nextRelaxation({ pay: 2 }, 60_000)).to.equal(120_000)
    expect(nextRelaxation({ pay: 2 }, 120_000)).to.equal(null)
    expect(nextRelaxation({}, 0)).to.equal(null)
  })

  it('let an agent of a lower level take the call one minute later, not before', () => {
    const router = createRouter()
    const needs = { pay: 3 }
    const waiting = (waitedMs: number) =>
      router.callWaiting({ contactId: '1', skills: skillsNeeded(needs, waitedMs), priority: 0, since: 0 })
    router.agentFree({ agentId: 'Sam', skills: skillsHeld({ pay: 2 }), idleSince: 0 })
    expect(waiting(0)).to.deep.equal([])
    expect(waiting(59_999)).to.deep.equal([])
    expect(waiting(60_000)).to.deep.equal([{ contactId: '1', agentId: 'Sam' }])
  })
})
