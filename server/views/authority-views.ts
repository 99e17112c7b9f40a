/** Who may speak for a member, and what to know of it when their number rings. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { AuthoritiesView, AuthorityView } from '../contract/authority-api.ts'
import { authorityScopeWords } from '../contract/authority-words.ts'
import type { SpeaksForView } from '../contract/phone-views.ts'
import type { SpeakerView } from '../contract/verification-views.ts'
import { type Authority, authorityState, authorityStateWords, reaches } from '../domain/authority.ts'
import type { Day } from '../domain/deadlines/day.ts'
import { dayIn } from '../domain/missed.ts'
import { displayNumber } from '../domain/phone-number.ts'
import type { Contact } from '../domain/records.ts'
import { caseBriefs, memberBriefs, personBriefs } from './briefs.ts'
import type { ViewDeps } from './view-deps.ts'

export const todayInLondon = ({ clock }: Pick<ViewDeps, 'clock'>): Day => dayIn('Europe/London', clock.now())

const order = ['stands', 'not-yet', 'expired', 'withdrawn'] as const

const decoded = (rows: unknown[]): Authority[] => rows.map((row) => tables.authorities.decode(row))

/** Null: no such member. */
export async function authoritiesView(deps: ViewDeps, memberId: string): Promise<AuthoritiesView | null> {
  const { read } = deps
  if (!(await read('members').where({ id: memberId }).first('id'))) return null
  const found = decoded(
    await selectFrom(read, tables.authorities).where({ member_id: memberId }).orderBy(['until_day', 'id']),
  )
  const people = await personBriefs(
    read,
    found.flatMap((one) => [one.givenBy, one.withdrawnBy]),
  )
  const cases = await caseBriefs(
    read,
    found.map(({ caseId }) => caseId),
  )
  const somebody = (id: string) => people.get(id) ?? { id, name: 'Somebody', initials: '' }
  const today = todayInLondon(deps)
  const items = found.map((one): AuthorityView => {
    const matter = one.caseId === null ? undefined : cases.get(one.caseId)
    return {
      id: one.id,
      version: one.version,
      name: one.name,
      relation: one.relation,
      number: one.number === null ? null : displayNumber(one.number),
      matter: matter ? { id: matter.id, reference: matter.reference } : null,
      scope: one.scope,
      ground: one.ground,
      state: authorityState(one, today),
      stateWords: authorityStateWords(one, today),
      fromDay: one.fromDay,
      untilDay: one.untilDay,
      given: { by: somebody(one.givenBy), at: one.givenAt },
      withdrawn:
        one.withdrawnBy === null || one.withdrawnAt === null
          ? null
          : { by: somebody(one.withdrawnBy), at: one.withdrawnAt, why: one.withdrawnWhy ?? '' },
    }
  })
  return { items: items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state)) }
}

const mostShown = 6

async function ofNumber(read: Knex, number: string | null): Promise<Authority[]> {
  if (number === null) return []
  const rows = decoded(
    await selectFrom(read, tables.authorities)
      .where({ number })
      .orderByRaw('withdrawn_at IS NOT NULL, until_day DESC, id DESC')
      .limit(20),
  )
  // Of several for the same matter of the same member the one that reaches furthest speaks.
  const seen = new Set<string>()
  return rows
    .filter(({ name, memberId, caseId }) => {
      const key = JSON.stringify([name, memberId, caseId])
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, mostShown)
}

const asked = ({ name, relation }: Authority) => (relation === '' ? name : `${name} (${relation})`)

/** For the ring: whose helper it may be, and in red that they may no longer hear anything. */
export async function speaksFor(deps: ViewDeps, number: string | null): Promise<SpeaksForView[]> {
  const { read } = deps
  const found = await ofNumber(read, number)
  if (found.length === 0) return []
  const members = await memberBriefs(
    read,
    found.map(({ memberId }) => memberId),
  )
  const cases = await caseBriefs(
    read,
    found.map(({ caseId }) => caseId),
  )
  const today = todayInLondon(deps)
  return found.map((one) => {
    const whom = members.get(one.memberId)?.name ?? 'a member'
    const about = one.caseId === null ? '' : ` about ${cases.get(one.caseId)?.reference ?? 'one case'} alone`
    const stands = authorityState(one, today) === 'stands'
    return {
      id: one.id,
      isInForce: stands,
      words: stands
        ? `May be ${asked(one)}, who may speak for ${whom}${about}: ${scopeInWords(one)}. ${authorityStateWords(one, today)}.`
        : `May be ${asked(one)}. Their authority to speak for ${whom}${about}: ${began(authorityStateWords(one, today))}. Tell them nothing of it.`,
    }
  })
}

/** In the middle of a sentence. */
const began = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

const scopeInWords = ({ scope }: Authority): string =>
  scope.map((one) => authorityScopeWords[one].toLowerCase()).join(', ')

/** Whoever may be on the line for a member: by the number, or because the contact is that member's. The one noted first. */
export async function speakersOf(
  deps: ViewDeps,
  contact: Contact,
): Promise<{ speaker: Authority | null; choices: SpeakerView[] }> {
  const { read } = deps
  const noted: { authorityId: string } | undefined = await read('contact_speakers')
    .where({ contact_id: contact.id })
    .first({ authorityId: 'authority_id' })
  const theirs =
    contact.memberId === null
      ? []
      : decoded(
          await selectFrom(read, tables.authorities)
            .where({ member_id: contact.memberId })
            .orderByRaw('withdrawn_at IS NOT NULL, until_day DESC, id DESC')
            .limit(20),
        )
  const byNumber = await ofNumber(read, contact.callerNumber)
  const all = [...new Map([...byNumber, ...theirs].map((one) => [one.id, one])).values()]
  const speaker = theirs.find(({ id }) => id === noted?.authorityId) ?? null
  const members = await memberBriefs(
    read,
    all.map(({ memberId }) => memberId),
  )
  const today = todayInLondon(deps)
  return {
    speaker,
    choices: all
      .filter((one) => one.withdrawnAt === null || one.number === contact.callerNumber || one === speaker)
      .slice(0, mostShown)
      .map((one) => ({
        id: one.id,
        name: one.name,
        relation: one.relation,
        memberName: members.get(one.memberId)?.name ?? 'a member',
        isTheirNumber: one.number !== null && one.number === contact.callerNumber,
        isInForce: authorityState(one, today) === 'stands',
        reaches: reaches(one, contact.caseId),
        stateWords: authorityStateWords(one, today),
        scope: one.scope.map((each) => authorityScopeWords[each]),
      })),
  }
}
