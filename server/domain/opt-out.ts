// STOP, START and HELP (F49, J6). Twilio acts on these words by itself and still posts the text to us, so we must read
// them exactly as it does: a word we miss leaves us sending into error 21610, a word we invent silences somebody.
// Words: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out and Twilio's help page "Support for opt-out
// keywords" (read November 2026). "Only single-word messages will trigger the block": 'STOP PLEASE' does not.

export type Keyword = 'stop' | 'start' | 'help'

// A member who answers an appointment text with CANCEL or END has opted out of everything. That is Twilio's rule.
const stopWords = new Set(['stop', 'unsubscribe', 'end', 'quit', 'stopall', 'revoke', 'optout', 'cancel'])
const startWords = new Set(['start', 'unstop'])
const helpWords = new Set(['help', 'info'])

/**
 * The keyword that a text is, or null for an ordinary text. Case, spaces around and punctuation around do not matter.
 * YES rejoins only somebody who has opted out: from anybody else it is an answer to a question.
 */
export const readKeyword = (body: string, { isOptedOut = false } = {}): Keyword | null => {
  const word = body
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  if (stopWords.has(word)) return 'stop'
  if (startWords.has(word) || (isOptedOut && word === 'yes')) return 'start'
  return helpWords.has(word) ? 'help' : null
}
