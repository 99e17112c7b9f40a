import { create } from 'zustand'
import type { Softphone } from './softphone.ts'
import { initialSoftphone, type SoftphoneEvent, type SoftphoneState, softphone } from './softphone-state.ts'

/** Whether this tab has the phone: not yet known, here, in another tab or browser, or nowhere (no such role). */
export type TabState = 'unknown' | 'here' | 'elsewhere'

/** What the person has just pressed and the server has not answered yet; painted at once. */
export type Pending =
  | 'answer'
  | 'pass-on'
  | 'hold'
  | 'resume'
  | 'hang-up'
  | 'rejoin'
  | 'finish'
  | 'guest'
  | 'recording'
  | 'listening'
  | 'availability'

interface PhoneStore {
  softphone: SoftphoneState
  tabId: string | null
  tab: TabState
  shift: 'not-started' | 'started'
  isStartingShift: boolean
  /** The browser plays nothing before the first press on a page. */
  isSoundLocked: boolean
  /** The person speaks while muted. */
  isSpeakingMuted: boolean
  pending: Pending | null
  /** Answers and refusals said in the dock until they have been read. */
  said: { words: string; until: number } | null
  /** The contact whose notes take focus once they are on screen, after a call was answered from the dock. */
  focusNotesOf: string | null
  /** What hears mute, digits and joining; set once the phone is wired. */
  device: Softphone | null
  send: (event: SoftphoneEvent) => void
}

/** Lives outside React and outlives every route. Server state is not here but in the query cache. */
export const usePhoneStore = create<PhoneStore>()((set) => ({
  softphone: initialSoftphone,
  tabId: null,
  tab: 'unknown',
  shift: 'not-started',
  isStartingShift: false,
  isSoundLocked: false,
  isSpeakingMuted: false,
  pending: null,
  said: null,
  focusNotesOf: null,
  device: null,
  send: (event) =>
    set((store) => {
      const next = softphone(store.softphone, event)
      return next === store.softphone ? store : { softphone: next }
    }),
}))

export const phoneStore = {
  get: usePhoneStore.getState,
  set: usePhoneStore.setState,
}

/** Says something in the dock for a while: long enough to read, gone before it is wrong. */
export const sayInDock = (words: string, seconds = 8): void =>
  phoneStore.set({ said: { words, until: Date.now() + seconds * 1_000 } })
