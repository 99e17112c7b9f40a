/** State words and tones that several pages show. Shapes are in `state-marks.tsx`. */
import type { LivePerson, QueueWord } from '../../../server/contract/live-views.ts'
import { type Availability, availabilityWords } from '../../../server/contract/words.ts'
import type { Tone } from '../ui/tone.ts'

export type PersonState = LivePerson['state']

export const queueWords: Record<QueueWord, { words: string; tone: Tone }> = {
  'in-promise': { words: 'In promise', tone: 'ok' },
  slipping: { words: 'Slipping', tone: 'warn' },
  'nobody-free': { words: 'Nobody free', tone: 'bad' },
  closed: { words: 'Closed', tone: 'neutral' },
  'nobody-signed-in': { words: 'Nobody signed in', tone: 'bad' },
}

const choice = (name: Availability, tone: Tone): { words: string; tone: Tone } => ({
  words: availabilityWords[name],
  tone,
})

export const personStates: Record<PersonState, { words: string; tone: Tone }> = {
  available: choice('available', 'ok'),
  break: choice('break', 'neutral'),
  lunch: choice('lunch', 'neutral'),
  training: choice('training', 'neutral'),
  meeting: choice('meeting', 'neutral'),
  offline: choice('offline', 'neutral'),
  ringing: { words: 'Ringing', tone: 'info' },
  'on-call': { words: 'On a call', tone: 'info' },
  'wrap-up': { words: 'After call', tone: 'wrap' },
  'phone-problem': { words: 'Phone problem', tone: 'warn' },
  'call-parked': { words: 'Call parked', tone: 'warn' },
}

const isPersonState = (word: string): word is PersonState => Object.hasOwn(personStates, word)
export const personStateNames: readonly PersonState[] = Object.keys(personStates).filter(isPersonState)
/** The state of that name, as an address carries it; null for anything else. */
export const personStateNamed = (word: string | null): PersonState | null =>
  word !== null && isPersonState(word) ? word : null
