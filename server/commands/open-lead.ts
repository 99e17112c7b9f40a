import type { Refused } from '../contract/refusals.ts'
import { leadMinutes, openLead as open, organiserFor, settleLead as settle } from '../domain/lead.ts'
import { addOpenMinutes } from '../domain/opening-hours.ts'
import { canRingBack, normaliseNumber } from '../domain/phone-number.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import { ensureCase } from './attach-case.ts'
import { addCaseFollowUp } from './case-support.ts'
import { todayOf } from './deadline-support.ts'
import type { Env, Stores } from './ports.ts'

/**
 * Somebody who is no member yet said that an organiser may ring them: one lead for one contact, on its case, promised
 * within an hour of open lines. Asked twice, the first one stays.
 */
export async function openLead(
  stores: Stores,
  env: Env,
  input: {
    contactId: string
    personId: string
    name: string
    number: string
    workplace: string
    about: string
    hasConsent: boolean
  },
): Promise<{ contactId: string } | Refused> {
  const { contactId, personId } = input
  const contact = await stores.contacts.find(contactId)
  if (!contact) return { refused: 'not-found' }
  if (contact.memberId !== null) return { refused: 'already-member' }
  if ((await stores.leads.ofContact(contactId)) !== null) return { contactId }
  const name = input.name.trim()
  const number = normaliseNumber(input.number)
  const fields = [
    ...(name === '' ? [{ field: 'name', words: 'Write what they are called.' }] : []),
    ...(number === null || !canRingBack(number)
      ? [{ field: 'number', words: 'That does not read as a number to ring.' }]
      : []),
  ]
  if (fields.length > 0 || number === null) return { refused: 'bad-settings', fields }
  const line = await stores.lines.find(contact.lineId)
  const attached =
    contact.caseId === null ? await ensureCase(stores, env, contact, { ownerId: contact.agentId }) : null
  const caseId = attached?.contact.caseId ?? contact.caseId
  if (caseId === null) return { refused: 'case-required' }
  const dueAt =
    (line && addOpenMinutes(line.hours, UK_BANK_HOLIDAYS, env.now, leadMinutes)) ??
    new Date(Date.parse(env.now) + leadMinutes * 60_000).toISOString()
  const opened = open({
    id: env.ids.next(),
    contactId,
    caseId,
    name,
    number,
    workplace: input.workplace.trim(),
    about: input.about.trim(),
    organiserId: organiserFor(
      await stores.leads.organisers(),
      await stores.coverPlaces.peopleCovering(input.workplace, todayOf(env)),
    ),
    dueAt,
    hasConsent: input.hasConsent,
    by: personId,
    at: env.now,
  })
  if ('refused' in opened) return { refused: opened.refused }
  if (attached) await stores.contacts.save(attached.contact)
  await stores.leads.insert(opened.next)
  const followUp = await addCaseFollowUp(stores, env, {
    caseId,
    what: `Ring ${name} about joining`,
    dueAt,
    ownerId: opened.next.organiserId,
  })
  await stores.events.append(
    [
      ...(attached?.events ?? []),
      ...followUp,
      {
        type: 'lead.opened',
        leadId: opened.next.id,
        contactId,
        caseId,
        organiserId: opened.next.organiserId,
      },
    ],
    { actor: env.actor, at: env.now },
  )
  return { contactId }
}

export async function settleLead(
  stores: Stores,
  env: Env,
  input: { leadId: string; personId: string; version: number; as: 'joined' | 'not-now' },
): Promise<{ done: true } | Refused> {
  const lead = await stores.leads.find(input.leadId)
  if (!lead) return { refused: 'not-found' }
  const settled = settle(lead, { ...input, by: input.personId, at: env.now })
  if ('refused' in settled) return { refused: settled.refused }
  await stores.leads.save(settled.next)
  await stores.events.append(
    [{ type: 'lead.settled', leadId: lead.id, contactId: lead.contactId, caseId: lead.caseId, as: input.as }],
    { actor: env.actor, at: env.now },
  )
  return { done: true }
}
