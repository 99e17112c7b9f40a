import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { ContactPartView, ContactView } from '../contract/contact-views.ts'
import type { ContactReason, Disposition } from '../contract/words.ts'
import { contactReasons, dispositions } from '../contract/words.ts'
import { qualityWords } from '../domain/call-quality.ts'
import { partBeingWritten } from '../domain/contact-part.ts'
import type { ContactPart } from '../domain/records.ts'
import { hidesMembership } from '../domain/verification.ts'
import { callerViews, caseBriefs, memberBriefs, personBriefs } from './briefs.ts'
import { withoutMembership } from './hidden-membership.ts'
import { recoveredBy } from './recovered.ts'
import { contactEntries, partsOf, recordingsOf } from './timeline.ts'
import { verificationView } from './verification-view.ts'
import { secondsBetween, type ViewDeps } from './view-deps.ts'

const undoMs = 30 * 86_400_000

/**
 * One contact with everything an agent needs beside it while talking, and after. Whoever handed it over and still writes
 * their part up (`forPersonId`) finds that part to write, not the next one's notes.
 */
export async function contactView(
  deps: ViewDeps,
  id: string,
  forPersonId: string,
): Promise<ContactView | null> {
  const { read, clock } = deps
  const row: unknown = await selectFrom(read, tables.contacts).where({ id }).first()
  if (!row) return null
  const contact = tables.contacts.decode(row)
  const callers = await callerViews(read, [
    {
      key: contact.id,
      callerNumber: contact.callerNumber,
      memberId: contact.memberId,
      isMembershipHidden: hidesMembership(contact),
    },
  ])
  const caller = callers.get(contact.id)
  if (!caller) return null
  const parts = (await partsOf(read, [contact.id])).get(contact.id) ?? []
  const own = partBeingWritten(parts, contact, forPersonId)
  const written = own ?? contact
  const recovered = await recoveredBy(read, [contact])
  const people = await personBriefs(read, [
    contact.agentId,
    contact.nextStepOwnerId,
    ...parts.map((part) => part.personId),
  ])
  const member = (await memberBriefs(read, [contact.memberId])).get(contact.memberId ?? '') ?? null
  const cases = await caseBriefs(read, [contact.caseId])
  const line: { name: string } | undefined = await read('lines').where({ id: contact.lineId }).first('name')
  const queue: { name: string } | undefined =
    contact.queueId === null ? undefined : await read('queues').where({ id: contact.queueId }).first('name')
  const earlier: unknown[] = await earlierContacts(
    deps,
    contact.id,
    contact.memberId,
    contact.callerNumber,
    contact.startedAt,
  )
  const undoUntil =
    contact.caseLinkedAt === null || contact.previousCaseId === null
      ? null
      : new Date(Date.parse(contact.caseLinkedAt) + undoMs).toISOString()
  return {
    id: contact.id,
    version: contact.version,
    channel: contact.channel,
    state: contact.state,
    result: contact.result,
    caller,
    member: member !== null && hidesMembership(contact) ? withoutMembership(member) : member,
    lineName: line?.name ?? '',
    queueName: queue?.name ?? null,
    agent: contact.agentId === null ? null : (people.get(contact.agentId) ?? null),
    startedAt: contact.startedAt,
    waitSeconds:
      contact.waitingSince === null
        ? null
        : secondsBetween(contact.waitingSince, contact.connectedAt ?? contact.endedAt ?? clock.now()),
    answeredAt: contact.connectedAt,
    endedAt: contact.endedAt,
    handledAt: contact.handledAt,
    talkSeconds:
      contact.connectedAt === null || contact.endedAt === null || recovered.has(contact.id)
        ? null
        : secondsBetween(contact.connectedAt, contact.endedAt),
    isTextRelay: contact.textRelay !== null,
    verification: await verificationView(deps, contact, forPersonId),
    quality: contact.qualityWarnings.map(
      ({ name, since, until }) =>
        `${qualityWords[name] ?? name}, ${secondsBetween(since, until ?? contact.endedAt ?? clock.now())} s`,
    ),
    notes: { text: written.notes, savedAt: written.notesSavedAt, version: written.notesVersion },
    reason: isReason(written.reason) ? written.reason : null,
    outcome: isDisposition(written.outcome) ? written.outcome : null,
    nextStep: written.nextStep,
    nextStepDue: own === null ? contact.nextStepDue : null,
    nextStepOwner:
      own !== null || contact.nextStepOwnerId === null ? null : (people.get(contact.nextStepOwnerId) ?? null),
    case: contact.caseId === null ? null : (cases.get(contact.caseId) ?? null),
    // The words name the case.
    caseRule: contact.caseId !== null && cases.size === 0 ? null : contact.caseWords,
    caseChoices: caller.openCases.filter((c) => c.id !== contact.caseId),
    undoUntil: undoUntil !== null && undoUntil >= clock.now() ? undoUntil : null,
    // Which case it is, is for whoever has the call.
    needsChoice: own === null && contact.needsChoice,
    recordings: (await recordingsOf(read, [contact.id])).get(contact.id) ?? [],
    parts: partViews(
      parts.filter((part) => part !== own),
      people,
    ),
    before: await contactEntries(
      read,
      earlier.map((e) => tables.contacts.decode(e)),
      clock.now(),
    ),
  }
}

/** At most 5, newest first: of the member once identified, else of the number (never of "withheld"). */
async function earlierContacts(
  { read }: ViewDeps,
  id: string,
  memberId: string | null,
  number: string | null,
  before: string,
): Promise<unknown[]> {
  if (memberId === null && number === null) return []
  return selectFrom(read, tables.contacts)
    .where(memberId === null ? { caller_number: number } : { member_id: memberId })
    .where('started_at', '<', before)
    .whereNot({ id })
    .orderBy('started_at', 'desc')
    .limit(5)
}

const partViews = (
  parts: readonly ContactPart[],
  people: ReadonlyMap<string, { name: string }>,
): ContactPartView[] =>
  parts.map((part) => ({
    id: part.id,
    by: people.get(part.personId)?.name ?? 'A colleague',
    handedAt: part.handedAt,
    notes: part.notes,
    reason: isReason(part.reason) ? part.reason : null,
    outcome: isDisposition(part.outcome) ? part.outcome : null,
    nextStep: part.nextStep,
  }))

const isReason = (key: string | null): key is ContactReason => key !== null && key in contactReasons
const isDisposition = (key: string | null): key is Disposition => key !== null && key in dispositions
