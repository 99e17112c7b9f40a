import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { SearchView } from '../contract/work-views.ts'
import { displayNumber, normaliseNumber } from '../domain/phone-number.ts'
import { memberRows } from './briefs.ts'
import { caseItems, newestCases } from './case-list-view.ts'
import { memberItems } from './member-views.ts'
import { matching } from './search-terms.ts'
import type { ViewDeps } from './view-deps.ts'

const most = 8

/** What a person typed in the search box: members, cases and numbers, at most 8 of each, as fast as typing. */
export async function searchView(deps: ViewDeps, q: string): Promise<SearchView> {
  const { read } = deps
  if (q.trim().length < 2) return { members: [], cases: [], numbers: [] }
  const members: Parameters<typeof memberItems>[1] = await matching(deps, memberRows(read), q)
    .whereNull('members.merged_into')
    .limit(most)
  const cases = await newestCases(deps, () => selectFrom(read, tables.cases), q, most)
  return {
    members: await memberItems(read, members),
    cases: await caseItems(deps, cases, q),
    numbers: await numbersMatching(deps, q),
  }
}

/** A telephone number we have texted with, known to the union or not. */
async function numbersMatching({ read }: ViewDeps, q: string): Promise<SearchView['numbers']> {
  const number = normaliseNumber(q)
  if (number === null) return []
  const threads: { id: string }[] = await read('threads')
    .where({ member_number: number })
    .limit(most)
    .select('id')
  return threads.map((t) => ({
    number: displayNumber(number),
    path: `/work/text/${t.id}`,
    title: `Texts with ${displayNumber(number)}`,
  }))
}
