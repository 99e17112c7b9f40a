/**
 * What is being written in a conversation: one text for the member and one note for colleagues, never mixed. Keyed by
 * the thread, so that words cannot turn up in front of another member. The kind in hand is a draft on the server;
 * both stay in this tab until they are sent or emptied.
 */
import { z } from 'zod/mini'
import { create } from 'zustand'
import type { MessageView, ThreadView } from '../../../server/contract/thread-views.ts'
import { call, RefusedError, UnreachableError } from '../api.ts'
import { type Autosave, createAutosave, type SaveState } from './autosave.ts'
import { dropCopy, keepCopy, readCopy } from './session-copy.ts'

export type WritingKind = 'text' | 'note'

export interface ThreadDraft {
  threadId: string
  kind: WritingKind
  words: Record<WritingKind, string>
  save: SaveState
  savedAt: string | null
  isSending: boolean
  /** The last attempt, so that pressing again after a lost answer is the same message to the server. */
  attempt: { clientId: string; kind: WritingKind; body: string } | null
  /** Why the last attempt was not taken. */
  refused: { reason: string; words: string } | null
}

const copyShape = z.object({ kind: z.enum(['text', 'note']), text: z.string(), note: z.string() })

export const useThreadDrafts = create<Record<string, ThreadDraft>>()(() => ({}))
export const threadDraft = (id: string): ThreadDraft | null => useThreadDrafts.getState()[id] ?? null

const autosaves = new Map<string, Autosave<{ text: string; kind: WritingKind }>>()
const copyKey = (id: string) => `thread.${id}`

const change = (id: string, part: Partial<ThreadDraft>) => {
  const draft = threadDraft(id)
  if (draft) useThreadDrafts.setState({ [id]: { ...draft, ...part } })
}

const keepWords = (id: string) => {
  const draft = threadDraft(id)
  if (!draft) return
  const { text, note } = draft.words
  if (text === '' && note === '') dropCopy(copyKey(id))
  else keepCopy(copyKey(id), { kind: draft.kind, text, note })
}

const autosaveOf = (id: string) => {
  const known = autosaves.get(id)
  if (known) return known
  const made = createAutosave<{ text: string; kind: WritingKind }>({
    async save(body) {
      const { savedAt } = await call('PUT /api/threads/:id/draft', { params: { id }, body })
      change(id, { savedAt })
    },
    isWorthRetrying: (error) => error instanceof UnreachableError,
    tell: (save) => change(id, { save }),
    later(ms, work) {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  })
  autosaves.set(id, made)
  return made
}

/** The first sight of a thread brings its draft; later news of it never touches what is being typed. */
export const meetThread = (thread: ThreadView): void => {
  if (threadDraft(thread.id)) return
  const { draft } = thread
  const copy = copyShape.safeParse(readCopy(copyKey(thread.id)))
  const words = { text: '', note: '', [draft.kind]: draft.text }
  const kept = copy.success
    ? { text: copy.data.text || words.text, note: copy.data.note || words.note }
    : { text: words.text, note: words.note }
  useThreadDrafts.setState({
    [thread.id]: {
      threadId: thread.id,
      kind: copy.success ? copy.data.kind : draft.kind,
      words: kept,
      save: 'clean',
      savedAt: draft.savedAt,
      isSending: false,
      attempt: null,
      refused: null,
    },
  })
}

export const typeWords = (id: string, typed: string): void => {
  const draft = threadDraft(id)
  if (!draft) return
  change(id, { words: { ...draft.words, [draft.kind]: typed }, refused: null })
  keepWords(id)
  autosaveOf(id).change({ text: typed, kind: draft.kind })
}

export const chooseKind = (id: string, kind: WritingKind): void => {
  const draft = threadDraft(id)
  if (!draft || draft.kind === kind) return
  change(id, { kind, refused: null })
  keepWords(id)
  if (draft.words[kind] !== '') autosaveOf(id).change({ text: draft.words[kind], kind })
}

export const flushWords = (id: string): Promise<void> => autosaveOf(id).flush()

const attemptFor = (draft: ThreadDraft): NonNullable<ThreadDraft['attempt']> => {
  const { kind, attempt } = draft
  const body = draft.words[kind].trim()
  return attempt?.body === body && attempt.kind === kind
    ? attempt
    : { clientId: crypto.randomUUID(), kind, body }
}

/**
 * Sends what is written. `seenMessageId` is the newest message the writer has seen, or null to send in spite of a
 * newer one; `why` says why words that tell too much go all the same. Answers the message, or null when it was not taken: the words stay, and `refused` says why.
 */
export const sendWords = async (
  id: string,
  seenMessageId: string | null,
  why: string | null = null,
): Promise<MessageView | null> => {
  const draft = threadDraft(id)
  if (!draft || draft.isSending) return null
  const attempt = attemptFor(draft)
  change(id, { isSending: true, attempt, refused: null })
  try {
    const message = await call('POST /api/threads/:id/messages', {
      params: { id },
      body: { ...attempt, seenMessageId, why },
    })
    const now = threadDraft(id)
    // Words typed while it was being sent belong to the next message.
    const left = now && now.words[attempt.kind].trim() !== attempt.body ? now.words[attempt.kind] : ''
    if (now) change(id, { attempt: null, words: { ...now.words, [attempt.kind]: left } })
    keepWords(id)
    autosaveOf(id).drop()
    if (left !== '') autosaveOf(id).change({ text: left, kind: attempt.kind })
    return message
  } catch (error) {
    const refused =
      error instanceof RefusedError
        ? { reason: error.reason, words: error.words }
        : {
            reason: 'unreachable',
            words: 'Not sent: no answer from the server. Your words are kept. Try again.',
          }
    change(id, { refused })
    return null
  } finally {
    change(id, { isSending: false })
  }
}
