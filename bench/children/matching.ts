/**
 * The matching core with 50,000 callers waiting and 5,000 agents, and beside the plainest form of the same rule, which
 * it must agree with choice for choice.
 */
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import type { FreeAgent, Match, WaitingCall } from '../../server/domain/routing/order.ts'
import { createRouter } from '../../server/domain/routing/router.ts'
import { createOracle } from '../../test/domain/routing/oracle.ts'
import { serve } from '../support/serve.ts'
import { median, percentile } from '../support/stats.ts'

type Core = Pick<ReturnType<typeof createRouter>, 'callWaiting' | 'callGone' | 'agentFree' | 'agentBusy'>
type Step = (core: Core) => Match[]

/** Always the same numbers (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** 40 skills of which few are common; 5 priorities; a fifth of the calls has an agent who knows the matter. */
const world = (agents: number, seed: number) => {
  const random = dice(seed)
  // Zipf: the second commonest skill is asked for half as often as the first, the third a third as often.
  const weights = Array.from({ length: 40 }, (_, n) => 1 / (n + 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const skill = () => {
    let left = random() * total
    const found = weights.findIndex((weight) => (left -= weight) <= 0)
    return `skill-${Math.max(0, found)}`
  }
  const some = (from: number, to: number) => [
    ...new Set(Array.from({ length: from + Math.floor(random() * (to - from + 1)) }, skill)),
  ]
  const skillsOf = Array.from({ length: agents }, () => some(3, 8))
  let clock = 1_800_000_000_000
  let made = 0
  return {
    random,
    everyAgent: skillsOf.map((skills, n): FreeAgent => ({ agentId: `agent-${n}`, skills, idleSince: n })),
    call: (): WaitingCall => {
      clock += 40
      const contactId = `contact-${(made += 1)}`
      const call = { contactId, skills: some(1, 3), priority: Math.floor(random() * 5), since: clock }
      return random() < 0.2 ? { ...call, stickyAgentId: `agent-${Math.floor(random() * agents)}` } : call
    },
    agent: (): FreeAgent => {
      const n = Math.floor(random() * agents)
      clock += 1
      return { agentId: `agent-${n}`, skills: skillsOf[n] ?? [], idleSince: clock }
    },
  }
}

/** So many events are made, then routed: the processor's clock is too coarse, and too dear, for one. */
const atOnce = 100

/**
 * Fills the queue, then lets a call come for each that leaves: calls, free agents, 5 % who hang up. The mean is by
 * the processor's time, collecting garbage included: what other programs take of a busy machine is not the core's.
 */
const run = (core: Core, waiting: number, agents: number, events: number, seed: number) => {
  const { random, everyAgent, call, agent } = world(agents, seed)
  // Everybody has signed in before: what is measured is a day under way.
  for (const each of everyAgent) {
    core.agentFree(each)
    core.agentBusy(each.agentId)
  }
  const ids: string[] = []
  for (let n = 0; n < waiting; n += 1) {
    const each = call()
    ids.push(each.contactId)
    core.callWaiting(each)
  }
  const nextStep = (): Step => {
    const dieRoll = random()
    const fresh = call()
    const free = agent()
    const gone = ids[Math.floor(random() * ids.length)] ?? ''
    if (dieRoll < 0.5) return (each) => each.callWaiting(fresh)
    return dieRoll < 0.95 ? (each) => each.agentFree(free) : (each) => each.callGone(gone)
  }
  const took: number[] = []
  const choices: Match[] = []
  let usedUs = 0
  for (let n = 0; n < events; n += atOnce) {
    const steps = Array.from({ length: atOnce }, nextStep)
    const usedBefore = process.cpuUsage()
    for (const step of steps) {
      const startedAt = performance.now()
      const matches = step(core)
      took.push((performance.now() - startedAt) * 1000)
      choices.push(...matches)
    }
    const { user, system } = process.cpuUsage(usedBefore)
    usedUs += user + system
  }
  return { meanUs: usedUs / events, took, choices }
}

const measure = (given: unknown) => {
  const { isQuick } = z.object({ isQuick: z.boolean() }).parse(given)
  const events = isQuick ? 10_000 : 40_000
  const repeats = isQuick ? 1 : 5
  run(createRouter(), 5_000, 500, 20_000, 1)
  const at = (waiting: number) =>
    Array.from({ length: repeats }, (_, n) => run(createRouter(), waiting, 5_000, events, n + 2))
  const large = at(50_000)
  const meanOf = (runs: readonly { meanUs: number }[]) => median(runs.map((each) => each.meanUs))
  const meanUs = meanOf(large)
  const smallUs = meanOf(at(1_000))
  const naiveEvents = isQuick ? 100 : 400
  const ours = run(createRouter(), 10_000, 1_000, naiveEvents, 9)
  const naive = run(createOracle(), 10_000, 1_000, naiveEvents, 9)
  // A few hundred events are no measure of microseconds: the same queue over many is.
  const oursUs = run(createRouter(), 10_000, 1_000, events, 9).meanUs
  return {
    events,
    meanUs,
    smallUs,
    p99: median(large.map(({ took }) => percentile(took, 99))),
    naiveUs: naive.meanUs,
    oursUs,
    choices: ours.choices.length,
    isSame: JSON.stringify(ours.choices) === JSON.stringify(naive.choices),
  }
}

serve({ measure })
