import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { PersonBrief } from '../contract/briefs.ts'
import { signposts } from '../contract/eligibility-words.ts'
import type { JoinPathView, LeadsView, LeadView } from '../contract/lead-api.ts'
import { joinPathWords } from '../contract/lead-words.ts'
import type { Lead } from '../domain/lead.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { personBriefs } from './briefs.ts'
import { type ViewDeps, when } from './view-deps.ts'

const shown = (lead: Lead, people: ReadonlyMap<string, PersonBrief>): LeadView => ({
  id: lead.id,
  version: lead.version,
  contactId: lead.contactId,
  caseId: lead.caseId,
  state: lead.state,
  name: lead.name,
  number: displayNumber(lead.number),
  workplace: lead.workplace,
  about: lead.about,
  organiser: lead.organiserId === null ? null : (people.get(lead.organiserId) ?? null),
  dueAt: lead.dueAt,
  settle: when(lead.state === 'open', 'lead-settled'),
})

/** What to say to whoever this contact is with, and the lead that was begun; null where there is no such contact. */
export async function joinPathView({ read }: ViewDeps, contactId: string): Promise<JoinPathView | null> {
  const raw: unknown = await selectFrom(read, tables.contacts).where({ id: contactId }).first()
  if (!raw) return null
  const contact = tables.contacts.decode(raw)
  const row: unknown = await selectFrom(read, tables.leads).where({ contact_id: contactId }).first()
  const lead = row ? tables.leads.decode(row) : null
  const people = await personBriefs(read, [lead?.organiserId ?? null])
  return {
    contactId,
    number: contact.callerNumber === null ? null : displayNumber(contact.callerNumber),
    say: joinPathWords,
    signposts,
    lead: lead && shown(lead, people),
    open: when(contact.memberId === null, 'already-member'),
  }
}

const leadsShown = 100
/** Open ones, the most urgent first, and how many of the others joined. */
export async function leadsView({ read }: ViewDeps): Promise<LeadsView> {
  const raw: unknown[] = await selectFrom(read, tables.leads)
    .where({ state: 'open' })
    .orderBy('due_at')
    .limit(leadsShown)
  const open = raw.map((row) => tables.leads.decode(row))
  const people = await personBriefs(
    read,
    open.map(({ organiserId }) => organiserId),
  )
  const counts: { state: string; n: number | string }[] = await read('leads')
    .whereIn('state', ['joined', 'not-now'])
    .groupBy('state')
    .select('state')
    .count({ n: '*' })
  const count = (state: string) => Number(counts.find((one) => one.state === state)?.n ?? 0)
  return { open: open.map((lead) => shown(lead, people)), joined: count('joined'), notNow: count('not-now') }
}
