/**
 * Terms of representation (F80): conditions under which the union acts for somebody, accepted by voice, text or in writing.
 *
 *   (nothing) ──asked by text──► asked ──"AGREE" from that number──► accepted
 *        │                        │ └──asked again──► withdrawn, and asked anew
 *        └──said to us: yes──► accepted        said to us: no ──► declined
 *
 * Each answer names the version of the words that were read or sent. New words ask nobody again by themselves: a case shows
 * that what was accepted is an older version.
 */
import { formatReference } from './case-reference.ts'
import type { Instant } from './records.ts'

export interface Terms {
  id: string
  /** From 1. */
  number: number
  words: string
  publishedAt: Instant
  /** Null: came with the program. */
  publishedBy: string | null
}
export const termsChannels = ['text', 'telephone', 'writing', 'meeting'] as const
export type TermsChannel = (typeof termsChannels)[number]
export interface TermsAnswer {
  id: string
  version: number
  caseId: string
  termsId: string
  state: 'asked' | 'accepted' | 'declined' | 'withdrawn'
  channel: TermsChannel
  number: string | null
  messageId: string | null
  contactId: string | null
  askedBy: string | null
  askedAt: Instant
  settledAt: Instant | null
  notedBy: string | null
}

/** Six texts of GSM letters: what a member still reads, and what it costs. */
export const longestTerms = 700

/** What a member is texted. */
export const termsText = (given: { caseNumber: number; words: string }): string =>
  `${formatReference(given.caseNumber)}: before we act for you, please read this.\n${given.words}\nReply AGREE to accept, or write here what is unclear.`

/** "AGREE", "I agree.", "Agree CX-10482": as people type it, and nothing that says more. */
export const isAgreement = (body: string): boolean =>
  /^\W*(i\s+)?(agree|accept)(d|ed)?(\s+(to\s+)?(the\s+)?(this|terms))?(\s+cx[\s-]?\d+(-?[a-z])?)?\W*$/i.test(
    body.normalize('NFKC'),
  )

export const agreedReply = (caseNumber: number): string =>
  `Thank you. We noted that you accept, for ${formatReference(caseNumber)}.`
/** To whoever asked for discretion. */
export const agreedReplyDiscreet = 'Thank you, noted.'

/** Asked anew, or for other words. */
export const withdraw = (asked: TermsAnswer, by: string, now: Instant): TermsAnswer => ({
  ...asked,
  version: asked.version + 1,
  state: 'withdrawn',
  settledAt: now,
  notedBy: by,
})

/** Their own text, from the number that was asked. */
export const agree = (
  asked: TermsAnswer,
  { messageId, contactId, now }: { messageId: string; contactId: string; now: Instant },
): TermsAnswer => ({
  ...asked,
  version: asked.version + 1,
  state: 'accepted',
  messageId,
  contactId,
  settledAt: now,
})

/** What they said to us of these words, whether they had been asked by text or not. */
export const said = (
  asked: Omit<TermsAnswer, 'state' | 'channel' | 'notedBy'>,
  answer: {
    isAccepted: boolean
    channel: Exclude<TermsChannel, 'text'>
    contactId: string | null
    by: string
    now: Instant
  },
): TermsAnswer => ({
  ...asked,
  state: answer.isAccepted ? 'accepted' : 'declined',
  channel: answer.channel,
  contactId: answer.contactId,
  settledAt: answer.now,
  notedBy: answer.by,
})
