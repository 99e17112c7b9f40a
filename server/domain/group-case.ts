/**
 * A group case: one issue with an employer, many members (F73). The group is a case without a member; each member has a
 * sub-file under it, which is a case like any other: own number, documents, notes, contacts and legal dates.
 *
 *   group ──add──► sub-file of one member ──► closed by itself, or with the group by one outcome
 *
 * - Nothing on a sub-file says who else is in the group; nothing in the story of the group names a member.
 * - A member is in a group once. A case is a sub-file of one group at most, and a group is never in a group.
 * - Each member's time limit runs from their own day, so legal dates stand on the sub-files.
 * - One outcome for all leaves out every sub-file with a live legal date, and every sealed one.
 *
 * (Elsewhere: collective case, lead case, multiple claim, parent and child.)
 */
import { findReferences } from './case-reference.ts'
import { normaliseNumber } from './phone-number.ts'
import type { Instant } from './records.ts'

export interface GroupCase {
  caseId: string
  openedBy: string
  openedAt: Instant
}
export interface SubFile {
  caseId: string
  groupId: string
  addedBy: string
  addedAt: Instant
}

/** So many lines are read of what was pasted. */
export const mostPasted = 200

/** What somebody pasted, line by line. `line` is as it was written, for the answer beside it. */
export type PastedLine = { line: string } & (
  | { is: 'membership-number'; numbers: readonly [string, string] }
  | { is: 'phone-number'; number: string }
  | { is: 'case'; reference: string }
  | { is: 'unreadable' }
)

/**
 * Each line that says something. A line may be a row of a spreadsheet: its first cell that can be read counts, so a name
 * beside the number does no harm.
 */
export const readPasted = (pasted: string): PastedLine[] =>
  pasted
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(readLine)

const readLine = (line: string): PastedLine => {
  for (const cell of [line, ...line.split(/[\t,;]/)].map((each) => each.trim())) {
    const membership = /^(?<letters>[a-z]{0,3})[- ]?(?<digits>\d{3,9})$/i.exec(cell)?.groups
    const [reference] = /^cx/i.test(cell) ? findReferences(cell) : []
    if (reference !== undefined) return { line, is: 'case', reference }
    if (membership?.['digits'] !== undefined) {
      const letters = (membership['letters'] || 'M').toUpperCase()
      return {
        line,
        is: 'membership-number',
        numbers: [`${letters}-${membership['digits']}`, cell.toUpperCase()],
      }
    }
    const number = /\d{6}/.test(cell.replace(/\D/g, '')) ? normaliseNumber(cell) : null
    if (number !== null) return { line, is: 'phone-number', number }
  }
  return { line, is: 'unreadable' }
}

/** What became of one line. Whatever this person may not know is answered as if it were not there. */
export type LineAnswer = { line: string } & (
  | { answer: 'added'; caseId: string; memberId: string; isNew: boolean }
  | { answer: 'already-in'; caseId: string; memberId: string }
  | { answer: 'several'; memberIds: string[] }
  | { answer: 'not-found' | 'unreadable' | 'closed' | 'no-member' | 'in-another-group' }
)

/** Why a sub-file does not get the outcome of the group; null: it does. */
export const whyItStays = (of: {
  isClosed: boolean
  isSealed: boolean
  liveDates: number
}): 'closed' | 'sealed' | 'deadline-live' | null =>
  of.isClosed ? 'closed' : of.isSealed ? 'sealed' : of.liveDates > 0 ? 'deadline-live' : null
