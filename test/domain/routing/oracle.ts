// The matching rule written as plainly as possible: filter, sort, take the first. Slow, and right by reading.
// It shares no code with server/domain/routing: only the shapes of what goes in and comes out.
import type { FreeAgent, Match, WaitingCall } from '../../../server/domain/routing/order.ts'

export const createOracle = () => {
  let calls: WaitingCall[] = []
  let agents: FreeAgent[] = []

  const mayServe = (agent: FreeAgent, call: WaitingCall) =>
    call.skills.every((skill) => agent.skills.includes(skill)) &&
    !(call.passedBy ?? []).includes(agent.agentId)
  const key = (call: WaitingCall) => call.since - call.priority * 120_000
  const keyFor = (agent: FreeAgent, call: WaitingCall) =>
    key(call) - (call.stickyAgentId === agent.agentId ? 120_000 : 0)
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

  const withoutCall = (contactId: string) => calls.filter((call) => call.contactId !== contactId)
  const withoutAgent = (agentId: string) => agents.filter((agent) => agent.agentId !== agentId)

  return {
    callWaiting: (call: WaitingCall): Match[] => {
      calls = withoutCall(call.contactId)
      const [agent] = agents
        .filter((each) => mayServe(each, call))
        .sort(
          (a, b) =>
            Number(b.agentId === call.stickyAgentId) - Number(a.agentId === call.stickyAgentId) ||
            a.idleSince - b.idleSince ||
            byText(a.agentId, b.agentId),
        )
      if (!agent) {
        calls = [...calls, call]
        return []
      }
      agents = withoutAgent(agent.agentId)
      return [{ contactId: call.contactId, agentId: agent.agentId }]
    },
    callGone: (contactId: string): Match[] => {
      calls = withoutCall(contactId)
      return []
    },
    agentFree: (agent: FreeAgent): Match[] => {
      agents = withoutAgent(agent.agentId)
      const [call] = calls
        .filter((each) => mayServe(agent, each))
        .sort(
          (a, b) =>
            keyFor(agent, a) - keyFor(agent, b) || a.since - b.since || byText(a.contactId, b.contactId),
        )
      if (!call) {
        agents = [...agents, agent]
        return []
      }
      calls = withoutCall(call.contactId)
      return [{ contactId: call.contactId, agentId: agent.agentId }]
    },
    agentBusy: (agentId: string): Match[] => {
      agents = withoutAgent(agentId)
      return []
    },
    position: (contactId: string): number | null => {
      const own = calls.find((call) => call.contactId === contactId)
      if (!own) return null
      const order = calls
        .filter((call) => call.queueKey === own.queueKey)
        .sort((a, b) => key(a) - key(b) || a.since - b.since || byText(a.contactId, b.contactId))
      return order.indexOf(own) + 1
    },
    /** Pairs that should have been matched already: always empty when the rule is kept. */
    missedMatches: () =>
      calls.flatMap((call) => agents.filter((agent) => mayServe(agent, call)).map((agent) => [call, agent])),
    waitingCount: () => calls.length,
    idleCount: () => agents.length,
  }
}
