import { z } from 'zod'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { Database } from '../adapters/db/connect.ts'
import { statement } from '../adapters/db/statement.ts'
import { languageLevel, languageSkill, languageSkills } from '../domain/member-needs.ts'
import type { Offer, Presence } from '../domain/records.ts'
import { levelsOf, type SkillLevels } from '../domain/routing/skills.ts'
import type { RoutingReads, Waiting } from './routing.ts'

const withoutOffer = statement('routing waiting contacts', (k) =>
  selectFrom(k, tables.contacts)
    .where({ 'contacts.state': 'waiting' })
    .whereNull('contacts.ended_at')
    .whereNotExists(
      k('offers')
        .select(k.raw('1'))
        .whereRaw('offers.contact_id = contacts.id')
        .whereNull('offers.settled_at'),
    ),
)
const oneWithoutOffer = statement('routing waiting contact', (k, p) =>
  selectFrom(k, tables.contacts)
    .where({ 'contacts.id': p('id'), 'contacts.state': 'waiting' })
    .whereNull('contacts.ended_at')
    .whereNotExists(
      k('offers')
        .select(k.raw('1'))
        .whereRaw('offers.contact_id = contacts.id')
        .whereNull('offers.settled_at'),
    ),
)
const declined = statement('routing offers passed on', (k, p) =>
  selectFrom(k, tables.offers).where({ contact_id: p('contactId'), state: 'declined' }),
)
const queue = statement('routing queue', (k, p) => selectFrom(k, tables.queues).where({ id: p('id') }))
const presences = statement('routing presences', (k) => selectFrom(k, tables.presences))
const presence = statement('routing presence', (k, p) =>
  selectFrom(k, tables.presences).where({ person_id: p('personId') }),
)
const placed = statement('routing placements', (k) =>
  selectFrom(k, tables.placements).whereNull('ended_at').orderBy('id'),
)
const needs = statement('routing needs', (k, p) =>
  selectFrom(k, tables.memberNeeds).where({ member_id: p('memberId') }),
)
const person = statement('routing person', (k, p) =>
  selectFrom(k, tables.people).where({ id: p('personId') }),
)
/** Who is at work with any language besides English: few, and asked only for a caller who needs one. */
const speakers = statement('routing speakers', (k) =>
  selectFrom(k, tables.people)
    .join('presences', 'presences.person_id', 'people.id')
    .where('presences.choice', 'available')
    .whereNot('people.languages', '[]'),
)
const skills = statement('routing skills', (k, p) =>
  k('person_skills')
    .select('skill', 'level')
    .where({ person_id: p('personId') }),
)

/** What routing looks at, read beside the writer. */
export const routingReads = ({ reader }: Pick<Database, 'reader'>): RoutingReads => {
  const skillsOf = async (personId: string): Promise<SkillLevels> => {
    const held = Object.fromEntries(
      (await reader.all(skills, { personId })).map((row) => {
        const { skill, level } = z.object({ skill: z.string(), level: z.number() }).parse(row)
        return [skill, level]
      }),
    )
    const [row] = await reader.all(person, { personId })
    return row === undefined ? held : { ...held, ...languageSkills(tables.people.decode(row).languages) }
  }
  /** The language a caller needs, while somebody at work speaks it: nobody waits for who is not there (F92). */
  const languageOf = async (memberId: string | null): Promise<SkillLevels> => {
    const [row] = memberId === null ? [] : await reader.all(needs, { memberId })
    const language = row === undefined ? null : tables.memberNeeds.decode(row).language
    if (language === null) return {}
    const here = (await reader.all(speakers, {})).map(tables.people.decode)
    return here.some(({ languages }) => languages.includes(language))
      ? { [languageSkill(language)]: languageLevel }
      : {}
  }
  const waitingOf = async (row: unknown): Promise<Waiting> => {
    const { id, queueId, priority, waitingSince, knownTo, memberId } = tables.contacts.decode(row)
    const [queueRow] = queueId === null ? [] : await reader.all(queue, { id: queueId })
    const offers: Offer[] = (await reader.all(declined, { contactId: id })).map(tables.offers.decode)
    return {
      id,
      queueId,
      priority,
      waitingSince,
      knownTo,
      skills: {
        ...(queueRow === undefined ? {} : levelsOf(tables.queues.decode(queueRow))),
        ...(await languageOf(memberId)),
      },
      passed: offers.map(({ personId, settledAt, offeredAt }) => ({
        personId,
        at: Date.parse(settledAt ?? offeredAt),
      })),
    }
  }
  const agentOf = async (found: Presence) => ({ presence: found, skills: await skillsOf(found.personId) })

  return {
    placed: async () => {
      const open = (await reader.all(placed, {})).map(tables.placements.decode)
      const levels = new Map<string, SkillLevels>()
      for (const { queueId } of open)
        for (const row of await reader.all(queue, { id: queueId }))
          levels.set(queueId, levelsOf(tables.queues.decode(row)))
      return { placed: open, levels }
    },
    waiting: async () => {
      const all: Waiting[] = []
      for (const row of await reader.all(withoutOffer, {})) all.push(await waitingOf(row))
      return all
    },
    waitingOne: async (id) => {
      const [row] = await reader.all(oneWithoutOffer, { id })
      return row === undefined ? null : waitingOf(row)
    },
    agents: async () => {
      const all = []
      for (const row of await reader.all(presences, {})) all.push(await agentOf(tables.presences.decode(row)))
      return all
    },
    agent: async (personId) => {
      const [row] = await reader.all(presence, { personId })
      return row === undefined ? null : agentOf(tables.presences.decode(row))
    },
  }
}
