import { type Correctable, correctable } from '../contract/correction-api.ts'
import type { Refused } from '../contract/refusals.ts'
import { addOpenMinutes } from '../domain/opening-hours.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import { hidesMembership, mayAt } from '../domain/verification.ts'
import { addCaseFollowUp, openNewCase } from './case-support.ts'
import type { Env, Stores } from './ports.ts'

export const correctionTitle = 'Correct the membership record'
/** Two working days of the lines. */
const correctionMinutes = 2 * 10.5 * 60

/**
 * Something the membership system says of a member is wrong (F82). It is put right there and comes back with its next
 * file: here it is a task on a case for it, one case for all that is open, which anybody on shift may take.
 */
export async function reportCorrection(
  stores: Stores,
  env: Env,
  input: { memberId: string; personId: string; field: Correctable; isRight: string },
): Promise<{ memberId: string } | Refused> {
  const { memberId, personId, field } = input
  const member = await stores.members.find(memberId)
  if (!member) return { refused: 'not-found' }
  const isRight = input.isRight.trim()
  if (isRight === '')
    return { refused: 'bad-settings', fields: [{ field: 'isRight', words: 'Write what is right.' }] }
  const presence = await stores.presences.find(personId)
  const call = presence?.contactId ? await stores.contacts.find(presence.contactId) : null
  if (call && hidesMembership(call) && !mayAt(call.verifiedLevel, 'confirm-membership'))
    return { refused: 'verify-first' }
  const known = (await stores.cases.openByMember(memberId)).find(({ title }) => title === correctionTitle)
  const made = known
    ? { opened: known, events: [] }
    : await openNewCase(stores, env, {
        memberId,
        callerNumber: null,
        title: correctionTitle,
        kind: 'membership',
        ownerId: personId,
        contactId: null,
        why: 'A correction was reported',
      })
  const line = (await stores.lines.all()).find(({ kind }) => kind === 'voice')
  const dueAt =
    (line && addOpenMinutes(line.hours, UK_BANK_HOLIDAYS, env.now, correctionMinutes)) ??
    new Date(Date.parse(env.now) + 2 * 86_400_000).toISOString()
  const followUp = await addCaseFollowUp(stores, env, {
    caseId: made.opened.id,
    what: `In the membership system: ${correctable[field]} is to be “${isRight}”`,
    dueAt,
    ownerId: null,
  })
  await stores.events.append(
    [...made.events, ...followUp, { type: 'member.correction-reported', memberId, caseId: made.opened.id }],
    { actor: env.actor, at: env.now },
  )
  return { memberId }
}
