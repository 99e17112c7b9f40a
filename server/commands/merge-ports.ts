import type { KeptPhone, MemberMerge } from '../domain/member-merge.ts'
import type { Member } from '../domain/records.ts'
import type { Kept } from './kept.ts'

export interface MergeStores {
  merges: Kept<MemberMerge, 'id'>
  mergedMembers: {
    /** Also one that was merged into another, unlike `members.find`. */
    find(id: string): Promise<(Member & { mergedInto: string | null }) | null>
    /** Everybody who leads to another: id → whom they lead to. */
    all(): Promise<Map<string, string>>
    /** Also those who led to this one lead there from now on; null: stands for themselves again. */
    lead(id: string, to: string | null): Promise<void>
    leadingTo(id: string): Promise<string[]>
    /** Everything that hangs on this member is another's: table → keys of what moved. */
    move(from: string, to: string): Promise<Record<string, string[]>>
    moveBack(moved: Readonly<Record<string, readonly string[]>>, to: string): Promise<void>
    phonesOf(memberId: string): Promise<KeptPhone[]>
    linkPhone(memberId: string, phone: KeptPhone): Promise<void>
    unlinkPhone(memberId: string, phoneId: string): Promise<void>
    dropSafeContact(memberId: string): Promise<void>
    dropNeeds(memberId: string): Promise<void>
  }
}
