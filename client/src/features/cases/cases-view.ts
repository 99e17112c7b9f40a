/** Which cases a list shows: read from its address and written there, so that Back, a copied link and a saved view bring it again. */
import {
  type CaseFilterView,
  type CaseListName,
  caseListNames,
  openStatusNames,
} from '../../../../server/contract/saved-view-api.ts'
import { type CaseStatus, type ContactReason, contactReasons } from '../../../../server/contract/words.ts'
import type { Tone } from '../../ui/tone.ts'
import { filterHash } from '../../ui/url-filter.ts'

export const casesViews: { id: CaseListName; words: string; none: string }[] = [
  { id: 'mine', words: 'Mine', none: 'You have no open cases.' },
  { id: 'open', words: 'All open', none: 'No case is open.' },
  { id: 'unowned', words: 'No owner', none: 'Every open case has an owner.' },
  { id: 'closed', words: 'Closed', none: 'No case has been closed yet.' },
]

const isReason = (text: string): text is ContactReason => Object.hasOwn(contactReasons, text)

/** What the address asks for; without a list, a caseworker's own cases, and every open case for somebody who only reads. */
export const filterFrom = (params: URLSearchParams, q: string, worksCases: boolean): CaseFilterView => {
  const list = caseListNames.find((one) => one === params.get('view')) ?? (worksCases ? 'mine' : 'open')
  const about = params.get('about') ?? ''
  const isOpen = list !== 'closed'
  return {
    list,
    about: isReason(about) ? about : null,
    status: isOpen ? (openStatusNames.find((one) => one === params.get('status')) ?? null) : null,
    // Of the two other lists it is said already whose they are.
    ownerId: list === 'open' || list === 'closed' ? params.get('owner') : null,
    q,
    asBoard: isOpen && params.get('as') === 'board',
  }
}

/** The address that asks for this. The words come after the `#`: they are members' names, and never sent in a URL. */
export const filterAddress = ({ list, about, status, ownerId, q, asBoard }: CaseFilterView) => ({
  search: `?${new URLSearchParams({
    view: list,
    ...(about === null ? {} : { about }),
    ...(status === null ? {} : { status }),
    ...(ownerId === null ? {} : { owner: ownerId }),
    ...(asBoard ? { as: 'board' } : {}),
  })}`,
  hash: filterHash(q),
})

/** Whether two ask for the same. */
export const isSameFilter = (a: CaseFilterView, b: CaseFilterView): boolean => {
  const [one, other] = [filterAddress(a), filterAddress(b)]
  return one.search === other.search && one.hash === other.hash
}

export const caseTone: Record<CaseStatus, Tone> = {
  new: 'info',
  open: 'info',
  waiting: 'warn',
  closed: 'neutral',
}
