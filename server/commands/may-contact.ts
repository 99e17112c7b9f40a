/** Everything that rings or texts a member asks here, by the one rule of domain/safe-contact.ts. */
import type { DomainEvent } from '../domain/events.ts'
import {
  type ContactWay,
  type MayContact,
  mayContact,
  type OverriddenBecause,
} from '../domain/safe-contact.ts'
import type { Env, Stores } from './ports.ts'

export async function mayContactNumber(
  stores: Stores,
  env: Pick<Env, 'now'>,
  number: string,
  way: ContactWay,
): Promise<MayContact> {
  const phone = await stores.phones.byNumber(number)
  return mayContact(
    {
      unsafeBecause: phone?.unsafeBecause ?? null,
      isOptedOut: (phone?.optedOutAt ?? null) !== null,
      owners: await stores.safeContacts.ownersOf(number),
    },
    { way, at: env.now },
  )
}

/** Never by waiting: the number may not be rung, at whatever hour. */
export const isBlockedForGood = (answer: MayContact): boolean =>
  !answer.may && answer.because !== 'outside-safe-hours' && answer.because !== 'opted-out'

/** A person went ahead all the same: kept with their words, for data protection. */
export async function keepOverride(
  stores: Stores,
  env: Env,
  given: {
    number: string
    memberId: string | null
    way: ContactWay
    because: OverriddenBecause
    why: string
    personId: string
  },
): Promise<DomainEvent[]> {
  const phone = await stores.phones.byNumber(given.number)
  if (!phone) return []
  const { number, personId, ...kept } = given
  const owners = await stores.safeContacts.ownersOf(number)
  const memberId = given.memberId ?? owners[0]?.memberId ?? null
  await stores.contactOverrides.insert({
    ...kept,
    id: env.ids.next(),
    memberId,
    phoneId: phone.id,
    by: personId,
    at: env.now,
  })
  return [
    {
      type: 'number.rule-overridden',
      phoneId: phone.id,
      memberId,
      personId,
      way: given.way,
      because: given.because,
    },
  ]
}
