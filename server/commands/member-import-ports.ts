/** What reading the members' file needs of the database: whole batches at a time, because a union has a million members. */
import type { FieldChange, MemberNow } from '../domain/member-difference.ts'
import type { MemberSays, MemberValues } from '../domain/member-file.ts'
import type { MemberImport, MemberRowKind } from '../domain/member-import.ts'
import type { Kept } from './kept.ts'

/** One row of the report, and what is needed to apply it. */
export interface StagedRow {
  importId: string
  row: number
  kind: MemberRowKind
  membershipNumber: string | null
  name: string
  says: MemberSays | null
  changes: readonly FieldChange[]
  cells: readonly string[] | null
  problem: string | null
  toApply: boolean
}

export interface NewMember {
  id: string
  membershipNumber: string
  firstName: string
  lastName: string
  status: string
  email: string | null
  joinedOn: string | null
  jobTitle: string | null
  branchId: string | null
  workplaceId: string | null
  updatedAt: string
}
/** `setJoinedOn` and the like: whether the column is written at all. */
export interface ChangedMember {
  id: string
  set: { [K in Exclude<keyof NewMember, 'id' | 'membershipNumber' | 'updatedAt'>]?: string | null }
  updatedAt: string
}
export interface WorkplaceName {
  employer: string
  workplace: string
}

export interface MemberImportStores {
  memberImports: Kept<MemberImport, 'id'> & {
    /** The one that is not settled. */
    open(): Promise<MemberImport | null>
    /** How many members the membership system has told of and has not left out since. */
    known(): Promise<number>
    /** What is kept of these members now. */
    membersNow(membershipNumbers: readonly string[]): Promise<MemberNow[]>
    /** Rows of this import that these numbers stand in already, refused ones left out. */
    rowsWith(importId: string, membershipNumbers: readonly string[]): Promise<Map<string, number>>
    stage(rows: readonly StagedRow[]): Promise<void>
    /**
     * A page of the members whom the membership system has told of, by membership number: which of them are not in the
     * file, and where the next page begins (null: there is none).
     */
    missing(
      importId: string,
      afterNumber: string,
      limit: number,
    ): Promise<{ gone: { membershipNumber: string; name: string; status: string }[]; last: string | null }>
    /** Rows to apply after this one, in order. */
    toApply(importId: string, afterRow: number, limit: number): Promise<StagedRow[]>
    /** Rows of settled imports but the newest that had any: nobody looks at them any more. Gives how many went. */
    forgetRows(limit: number): Promise<number>

    branchIds(codes: readonly string[]): Promise<Map<string, string>>
    insertBranches(
      branches: readonly { id: string; code: string; name: string; region: string }[],
    ): Promise<void>
    employerIds(names: readonly string[]): Promise<Map<string, string>>
    insertEmployers(employers: readonly { id: string; name: string }[]): Promise<void>
    /** By {@link workplaceKey}. */
    workplaceIds(names: readonly WorkplaceName[]): Promise<Map<string, string>>
    insertWorkplaces(
      workplaces: readonly { id: string; employerId: string; name: string; town: string | null }[],
    ): Promise<void>
    insertMembers(members: readonly NewMember[]): Promise<void>
    changeMembers(members: readonly ChangedMember[]): Promise<void>
    /** What the membership system said, in place of what it said before. */
    saveSources(
      sources: readonly { memberId: string; said: MemberValues; isGone: boolean; readAt: string }[],
    ): Promise<void>
    markGone(memberIds: readonly string[], at: string): Promise<void>
    /** A number that nobody had is new; one that they have already stays as it is. `phoneId`: for one that is new. */
    addPhones(
      phones: readonly { memberId: string; number: string; label: string; phoneId: string; at: string }[],
    ): Promise<void>
    /** Only the tie between member and number goes: the number keeps its texts and its wishes. */
    removePhones(phones: readonly { memberId: string; number: string }[]): Promise<void>
  }
}

export const workplaceKey = ({ employer, workplace }: WorkplaceName): string => `${employer}\n${workplace}`
