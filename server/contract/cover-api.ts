import { z } from 'zod'
import { type PostLevelWord, type PostRoleWord, postLevelWords, postRoleWords } from './cover-words.ts'

const id = z.string().min(1).max(64)
const day = z.string().max(10)
const roles = Object.keys(postRoleWords) as [PostRoleWord]
const levels = Object.keys(postLevelWords) as [PostLevelWord]
export const addPost = z.object({
  level: z.enum(levels),
  region: z.string().max(200),
  branchId: z.string().max(64),
  workplaceId: z.string().max(64),
  role: z.enum(roles),
  name: z.string().max(100),
  number: z.string().max(30),
  email: z.string().max(200),
  fromDay: day,
  /** Empty: open-ended. */
  untilDay: day,
})
export const endPost = z.object({ version: z.number().int() })
/** `coverId` null: nobody is named. */
export const noteAway = z.object({ fromDay: day, untilDay: day, coverId: id.nullable() })

export interface PostView {
  id: string
  version: number
  level: PostLevelWord
  role: PostRoleWord
  name: string
  number: string | null
  email: string | null
  /** "Ward block, Northside" for a post at a workplace. */
  workplace: string | null
  fromDay: string
  untilDay: string | null
  /** Today and to come, the nearest first. */
  absences: { id: string; fromDay: string; untilDay: string; coverName: string | null; isNow: boolean }[]
}
/** Who covers a workplace today. */
export interface CoverView {
  level: PostLevelWord | null
  covering: {
    id: string
    role: PostRoleWord
    name: string
    number: string | null
    email: string | null
    level: PostLevelWord
    insteadOf: { name: string; role: PostRoleWord; awayUntil: string } | null
  }[]
  /** Away, and nobody covers them. */
  away: { name: string; role: PostRoleWord; awayUntil: string }[]
}
export interface CoverTreeView {
  /** Asked for by words of a branch, a workplace or a person, and region. */
  branches: {
    id: string
    code: string
    name: string
    region: string
    posts: PostView[]
    /** Nobody of the branch or its workplaces is there today. */
    isUncovered: boolean
    workplaces: { id: string; name: string }[]
  }[]
  regions: { name: string; posts: PostView[] }[]
  /** How many branches fit, of which at most 50 are here. */
  count: number
}
export interface CoverImportView {
  added: number
  changed: number
  same: number
  branchesMade: number
  /** Nothing was kept while there are any. */
  problems: { row: number; words: string }[]
}

export interface CoverApi {
  'GET /api/cover/of/:memberId': { response: CoverView }
  'GET /api/cover/workplaces/:id': { response: CoverView }
  'GET /api/cover/tree': { query: { q?: string; region?: string }; response: CoverTreeView }
  'POST /api/cover/posts': { request: z.input<typeof addPost>; response: { id: string } }
  'POST /api/cover/posts/:id/end': { request: z.input<typeof endPost>; response: { id: string } }
  'POST /api/cover/posts/:id/away': { request: z.input<typeof noteAway>; response: { id: string } }
  'POST /api/cover/absences/:id/back': { response: { id: string } }
}
