/**
 * The file of reps: one row a post, from a spreadsheet. Every row is looked at before anything is kept, and nothing is
 * kept while one is wrong.
 *
 * Columns: Region · Branch code · Branch · Employer · Workplace · Role · Name · Number · Email · Starts · Ends
 * With a workplace it is a post there, with a branch alone at the branch, with a region alone at the region.
 */
import { type Day, isDay } from '../deadlines/day.ts'
import { normaliseNumber } from '../phone-number.ts'
import { type PostLevel, type PostRole, postRoles } from './cover.ts'

export const coverColumns = [
  'region',
  'branch code',
  'branch',
  'employer',
  'workplace',
  'role',
  'name',
  'number',
  'email',
  'starts',
  'ends',
] as const
type Column = (typeof coverColumns)[number]
const required: readonly Column[] = ['role', 'name']

export interface CoverRow {
  row: number
  level: PostLevel
  region: string
  branchCode: string
  branch: string
  employer: string
  workplace: string
  role: PostRole
  name: string
  number: string | null
  email: string | null
  fromDay: Day | null
  untilDay: Day | null
}
export type CoverProblem = { row: number; words: string }

/** Where each column stands, or which are missing. */
export function readHead(cells: readonly string[]): { at: Map<Column, number> } | { missing: Column[] } {
  const at = new Map<Column, number>()
  cells.forEach((cell, place) => {
    const name = coverColumns.find((one) => one === cell.trim().toLowerCase())
    if (name !== undefined) at.set(name, place)
  })
  const missing = required.filter((one) => !at.has(one))
  return missing.length > 0 ? { missing } : { at }
}

export function readRow(
  cells: readonly string[],
  row: number,
  at: ReadonlyMap<Column, number>,
): { is: CoverRow } | { problem: CoverProblem } {
  const cell = (column: Column) => (cells[at.get(column) ?? -1] ?? '').trim()
  const no = (words: string) => ({ problem: { row, words } })
  const role = postRoles.find((one) => one === cell('role').toLowerCase().replaceAll(' ', '-'))
  if (role === undefined) return no(`“${cell('role')}” is no role. One of: ${postRoles.join(', ')}.`)
  if (cell('name') === '') return no('There is no name.')
  const [workplace, branchCode, region] = [cell('workplace'), cell('branch code'), cell('region')]
  const level: PostLevel | null =
    workplace !== '' ? 'workplace' : branchCode !== '' ? 'branch' : region !== '' ? 'region' : null
  if (level === null) return no('There is no region, no branch code and no workplace.')
  if (level === 'workplace' && (branchCode === '' || cell('employer') === ''))
    return no('A workplace needs its branch code and its employer.')
  const number = cell('number') === '' ? null : normaliseNumber(cell('number'))
  if (cell('number') !== '' && number === null) return no(`“${cell('number')}” is no phone number.`)
  const [fromDay, untilDay] = [dayOf(cell('starts')), dayOf(cell('ends'))]
  if (fromDay === undefined || untilDay === undefined) return no('A day is written 31/12/2026 or 2026-12-31.')
  if (fromDay !== null && untilDay !== null && untilDay < fromDay) return no('It ends before it begins.')
  return {
    is: {
      row,
      level,
      region,
      branchCode,
      branch: cell('branch'),
      employer: cell('employer'),
      workplace,
      role,
      name: cell('name').slice(0, 100),
      number,
      email: cell('email') === '' ? null : cell('email').slice(0, 200),
      fromDay,
      untilDay,
    },
  }
}

/** Null: nothing was written; undefined: it is no day. */
const dayOf = (text: string): Day | null | undefined => {
  if (text === '') return null
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const day = british ? `${british[3]}-${british[2]?.padStart(2, '0')}-${british[1]?.padStart(2, '0')}` : text
  return isDay(day) ? day : undefined
}
