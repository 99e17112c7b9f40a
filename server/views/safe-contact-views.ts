import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import { type OwnerRow, ownerOf } from '../adapters/db/owners.ts'
import type { MayContactView, OverridesView, SafeContactView } from '../contract/safe-contact-views.ts'
import { mayContact, type NumberFacts, safeContactWords } from '../domain/safe-contact.ts'
import { memberBriefs, personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

const nothingSaid: SafeContactView = {
  version: 0,
  isDiscreet: false,
  notAtWork: false,
  textOnly: false,
  noVoicemail: false,
  onlySafeNumbers: false,
  neutralSender: false,
  noEmployerEmail: false,
  codeWord: null,
  hours: [],
  numbers: {},
  words: [],
  changed: null,
}

export async function safeContactView(read: Knex, memberId: string): Promise<SafeContactView> {
  const row: unknown = await selectFrom(read, tables.safeContacts).where({ member_id: memberId }).first()
  if (!row) return nothingSaid
  const { memberId: _, changedBy, changedAt, ...rules } = tables.safeContacts.decode(row)
  const people = await personBriefs(read, [changedBy])
  return {
    ...rules,
    words: safeContactWords({ ...rules, memberId, changedBy, changedAt }),
    changed: { by: people.get(changedBy) ?? null, at: changedAt },
  }
}

interface NumberRow extends OwnerRow {
  unsafeBecause: string | null
  optedOutAt: string | null
}

/** What is known of these phones, and of everybody who has them, in one question. */
async function numberFacts(read: Knex, phoneIds: readonly string[]): Promise<Map<string, NumberFacts>> {
  const rows: NumberRow[] =
    phoneIds.length === 0
      ? []
      : await read('phones')
          .join('member_phones', 'member_phones.phone_id', 'phones.id')
          .leftJoin('safe_contacts', 'safe_contacts.member_id', 'member_phones.member_id')
          .leftJoin('member_needs', 'member_needs.member_id', 'member_phones.member_id')
          .whereIn('phones.id', [...phoneIds])
          .select({
            ownerId: 'member_phones.member_id',
            ownedPhoneId: 'phones.id',
            label: 'member_phones.label',
            ownerNeeds: 'member_needs.needs',
            unsafeBecause: 'phones.unsafe_because',
            optedOutAt: 'phones.opted_out_at',
          })
          .select(tables.safeContacts.select.map((each) => `safe_contacts.${each}`))
  return new Map(
    phoneIds.map((id) => {
      const own = rows.filter(({ ownedPhoneId }) => ownedPhoneId === id)
      return [
        id,
        {
          unsafeBecause: own[0]?.unsafeBecause ?? null,
          isOptedOut: (own[0]?.optedOutAt ?? null) !== null,
          owners: own.map(({ unsafeBecause: _a, optedOutAt: _b, ...row }) => ownerOf(row)),
        },
      ]
    }),
  )
}

/** For each phone whether it may be rung and texted now. */
export async function mayContactViews(
  { read, clock }: ViewDeps,
  phoneIds: readonly string[],
): Promise<Map<string, { ring: MayContactView; text: MayContactView }>> {
  const facts = await numberFacts(read, phoneIds)
  const at = clock.now()
  return new Map(
    [...facts].map(([id, known]) => [
      id,
      {
        ring: shown(mayContact(known, { way: 'call', at })),
        text: shown(mayContact(known, { way: 'text', at })),
      },
    ]),
  )
}

const shown = (answer: ReturnType<typeof mayContact>): MayContactView =>
  answer.may
    ? { may: true }
    : { may: false, words: answer.words, mayOverride: answer.mayOverride, safeFrom: answer.safeFrom }

/** What an agent must mind who talks with this number, or rings it: no voicemail, no name of the union, the code word. */
export async function mannersOf(
  { read, clock }: ViewDeps,
  number: string | null,
  isMembershipHidden: boolean,
): Promise<string[]> {
  if (number === null) return []
  const phone: { id: string } | undefined = await read('phones').where({ number }).first('id')
  const facts = phone && (await numberFacts(read, [phone.id])).get(phone.id)
  if (!facts) return []
  const { manner } = mayContact(facts, { way: 'call', at: clock.now() })
  return [
    manner.nameUnion ? '' : 'Discreet: never name the union',
    manner.leaveVoicemail ? '' : 'Leave no message on a machine',
    manner.codeWord === null || isMembershipHidden ? '' : `Code word: ${manner.codeWord}`,
  ].filter((words) => words !== '')
}

const overridesShown = 100
/** The newest; `readsMembers`: by name. */
export async function overridesView(
  { read }: ViewDeps,
  { readsMembers }: { readsMembers: boolean },
): Promise<OverridesView> {
  const raw: unknown[] = await selectFrom(read, tables.contactOverrides)
    .orderBy('at', 'desc')
    .limit(overridesShown)
  const rows = raw.map((row) => tables.contactOverrides.decode(row))
  const people = await personBriefs(
    read,
    rows.map(({ by }) => by),
  )
  const members = await memberBriefs(read, readsMembers ? rows.map(({ memberId }) => memberId) : [])
  return {
    items: rows.map(({ id, at, by, memberId, way, because, why }) => {
      const member = memberId === null ? undefined : members.get(memberId)
      return {
        id,
        at,
        by: people.get(by)?.name ?? 'Somebody who left',
        member: member ? { id: member.id, name: member.name } : null,
        way,
        because,
        why: readsMembers ? why : '',
      }
    }),
  }
}
