// "Why am I not getting calls?" in words: the callable rule of presence.ts, check by check, each with its way out.
// The server decides: a browser that believes it is registered may be frozen in the background.
import type { Presence } from './records.ts'

export type CallableFacts = Pick<
  Presence,
  'choice' | 'occupancy' | 'reachable' | 'registered' | 'microphone' | 'areYouThere'
>

export type CallableCheckId = 'choice' | 'console' | 'phone' | 'microphone' | 'free' | 'there'

/** fix: what the agent can do about it, null when the check is passed or passes by itself. */
export type CallableCheck = {
  readonly id: CallableCheckId
  readonly ok: boolean
  readonly words: string
  readonly fix: string | null
}

export type Callable = { readonly callable: boolean; readonly checks: readonly CallableCheck[] }

/** All checks in the order a person would look at them; callable when every one is passed. */
export const callableChecks = (facts: CallableFacts): Callable => {
  const checks: CallableCheck[] = [
    facts.choice === 'available'
      ? passed('choice', 'You are set to Available.')
      : failed('choice', `You are set to ${choiceWords[facts.choice]}.`, 'Choose Available.'),
    facts.reachable
      ? passed('console', 'This page is in touch with the server.')
      : failed(
          'console',
          'We have not heard from your page for 15 seconds.',
          'Keep this tab open and check your connection.',
        ),
    facts.registered
      ? passed('phone', 'Your phone is connected.')
      : failed('phone', 'Your phone is not connected.', 'Press “Start my shift”, or reload the page.'),
    microphoneCheck(facts.microphone),
    freeCheck(facts.occupancy),
    facts.areYouThere
      ? failed(
          'there',
          'You missed a call, so we paused your calls. It is not counted.',
          'Press “I am here”.',
        )
      : passed('there', 'You have no missed call to answer for.'),
  ]
  return { callable: checks.every((check) => check.ok), checks }
}

const choiceWords = {
  available: 'Available',
  break: 'Break',
  lunch: 'Lunch',
  training: 'Training',
  meeting: 'Meeting',
  offline: 'Offline',
} satisfies Record<Presence['choice'], string>

const passed = (id: CallableCheckId, words: string): CallableCheck => ({ id, ok: true, words, fix: null })
const failed = (id: CallableCheckId, words: string, fix: string | null): CallableCheck => ({
  id,
  ok: false,
  words,
  fix,
})

const microphoneCheck = (microphone: Presence['microphone']): CallableCheck => {
  switch (microphone) {
    case 'granted':
      return passed('microphone', 'Your microphone may be used.')
    case 'denied':
      return failed(
        'microphone',
        'Your microphone is blocked.',
        'Allow it for this site in the address bar, then reload.',
      )
    case 'unknown':
      return failed('microphone', 'Your microphone was not checked yet.', 'Press “Start my shift”.')
  }
}

const freeCheck = (occupancy: Presence['occupancy']): CallableCheck => {
  switch (occupancy) {
    case 'idle':
      return passed('free', 'You have no call in hand.')
    case 'ringing':
      return failed('free', 'A call is ringing for you now.', 'Answer it or pass it on.')
    case 'on-call':
      return failed('free', 'You are on a call.', null)
    case 'wrap-up':
      return failed(
        'free',
        'You are finishing the last call. Take the time you need.',
        'Press “Finish” when done.',
      )
  }
}
