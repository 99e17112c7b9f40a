import type { QueryClient } from '@tanstack/react-query'
import type { PhoneView } from '../../../../server/contract/phone-views.ts'
import type { Availability, ListeningMode } from '../../../../server/contract/words.ts'
import { call, problemWords } from '../../api.ts'
import { flushNotes } from '../../drafts/contact-draft.ts'
import { newerPhone } from '../../live-cache.ts'
import { keys } from '../../queries.ts'
import { type Pending, phoneStore, sayInDock } from '../../softphone/phone-store.ts'

import type { Destination } from './transfer-choices.ts'

/** Puts an answer of the phone's routes where the socket's snapshots go; the newer one stays. */
export const keepPhone = (cache: QueryClient, view: PhoneView): void => {
  cache.setQueryData<PhoneView>(keys.phone, (shown) => newerPhone(shown, view))
}

/**
 * One press: painted at once as pending, asked of the server, and its words said in the dock when the answer is no.
 * Answers whether it was done. A second press while the first is under way does nothing.
 */
const press = async (
  cache: QueryClient,
  pending: Pending,
  ask: () => Promise<PhoneView>,
): Promise<boolean> => {
  if (phoneStore.get().pending !== null) return false
  phoneStore.set({ pending, said: null })
  try {
    keepPhone(cache, await ask())
    return true
  } catch (error) {
    sayInDock(problemWords(error).words)
    void cache.invalidateQueries({ queryKey: keys.phone })
    return false
  } finally {
    phoneStore.set({ pending: null })
  }
}

export const answer = (cache: QueryClient, offerId: string) =>
  press(cache, 'answer', () => call('POST /api/offers/:id/accept', { params: { id: offerId } }))

export const passOn = (cache: QueryClient, offerId: string) =>
  press(cache, 'pass-on', () => call('POST /api/offers/:id/decline', { params: { id: offerId } }))

export const hold = (cache: QueryClient, id: string) =>
  press(cache, 'hold', () => call('POST /api/contacts/:id/hold', { params: { id } }))

export const resume = (cache: QueryClient, id: string) =>
  press(cache, 'resume', () => call('POST /api/contacts/:id/resume', { params: { id } }))

export const hangUp = (cache: QueryClient, id: string) =>
  press(cache, 'hang-up', () => call('POST /api/contacts/:id/hang-up', { params: { id } }))

/** A callback was picked up by nobody who asked for it: ends the call, and the next try is planned. */
export const notReached = (cache: QueryClient, id: string, outcome: 'machine' | 'wrong-person') =>
  press(cache, 'hang-up', () =>
    call('POST /api/contacts/:id/not-reached', { params: { id }, body: { outcome } }),
  )

/** The server makes room for this browser, then its sound joins. */
export const rejoin = async (cache: QueryClient, id: string): Promise<void> => {
  // What is left of a broken leg would keep the new one out.
  phoneStore.get().device?.leave()
  const done = await press(cache, 'rejoin', () => call('POST /api/contacts/:id/rejoin', { params: { id } }))
  if (done) await phoneStore.get().device?.join(id)
}

export const choose = (cache: QueryClient, choice: Availability, afterCall = false) =>
  press(cache, 'availability', () => call('PUT /api/phone/availability', { body: { choice, afterCall } }))

export const sayHere = (cache: QueryClient) =>
  press(cache, 'availability', () => call('POST /api/phone/here'))

export const pauseRecording = (cache: QueryClient, id: string) =>
  press(cache, 'recording', () => call('POST /api/contacts/:id/recording/pause', { params: { id } }))

export const recordAgain = (cache: QueryClient, id: string) =>
  press(cache, 'recording', () => call('POST /api/contacts/:id/recording/resume', { params: { id } }))

export const changeListening = (cache: QueryClient, id: string, mode: ListeningMode) =>
  press(cache, 'listening', () =>
    call('POST /api/live/listening/:id/mode', { params: { id }, body: { mode } }),
  )

export const stopListening = (cache: QueryClient, id: string) =>
  press(cache, 'listening', () => call('POST /api/live/listening/:id/stop', { params: { id } }))

export const backToMember = (cache: QueryClient, id: string) =>
  press(cache, 'guest', () => call('POST /api/contacts/:id/back', { params: { id } }))

export const handOver = (cache: QueryClient, id: string) =>
  press(cache, 'guest', () => call('POST /api/contacts/:id/hand-over', { params: { id } }))

export const takeOver = (cache: QueryClient, id: string) =>
  press(cache, 'guest', () => call('POST /api/contacts/:id/take-over', { params: { id } }))

export const leaveCall = (cache: QueryClient, id: string) =>
  press(cache, 'guest', () => call('POST /api/contacts/:id/leave', { params: { id } }))

export const muteGuest = (
  cache: QueryClient,
  { contactId, guestId, muted }: { contactId: string; guestId: string; muted: boolean },
) =>
  press(cache, 'guest', () =>
    call('POST /api/contacts/:id/guests/:guestId/mute', {
      params: { id: contactId, guestId },
      body: { muted },
    }),
  )

export const removeGuest = (
  cache: QueryClient,
  { contactId, guestId }: { contactId: string; guestId: string },
) =>
  press(cache, 'guest', () =>
    call('POST /api/contacts/:id/guests/:guestId/remove', { params: { id: contactId, guestId } }),
  )

/** For the sheet, which says a refusal itself: its words, or null when it is done. */
const ask = async (cache: QueryClient, request: () => Promise<PhoneView>): Promise<string | null> => {
  try {
    keepPhone(cache, await request())
    return null
  } catch (error) {
    return problemWords(error).words
  }
}

export const askIn = (cache: QueryClient, id: string, whom: Exclude<Destination, { kind: 'queue' }>) =>
  ask(cache, () => call('POST /api/contacts/:id/ask', { params: { id }, body: { whom } }))

/** What is being typed is saved before the call is somebody else's. */
export const sendOn = async (cache: QueryClient, id: string, to: Destination) => {
  await flushNotes(id)
  return ask(cache, () => call('POST /api/contacts/:id/pass-on', { params: { id }, body: { to } }))
}
