import type { Problem, SoftphoneState } from '../../softphone/softphone-state.ts'

export interface ProblemWords {
  title: string
  line: string
  /** A press that can put it right, or null when waiting is all there is. */
  fix: 'start-shift' | 'try-again' | null
}

const words: Record<Problem, ProblemWords> = {
  'token-refused': {
    title: 'Calls cannot reach you: your phone was refused',
    line: 'The telephone service does not accept this sign-in. Tell your administrator.',
    fix: 'try-again',
  },
  'token-expired': {
    title: 'Calls cannot reach you: your phone needs a new pass',
    line: 'We are asking for one. A call you are on goes on.',
    fix: 'try-again',
  },
  'microphone-denied': {
    title: 'You are not getting calls: the microphone is blocked',
    line: 'Allow it with the icon beside the address, then test it here.',
    fix: 'start-shift',
  },
  'microphone-missing': {
    title: 'You are not getting calls: no microphone found',
    line: 'Plug in your headset, then test it here.',
    fix: 'start-shift',
  },
  'unsupported-browser': {
    title: 'This browser cannot take calls',
    line: 'Open this page by https in a current Chrome, Edge, Firefox or Safari. Everything else works here.',
    fix: null,
  },
  'connection-lost': {
    title: 'Calls cannot reach you: the phone lost its connection',
    line: 'Trying again by itself. Calls go to colleagues meanwhile.',
    fix: 'try-again',
  },
}

/** The trouble that stands, or null. A phone that is only starting is no trouble. */
export const problemWords = (softphone: SoftphoneState): ProblemWords | null => {
  if (softphone.problem) return words[softphone.problem]
  return softphone.link === 'lost' ? words['connection-lost'] : null
}
