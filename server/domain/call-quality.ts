/**
 * The quality of the agent's sound in a call (F34): each warning of the browser's telephone with when it began and
 * cleared. Names are the Voice SDK's (https://www.twilio.com/docs/voice/sdks/javascript, as of 2026-11).
 */
import type { Instant, QualityWarning } from './records.ts'

/** More than any real call has; a telephone gone mad fills no row. */
const atMost = 50

export const qualityWords: Readonly<Record<string, string>> = {
  'high-rtt': 'slow connection',
  'high-jitter': 'uneven sound',
  'high-packet-loss': 'sound lost on the way',
  'high-packets-lost-fraction': 'sound lost on the way',
  'low-mos': 'poor sound',
  'ice-connectivity-lost': 'connection lost for a moment',
  'low-bytes-received': 'nothing was heard',
  'low-bytes-sent': 'nothing was sent',
  'constant-audio-input-level': 'the microphone stood still',
  'constant-audio-output-level': 'the loudspeaker stood still',
}

/** A warning began or cleared. The same news twice changes nothing: the list comes back as it was. */
export function noteQuality(
  warnings: QualityWarning[],
  news: { name: string; isOver: boolean; now: Instant },
): QualityWarning[] {
  const open = warnings.find((one) => one.name === news.name && one.until === null)
  if (!news.isOver)
    return open || warnings.length >= atMost
      ? warnings
      : [...warnings, { name: news.name, since: news.now, until: null }]
  return open ? warnings.map((one) => (one === open ? { ...one, until: news.now } : one)) : warnings
}
