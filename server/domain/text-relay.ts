/**
 * Calls through text relay (Relay UK, before that Text Relay and NGT): somebody who does not hear or speak well types,
 * and a relay assistant reads it out to us and types our answer. Such a call begins slowly and has long silences: none
 * of them is an answer to anything (F9).
 *
 * What we can know (HMRC manuals DMBM510500 and TCM0094260, read on 22 November 2026): the caller dials 18001 before
 * our number; whoever rings them dials 18002 before theirs. Nothing published says that the number shown to us has
 * either, so it is read where a network passes it on, and otherwise the member's own entry and the agent say it.
 */
import type { Contact, Member } from './records.ts'

/** How it is known: the prefix was shown, a member with this number calls so, or an agent heard it. */
export type TextRelay = 'number' | 'member' | 'agent'

/** What the network showed, without the prefix, and whether it had one. `+4418001…` is how a gateway would spell it. */
export const readRelayPrefix = (from: string): { from: string; isRelay: boolean } => {
  const prefixed = /^(?:\+?44)?1800[12](0\d{9,10}|\+?44\d{9,10})$/.exec(from.replaceAll(' ', ''))
  if (prefixed === null) return { from, isRelay: false }
  const number = prefixed[1] ?? ''
  return { from: number.replace(/^0/, '+44').replace(/^44/, '+44'), isRelay: true }
}

/** `members`: all who have the number. A shared one is treated with the patience that any of them needs. */
export const relayOf = (isRelay: boolean, members: readonly Pick<Member, 'textRelay'>[]): TextRelay | null =>
  isRelay ? 'number' : members.some(({ textRelay }) => textRelay) ? 'member' : null

/** For a page of the call: nobody is asked to hurry. */
export const patience = (contact: Pick<Contact, 'textRelay' | 'needsTime'>): { slow?: true } =>
  contact.textRelay === null && !contact.needsTime ? {} : { slow: true }

/**
 * For the agent, at the ring and in the call. "Go ahead" and the same checks as for everybody: HMRC DMBM510500 (29 April
 * 2016, read on 22 November 2026), "does not affect any verification procedures".
 */
export const relayTip =
  'Text relay: an assistant reads and types for them. Speak slowly to the member, one thing at a time, and say “go ahead” when you have finished. Silence is typing. Ask the same security questions as ever.'
