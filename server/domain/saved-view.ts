/**
 * Saved views (F81): a list of cases under a name, kept by whoever made it, shared with everybody who reads cases or not.
 * It keeps what was asked for, never what was found: whoever opens a shared one sees the cases that they may know, and
 * "mine" is theirs.
 */
import type { Instant } from './records.ts'

export interface CaseFilter {
  list: 'mine' | 'open' | 'unowned' | 'closed'
  /** What they are about; null: anything. */
  about: string | null
  /** Null: any. Only of open cases. */
  status: 'new' | 'open' | 'waiting' | null
  /** Null: anybody, and nobody. */
  ownerId: string | null
  /** Words; empty: none. */
  q: string
  /** In columns by status. */
  asBoard: boolean
}

export interface SavedView {
  id: string
  version: number
  personId: string
  name: string
  isShared: boolean
  filter: CaseFilter
  savedAt: Instant
}

const longestViewName = 60
/** More than anybody finds again. */
export const mostViews = 30

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ')
const alike = (name: string): string => plain(name).toLowerCase()

/** The name as it is kept, or what is wrong with it, in words. `own`: the names of their other views. */
export function viewName(typed: string, own: readonly string[]): { name: string } | { wrong: string } {
  const name = plain(typed)
  if (name === '') return { wrong: 'Give it a name.' }
  if (name.length > longestViewName) return { wrong: `At most ${longestViewName} characters.` }
  return own.some((each) => alike(each) === alike(name))
    ? { wrong: 'You have a view of this name.' }
    : { name }
}
