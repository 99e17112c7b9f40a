/** What we hold about one member, gathered for a request of theirs: every passage somebody wrote, and what goes beside. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type {
  AccessRequestBrief,
  AccessRequestsView,
  AccessRequestView,
  PassageView,
} from '../contract/data-rights-views.ts'
import { formatReference } from '../domain/case-reference.ts'
import { type AccessRequest, dueOn, hintsOf } from '../domain/data-rights/access-request.ts'
import { daysBetween } from '../domain/deadlines/day.ts'
import { dayIn } from '../domain/missed.ts'
import { auditWords } from './audit-words.ts'
import { authoritiesView } from './authority-views.ts'
import { personBriefs } from './briefs.ts'
import { memberNeedsOf } from './needs-views.ts'
import type { ViewDeps } from './view-deps.ts'

type Passage = Omit<PassageView, 'decision' | 'hints'>

/** Everything somebody wrote about this member or with them, oldest first. */
async function passagesOf(read: Knex, memberId: string): Promise<Passage[]> {
  const caseRows: unknown[] = await selectFrom(read, tables.cases).where({ member_id: memberId })
  const cases = caseRows.map((row) => tables.cases.decode(row))
  const caseIds = cases.map(({ id }) => id)
  const reference = (id: string | null) => {
    const found = cases.find((one) => one.id === id)
    return found ? formatReference(found.number) : ''
  }
  const contactRows: unknown[] = await selectFrom(read, tables.contacts).where({ member_id: memberId })
  const contacts = contactRows.map((row) => tables.contacts.decode(row))
  const contactIds = contacts.map(({ id }) => id)
  const messageRows: unknown[] = await selectFrom(read, tables.messages).whereIn('contact_id', contactIds)
  const partRows: unknown[] = await selectFrom(read, tables.contactParts).whereIn('contact_id', contactIds)
  const eventRows: unknown[] = await selectFrom(read, tables.caseEvents).whereIn('case_id', caseIds)
  const followUpRows: unknown[] = await selectFrom(read, tables.followUps).whereIn('case_id', caseIds)
  const documentRows: unknown[] = await selectFrom(read, tables.documents)
    .whereIn('case_id', caseIds)
    .whereNull('removed_at')
  const recordingRows: unknown[] = await selectFrom(read, tables.recordings).whereIn('contact_id', contactIds)
  const said = recordingRows
    .map((row) => tables.recordings.decode(row))
    .flatMap(({ id, startedAt, transcript }): Passage[] =>
      transcript?.state === 'written'
        ? [
            {
              id: `transcript:${id}`,
              kind: 'call',
              at: startedAt,
              title: 'Voicemail, written down by a machine',
              words: transcript.text,
            },
          ]
        : [],
    )
  return [
    ...contacts
      .filter(({ channel }) => channel === 'voice')
      .map(
        (one): Passage => ({
          id: `call:${one.id}`,
          kind: 'call',
          at: one.startedAt,
          title: `Call${one.caseId === null ? '' : `, ${reference(one.caseId)}`}`,
          words: [one.notes, one.nextStep, one.dialReason, one.dialOverride].filter(Boolean).join('\n'),
        }),
      )
      .filter(({ words }) => words !== ''),
    ...partRows
      .map((row) => tables.contactParts.decode(row))
      .filter(({ notes }) => notes !== '')
      .map(
        (one): Passage => ({
          id: `part:${one.id}`,
          kind: 'call',
          at: one.handedAt,
          title: 'Call, the part of whoever handed it over',
          words: one.notes,
        }),
      ),
    ...said,
    ...messageRows
      .map((row) => tables.messages.decode(row))
      .filter(({ body }) => body !== '')
      .map(
        (one): Passage => ({
          id: `text:${one.id}`,
          kind: one.direction === 'note' ? 'note' : 'text',
          at: one.at,
          title: { in: 'Text from you', out: 'Text to you', note: 'Note in the conversation' }[one.direction],
          words: one.body,
        }),
      ),
    ...eventRows
      .map((row) => tables.caseEvents.decode(row))
      .map(
        (one): Passage => ({
          id: `note:${one.id}`,
          kind: 'note',
          at: one.at,
          title: `${reference(one.caseId)}: ${one.heading}`,
          words: one.body,
        }),
      )
      .filter(({ words }) => words !== ''),
    ...followUpRows
      .map((row) => tables.followUps.decode(row))
      .map(
        (one): Passage => ({
          id: `follow-up:${one.id}`,
          kind: 'follow-up',
          at: one.createdAt,
          title: `${reference(one.caseId)}: to do`,
          words: [one.what, ...one.checklist.map(({ words }) => words)].join('\n'),
        }),
      ),
    ...documentRows
      .map((row) => tables.documents.decode(row))
      .map(
        (one): Passage => ({
          id: `document:${one.id}`,
          kind: 'document',
          at: one.createdAt,
          title: `${reference(one.caseId)}: document`,
          words: one.title,
        }),
      ),
  ].toSorted((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
}

async function briefOf(
  { read, clock }: ViewDeps,
  request: AccessRequest,
  undecided: number,
): Promise<AccessRequestBrief> {
  const row: unknown = await selectFrom(read, tables.members).where({ id: request.memberId }).first()
  const member = tables.members.decode(row)
  const people = await personBriefs(read, [request.givenBy])
  const due = dueOn(request)
  return {
    id: request.id,
    version: request.version,
    member: {
      id: member.id,
      name: `${member.firstName} ${member.lastName}`,
      membershipNumber: member.membershipNumber,
    },
    state: request.state,
    receivedOn: request.receivedOn,
    dueOn: due,
    daysLeft:
      due === null || request.state === 'given'
        ? null
        : daysBetween(dayIn('Europe/London', clock.now()), due),
    isExtended: request.isExtended,
    pauses: request.pauses,
    undecided: request.state === 'given' ? null : undecided,
    given:
      request.givenBy === null || request.givenAt === null
        ? null
        : {
            by: people.get(request.givenBy) ?? { id: request.givenBy, name: 'Somebody', initials: '' },
            at: request.givenAt,
            packSha256: request.packSha256 ?? '',
          },
  }
}

const requestOf = async ({ read }: ViewDeps, id: string): Promise<AccessRequest | null> => {
  const row: unknown = await selectFrom(read, tables.accessRequests).where({ id }).first()
  return row ? tables.accessRequests.decode(row) : null
}

/** Open ones first, by when they came. */
export async function accessRequestsView(deps: ViewDeps): Promise<AccessRequestsView> {
  const rows: unknown[] = await selectFrom(deps.read, tables.accessRequests)
    .orderBy('opened_at', 'desc')
    .limit(100)
  const requests: AccessRequestBrief[] = []
  for (const request of rows.map((row) => tables.accessRequests.decode(row))) {
    const undecided = request.state === 'given' ? 0 : (await reviewed(deps, request)).undecided
    requests.push(await briefOf(deps, request, undecided))
  }
  const isGiven = ({ state }: AccessRequestBrief) => state === 'given'
  return {
    requests: [
      ...requests.filter((one) => !isGiven(one)).toSorted((a, b) => a.receivedOn.localeCompare(b.receivedOn)),
      ...requests.filter(isGiven),
    ],
  }
}

async function reviewed({ read }: ViewDeps, request: AccessRequest) {
  const decisionRows: unknown[] = await selectFrom(read, tables.accessDecisions).where({
    request_id: request.id,
  })
  const decisions = new Map(
    decisionRows.map((row) => tables.accessDecisions.decode(row)).map((one) => [one.itemId, one]),
  )
  const people = await personBriefs(
    read,
    [...decisions.values()].map(({ decidedBy }) => decidedBy),
  )
  const member: unknown = await selectFrom(read, tables.members).where({ id: request.memberId }).first()
  const { membershipNumber, email, firstName, lastName } = tables.members.decode(member)
  const numbers: { number: string }[] = await read('phones')
    .join('member_phones', 'member_phones.phone_id', 'phones.id')
    .where('member_phones.member_id', request.memberId)
    .select('phones.number')
  const own = [membershipNumber, email ?? '', `${firstName} ${lastName}`, ...numbers.map((one) => one.number)]
  const passages = (await passagesOf(read, request.memberId)).map((one): PassageView => {
    const decision = decisions.get(one.id)
    return {
      ...one,
      hints: hintsOf(one.words, own),
      decision: decision
        ? {
            verdict: decision.verdict,
            words: decision.words,
            why: decision.why,
            by: people.get(decision.decidedBy) ?? { id: decision.decidedBy, name: 'Somebody', initials: '' },
          }
        : null,
    }
  })
  return { passages, undecided: passages.filter(({ decision }) => decision === null).length }
}

export async function accessRequestView(deps: ViewDeps, id: string): Promise<AccessRequestView | null> {
  const request = await requestOf(deps, id)
  if (request === null) return null
  const { passages, undecided } = await reviewed(deps, request)
  const beside = await besidePassages(deps, request.memberId)
  return {
    ...(await briefOf(deps, request, undecided)),
    passages,
    also: {
      recordings: beside.recordings.length,
      reads: beside.reads.length,
      pictures: beside.pictures.length,
    },
  }
}

/** What the pack holds besides passages: facts, calls, recordings, pictures, who read what, legal dates. */
export async function besidePassages(deps: ViewDeps, memberId: string) {
  const { read, engine } = deps
  const memberRow: unknown = await selectFrom(read, tables.members).where({ id: memberId }).first()
  const numbers: { number: string }[] = await read('phones')
    .join('member_phones', 'member_phones.phone_id', 'phones.id')
    .where('member_phones.member_id', memberId)
    .orderBy('phones.number')
    .select('phones.number')
  const callRows: unknown[] = await selectFrom(read, tables.contacts)
    .where({ member_id: memberId })
    .orderBy('started_at')
  const contacts = callRows.map((row) => tables.contacts.decode(row))
  const contactIds = contacts.map(({ id }) => id)
  const recordingRows: unknown[] = await selectFrom(read, tables.recordings)
    .whereIn('contact_id', contactIds)
    .where({ state: 'completed' })
    .orderBy('started_at')
  const pictures: { id: string; at: string }[] = await read('pictures')
    .join('messages', 'messages.id', 'pictures.message_id')
    .whereIn('messages.contact_id', contactIds)
    .orderBy('messages.at')
    .select({ id: 'pictures.id', at: 'messages.at' })
  const caseIds: { id: string }[] = await read('cases').where({ member_id: memberId }).select('id')
  const merged: { id: string }[] = await read('members').where({ merged_into: memberId }).select('id')
  const memberOf =
    engine === 'sqlite' ? "json_extract(data, '$.memberId') = ?" : "((data::jsonb) ->> 'memberId') = ?"
  const readRows: unknown[] = await selectFrom(read, tables.eventLog)
    .whereRaw("event_log.type = 'record.read'")
    .where(
      (q) =>
        void q
          .where((q) => {
            for (const id of [memberId, ...merged.map((one) => one.id)]) void q.orWhereRaw(memberOf, [id])
          })
          .orWhereIn(
            'case_id',
            caseIds.map(({ id }) => id),
          )
          .orWhereIn('contact_id', contactIds),
    )
    .orderBy('seq')
  const reads = readRows.map((row) => tables.eventLog.decode(row))
  const people = await personBriefs(read, [
    ...reads.map(({ actor }) => actor),
    ...contacts.map(({ agentId }) => agentId),
  ])
  const lines: { id: string; name: string }[] = await read('lines').select('id', 'name')
  const deadlineRows: unknown[] = await selectFrom(read, tables.deadlines).whereIn(
    'case_id',
    caseIds.map(({ id }) => id),
  )
  const versionRows: unknown[] = await selectFrom(read, tables.documentVersions).whereIn(
    'document_id',
    read('documents')
      .whereIn(
        'case_id',
        caseIds.map(({ id }) => id),
      )
      .whereNull('removed_at')
      .select('id'),
  )
  return {
    member: tables.members.decode(memberRow),
    numbers: numbers.map(({ number }) => number),
    needs: await memberNeedsOf(read, memberId),
    speakFor: (await authoritiesView(deps, memberId))?.items ?? [],
    contacts: contacts.map((one) => ({
      ...one,
      agent: one.agentId === null ? '' : (people.get(one.agentId)?.name ?? ''),
      line: lines.find(({ id }) => id === one.lineId)?.name ?? '',
    })),
    recordings: recordingRows.map((row) => tables.recordings.decode(row)),
    pictures,
    reads: reads.map((row) => ({
      at: row.at,
      by: people.get(row.actor)?.name ?? row.actor,
      words: auditWords(row),
    })),
    deadlines: deadlineRows.map((row) => tables.deadlines.decode(row)),
    versions: versionRows.map((row) => tables.documentVersions.decode(row)),
  }
}
export type BesidePassages = Awaited<ReturnType<typeof besidePassages>>

/** Whose membership number it is, as typed; null: nobody's. */
export async function memberIdByNumber({ read }: ViewDeps, typed: string): Promise<string | null> {
  const found: { id: string } | undefined = await read('members')
    .where({ membership_number: typed.trim().toUpperCase() })
    .first({ id: read.raw('coalesce(merged_into, id)') })
  return found?.id ?? null
}
