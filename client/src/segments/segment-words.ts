import { toPlain } from './plain-characters.ts'

/** What a counter says of a text; `free` is what still fits into the last part, in characters. */
export interface Count {
  parts: number
  free: number
  /** Characters that do not fit the plain alphabet, as typed. */
  wide: string[]
}
export type Counter = (text: string) => Count

export interface SegmentWords {
  words: string
  /** The same text with plain characters, when that saves a part; else null. */
  fixed: string | null
}

const texts = (parts: number): string => (parts === 1 ? '1 text' : `${parts} texts`)

/** "142 characters left · 1 text", or "2 texts because of ’" with the fix. Empty text: what fits. */
export const segmentWords = (text: string, count: Counter): SegmentWords => {
  if (text.trim() === '') return { words: '160 characters left · 1 text', fixed: null }
  const { parts, free, wide } = count(text)
  const plainText = toPlain(text)
  const saves = plainText !== text && count(plainText).parts < parts
  const culprits = [...new Set(wide)].slice(0, 3).join(' ')
  if (saves) return { words: `${texts(parts)} because of ${culprits}`, fixed: plainText }
  const why = wide.length > 0 ? ` because of ${culprits}` : ''
  // One letter makes a text of 160 one of 70, long before it makes two of it.
  return parts === 1
    ? { words: `${free} characters left${why} · ${texts(parts)}`, fixed: null }
    : { words: `${free} characters left · ${texts(parts)}${why}`, fixed: null }
}

/** Twilio takes 1,600 characters at most (Messages API, as of 2026-11). */
export const longestText = 1_600
