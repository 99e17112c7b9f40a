/** A thread of texts. */
import type { Allowed, CallerView, CaseBrief, PersonBrief } from './briefs.ts'
import type { MessageStatus } from './words.ts'

export interface PictureView {
  id: string
  url: string
  width: number
  height: number
  alt: string
}

export interface MessageView {
  id: string
  threadId: string
  direction: 'in' | 'out' | 'note'
  body: string
  at: string
  author: PersonBrief | null
  status: MessageStatus
  failure: { what: string; nextStep: string } | null
  pictures: PictureView[]
  /** Attachments that were refused, in words: "letter.exe: not a picture we take". */
  refusedFiles: string[]
}

export interface ThreadView {
  id: string
  version: number
  caller: CallerView
  number: string
  ourNumber: string
  /** The open conversation, or null when closed. */
  contactId: string | null
  case: CaseBrief | null
  caseRule: string | null
  assignee: PersonBrief | null
  /** What our number of this conversation is for. */
  purpose: 'case' | 'campaign' | 'survey'
  optedOutAt: string | null
  canText: Allowed
  /** Oldest first; the newest 50 or the page before `before`. */
  messages: MessageView[]
  hasOlder: boolean
  draft: { text: string; kind: 'text' | 'note'; savedAt: string | null }
  /** "They will get this at 08:30 unless you send now", or null inside hours. */
  outsideHours: string | null
}
