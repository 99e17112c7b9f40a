/**
 * Voicemails that were taken while this server was away: Twilio played the static page of docs/when-we-are-away, which
 * knows nothing of us. On start, and every five minutes after, the recordings there are compared with ours, from the
 * minute that was compared last; an hour twice, because a recording may be finished long after it began.
 */
import type { TwilioRest } from '../adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import { importVoicemail } from '../commands/import-voicemail.ts'
import type { Env, Stores } from '../commands/ports.ts'

export interface VoicemailImportDeps {
  rest: Pick<TwilioRest, 'voicemailsSince' | 'inboundCall' | 'mayAsk'>
  run: <T>(unit: (stores: Stores, env: Env) => Promise<T>) => Promise<T>
  nowMs: () => number
}

const everyMs = 5 * 60_000
const againMs = 60 * 60_000
/** The first time ever: somebody may have tried the number before this server was ready for it. */
const firstTimeMs = 24 * 60 * 60_000
/** Twilio refused or was away half-way: a message does not wait for the next round. */
const afterFailureMs = 20_000
const minuteMs = 60_000

export const createVoicemailImport = (deps: VoicemailImportDeps) => {
  let triedAt = Number.NEGATIVE_INFINITY
  /** Looked at and none of our business: not asked about again by this process. */
  const notOurs = new Set<string>()

  const now = async (): Promise<number> => {
    triedAt = deps.nowMs()
    const readTo = await deps.run((stores) => stores.recordings.readToMinute())
    const from = readTo === 0 ? triedAt - firstTimeMs : readTo * minuteMs - againMs
    let imported = 0
    for (const recording of await deps.rest.voicemailsSince(new Date(from).toISOString())) {
      if (notOurs.has(recording.sid) || recording.seconds < 1) continue
      const isKnown = await deps.run(
        async (stores) => (await stores.recordings.bySid(recording.sid)) !== null,
      )
      if (isKnown) continue
      const call = await deps.rest.inboundCall(recording.callSid)
      // Still going on: its own webhook may come; if not, the next round finds it.
      if (call === 'going-on') continue
      const { sid: recordingSid, callSid, seconds } = recording
      const outcome =
        call === null
          ? 'not-ours'
          : await deps.run((stores, env) =>
              importVoicemail(stores, env, { recordingSid, callSid, seconds, ...call }),
            )
      if (outcome === 'not-ours') notOurs.add(recordingSid)
      if (outcome === 'imported') imported += 1
    }
    // Only when everything was looked at: what failed half-way is begun again from the same minute.
    await deps.run((stores) => stores.recordings.setReadToMinute(Math.floor(triedAt / minuteMs)))
    return imported
  }

  return {
    now,
    /** The same, on start and when five minutes have passed; while Twilio cannot be asked, as soon as it can. */
    whenDue: async (): Promise<void> => {
      if (deps.nowMs() - triedAt < everyMs || deps.rest.mayAsk() !== 'all') return
      try {
        await now()
      } catch (error) {
        triedAt = deps.nowMs() - everyMs + afterFailureMs
        // Out of reach is said by the notice: nothing is wrong with us.
        if (!(error instanceof TwilioProblem)) throw error
      }
    },
  }
}
