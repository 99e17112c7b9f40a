// Whether a line is open at an instant, all things counted: an emergency closure beats the opening hours (F4).
//
//   open ──close now──► closed by a person ──reopensAt──► whatever the hours say (nobody has to remember)
//                              └──────reopen──────────────► whatever the hours say, at once
//
// The reopening is a comparison with the clock, not a timer: a server that was down at that minute changes nothing.
// Synonyms elsewhere: emergency closure, panic button, night mode, force closed.
import type { HolidayCalendar } from './bank-holidays.ts'
import { type LineState, lineState, nextOpening, type OpeningHours } from './opening-hours.ts'
import { UK_BANK_HOLIDAYS } from './uk-bank-holidays.ts'

/** `message` is heard by callers; `reason` is for the staff and the log. Instants; by: a person's id. */
export type Closure = {
  readonly message: string
  readonly reason: string
  readonly since: string
  readonly reopensAt: string
  readonly by: string
}
export type LineNow =
  | LineState
  | {
      readonly open: false
      readonly opensAt: string | null
      readonly because: 'closure'
      readonly message: string
      readonly reason: string
    }

/** What opening depends on. */
export type Openable = { readonly hours: OpeningHours; readonly closure: Closure | null }

export const lineNow = (
  line: Openable,
  now: string,
  holidays: HolidayCalendar = UK_BANK_HOLIDAYS,
): LineNow => {
  const { closure, hours } = line
  if (!isClosedByHand(closure, now)) return lineState(hours, holidays, now)
  const then = lineState(hours, holidays, closure.reopensAt)
  return {
    open: false,
    opensAt: then.open ? closure.reopensAt : then.opensAt,
    because: 'closure',
    message: closure.message,
    reason: closure.reason,
  }
}

/** In force now. The minute of reopening is open again. */
export const isClosedByHand = (closure: Closure | null, now: string): closure is Closure =>
  closure !== null && now >= closure.since && now < closure.reopensAt

/** The next opening after now that a caller may be promised: a closure puts it off. */
export const promisedOpening = (
  line: Openable,
  now: string,
  holidays: HolidayCalendar = UK_BANK_HOLIDAYS,
): string | null => {
  const state = lineNow(line, now, holidays)
  return state.open ? nextOpening(line.hours, holidays, now) : state.opensAt
}
