/** What the presence menu shows and asks: my choice and what is happening are two things, shown together. */
import type { PhoneView, PresenceView } from '../../../server/contract/phone-views.ts'
import { type Availability, availabilityWords } from '../../../server/contract/words.ts'
import type { PersonState } from '../words/state-words.ts'

export interface PresenceShown {
  state: PersonState
  since: string
  /** A second line of truth when the two parts differ: "then Break". */
  also: string | null
}

/** The one state in the button: what is happening if anything is, else what the person chose. */
export const presenceShown = ({ presence }: Pick<PhoneView, 'presence'>): PresenceShown => {
  const queued = presence.choiceAfterCall
  const also = queued === null ? null : `then ${availabilityWords[queued]}`
  if (presence.occupancy !== 'idle')
    return { state: presence.occupancy, since: presence.occupancySince, also }
  // Available since the last call was over, not since the morning.
  const since =
    presence.occupancySince > presence.choiceSince ? presence.occupancySince : presence.choiceSince
  return { state: presence.choice, since, also }
}

/** A pause chosen during a call waits for its end; everything else holds at once. */
export const choiceRequest = (
  presence: Pick<PresenceView, 'occupancy'>,
  choice: Availability,
): { choice: Availability; afterCall: boolean } => ({
  choice,
  afterCall: presence.occupancy === 'on-call' && choice !== 'available',
})

/** The answer to "Why am I not getting calls?" in one sentence, above the list of checks. */
export const callableWords = (presence: PresenceView): string => {
  if (presence.callable)
    return presence.idlePosition === null
      ? 'You can get calls.'
      : presence.idlePosition === 1
        ? 'You can get calls, and you are next.'
        : `You can get calls. ${presence.idlePosition - 1} ${presence.idlePosition === 2 ? 'colleague has' : 'colleagues have'} been free for longer.`
  const failing = presence.checks.filter(({ ok }) => !ok)
  return failing.length === 1
    ? 'You are not getting calls. One thing is in the way:'
    : `You are not getting calls. ${failing.length} things are in the way:`
}
