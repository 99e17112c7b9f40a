/**
 * Who rings next. The matching itself is domain/routing, in memory; this keeps it in step with the database, which is
 * the queue of record. Events only say *whom* to look at again: what they are now is read from the database, so a late,
 * doubled or lost event cannot make the router believe something false for long. Rebuilt from the database at start.
 */
import { isRefused, type Refused } from '../contract/refusals.ts'
import { isCallable } from '../domain/presence.ts'
import type { Contact, Presence } from '../domain/records.ts'
import type { Match } from '../domain/routing/order.ts'
import { eligibility, type PlacedNow } from '../domain/routing/placed.ts'
import { createRouter } from '../domain/routing/router.ts'
import { nextRelaxation, type SkillLevels } from '../domain/routing/skills.ts'
import type { Happened } from './relay.ts'

/**
 * A call that an agent passed on is not offered to the same agent again for this long; then it may be, because with
 * one agent on shift the caller would otherwise wait for ever.
 */
export const passedOnMs = 30_000

export type Waiting = Pick<Contact, 'id' | 'queueId' | 'priority' | 'waitingSince' | 'knownTo'> & {
  /** What the queue asks for at first, by level. */
  skills: SkillLevels
  /** Who passed it on, and when (epoch milliseconds). */
  passed: readonly { personId: string; at: number }[]
}
export interface Agent {
  presence: Presence
  skills: SkillLevels
}
export interface RoutingReads {
  /** Everybody waiting in a queue without an open offer. */
  waiting: () => Promise<Waiting[]>
  /** The contact when it waits without an open offer, else null. */
  waitingOne: (contactId: string) => Promise<Waiting | null>
  /** Who is put on a queue or taken off it now, and what those queues ask for. */
  placed: () => Promise<{ placed: readonly PlacedNow[]; levels: ReadonlyMap<string, SkillLevels> }>
  agents: () => Promise<Agent[]>
  agent: (personId: string) => Promise<Agent | null>
}
export interface RoutingDeps {
  reads: RoutingReads
  nowMs: () => number
  offer: (match: { contactId: string; personId: string }) => Promise<{ offerId: string } | Refused>
  whenFailed: (error: unknown) => void
}

/** News of a contact that cannot change who waits for whom. Every text brings some of it. */
const beside: ReadonlySet<string> = new Set([
  'contact.started',
  'contact.case-linked',
  'contact.member-identified',
  'contact.notes-saved',
  'contact.handled',
  'contact.text-relay-noted',
] satisfies Happened['event']['type'][])

/** News that concern everybody who waits in a queue. */
const rebuilding: ReadonlySet<string> = new Set([
  'queue.changed',
  'person.placed',
  'person.placement-ended',
] satisfies Happened['event']['type'][])

/** Whom a batch of events says to look at again. */
const touched = (happened: readonly Happened[]) => {
  const contacts = new Set<string>()
  const people = new Set<string>()
  for (const { event } of happened) {
    if (beside.has(event.type)) continue
    if (event.type.startsWith('contact.') || event.type.startsWith('offer.')) {
      if ('contactId' in event && typeof event.contactId === 'string') contacts.add(event.contactId)
      if ('personId' in event && typeof event.personId === 'string') people.add(event.personId)
    }
    if (event.type === 'presence.changed' || event.type === 'person.changed' || event.type === 'person.left')
      people.add(event.personId)
  }
  return { contacts, people }
}

export const createRouting = (deps: RoutingDeps) => {
  let router = createRouter()
  /** Changes only together with the router: calls and agents speak of the same placements. */
  let eligible = eligibility([], new Map())
  let work: Promise<void> = Promise.resolve()
  let isStopped = false
  /** Contacts that somebody passed on, or whose need for skills relaxes: when to look at them again. */
  const lookAgainAt = new Map<string, number>()
  /** Agents to look at again with the next tick, after an offer that did not work twice. */
  const lookAgain = new Set<string>()
  let refusedLast = ''
  /** Something could not be read: what is believed may be wrong, and nobody would say so again. */
  let isInDoubt = false

  const addContact = (waiting: Waiting): Match[] => {
    const now = deps.nowMs()
    const recent = waiting.passed.filter(({ at }) => now - at < passedOnMs)
    const since = waiting.waitingSince === null ? now : Date.parse(waiting.waitingSince)
    const relaxes = nextRelaxation(waiting.skills, now - since)
    const changes = [
      ...recent.map(({ at }) => at + passedOnMs),
      ...(relaxes === null ? [] : [since + relaxes]),
    ]
    if (changes.length > 0) lookAgainAt.set(waiting.id, Math.min(...changes))
    return router.callWaiting({
      contactId: waiting.id,
      skills: eligible.needs(waiting.queueId, waiting.skills, now - since),
      priority: waiting.priority,
      since,
      passedBy: recent.map(({ personId }) => personId),
      ...(waiting.knownTo === null ? {} : { stickyAgentId: waiting.knownTo }),
      ...(waiting.queueId === null ? {} : { queueKey: waiting.queueId }),
    })
  }
  const addAgent = ({ presence, skills }: Agent): Match[] =>
    isCallable(presence)
      ? router.agentFree({
          agentId: presence.personId,
          skills: eligible.holds(presence.personId, skills),
          idleSince: Date.parse(presence.idleSince),
        })
      : router.agentBusy(presence.personId)

  const lookAtContact = async (contactId: string): Promise<void> => {
    lookAgainAt.delete(contactId)
    const waiting = await deps.reads.waitingOne(contactId)
    await offerAll(waiting === null ? router.callGone(contactId) : addContact(waiting))
  }
  const lookAtPerson = async (personId: string): Promise<void> => {
    const agent = await deps.reads.agent(personId)
    await offerAll(agent === null ? router.agentBusy(personId) : addAgent(agent))
  }

  const offerAll = async (matches: readonly Match[]): Promise<void> => {
    if (isStopped) return
    for (const { contactId, agentId } of matches) {
      const pair = `${contactId} ${agentId}`
      const result = await deps.offer({ contactId, personId: agentId }).catch((error: unknown) => {
        deps.whenFailed(error)
        return null
      })
      if (result !== null && !isRefused(result)) {
        refusedLast = ''
        continue
      }
      // One of the two is not what we thought. Look at both again; not in a circle when the database says the same.
      const isAgain = refusedLast === pair
      refusedLast = pair
      if (result === null || isAgain) {
        lookAgain.add(agentId)
        lookAgainAt.set(contactId, deps.nowMs())
      } else {
        await lookAtContact(contactId)
        await lookAtPerson(agentId)
      }
    }
  }

  /** One thing after another, so that what is read is never older than what was already acted on. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const done = work.then(step)
    work = done.catch(() => undefined)
    return done
  }

  const rebuild = async (): Promise<void> => {
    const { placed, levels } = await deps.reads.placed()
    const [allWaiting, allAgents] = [await deps.reads.waiting(), await deps.reads.agents()]
    router = createRouter()
    eligible = eligibility(placed, levels)
    lookAgainAt.clear()
    lookAgain.clear()
    isInDoubt = false
    const matches: Match[] = []
    for (const waiting of allWaiting) matches.push(...addContact(waiting))
    for (const agent of allAgents) matches.push(...addAgent(agent))
    await offerAll(matches)
  }
  /** A step that fails leaves a doubt behind, which the next tick clears by reading everything anew. */
  const orDoubt = async (step: () => Promise<void>): Promise<void> => {
    try {
      await step()
    } catch (error) {
      isInDoubt = true
      throw error
    }
  }

  return {
    /** Forgets everything and reads the database: at start, and whenever in doubt. */
    rebuild: (): Promise<void> => inTurn(() => orDoubt(rebuild)),

    happened: (happened: readonly Happened[]): Promise<void> => {
      // What a queue asks for, or who takes it, changed: for everybody who waits in it, and a change is rare.
      if (happened.some(({ event }) => rebuilding.has(event.type))) return inTurn(() => orDoubt(rebuild))
      const { contacts, people } = touched(happened)
      if (contacts.size + people.size === 0) return Promise.resolve()
      return inTurn(() =>
        orDoubt(async () => {
          for (const contactId of contacts) await lookAtContact(contactId)
          for (const personId of people) await lookAtPerson(personId)
        }),
      )
    },

    /** Calls passed on long enough ago may be offered again; what did not work is tried again. */
    tick: (): Promise<void> =>
      inTurn(async () => {
        if (isInDoubt) return rebuild()
        const now = deps.nowMs()
        const due = [...lookAgainAt].filter(([, at]) => at <= now).map(([contactId]) => contactId)
        const people = [...lookAgain]
        lookAgain.clear()
        await orDoubt(async () => {
          for (const contactId of due) await lookAtContact(contactId)
          for (const personId of people) await lookAtPerson(personId)
        })
      }),

    /** No more offers: the server is going away. Calls keep waiting in the database. */
    stop: (): Promise<void> => {
      isStopped = true
      return work
    },
    waitingCount: () => router.waitingCount(),
    idleCount: () => router.idleCount(),
  }
}
export type Routing = ReturnType<typeof createRouting>
