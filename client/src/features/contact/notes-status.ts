import { isRefusal, problemWords } from '../../api.ts'
import type { ContactDraft } from '../../drafts/contact-draft.ts'
import { savedWords } from '../../drafts/saved-words.ts'

export interface NotesStatus {
  words: string
  level: 'calm' | 'bad'
  /** Asking again is up to the person: the server said no. */
  canRetry: boolean
}

/** What stands under the heading about the notes: always one line, so that nothing moves. */
export const notesStatus = (
  draft: Pick<ContactDraft, 'save' | 'error' | 'savedAt' | 'theirs' | 'hasTypedNotes'>,
  now: number,
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
  if (draft.save === 'saving' || draft.hasTypedNotes)
    return { words: 'Saving…', level: 'calm', canRetry: false }
  return { words: savedWords(draft.savedAt, now) || 'Saved as you type', level: 'calm', canRetry: false }
}
