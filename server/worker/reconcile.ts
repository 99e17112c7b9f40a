/**
 * Our open calls against Twilio's, on start and once a minute: a status callback that was lost (we were down, the
 * network was) must leave nobody waiting who has hung up, and nobody on a call that is over. What Twilio says is
 * recorded by the same commands as a callback's, so late news afterwards changes nothing.
 */
import type { TwilioRest } from '../adapters/twilio/rest-client.ts'
import type { Env, Stores } from '../commands/ports.ts'
import { recordCallStatus } from '../commands/record-call-status.ts'
import type { Call } from '../domain/records.ts'

export interface ReconcileDeps {
  rest: Pick<TwilioRest, 'callStatus' | 'mayAsk'>
  run: <T>(unit: (stores: Stores, env: Env) => Promise<T>) => Promise<T>
  nowMs: () => number
}

const everyMs = 60_000
/** A call younger than this may not be known to Twilio's REST yet. */
const settleMs = 10_000
/** Two hundred waiting callers are asked about in a few seconds, and Twilio's limit is left alone. */
const atOnce = 10
const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

export const createReconcile = (deps: ReconcileDeps) => {
  let doneAt = Number.NEGATIVE_INFINITY

  /** Records what Twilio says of one leg; true when it is over. */
  const compare = async (call: Call): Promise<boolean> => {
    if (deps.rest.mayAsk() !== 'all' || deps.nowMs() - Date.parse(call.startedAt) < settleMs) return false
    const status = await deps.rest.callStatus(call.callSid)
    if (status !== null && !over.has(status)) return false
    await deps.run((stores, env) =>
      recordCallStatus(stores, env, {
        callSid: call.callSid,
        status: status ?? 'completed',
        sequence: null,
      }),
    )
    return true
  }

  /** Compares every open leg; resolves with how many had ended. Throws when Twilio cannot be asked. */
  const now = async (): Promise<number> => {
    doneAt = deps.nowMs()
    // A leg may outlive its contact here, when only the news of its own end was lost.
    const open = await deps.run((stores) => stores.calls.goingOn())
    let ended = 0
    for (let from = 0; from < open.length; from += atOnce) {
      const settled = await Promise.all(open.slice(from, from + atOnce).map(compare))
      ended += settled.filter((isOver) => isOver).length
    }
    return ended
  }

  /** Whether Twilio knows no leg of this contact that still goes on; 'unknown' when it cannot be asked. */
  const isOver = async (contactId: string): Promise<boolean | 'unknown'> => {
    const open = (await deps.run((stores) => stores.calls.ofContact(contactId))).filter(
      (c) => c.endedAt === null,
    )
    if (deps.rest.mayAsk() !== 'all') return 'unknown'
    try {
      const statuses = await Promise.all(open.map((call) => deps.rest.callStatus(call.callSid)))
      return statuses.every((status) => status === null || over.has(status))
    } catch {
      return 'unknown'
    }
  }

  return {
    now,
    isOver,
    /** The same, when a minute has passed since the last time. */
    whenDue: async (): Promise<void> => {
      if (deps.nowMs() - doneAt >= everyMs) await now()
    },
  }
}
