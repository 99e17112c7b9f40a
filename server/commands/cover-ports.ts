import type { Absence, Post } from '../domain/cover/cover.ts'
import type { Day } from '../domain/deadlines/day.ts'
import type { Kept } from './kept.ts'

export interface CoverStores {
  posts: Kept<Post, 'id'> & {
    /** Everything that has not ended, for the file. */
    all(): Promise<Post[]>
  }
  absences: Kept<Absence, 'id'> & { ofPost(postId: string): Promise<Absence[]> }
  coverPlaces: {
    branches(): Promise<{ id: string; code: string; name: string; region: string }[]>
    addBranch(branch: { id: string; code: string; name: string; region: string }): Promise<void>
    workplaces(): Promise<{ id: string; employer: string; name: string }[]>
    hasWorkplace(id: string): Promise<boolean>
    hasRegion(name: string): Promise<boolean>
    /** By email, in lower case. */
    personByEmail(email: string): Promise<string | null>
    /** Who signs in here and covers a workplace of this name on that day, or its branch or region; the nearest first. */
    peopleCovering(workplaceName: string, today: Day): Promise<string[]>
  }
}
