/**
 * What a members' file would change, field by field, told by three values:
 *
 *   said  what the membership system said last time      now  what is kept here      says  what it says now
 *
 *   now = says                    nothing to do
 *   now = said, or never said     the membership system's change: taken, once a person has looked at the report
 *   now ≠ said                    it was changed here since: stays as it is here, and is reported
 *
 * Telephone numbers are compared one by one: a number that somebody added here is never the membership system's to take
 * away, and one that it takes back goes.
 */
import { type MemberField, type MemberValues, memberFields } from './member-file.ts'

export interface FieldChange {
  readonly field: MemberField
  readonly before: string | null
  readonly after: string | null
  /** It was changed here, so it stays `before`. */
  readonly keptHere: boolean
}

/** What is kept of a member now. `phones` are E.164. `said` null: the membership system never told of them. */
export interface MemberNow {
  readonly memberId: string
  readonly membershipNumber: string
  readonly values: MemberValues
  readonly phones: readonly string[]
  readonly said: MemberValues | null
}

/** What a member is called who is no longer in the file. Nobody is deleted: cases and calls keep their name. */
export const goneStatus = 'No longer listed'

const phoneFields: readonly MemberField[] = ['mobile', 'homePhone', 'workPhone']
const isPhone = (field: MemberField): boolean => phoneFields.includes(field)

export const differences = (member: MemberNow, says: MemberValues): FieldChange[] =>
  fieldsOf(says).flatMap((field): FieldChange[] => {
    const after = says[field] ?? null
    const said = member.said?.[field]
    const before = isPhone(field) ? phoneNow(member, said ?? null, after) : (member.values[field] ?? null)
    if (isSame(field, before, after)) return []
    const wasChangedHere = said !== undefined && !isSame(field, before, said) && !wasGone(field, before)
    return [{ field, before, after, keptHere: wasChangedHere }]
  })

/** The fields that are to be taken from the file. */
export const taken = (changes: readonly FieldChange[]): FieldChange[] =>
  changes.filter(({ keptHere }) => !keptHere)

/** Whether the row is worth keeping only to remember what was said. */
export const saysMore = (member: MemberNow, says: MemberValues): boolean =>
  member.said === null ||
  fieldsOf(says).some((field) => (member.said?.[field] ?? null) !== (says[field] ?? null))

/**
 * Which numbers a change takes away and which it brings. A number in two fields stays as long as one of them has it.
 */
export function phoneChanges(
  changes: readonly FieldChange[],
  says: MemberValues,
): { readonly added: { number: string; label: string }[]; readonly removed: string[] } {
  const phones = taken(changes).filter(({ field }) => isPhone(field))
  const still = new Set(phoneFields.map((field) => says[field] ?? null))
  return {
    added: phones.flatMap(({ field, after }) =>
      after === null ? [] : [{ number: after, label: labelOf(field) }],
    ),
    removed: phones.flatMap(({ before }) => (before === null || still.has(before) ? [] : [before])),
  }
}

const labelOf = (field: MemberField): string =>
  field === 'homePhone' ? 'home' : field === 'workPhone' ? 'work' : 'mobile'

const fieldsOf = (values: MemberValues): MemberField[] =>
  (Object.keys(memberFields) as MemberField[]).filter((field) => values[field] !== undefined)

const phoneNow = (member: MemberNow, said: string | null, says: string | null): string | null => {
  if (says !== null && member.phones.includes(says)) return says
  return said !== null && member.phones.includes(said) ? said : null
}

/** That somebody was not in the last file was our word, not a change by a person here. */
const wasGone = (field: MemberField, before: string | null): boolean =>
  field === 'status' && before === goneStatus

const isSame = (field: MemberField, a: string | null, b: string | null): boolean =>
  field === 'email' ? a?.toLowerCase() === b?.toLowerCase() : a === b
