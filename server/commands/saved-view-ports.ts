import type { SavedView } from '../domain/saved-view.ts'
import type { Kept } from './kept.ts'

export interface SavedViewStores {
  savedViews: Kept<SavedView, 'id'> & {
    remove(id: string): Promise<void>
    ofPerson(personId: string): Promise<SavedView[]>
  }
}
