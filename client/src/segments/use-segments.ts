import { useEffect, useState } from 'react'
import { type Counter, type SegmentWords, segmentWords } from './segment-words.ts'

let loaded: Counter | null = null

/** The count in words; until the counter has come, how many characters there are. */
export const useSegments = (text: string): SegmentWords => {
  const [counter, setCounter] = useState<{ count: Counter } | null>(loaded ? { count: loaded } : null)
  const isNeeded = text !== '' && counter === null
  useEffect(() => {
    if (!isNeeded) return
    let gone = false
    void import('./segment-counter.ts').then(({ countSegments }) => {
      loaded = countSegments
      if (!gone) setCounter({ count: countSegments })
    })
    return () => {
      gone = true
    }
  }, [isNeeded])
  return counter || text === ''
    ? segmentWords(text, counter?.count ?? (() => ({ parts: 1, free: 160, wide: [] })))
    : { words: `${text.length} characters`, fixed: null }
}
