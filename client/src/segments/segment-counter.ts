import { SegmentedMessage } from 'sms-segments-calculator'
import type { Count } from './segment-words.ts'

/** Counts parts as the networks do. A chunk of its own: only a composer with words in it needs the tables. */
export const countSegments = (text: string): Count => {
  const message = new SegmentedMessage(text)
  const isPlain = message.getEncodingName() === 'GSM-7'
  const last = message.segments.at(-1)
  return {
    parts: message.segmentsCount,
    free: Math.floor((last?.freeSizeInBits() ?? 0) / (isPlain ? 7 : 16)),
    wide: message.getNonGsmCharacters(),
  }
}
