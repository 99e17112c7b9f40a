// The matching core: which waiting call goes to which free agent (F11-F15), decided in microseconds however many
// wait. It holds no truth of its own: the database is the queue of record and the router is rebuilt from it at start.
//
//   bucket   one heap of calls per distinct set of needed skills; calls that left are dropped when they surface
//   profile  one per distinct set of agents' skills: the buckets those agents cover
//   idle     one list of idle agents per skill, longest idle first; a call walks the list of its rarest skill
//   sticky   one small heap per agent with the calls that would rather have that agent
//
// Between events no waiting call and idle agent fit together, so an event can make one match at most. The trap to
// avoid is matching all calls with all agents on every event. Order and ties: order.ts. The naive form that this
// must agree with, choice for choice, is test/domain/routing/oracle.ts.
import { createHeap, type Heap } from './heap.ts'
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

type CallNode = { readonly call: WaitingCall; readonly key: number; readonly bucket: Bucket; isLive: boolean }
type Bucket = {
  readonly index: number
  readonly skills: readonly string[]
  readonly skillIds: readonly number[]
  readonly calls: Heap<CallNode>
}
/** has[skill id] is 1 for a skill held; ids given out later are not held. */
type Profile = {
  readonly skills: readonly string[]
  readonly has: Uint8Array
  readonly bucketIndexes: number[]
  idleCount: number
}
type AgentNode = { readonly agentId: string; profile: Profile | null; idleSince: number; isIdle: boolean }
type StickyCalls = { readonly all: Set<CallNode>; covered: Heap<CallNode> }

/** An empty router; both sides match from their first event on. */
export const createRouter = (): Router => {
  const waiting = new Map<string, CallNode>()
  const agents = new Map<string, AgentNode>()
  const sticky = new Map<string, StickyCalls>()
  const skillIds = new Map<string, number>()
  const buckets = new Map<string, Bucket>()
  // What every event reads of every bucket lies side by side: with 5,000 agents the cost is waiting for memory.
  const allBuckets: Bucket[] = []
  const idleEligible: number[] = []
  /** No live call in the bucket has a smaller key. */
  const smallestKeys: number[] = []
  const bucketsByFirstSkill = new Map<string, Bucket[]>()
  const profiles = new Map<string, Profile>()
  const allProfiles: Profile[] = []
  const profilesAsGiven = new Map<string, Profile>()
  const profilesBySkill = new Map<string, Profile[]>()
  const idleBySkill = new Map<string, IdleList<AgentNode>>()
  const idle = createIdleList<AgentNode>(isIdleLonger)

  const skillId = (skill: string): number => {
    const id = skillIds.get(skill) ?? skillIds.size
    skillIds.set(skill, id)
    return id
  }
  const skillsHas = (skills: readonly string[]): Uint8Array => {
    const ids = skills.map(skillId)
    const has = new Uint8Array(skillIds.size)
    for (const id of ids) has[id] = 1
    return has
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
      skillIds: skills.map(skillId),
      calls: createHeap(isServedBefore, isLive),
    }
    allBuckets.push(bucket)
    idleEligible.push(0)
    smallestKeys.push(Number.POSITIVE_INFINITY)
    buckets.set(key, bucket).set(given, bucket)
    append(bucketsByFirstSkill, skills[0] ?? noSkill, bucket)
    let fewest = allProfiles
    for (const skill of skills) {
      const holders = profilesBySkill.get(skill) ?? []
      if (holders.length < fewest.length) fewest = holders
    }
    for (const profile of fewest) {
      if (!covers(profile, bucket)) continue
      profile.bucketIndexes.push(bucket.index)
      idleEligible[bucket.index] = (idleEligible[bucket.index] ?? 0) + profile.idleCount
    }
    return bucket
  }

  const profileFor = (held: readonly string[]): Profile => {
    const given = held.join(separator)
    const known = profilesAsGiven.get(given)
    if (known) return known
    const skills = sortedSet(held)
    const key = skills.join(separator)
    const same = profiles.get(key)
    if (same) {
      profilesAsGiven.set(given, same)
      return same
    }
    const profile: Profile = { skills, has: skillsHas(skills), bucketIndexes: [], idleCount: 0 }
    profiles.set(key, profile)
    allProfiles.push(profile)
    profilesAsGiven.set(given, profile)
    for (const skill of skills) append(profilesBySkill, skill, profile)
    for (const skill of [noSkill, ...skills])
      for (const bucket of bucketsByFirstSkill.get(skill) ?? [])
        if (covers(profile, bucket)) profile.bucketIndexes.push(bucket.index)
    return profile
  }

  const stickyOf = (agentId: string): StickyCalls => {
    const known = sticky.get(agentId)
    if (known) return known
    const made: StickyCalls = { all: new Set(), covered: createHeap(isServedBefore, isLive) }
    sticky.set(agentId, made)
    return made
  }

  const removeCall = (node: CallNode) => {
    node.isLive = false
    waiting.delete(node.call.contactId)
    if (node.call.stickyAgentId === undefined) return
    const own = sticky.get(node.call.stickyAgentId)
    own?.all.delete(node)
    if (own?.all.size === 0) sticky.delete(node.call.stickyAgentId)
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

  const agentFor = (call: WaitingCall, bucket: Bucket): AgentNode | undefined => {
    if (idleEligible[bucket.index] === 0) return undefined
    const fits = (agent: AgentNode) =>
      agent.profile !== null && covers(agent.profile, bucket) && !call.passedBy?.includes(agent.agentId)
    const own = call.stickyAgentId === undefined ? undefined : agents.get(call.stickyAgentId)
    if (own?.isIdle && fits(own)) return own
    let shortest = idle
    for (const skill of bucket.skills) {
      const list = idleBySkill.get(skill)
      if (list && list.size() < shortest.size()) shortest = list
    }
    return shortest.find(fits)
  }

  const callFor = (agentId: string, profile: Profile): CallNode | undefined => {
    let best = firstNotPassedBy(sticky.get(agentId)?.covered, agentId)
    let bestKey = best ? best.key - stickyHeadStartMs : Number.POSITIVE_INFINITY
    for (const index of profile.bucketIndexes) {
      const bucket = allBuckets[index]
      if (!bucket || (smallestKeys[index] ?? bestKey) > bestKey) continue
      const node = firstNotPassedBy(bucket.calls, agentId)
      smallestKeys[index] = bucket.calls.peek()?.key ?? Number.POSITIVE_INFINITY
      // An own call heads its sticky heap too, where its head start is counted: here its plain key will do.
      if (!node || node.key > bestKey || (best && node.key === bestKey && !isEarlier(node, best))) continue
      best = node
      bestKey = node.key
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
    const agent = agentFor(call, bucket)
    if (agent) {
      agentBusy(agent.agentId)
      return [{ contactId: call.contactId, agentId: agent.agentId }]
    }
    const node: CallNode = { call, key: servingKey(call), bucket, isLive: true }
    waiting.set(call.contactId, node)
    bucket.calls.push(node)
    smallestKeys[bucket.index] = Math.min(smallestKeys[bucket.index] ?? node.key, node.key)
    if (call.stickyAgentId !== undefined) {
      const own = stickyOf(call.stickyAgentId)
      own.all.add(node)
      const profile = agents.get(call.stickyAgentId)?.profile
      if (profile && covers(profile, bucket)) own.covered.push(node)
    }
    return []
  }

  const agentFree = ({ agentId, skills, idleSince }: FreeAgent): Match[] => {
    agentBusy(agentId)
    const profile = profileFor(skills)
    const agent = agents.get(agentId) ?? { agentId, profile: null, idleSince, isIdle: false }
    agents.set(agentId, agent)
    agent.idleSince = idleSince
    if (agent.profile !== profile) {
      agent.profile = profile
      const own = sticky.get(agentId)
      if (own) {
        own.covered = createHeap(isServedBefore, isLive)
        for (const node of own.all) if (covers(profile, node.bucket)) own.covered.push(node)
      }
    }
    const node = callFor(agentId, profile)
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

const separator = '\u0000'
const noSkill = ''
const isLive = (node: CallNode): boolean => node.isLive
const isEarlier = (a: CallNode, b: CallNode): boolean =>
  a.call.since !== b.call.since ? a.call.since < b.call.since : a.call.contactId < b.call.contactId
const isServedBefore = (a: CallNode, b: CallNode): boolean =>
  a.key !== b.key ? a.key < b.key : isEarlier(a, b)
const sortedSet = (skills: readonly string[]): string[] =>
  skills.length < 2 ? [...skills] : [...new Set(skills)].sort()

const covers = (profile: Profile, bucket: Bucket): boolean => {
  for (const id of bucket.skillIds) if (profile.has[id] !== 1) return false
  return true
}

const append = <K, V>(lists: Map<K, V[]>, key: K, value: V) => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Calls that this agent passed on step aside for a moment and go back to their place. */
const firstNotPassedBy = (calls: Heap<CallNode> | undefined, agentId: string): CallNode | undefined => {
  let first = calls?.peek()
  if (!calls || !first?.call.passedBy?.includes(agentId)) return first
  const aside: CallNode[] = []
  while (first?.call.passedBy?.includes(agentId)) {
    aside.push(first)
    calls.pop()
    first = calls.peek()
  }
  for (const node of aside) calls.push(node)
  return first
}
