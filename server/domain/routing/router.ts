// The matching core: which waiting call goes to which free agent (F11-F15), decided in microseconds however many
// wait. It holds no truth of its own: the database is the queue of record and the router is rebuilt from it at start.
//
//   bucket   one heap of calls per distinct set of needed skills; calls that left are dropped when they surface
//   profile  one per distinct set of agents' skills: the buckets those agents cover
//   holders  the profiles that hold a skill, to find who covers a new bucket
//   idle     one list of idle agents per skill, longest idle first; a call walks the list of its rarest skill
//   sticky   one small heap per agent with the calls that would rather have that agent
//
// Between events no waiting call and idle agent fit together, so an event can make one match at most. The trap to
// avoid is matching all calls with all agents on every event. Order and ties: order.ts. The naive form that this
// must agree with, choice for choice, is test/domain/routing/oracle.ts.
import { type Heap, heapsOf } from './heap.ts'
import { createIdleList, type IdleList } from './idle-list.ts'
import {
  type FreeAgent,
  isIdleLonger,
  type Match,
  servingKey,
  stickyHeadStartMs,
  type WaitingCall,
} from './order.ts'

export type Router = {
  /**
   * A call waits, comes back to its place (same since), or its needs changed (skills relaxed): the entry with that
   * id is replaced.
   */
  readonly callWaiting: (call: WaitingCall) => Match[]
  /** The caller hung up or is served otherwise. Unknown ids are fine. */
  readonly callGone: (contactId: string) => Match[]
  /** The agent may be offered a call now; also when their skills changed while idle. */
  readonly agentFree: (agent: FreeAgent) => Match[]
  /** The agent took a break, left or is busy otherwise. Unknown ids are fine. */
  readonly agentBusy: (agentId: string) => Match[]
  /** 1 = next among the calls with the same queueKey; null when not waiting. Looks at every waiting call. */
  readonly position: (contactId: string) => number | null
  readonly waitingCount: () => number
  readonly idleCount: () => number
}

type CallNode = {
  readonly call: WaitingCall
  readonly bucket: Bucket
  /** The agent who knows the matter, met or not. */
  readonly own: AgentNode | null
  isLive: boolean
}
type Bucket = {
  readonly index: number
  readonly skills: readonly string[]
  readonly holders: readonly Holders[]
  readonly calls: Heap<CallNode>
}
type Profile = {
  readonly index: number
  readonly skills: readonly string[]
  readonly bucketIndexes: number[]
  idleCount: number
}
/** The profiles that hold a skill, by index; and the same as a row of marks, 1 at each of them. */
type Holders = { readonly indexes: number[]; has: Uint8Array }
type AgentNode = {
  readonly agentId: string
  /** As given last, and what came of them: an agent's skills hardly ever change. */
  skills: readonly string[] | null
  profile: Profile | null
  idleSince: number
  isIdle: boolean
  /** Waiting calls that would rather have this agent; `covered` are those that the present profile covers. */
  readonly ownCalls: Set<CallNode>
  covered: Heap<CallNode>
}

/** An empty router; both sides match from their first event on. */
export const createRouter = (): Router => {
  const waiting = new Map<string, CallNode>()
  const agents = new Map<string, AgentNode>()
  const buckets = new Map<string, Bucket>()
  // What every event reads of every bucket lies side by side: with 5,000 agents the cost is waiting for memory.
  const allBuckets: Bucket[] = []
  const idleEligible: number[] = []
  /** The key of the call that is next in its bucket, infinity when there is none. */
  const nextKeys: number[] = []
  const bucketsByFirstSkill = new Map<string, Bucket[]>()
  const profiles = new Map<string, Profile>()
  const allProfiles: Profile[] = []
  const holdersBySkill = new Map<string, Holders>()
  const idleBySkill = new Map<string, IdleList<AgentNode>>()
  const idle = createIdleList<AgentNode>(isIdleLonger)

  const holdersOf = (skill: string): Holders => {
    const known = holdersBySkill.get(skill)
    if (known) return known
    const made: Holders = { indexes: [], has: new Uint8Array(64) }
    holdersBySkill.set(skill, made)
    return made
  }
  const agentOf = (agentId: string): AgentNode => {
    const known = agents.get(agentId)
    if (known) return known
    const made: AgentNode = {
      agentId,
      skills: null,
      profile: null,
      idleSince: 0,
      isIdle: false,
      ownCalls: new Set(),
      covered: heaps.empty(),
    }
    agents.set(agentId, made)
    return made
  }

  const bucketFor = (needed: readonly string[]): Bucket => {
    // The order given is nearly always one seen before; sorting comes only the first time.
    const given = needed.join(separator)
    const known = buckets.get(given)
    if (known) return known
    const skills = sortedSet(needed)
    const key = skills.join(separator)
    const same = buckets.get(key)
    if (same) {
      buckets.set(given, same)
      return same
    }
    const bucket: Bucket = {
      index: allBuckets.length,
      skills,
      holders: (skills.length === 0 ? [noSkill] : skills).map(holdersOf),
      calls: heaps.empty(),
    }
    allBuckets.push(bucket)
    idleEligible.push(0)
    nextKeys.push(Number.POSITIVE_INFINITY)
    buckets.set(key, bucket).set(given, bucket)
    append(bucketsByFirstSkill, skills[0] ?? noSkill, bucket)
    const rarest = bucket.holders.reduce((a, b) => (b.indexes.length < a.indexes.length ? b : a))
    for (const profileIndex of rarest.indexes) {
      const profile = covers(profileIndex, bucket) ? allProfiles[profileIndex] : undefined
      if (!profile) continue
      profile.bucketIndexes.push(bucket.index)
      idleEligible[bucket.index] = (idleEligible[bucket.index] ?? 0) + profile.idleCount
    }
    return bucket
  }

  const profileFor = (held: readonly string[]): Profile => {
    const skills = sortedSet(held)
    const key = skills.join(separator)
    const known = profiles.get(key)
    if (known) return known
    const profile: Profile = { index: allProfiles.length, skills, bucketIndexes: [], idleCount: 0 }
    profiles.set(key, profile)
    allProfiles.push(profile)
    for (const skill of [noSkill, ...skills]) addHolder(holdersOf(skill), profile.index)
    for (const skill of [noSkill, ...skills])
      for (const bucket of bucketsByFirstSkill.get(skill) ?? [])
        if (covers(profile.index, bucket)) profile.bucketIndexes.push(bucket.index)
    return profile
  }

  const removeCall = (node: CallNode) => {
    node.isLive = false
    waiting.delete(node.call.contactId)
    node.own?.ownCalls.delete(node)
    nextKeys[node.bucket.index] = heaps.smallestKey(node.bucket.calls)
  }

  const setIdle = (agent: AgentNode, profile: Profile, isIdle: boolean) => {
    if (agent.isIdle === isIdle) return
    agent.isIdle = isIdle
    const change = isIdle ? 1 : -1
    profile.idleCount += change
    for (const index of profile.bucketIndexes) idleEligible[index] = (idleEligible[index] ?? 0) + change
    if (isIdle) idle.add(agent)
    else idle.remove(agent)
    for (const skill of profile.skills) {
      let list = idleBySkill.get(skill)
      if (!list) {
        list = createIdleList<AgentNode>(isIdleLonger)
        idleBySkill.set(skill, list)
      }
      if (isIdle) list.add(agent)
      else list.remove(agent)
    }
  }

  const agentFor = ({ call, bucket, own }: CallNode): AgentNode | undefined => {
    if (idleEligible[bucket.index] === 0) return undefined
    const fits = ({ agentId, profile }: AgentNode) =>
      profile !== null && covers(profile.index, bucket) && !call.passedBy?.includes(agentId)
    if (own?.isIdle && fits(own)) return own
    let shortest = idle
    for (const skill of bucket.skills) {
      const list = idleBySkill.get(skill)
      if (list && list.size() < shortest.size()) shortest = list
    }
    return shortest.find(fits)
  }

  const callFor = ({ agentId, covered }: AgentNode, profile: Profile): CallNode | undefined => {
    let best = firstNotPassedBy(covered, agentId)
    let bestKey = best ? servingKey(best.call) - stickyHeadStartMs : Number.POSITIVE_INFINITY
    for (const index of profile.bucketIndexes) {
      // Nearly all buckets are passed over here, without a look at their calls.
      const bucket = (nextKeys[index] ?? bestKey) > bestKey ? undefined : allBuckets[index]
      const node = bucket && firstNotPassedBy(bucket.calls, agentId)
      if (!node) continue
      const key = servingKey(node.call)
      // An own call heads its own heap too, where its head start is counted: here its plain key will do.
      if (key > bestKey || (best && key === bestKey && !isEarlier(node, best))) continue
      best = node
      bestKey = key
    }
    return best
  }

  const callGone = (contactId: string): Match[] => {
    const node = waiting.get(contactId)
    if (node) removeCall(node)
    return []
  }

  const agentBusy = (agentId: string): Match[] => {
    const agent = agents.get(agentId)
    if (agent?.profile) setIdle(agent, agent.profile, false)
    return []
  }

  const callWaiting = (call: WaitingCall): Match[] => {
    callGone(call.contactId)
    const bucket = bucketFor(call.skills)
    const own = call.stickyAgentId === undefined ? null : agentOf(call.stickyAgentId)
    const node: CallNode = { call, bucket, own, isLive: true }
    const agent = agentFor(node)
    if (agent) {
      agentBusy(agent.agentId)
      return [{ contactId: call.contactId, agentId: agent.agentId }]
    }
    waiting.set(call.contactId, node)
    const key = servingKey(call)
    heaps.push(bucket.calls, key, node)
    nextKeys[bucket.index] = Math.min(nextKeys[bucket.index] ?? key, key)
    own?.ownCalls.add(node)
    if (own?.profile && covers(own.profile.index, bucket)) heaps.push(own.covered, key, node)
    return []
  }

  const agentFree = ({ agentId, skills, idleSince }: FreeAgent): Match[] => {
    const agent = agentOf(agentId)
    if (agent.profile) setIdle(agent, agent.profile, false)
    const profile = agent.profile && isSameList(agent.skills, skills) ? agent.profile : profileFor(skills)
    agent.skills = skills
    agent.idleSince = idleSince
    if (agent.profile !== profile) {
      agent.profile = profile
      agent.covered = heaps.empty()
      for (const node of agent.ownCalls)
        if (covers(profile.index, node.bucket)) heaps.push(agent.covered, servingKey(node.call), node)
    }
    const node = callFor(agent, profile)
    if (!node) {
      setIdle(agent, profile, true)
      return []
    }
    removeCall(node)
    return [{ contactId: node.call.contactId, agentId }]
  }

  return {
    callWaiting,
    callGone,
    agentFree,
    agentBusy,
    position: (contactId) => {
      const own = waiting.get(contactId)
      if (!own) return null
      let position = 1
      for (const other of waiting.values())
        if (other.call.queueKey === own.call.queueKey && isServedBefore(other, own)) position += 1
      return position
    },
    waitingCount: () => waiting.size,
    idleCount: () => idle.size(),
  }
}

const isSameList = (a: readonly string[] | null, b: readonly string[]): boolean =>
  a === b || (a?.length === b.length && b.every((each, n) => each === a[n]))
const separator = '\u0000'
/** What calls without any needs ask for, and every agent holds. */
const noSkill = ''
const isLive = (node: CallNode): boolean => node.isLive
const isEarlier = (a: CallNode, b: CallNode): boolean =>
  a.call.since !== b.call.since ? a.call.since < b.call.since : a.call.contactId < b.call.contactId
const isServedBefore = (a: CallNode, b: CallNode): boolean => {
  const [keyA, keyB] = [servingKey(a.call), servingKey(b.call)]
  return keyA !== keyB ? keyA < keyB : isEarlier(a, b)
}
const heaps = heapsOf(isEarlier, isLive)
const sortedSet = (skills: readonly string[]): string[] =>
  skills.length < 2 ? [...skills] : [...new Set(skills)].sort()

const covers = (profileIndex: number, { holders }: Bucket): boolean => {
  for (const { has } of holders) if (has[profileIndex] !== 1) return false
  return true
}

const addHolder = (holders: Holders, profileIndex: number) => {
  holders.indexes.push(profileIndex)
  if (profileIndex >= holders.has.length) {
    const longer = new Uint8Array(profileIndex * 2)
    longer.set(holders.has)
    holders.has = longer
  }
  holders.has[profileIndex] = 1
}

const append = <K, V>(lists: Map<K, V[]>, key: K, value: V) => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Calls that this agent passed on step aside for a moment and go back to their place. */
const firstNotPassedBy = (calls: Heap<CallNode>, agentId: string): CallNode | undefined => {
  let first = heaps.peek(calls)
  if (!first?.call.passedBy?.includes(agentId)) return first
  const aside: CallNode[] = []
  while (first?.call.passedBy?.includes(agentId)) {
    aside.push(first)
    heaps.pop(calls)
    first = heaps.peek(calls)
  }
  for (const node of aside) heaps.push(calls, servingKey(node.call), node)
  return first
}
