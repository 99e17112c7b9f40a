import { isRefusal, problemWords } from '../../api.ts'
import type { SaveState } from '../../drafts/autosave.ts'
import { savedWords } from '../../drafts/saved-words.ts'

/** As much of a draft as its status tells. */
export interface NotesState {
  save: SaveState
  error: unknown
  savedAt: string | null
  theirs: object | null
  hasTypedNotes: boolean
}

export interface NotesStatus {
  words: string
  level: 'calm' | 'bad'
  /** Asking again is up to the person: the server said no. */
  canRetry: boolean
}

/** What stands under the heading about the notes: always one line, so that nothing moves. */
export const notesStatus = (
  draft: NotesState,
  now: number,
  /** What a press of "Save" found missing, in words. */
  missing: readonly string[] = [],
): NotesStatus => {
  if (draft.theirs || isRefusal(draft.error, 'stale-version')) {
    return { words: 'Not saved: a colleague changed these notes', level: 'bad', canRetry: false }
  }
  if (draft.save === 'stopped') {
    return { words: `Not saved. ${problemWords(draft.error).words}`, level: 'bad', canRetry: true }
  }
  if (draft.save === 'waiting' && draft.error) {
    return {
      words: 'Not saved yet: no answer from the server. Kept on this device.',
      level: 'bad',
      canRetry: true,
    }
  }
  if (missing.length > 0) {
    return { words: `Still needed: ${missing.join(', ')}`, level: 'bad', canRetry: false }
  }
  if (draft.save === 'saving' || draft.hasTypedNotes)
    return { words: 'Saving…', level: 'calm', canRetry: false }
  return { words: savedWords(draft.savedAt, now) || 'Saved as you type', level: 'calm', canRetry: false }
}
