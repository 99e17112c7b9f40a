// What a line answers at an instant, before any key: one function for the live call and for the preview, so that what
// an administrator is shown is what a caller hears (F1, F2, F4).
import { lineNow } from './line-state.ts'
import { menuWords } from './menu.ts'
import type { Line } from './records.ts'
import * as wording from './wording.ts'

export type AnsweringLine = Pick<Line, 'greeting' | 'closedMessage' | 'hours' | 'closure' | 'menu'>
export type LineAnswer = {
  /** 'offer': a callback, or a message. */
  readonly then: 'menu' | 'queue' | 'offer' | 'voicemail'
  readonly say: string[]
}

export const answerOf = (
  line: AnsweringLine,
  now: string,
  caller: { readonly recordingRefused: boolean; readonly isWithheld: boolean },
): LineAnswer => {
  const greeting = wording.greeting(line)
  const closed = closedWords(line, now)
  if (closed !== null) {
    // Whoever rings a closed line is offered a call in the first open hour beside a message (F18, F20, F25).
    if (offersCallback(line, now))
      return { then: 'offer', say: [greeting, closed, wording.offerCallbackOrMessage()] }
    const ask = wording.voicemailPrompt({ isWithheld: caller.isWithheld })
    return { then: 'voicemail', say: [greeting, closed, ask] }
  }
  if (line.menu === null) return { then: 'queue', say: [greeting] }
  const notice = caller.recordingRefused ? wording.notRecorded() : wording.recordingNotice()
  return { then: 'menu', say: [greeting, notice, menuWords(line.menu)] }
}

/** Closed, by its hours, a bank holiday or by hand, with an opening that a callback can be promised for (F25). */
export const offersCallback = (line: Pick<Line, 'hours' | 'closure'>, now: string): boolean => {
  const state = lineNow(line, now)
  return !state.open && state.opensAt !== null
}

/** What is said of the closed line, or null while it is open. */
export const closedWords = (
  line: Pick<Line, 'closedMessage' | 'hours' | 'closure'>,
  now: string,
): string | null => {
  const state = lineNow(line, now)
  if (state.open) return null
  return wording.closedLine({
    opensAt: state.opensAt,
    now,
    zone: line.hours.zone,
    because: state.because,
    message: state.because === 'closure' ? state.message : line.closedMessage,
  })
}
