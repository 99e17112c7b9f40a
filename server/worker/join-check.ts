/**
 * Joins that no callback told us of. The news that a leg came into its conference is sent once: when we were restarting
 * or the database was locked just then, two people would talk while we believe that they never met, and the member
 * would be given back to the queue in mid-sentence. So a call that is still being connected, or parked, although its
 * agent's leg is on the way, is looked up at Twilio; what is found is recorded as the callback would have been.
 */

import type { TwilioRest } from '../adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { Env, Stores } from '../commands/ports.ts'
import { recordConferenceEvent } from '../commands/record-conference-event.ts'

export interface JoinCheckDeps {
  rest: Pick<TwilioRest, 'conferenceNamed' | 'mayAsk'>
  run: <T>(unit: (stores: Stores, env: Env) => Promise<T>) => Promise<T>
  nowMs: () => number
}

/** Long enough for the callback of an ordinary join, and well before the call is taken for lost. */
export const joinExpectedMs = 4_000
/** An agent whose microphone fails sits outside for a while: not asked about every second. */
const askAgainMs = 5_000

export const createJoinCheck = ({ rest, run, nowMs }: JoinCheckDeps) => {
  let askedAt = new Map<string, number>()

  const check = async (contactId: string): Promise<void> => {
    const found = await rest.conferenceNamed(contactId).catch((error: unknown) => {
      // Out of reach: nothing is known, so nothing changes.
      if (error instanceof TwilioProblem) return null
      throw error
    })
    if (found === null) return
    const { conferenceSid, callSids } = found
    for (const callSid of callSids)
      await run((stores, env) =>
        recordConferenceEvent(stores, env, { contactId, conferenceSid, event: 'participant-join', callSid }),
      )
  }

  /** Looks up every call whose agent should be there by now. */
  return async (): Promise<void> => {
    const due = (await run((stores) => overdue(stores, nowMs()))).filter(
      (contactId) => nowMs() - (askedAt.get(contactId) ?? Number.NEGATIVE_INFINITY) >= askAgainMs,
    )
    const recent = [...askedAt].filter(([, at]) => nowMs() - at < askAgainMs)
    askedAt = new Map([...recent, ...due.map((contactId): [string, number] => [contactId, nowMs()])])
    if (due.length === 0 || rest.mayAsk() !== 'all') return
    await Promise.all(due.map(check))
  }
}

/** Contacts with a leg of their agent that has fetched its way into the conference and not left it, some time ago. */
async function overdue(stores: Stores, nowMs: number): Promise<string[]> {
  const ids: string[] = []
  for (const contact of await stores.contacts.beingConnected()) {
    const legs = await stores.calls.ofContact(contact.id)
    const isComing = legs.some(
      (leg) =>
        leg.party === 'agent' &&
        leg.personId === contact.agentId &&
        leg.endedAt === null &&
        nowMs - Date.parse(leg.startedAt) >= joinExpectedMs,
    )
    if (isComing) ids.push(contact.id)
  }
  return ids
}
