import type { MemberNeeds } from '../domain/member-needs.ts'
import type { Kept } from './kept.ts'

export interface NeedsStores {
  memberNeeds: Kept<MemberNeeds, 'memberId'>
}
