/**
 * The members' file: what its columns are called, and what each row says or why it is refused, in words that send
 * somebody to the right cell. Nothing here compares with what is kept; that is member-difference.ts.
 *
 * A cell that is empty says "none". A column that is not in the file says nothing at all, and its field stays.
 */
import { DateTime } from 'luxon'
import { normaliseNumber } from './phone-number.ts'

/** What the membership system may say of a member. All of it is text, or null for "none". */
export const memberFields = {
  firstName: 'First name',
  lastName: 'Last name',
  status: 'Status',
  email: 'Email',
  joinedOn: 'Joined',
  jobTitle: 'Job',
  branch: 'Branch code',
  employer: 'Employer',
  workplace: 'Workplace',
  mobile: 'Mobile',
  homePhone: 'Home phone',
  workPhone: 'Work phone',
} as const
export type MemberField = keyof typeof memberFields
export type MemberValues = { readonly [F in MemberField]?: string | null }

/** What a row says. `branchName`, `region` and `town` only name a branch or workplace that is new here. */
export interface MemberSays {
  readonly values: MemberValues
  readonly branchName: string | null
  readonly region: string | null
  readonly town: string | null
}

type Column = MemberField | 'membershipNumber' | 'branchName' | 'region' | 'town'

/** Column → the headings it is known by; the first is the one to use. Compared without case, spaces and dashes. */
const headings: Readonly<Record<Column, readonly string[]>> = {
  membershipNumber: ['membership_number', 'member_number', 'membership_no', 'member_no', 'member_id'],
  firstName: ['first_name', 'forename', 'given_name'],
  lastName: ['last_name', 'surname', 'family_name'],
  status: ['status', 'membership_status'],
  email: ['email', 'email_address'],
  joinedOn: ['joined_on', 'joined', 'join_date', 'date_joined'],
  jobTitle: ['job_title', 'job', 'occupation'],
  branch: ['branch_code'],
  branchName: ['branch', 'branch_name'],
  region: ['region'],
  employer: ['employer', 'employer_name'],
  workplace: ['workplace', 'workplace_name', 'site'],
  town: ['town', 'workplace_town'],
  mobile: ['mobile', 'mobile_phone', 'mobile_number'],
  homePhone: ['home_phone', 'telephone', 'phone'],
  workPhone: ['work_phone'],
}
const required: readonly Column[] = ['membershipNumber', 'firstName', 'lastName', 'status']

/** Every column that is read, for whoever prepares the file. */
export const fileColumns = Object.entries(headings).map(([column, [heading = '']]) => ({
  heading,
  isRequired: required.some((one) => one === column),
}))

export interface Layout {
  /** Every heading as it stands in the file. */
  readonly columns: readonly string[]
  /** Those that nothing is read from. */
  readonly ignored: readonly string[]
  readonly at: ReadonlyMap<Column, number>
}

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, '_')
    .replace(/^_|_$/g, '')

/** Where each column stands, or why this cannot be a members' file, in words. */
export function readHeader(cells: readonly string[]): Layout | { readonly problem: string } {
  if (cells.length === 1 && /[;\t]/.test(cells[0] ?? ''))
    return {
      problem: 'The columns are not separated by commas. Save the file as “CSV UTF-8 (comma delimited)”.',
    }
  const names = cells.map(plain)
  const at = new Map<Column, number>()
  for (const [column, known] of columnsAndHeadings) {
    const places = names.flatMap((name, place) => (known.includes(name) ? [place] : []))
    if (places.length > 1)
      return {
        problem: `Two columns are ${quoted(known[0])}: ${places.map((place) => quoted(cells[place])).join(' and ')}.`,
      }
    if (places[0] !== undefined) at.set(column, places[0])
  }
  const missing = required.filter((column) => !at.has(column)).map((column) => quoted(headings[column][0]))
  if (missing.length > 0)
    return {
      problem: `The first row must name the columns, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not among them.`,
    }
  if (at.has('workplace') !== at.has('employer'))
    return { problem: 'The columns “employer” and “workplace” belong together, and one of them is missing.' }
  const read = new Set(at.values())
  return { columns: cells, ignored: cells.filter((_, place) => !read.has(place)), at }
}
const columnsAndHeadings = Object.entries(headings) as [Column, readonly string[]][]

/** What a workplace is called when a row gives its employer alone. */
const unnamedWorkplace = 'Not stated'

export type ReadRow =
  | { readonly membershipNumber: string; readonly name: string; readonly says: MemberSays }
  | { readonly problem: string; readonly membershipNumber: string | null; readonly name: string }

/** Longer than any real one, shorter than anything that would hurt a screen. */
const longest = 120

/**
 * One row. `today` (YYYY-MM-DD) is what joining dates are compared with; `isBroken`: its quotation marks do not add up.
 * A refused row says everything that is wrong with it at once.
 */
export function readRow(
  layout: Layout,
  cells: readonly string[],
  { today, isBroken = false }: { readonly today: string; readonly isBroken?: boolean },
): ReadRow {
  const problems: string[] = []
  const at = (column: Column): string => (cells[layout.at.get(column) ?? -1] ?? '').trim()
  const label = { membershipNumber: at('membershipNumber').slice(0, longest) || null, name: nameOf(at) }
  if (isBroken) problems.push('A quotation mark stands where none may.')
  if (cells.length !== layout.columns.length)
    problems.push(`It has ${cellsOf(cells.length)}, and the first row has ${cellsOf(layout.columns.length)}.`)
  // With the wrong number of cells every further complaint would be about the wrong column.
  if (problems.length > 0) return { problem: problems.join(' '), ...label }

  const check = checker(problems)
  const text = (column: Column): string | null => check.text(headings[column][0] ?? column, at(column))
  const wanted = (column: Column): string | null => {
    const found = text(column)
    if (at(column) === '') problems.push(`${quoted(headings[column][0])} is empty.`)
    return found
  }
  const membershipNumber = wanted('membershipNumber')
  if (membershipNumber !== null && !/^[\p{L}\d][\p{L}\d/ -]{0,31}$/u.test(membershipNumber))
    problems.push(`“membership_number” is not one: letters, digits, dashes and strokes, 32 at most.`)
  // A spreadsheet that takes long numbers for quantities: 2.04E+05.
  else if (
    membershipNumber !== null &&
    /^\d+E\d+$/i.test(membershipNumber.replace(/[+.]/g, '')) &&
    /[.+]/.test(membershipNumber)
  )
    problems.push('“membership_number” was rounded by a spreadsheet.')
  const has = (column: Column): boolean => layout.at.has(column)
  const values: { [F in MemberField]?: string | null } = {
    firstName: wanted('firstName'),
    lastName: wanted('lastName'),
    status: wanted('status'),
  }
  for (const column of ['jobTitle', 'branch', 'employer', 'workplace'] as const)
    if (has(column)) values[column] = text(column)
  if (has('email')) values.email = check.email(at('email'))
  if (has('joinedOn')) values.joinedOn = check.day('joined_on', at('joinedOn'), today)
  for (const column of ['mobile', 'homePhone', 'workPhone'] as const)
    if (has(column)) values[column] = check.phone(headings[column][0] ?? column, at(column))
  if (has('workplace') && values.workplace !== null && values.employer === null)
    problems.push('“workplace” is given without its “employer”.')
  if (has('workplace') && values.employer != null) values.workplace ??= unnamedWorkplace
  const says = { values, branchName: text('branchName'), region: text('region'), town: text('town') }
  if (problems.length > 0 || membershipNumber === null)
    return { problem: [...new Set(problems)].join(' '), ...label }
  return { membershipNumber, name: label.name, says }
}

const nameOf = (at: (column: Column) => string): string =>
  `${at('firstName')} ${at('lastName')}`.trim().slice(0, longest)

const cellsOf = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`)
const quoted = (words: string | undefined): string => `“${words ?? ''}”`

/** Cells that a spreadsheet would run as a formula: https://owasp.org/www-community/attacks/CSV_Injection (read 2026-11). */
const looksLikeFormula = (cell: string): boolean =>
  /^[=@]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-]?[\d\s()./-]+$/.test(cell))

/** Our own files write an apostrophe before what a spreadsheet would run; it comes off again when they are read. */
const bare = (cell: string): string => cell.replace(/^'(?=[=+@-])/, '')

function checker(problems: string[]) {
  const text = (heading: string, cell: string, isPhone = false): string | null => {
    const found = bare(cell).normalize('NFC').replace(/\s+/g, ' ').trim()
    if (found === '') return null
    if (found.includes('\uFFFD'))
      problems.push(`${quoted(heading)} has a character that is not UTF-8. Save the file as “CSV UTF-8”.`)
    else if (/[\u0000-\u001f\u007f]/.test(found)) problems.push(`${quoted(heading)} has a control character.`)
    // A plus begins most numbers: one with letters after it is said to have letters.
    else if (looksLikeFormula(found) && !(isPhone && found.startsWith('+')))
      problems.push(`${quoted(heading)} begins like a spreadsheet formula.`)
    else if (found.length > longest) problems.push(`${quoted(heading)} is longer than ${longest} characters.`)
    else return found
    return null
  }
  return {
    text,
    email: (cell: string): string | null => {
      const found = text('email', cell)?.toLowerCase() ?? null
      if (found === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(found)) return found
      problems.push('“email” is not an address.')
      return null
    },
    /** 2019-03-01 or 01/03/2019: a day first, as it is written in the United Kingdom. */
    day: (heading: string, cell: string, today: string): string | null => {
      const found = text(heading, cell)
      if (found === null) return null
      const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(found)
      const iso = british
        ? `${british[3]}-${british[2]?.padStart(2, '0')}-${british[1]?.padStart(2, '0')}`
        : found.replace(/[T ]00:00(:00)?$/, '')
      if (!/^\d{4}-\d{2}-\d{2}$/.test(iso))
        problems.push(`${quoted(heading)} is not a date like 2019-03-01 or 01/03/2019.`)
      else if (!DateTime.fromISO(iso, { zone: 'utc' }).isValid)
        problems.push(`${quoted(heading)} is a day that does not exist.`)
      else if (iso < '1900-01-01' || iso > today)
        problems.push(`${quoted(heading)} is in the future, or before 1900.`)
      else return iso
      return null
    },
    phone: (heading: string, cell: string): string | null => {
      const found = text(heading, cell, true)
      if (found === null) return null
      const number = normaliseNumber(found)
      if (number !== null) return number
      problems.push(
        /\p{L}/u.test(found)
          ? `${quoted(heading)} has letters in it.`
          : `${quoted(heading)} does not read as a phone number.`,
      )
      return null
    },
  }
}
