/**
 * In front of every handler: where a request names a sealed case, or anything on one, by its id, the handler gets an id
 * that was never given out instead. So it answers, on every route there is or will be, what it answers to any such id; and
 * the attempt is written down.
 */
import type { Knex } from 'knex'
import type { Clock, Ids } from '../../commands/ports.ts'
import { referenceNumbers } from '../../views/case-list-view.ts'
import { hiddenBehind, hiddenCases, type Viewer } from '../db/case-wall.ts'

export interface CaseGateDeps {
  read: Knex
  clock: Clock
  ids: Ids
  /** Writes down that somebody asked for a case that they may not know. Never fails. */
  keptHidden: (personId: string, caseId: string) => Promise<void>
}
export interface CaseGate {
  /** What was given, with other ids in the place of those that this person may not know. */
  disguise: <T>(personId: string, given: T) => Promise<T>
  /** Notes a search for the reference of a hidden case; the search itself finds nothing. */
  searched: (personId: string, q: string) => Promise<void>
  /** The topics among these that may be shown to this person. */
  shown: (personId: string, topics: readonly string[]) => Promise<string[]>
}

const mostIds = 200
/** Every word in what was given that could be an id. */
const idsIn = (given: unknown, found: Set<string> = new Set()): Set<string> => {
  if (found.size >= mostIds) return found
  if (typeof given === 'string') {
    if (/^[\w-]{1,64}$/.test(given)) found.add(given)
  } else if (Array.isArray(given)) for (const each of given) idsIn(each, found)
  else if (typeof given === 'object' && given !== null)
    for (const each of Object.values(given)) idsIn(each, found)
  return found
}

/** The same, id by id; everything that is not text, a list or a plain record stays what it is. */
const withOthers = <T>(given: T, others: ReadonlyMap<string, string>): T => {
  const replaced = (each: unknown): unknown => {
    if (typeof each === 'string') return others.get(each) ?? each
    if (Array.isArray(each)) return each.map(replaced)
    if (typeof each !== 'object' || each === null) return each
    return Object.fromEntries(Object.entries(each).map(([key, value]) => [key, replaced(value)]))
  }
  // The same shape as before: only texts were put in the place of texts.
  return replaced(given) as T
}

export const createCaseGate = ({ read, clock, ids, keptHidden }: CaseGateDeps): CaseGate => {
  const viewer = (personId: string): Viewer => ({ personId, now: clock.now() })
  return {
    disguise: async (personId, given) => {
      const hidden = await hiddenBehind(read, viewer(personId), [...idsIn(given)])
      if (hidden.size === 0) return given
      for (const caseId of new Set(hidden.values())) await keptHidden(personId, caseId)
      const others = new Map([...hidden.keys()].map((id) => [id, ids.next()]))
      return withOthers(given, others)
    },
    searched: async (personId, q) => {
      const numbers = referenceNumbers(q)
      if (numbers.length === 0) return
      const rows: { id: string }[] = await read('cases')
        .whereIn('number', numbers)
        .whereIn('id', hiddenCases(read, viewer(personId)))
        .select('id')
      for (const { id } of rows) await keptHidden(personId, id)
    },
    shown: async (personId, topics) => {
      const idOf = (topic: string) => topic.split(':', 2)[1] ?? ''
      const hidden = await hiddenBehind(read, viewer(personId), topics.map(idOf))
      return topics.filter((topic) => !hidden.has(idOf(topic)))
    },
  }
}
