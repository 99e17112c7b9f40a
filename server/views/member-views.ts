/** The list of members and one member's page. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { Page } from '../contract/briefs.ts'
import type { MemberListItem, MemberView } from '../contract/member-views.ts'
import { canText, displayNumber } from '../domain/phone-number.ts'
import { caseBrief, memberBrief, memberRows, personBriefs } from './briefs.ts'
import { cappedCount, pageOf, pageSize, readCursor, writeCursor } from './paging.ts'
import { mayContactViews, safeContactView } from './safe-contact-views.ts'
import { matching } from './search-terms.ts'
import { caseEventEntries, contactEntries, newestFirst } from './timeline.ts'
import { type ViewDeps, when } from './view-deps.ts'

type MemberRow = Parameters<typeof memberBrief>[0]

/** Members by name, 50 a page; `q` is a name, a membership number or a telephone number. */
export async function membersView(
  deps: ViewDeps,
  ask: { q: string; cursor: string | null },
): Promise<Page<MemberListItem>> {
  const { read, engine } = deps
  const query = matching(deps, memberRows(read), ask.q).whereNull('members.merged_into')
  const after = readCursor(ask.cursor, 3)
  // The order is that of the index members_last_name_lower, so that a page is a walk along it. Not for a search on
  // PostgreSQL: it would walk from A to Wright reading every name (5 s at 1.4 million members, measured 2026-11-23);
  // with nothing to walk along it looks the words up first.
  const isSearch = ask.q.trim() !== ''
  const [last, first] =
    engine === 'sqlite'
      ? ['members.last_name COLLATE NOCASE', 'members.first_name COLLATE NOCASE']
      : [
          `(lower(members.last_name)${isSearch ? " || ''" : ''}) COLLATE "C"`,
          'lower(members.first_name) COLLATE "C"',
        ]
  const mark = engine === 'sqlite' ? '?' : 'lower(?) COLLATE "C"'
  const rows: MemberRow[] = await query
    .clone()
    .modify(
      (q) =>
        void (after === null
          ? q
          : q.whereRaw(`(${last}, ${first}, members.id) > (${mark}, ${mark}, ?)`, after)),
    )
    .orderByRaw(`${last}, ${first}, members.id`)
    .limit(pageSize + 1)
  return {
    ...pageOf(rows, await memberItems(read, rows), (r) => writeCursor([r.lastName, r.firstName, r.id])),
    count: await cappedCount(read, query),
  }
}

export async function memberItems(read: Knex, rows: readonly MemberRow[]): Promise<MemberListItem[]> {
  const ids = rows.map((r) => r.id)
  const phones: { memberId: string; number: string }[] =
    ids.length === 0
      ? []
      : await read('member_phones')
          .join('phones', 'phones.id', 'member_phones.phone_id')
          .whereIn('member_phones.member_id', ids)
          .orderBy('phones.id')
          .select({ memberId: 'member_phones.member_id', number: 'phones.number' })
  const open: { memberId: string; n: number | string }[] =
    ids.length === 0
      ? []
      : await read('cases')
          .whereIn('member_id', ids)
          .whereNull('closed_at')
          .groupBy('member_id')
          .select({ memberId: 'member_id' })
          .count({ n: '*' })
  return rows.map((row) => {
    const phone = phones.find((p) => p.memberId === row.id)
    return {
      ...memberBrief(row),
      number: phone ? displayNumber(phone.number) : null,
      openCases: Number(open.find((o) => o.memberId === row.id)?.n ?? 0),
    }
  })
}

const mostContacts = 50

/** A number of a workplace may belong to hundreds; the page names as many as anybody would read. */
const mostSharing = 20

/**
 * Somebody who is listed was in the newest file that was applied, also where it said nothing new of them; of somebody
 * who is not, the date is that of the file that left them out.
 */
async function membershipReadAt(read: Knex, memberId: string): Promise<string | null> {
  const source: { isGone: number; readAt: string } | undefined = await read('member_sources')
    .where({ member_id: memberId })
    .first({ isGone: 'is_gone', readAt: 'read_at' })
  if (source === undefined || source.isGone === 1) return source?.readAt ?? null
  const newest: { at: string } | undefined = await read('member_imports')
    .where({ state: 'applied' })
    .orderBy('id', 'desc')
    .first({ at: 'settled_at' })
  return newest?.at ?? source.readAt
}

/** One member on one screen. */
export async function memberView(deps: ViewDeps, asked: string): Promise<MemberView | null> {
  const { read, clock } = deps
  // A record that was merged leads to the one that stays.
  const leads: { to: string | null } | undefined = await read('members')
    .where({ id: asked })
    .first({ to: 'merged_into' })
  const id = leads?.to ?? asked
  const brief: MemberRow | undefined = await memberRows(read).where('members.id', id).first()
  const row: unknown = await selectFrom(read, tables.members).where({ id }).first()
  if (!brief || !row) return null
  const member = tables.members.decode(row)
  const phones: {
    id: string
    number: string
    label: string
    optedOutAt: string | null
    unsafeBecause: string | null
    missedCallText: number
    owners: number | string
  }[] = await read('member_phones')
    .join('phones', 'phones.id', 'member_phones.phone_id')
    .where('member_phones.member_id', id)
    .orderBy('phones.id')
    .select({
      id: 'phones.id',
      number: 'phones.number',
      label: 'member_phones.label',
      optedOutAt: 'phones.opted_out_at',
      unsafeBecause: 'phones.unsafe_because',
      missedCallText: 'member_phones.missed_call_text',
    })
    .select({ owners: read('member_phones as others').whereRaw('others.phone_id = phones.id').count('*') })
  const shared: {
    phoneId: string
    id: string
    firstName: string
    lastName: string
    branch: string | null
  }[] = await read('member_phones')
    .join('members', 'members.id', 'member_phones.member_id')
    .leftJoin('branches', 'branches.id', 'members.branch_id')
    .whereIn(
      'member_phones.phone_id',
      phones.map((p) => p.id),
    )
    .whereNot('members.id', id)
    .orderBy(['members.last_name', 'members.first_name', 'members.id'])
    .limit(mostSharing)
    .select({
      phoneId: 'member_phones.phone_id',
      id: 'members.id',
      firstName: 'members.first_name',
      lastName: 'members.last_name',
      branch: 'branches.name',
    })
  const caseRows: unknown[] = await selectFrom(read, tables.cases)
    .where({ member_id: id })
    .orderBy('opened_at', 'desc')
    .limit(100)
  const cases = caseRows
    .map((c) => tables.cases.decode(c))
    .toSorted((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null))
  const people = await personBriefs(
    read,
    cases.map((c) => c.ownerId),
  )
  const mayContact = await mayContactViews(
    deps,
    phones.map((p) => p.id),
  )
  const contacts: unknown[] = await selectFrom(read, tables.contacts)
    .where({ member_id: id })
    .orderBy('started_at', 'desc')
    .limit(mostContacts)
  const byHand: unknown[] = await selectFrom(read, tables.caseEvents)
    .where({ kind: 'by-hand' })
    .whereIn(
      'case_id',
      cases.map((c) => c.id),
    )
    .orderBy('at', 'desc')
    .limit(mostContacts)
  return {
    ...memberBrief(brief),
    version: member.version,
    phones: phones.map((p) => ({
      id: p.id,
      number: displayNumber(p.number),
      e164: p.number,
      sharedWith: shared
        .filter(({ phoneId }) => phoneId === p.id)
        .map((one) => ({ id: one.id, name: `${one.firstName} ${one.lastName}`, branch: one.branch })),
      label: p.label,
      optedOutAt: p.optedOutAt,
      unsafeBecause: p.unsafeBecause,
      ...(mayContact.get(p.id) ?? { ring: { may: true }, text: { may: true } }),
      missedCallText: {
        isWanted: p.missedCallText === 1,
        change:
          p.missedCallText === 1
            ? { allowed: true }
            : Number(p.owners) > 1
              ? when(false, 'number-shared')
              : p.unsafeBecause !== null
                ? when(false, 'number-unsafe')
                : p.optedOutAt === null
                  ? when(canText(p.number), 'cannot-text')
                  : when(false, 'opted-out'),
      },
    })),
    safeContact: await safeContactView(read, id),
    membershipReadAt: await membershipReadAt(read, id),
    joinedOn: member.joinedOn,
    jobTitle: member.jobTitle,
    email: member.email,
    recordingRefused: member.recordingRefused,
    textRelay: member.textRelay,
    cases: cases.map((c) => caseBrief(c, people)),
    contacts: newestFirst([
      ...(await contactEntries(
        read,
        contacts.map((c) => tables.contacts.decode(c)),
        clock.now(),
      )),
      ...(await caseEventEntries(
        read,
        byHand.map((e) => tables.caseEvents.decode(e)),
      )),
    ]).slice(0, mostContacts),
  }
}
