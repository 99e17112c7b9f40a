/** Two people changed one case: what each chose, in words, so that somebody can decide. */
import type { Api } from '../../../../server/contract/api.ts'
import type { CaseView } from '../../../../server/contract/case-views.ts'
import { caseStatusWords, contactReasons } from '../../../../server/contract/words.ts'

export type CaseChange = Omit<Api['PATCH /api/cases/:id']['request'], 'version'>

type ChangeField = 'status' | 'ownerId' | 'kind' | 'title' | 'wanted'
const fieldWords: Record<ChangeField, string> = {
  status: 'status',
  ownerId: 'owner',
  kind: 'subject',
  title: 'title',
  wanted: 'wish of the member',
}
const fields: ChangeField[] = ['status', 'ownerId', 'kind', 'title', 'wanted']

const valueNow = (shown: CaseView, field: ChangeField): string => {
  switch (field) {
    case 'status':
      return caseStatusWords[shown.status]
    case 'ownerId':
      return shown.owner?.name ?? 'nobody'
    case 'kind':
      return contactReasons[shown.kind]
    case 'title':
      return shown.title
    case 'wanted':
      return shown.wanted ?? 'not said'
  }
}

const valueAsked = (change: CaseChange, fresh: CaseView, field: ChangeField): string => {
  switch (field) {
    case 'status':
      return change.status === undefined ? '' : caseStatusWords[change.status]
    case 'ownerId':
      return fresh.owners.find(({ id }) => id === change.ownerId)?.name ?? 'somebody else'
    case 'kind':
      return change.kind === undefined ? '' : contactReasons[change.kind]
    case 'title':
      return change.title ?? ''
    case 'wanted':
      return change.wanted?.trim() || 'not said'
  }
}

/** Who made the newest change, as far as the timeline says. */
const whoChanged = (fresh: CaseView): string => {
  const newest = fresh.timeline
    .filter(({ kind }) => kind === 'change')
    .sort((a, b) => b.at.localeCompare(a.at))[0]
  return newest?.author?.name ?? 'A colleague'
}

/** "Jo changed this case while you were choosing. Status is now Waiting. You chose Closed, which is not saved." */
export const conflictWords = (fresh: CaseView, mine: CaseChange): { words: string; keep: string } => {
  const who = whoChanged(fresh)
  const field = fields.find((one) => mine[one] !== undefined) ?? 'status'
  return {
    words: `${who} changed this case meanwhile. The ${fieldWords[field]} is now “${valueNow(fresh, field)}”. Yours, “${valueAsked(mine, fresh, field)}”, is not saved.`,
    keep: who === 'A colleague' ? 'Keep theirs' : `Keep ${who}’s`,
  }
}

/** True when the colleague who was quicker chose the same: then there is nothing to decide. */
export const saysTheSame = (fresh: CaseView, mine: CaseChange): boolean =>
  fields.every(
    (field) => mine[field] === undefined || valueNow(fresh, field) === valueAsked(mine, fresh, field),
  )

/** The change that puts a saved change back, or null when there is nothing sensible to put back. */
export const reverseOf = (before: CaseView, change: CaseChange): CaseChange | null => {
  if (change.status !== undefined && (change.status === 'closed' || before.status === 'closed')) return null
  const back: CaseChange = {}
  if (change.status !== undefined) back.status = before.status
  if (change.kind !== undefined) back.kind = before.kind
  if (change.title !== undefined) back.title = before.title
  if (change.wanted !== undefined) back.wanted = before.wanted ?? ''
  if (change.ownerId !== undefined) {
    if (before.owner === null) return null
    back.ownerId = before.owner.id
    back.why = 'Given back at once'
  }
  return back
}
