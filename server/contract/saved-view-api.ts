import { z } from 'zod'
import type { PersonBrief } from './briefs.ts'
import { contactReason } from './requests.ts'

export const caseListNames = ['mine', 'open', 'unowned', 'closed'] as const
export type CaseListName = (typeof caseListNames)[number]
export const openStatusNames = ['new', 'open', 'waiting'] as const

export const caseFilter = z.object({
  list: z.enum(caseListNames),
  about: contactReason.nullable(),
  status: z.enum(openStatusNames).nullable(),
  ownerId: z.string().max(64).nullable(),
  q: z.string().max(200),
  asBoard: z.boolean(),
})
export type CaseFilterView = z.output<typeof caseFilter>

export const savedViewSettings = z.object({
  name: z.string().max(500),
  isShared: z.boolean(),
  filter: caseFilter,
})
const version = z.int().positive()
export const changeSavedView = savedViewSettings.extend({ version })
export const removeSavedView = z.object({ version })

export interface SavedViewView {
  id: string
  version: number
  name: string
  isShared: boolean
  /** Whose it is; of one's own too. */
  by: PersonBrief
  isMine: boolean
  mayRemove: boolean
  filter: CaseFilterView
}
export interface SavedViewsView {
  /** One's own, then what others share; each by name. */
  views: SavedViewView[]
  /** Who can own a case, for the filter. */
  owners: PersonBrief[]
}

export interface SavedViewApi {
  'GET /api/saved-views': { response: SavedViewsView }
  'POST /api/saved-views': { request: z.input<typeof savedViewSettings>; response: SavedViewsView }
  'PUT /api/saved-views/:id': { request: z.input<typeof changeSavedView>; response: SavedViewsView }
  'POST /api/saved-views/:id/remove': {
    request: z.input<typeof removeSavedView>
    response: SavedViewsView
  }
}
