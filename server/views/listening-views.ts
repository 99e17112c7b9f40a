/** Who is in a call that is not theirs, who was, and by which agreement. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { ListeningLogView } from '../contract/listening-views.ts'
import type { ListenerView, ListeningView } from '../contract/phone-views.ts'
import type { JointAgreement, Listening } from '../domain/records.ts'
import { personBriefs } from './briefs.ts'
import { secondsBetween, type ViewDeps } from './view-deps.ts'

const mostShown = 200

const openOf = async ({ read }: ViewDeps, where: Record<string, string>): Promise<Listening[]> => {
  const rows: unknown[] = await selectFrom(read, tables.listenings)
    .where(where)
    .whereNull('ended_at')
    .orderBy(['started_at', 'id'])
  return rows.map((row) => tables.listenings.decode(row))
}

/** For the agent and everybody else in the call: shown from the moment it was asked for. */
export async function listenersOf(deps: ViewDeps, contactId: string): Promise<ListenerView[]> {
  const open = await openOf(deps, { contact_id: contactId })
  const people = await personBriefs(
    deps.read,
    open.map((one) => one.personId),
  )
  return open.map(({ personId, mode, why, startedAt }) => ({
    name: people.get(personId)?.name ?? 'A supervisor',
    mode,
    why,
    since: startedAt,
  }))
}

/** For the supervisor's own dock. */
export async function listeningView(deps: ViewDeps, personId: string): Promise<ListeningView | null> {
  const [open] = await openOf(deps, { person_id: personId })
  if (open === undefined || open.state === 'ended') return null
  const people = await personBriefs(deps.read, [open.agentId])
  return {
    id: open.id,
    contactId: open.contactId,
    agentName: people.get(open.agentId)?.name ?? '',
    state: open.state,
    mode: open.mode,
    why: open.why,
    since: open.startedAt,
    modes: open.agreement.allows,
  }
}

/** Everything about one's own calls, or about everybody's for the agents' rep; a supervisor also sees what they did. */
export async function listeningLogView(
  deps: ViewDeps,
  of: { personId: string; isForAll: boolean; agreement: JointAgreement },
): Promise<ListeningLogView> {
  const query = selectFrom(deps.read, tables.listenings)
    .orderBy([
      { column: 'started_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(mostShown)
  const rows: unknown[] = await (of.isForAll
    ? query
    : query.where({ agent_id: of.personId }).orWhere({ person_id: of.personId }))
  const found = rows.map((row) => tables.listenings.decode(row))
  const people = await personBriefs(
    deps.read,
    found.flatMap((one) => [one.personId, one.agentId]),
  )
  return {
    scope: of.isForAll ? 'all' : 'mine',
    agreement: of.agreement,
    entries: found.map((one) => ({
      id: one.id,
      contactId: one.contactId,
      listener: people.get(one.personId)?.name ?? '',
      agent: people.get(one.agentId)?.name ?? '',
      why: one.why,
      modes: one.modes,
      startedAt: one.startedAt,
      endedAt: one.endedAt,
      seconds:
        one.endedAt === null ? null : one.joinedAt === null ? 0 : secondsBetween(one.joinedAt, one.endedAt),
    })),
  }
}
