import { expect } from 'chai'
import { eligibility, type PlacedNow } from '../../../server/domain/routing/placed.ts'
import { createRouter } from '../../../server/domain/routing/router.ts'
import { type SkillLevels, skillsHeld, skillsNeeded } from '../../../server/domain/routing/skills.ts'

/** The rule itself, said without names for the router. */
const may = (
  placed: readonly PlacedNow[],
  person: { id: string; levels: SkillLevels },
  queue: { id: string; levels: SkillLevels },
  waitedMs: number,
): boolean => {
  const way = placed.find((each) => each.personId === person.id && each.queueId === queue.id)?.way
  if (way !== undefined) return way === 'on'
  const held = skillsHeld(person.levels)
  return skillsNeeded(queue.levels, waitedMs).every((skill) => held.includes(skill))
}

describe('who may take what where people are placed', () => {
  const queues: { id: string; levels: SkillLevels }[] = [
    { id: 'pay', levels: { pay: 3 } },
    { id: 'welsh-pay', levels: { pay: 1, welsh: 2 } },
    { id: 'anything', levels: {} },
  ]
  const people: { id: string; levels: SkillLevels }[] = [
    { id: 'expert', levels: { pay: 5, welsh: 2 } },
    { id: 'beginner', levels: { pay: 1 } },
    { id: 'new', levels: {} },
  ]
  const levels = new Map(queues.map((queue) => [queue.id, queue.levels]))
  const pairs = people.flatMap((person) => queues.map((queue) => ({ person, queue })))

  it('keeps asking for a language where somebody is placed, until the wish for it has relaxed', () => {
    const placed: PlacedNow[] = [{ personId: 'new', queueId: 'pay', way: 'on' }]
    const { needs, holds } = eligibility(placed, levels)
    const call = { pay: 3, 'language:ur': 3 }
    const may = (person: string, own: SkillLevels, waitedMs: number) => {
      const held = holds(person, own)
      return needs('pay', call, waitedMs).every((skill) => held.includes(skill))
    }
    expect(may('new', {}, 0)).to.equal(false)
    expect(may('new', { 'language:ur': 3 }, 0)).to.equal(true)
    expect(may('new', {}, 179_999)).to.equal(false)
    expect(may('new', {}, 180_000)).to.equal(true)
  })

  it('is the rule of skills, but for the person and the queue that are named, at every wait', () => {
    let looked = 0
    for (let choice = 0; choice < 3 ** pairs.length; choice += 97) {
      const placed = pairs.flatMap(({ person, queue }, n): PlacedNow[] => {
        const way = Math.floor(choice / 3 ** n) % 3
        return way === 0 ? [] : [{ personId: person.id, queueId: queue.id, way: way === 1 ? 'on' : 'off' }]
      })
      const { needs, holds } = eligibility(placed, levels)
      for (const { person, queue } of pairs)
        for (const waited of [-5, 0, 59_999, 60_000, 120_000, 180_000, 3_600_000]) {
          const held = new Set(holds(person.id, person.levels))
          const covers = needs(queue.id, queue.levels, waited).every((name) => held.has(name))
          expect(covers, `${person.id} ${queue.id} ${waited} of ${choice}`).to.equal(
            may(placed, person, queue, waited),
          )
          looked += 1
        }
    }
    expect(looked).to.be.greaterThan(10_000)
  })

  it('asks by skills alone where nobody is placed', () => {
    const { needs, holds } = eligibility([{ personId: 'new', queueId: 'pay', way: 'on' }], levels)
    expect(needs('welsh-pay', { pay: 1, welsh: 2 }, 0)).to.deep.equal(
      ['pay≥1', 'welsh≥1', 'welsh≥2'].filter((one) => one !== 'welsh≥1'),
    )
    expect(needs(null, {}, 0)).to.deep.equal([])
    expect(eligibility([], new Map()).holds('beginner', { pay: 1 })).to.deep.equal(['pay≥1'])
    expect(holds('beginner', { pay: 1 })).to.include('pay≥1')
  })

  it('rings whoever is put on a queue at once, and never who is taken off, however long the wait', () => {
    const router = createRouter()
    const { needs, holds } = eligibility(
      [
        { personId: 'new', queueId: 'pay', way: 'on' },
        { personId: 'expert', queueId: 'pay', way: 'off' },
      ],
      levels,
    )
    const free = (id: string, own: SkillLevels) =>
      router.agentFree({ agentId: id, skills: holds(id, own), idleSince: 0 })
    const call = (waited: number) =>
      router.callWaiting({ contactId: '1', skills: needs('pay', { pay: 3 }, waited), priority: 0, since: 0 })
    free('expert', { pay: 5 })
    expect(call(0)).to.deep.equal([])
    expect(call(3_600_000)).to.deep.equal([])
    expect(free('new', {})).to.deep.equal([{ contactId: '1', agentId: 'new' }])
  })
})
