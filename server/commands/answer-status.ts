import { formatReference } from '../domain/case-reference.ts'
import { canText } from '../domain/phone-number.ts'
import type { Case, Line, Phone } from '../domain/records.ts'
import { isWork, type MayContact, mayContact } from '../domain/safe-contact.ts'
import { writtenOpening } from '../domain/spoken-time.ts'
import { type CaseStanding, statusNeedsCheck, statusReply } from '../domain/status-request.ts'
import type { Env, Stores } from './ports.ts'

export interface StatusAnswer {
  /** Null: they asked for no texts here, or not now. */
  body: string | null
  /** The open cases it told of; empty: a person has something to do. */
  caseIds: string[]
}

/** What STATUS from this number is answered (N17). Read before the text is filed: filing may open a case. */
export async function answerStatus(
  stores: Stores,
  env: Env,
  given: { phone: Phone | null; line: Line },
): Promise<StatusAnswer> {
  const { phone, line } = given
  if (phone === null || !canText(phone.number)) return { body: null, caseIds: [] }
  const owners = await stores.safeContacts.ownersOf(phone.number)
  const may = mayContact(
    { unsafeBecause: phone.unsafeBecause, isOptedOut: phone.optedOutAt !== null, owners },
    { way: 'text', at: env.now, zone: line.hours.zone },
  )
  if (!may.may) return { body: null, caseIds: [] }
  const [owner] = owners
  if (owner === undefined || owners.length > 1 || isWork(owner.label))
    return { body: statusNeedsCheck(), caseIds: [] }
  const open = (await stores.cases.openByMember(owner.memberId)).toSorted(byPromise)
  const told = await Promise.all(open.map((one) => standing(stores, env, one, line.hours.zone)))
  return { body: statusReply(told, isDiscreet(may)), caseIds: open.map(({ id }) => id) }
}

const isDiscreet = ({ manner }: MayContact): boolean => !manner.nameUnion

/** What is promised soonest first; what is promised for no day last. */
const byPromise = (a: Case, b: Case): number =>
  (a.nextStepDue ?? '9').localeCompare(b.nextStepDue ?? '9') || a.number - b.number

async function standing(stores: Stores, env: Env, one: Case, zone: string): Promise<CaseStanding> {
  const owner = one.ownerId === null ? null : await stores.people.find(one.ownerId)
  return {
    reference: formatReference(one.number),
    ownerFirstName: owner?.name.split(' ')[0] ?? null,
    nextStep: one.nextStep,
    // A day that has passed is no promise any more.
    promised:
      one.nextStepDue === null || one.nextStepDue < env.now
        ? null
        : writtenOpening(one.nextStepDue, env.now, zone),
  }
}
