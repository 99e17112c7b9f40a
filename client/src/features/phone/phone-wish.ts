import type { CallView, PhoneView } from '../../../../server/contract/phone-views.ts'
import type { Pending, TabState } from '../../softphone/phone-store.ts'
import type { Leg } from '../../softphone/softphone-state.ts'

export interface PhoneWish {
  /** Bring this browser's sound into this contact's call. */
  join: string | null
  /** Joining as a listener, by this listening. */
  asListener: string | null
  /** Take it out: the call is over, another, or in another tab. */
  leave: boolean
  ring: boolean
  /** Have the microphone open for a call that is being answered, while the server is asked and the browser dials. */
  openMicrophone: boolean
  /**
   * Let nothing of this room be heard, from the press on Hold on: what holds the member is a request to Twilio, which
   * may take its time or fail, and nobody talks aside to be overheard.
   */
  hush: boolean
  /** Muted in a call: notice somebody who speaks and is not heard. */
  watchMuted: boolean
  /** Closing the page now would cut somebody off. */
  guardClosing: boolean
  /** Keep the browser from freezing the page: calls may come. */
  stayAwake: boolean
}

/** On hold with nobody else to talk to; a guest who is in the call is to hear the agent, the member does not. */
const isHeldAlone = (call: CallView): boolean =>
  call.state === 'held' && !call.people.some(({ guestId, state }) => guestId !== null && state === 'talking')

/**
 * What the phone in this tab ought to be doing, from what the server says and what it is doing. The server moves the
 * member first; this browser joins as soon as the call is "connecting", and once only, so that a failing microphone
 * does not try for ever.
 */
export const phoneWish = ({
  phone,
  tab,
  leg,
  pending,
  tried,
}: {
  phone: PhoneView | null
  tab: TabState
  leg: Leg
  pending: Pending | null
  /** The contact already tried since it began connecting. */
  tried: string | null
}): PhoneWish => {
  const here = tab === 'here'
  const call = phone?.call ?? null
  const isLive = call !== null && call.state !== 'wrap-up'
  const isOwnLeg = leg.state !== 'none' && isLive && leg.contactId === call.contactId
  // A call or an offer of one's own goes before listening to another's.
  const listening = call === null && phone?.offer == null ? (phone?.listening ?? null) : null
  const isListeningLeg = leg.state !== 'none' && leg.contactId === listening?.contactId
  const toJoin = call?.state === 'connecting' ? call : listening?.state === 'starting' ? listening : null
  const join =
    here && leg.state === 'none' && toJoin !== null && tried !== toJoin.contactId ? toJoin.contactId : null
  return {
    join,
    asListener: join !== null && toJoin === listening && listening !== null ? listening.id : null,
    openMicrophone: here && (pending === 'answer' || join !== null || leg.state === 'joining'),
    leave: leg.state !== 'none' && phone !== null && (tab === 'elsewhere' || !(isOwnLeg || isListeningLeg)),
    ring: here && phone?.offer != null && call === null && pending !== 'answer' && pending !== 'pass-on',
    hush:
      isOwnLeg &&
      leg.state !== 'joining' &&
      (isHeldAlone(call) || pending === 'hold' || call.unconfirmed.includes('hold')),
    watchMuted: here && isOwnLeg && call.state === 'connected' && leg.state === 'open' && leg.muted,
    guardClosing: here && (isLive || leg.state !== 'none'),
    stayAwake: here && phone?.presence.choice === 'available',
  }
}
