/**
 * Texts that came while this server was away: Twilio tries a webhook once or twice and then keeps the text to itself. On
 * start, and every five minutes after, the texts there are compared with ours, from the minute that was compared last,
 * and an hour before it. Oldest first, each with the instant at which it came, so that a thread reads as it was written.
 */
import { createIds, madeAtMs } from '../adapters/system/ids.ts'
import type { ReceivedText, TwilioRest } from '../adapters/twilio/rest-client.ts'
import { TwilioProblem } from '../adapters/twilio/twilio-problem.ts'
import type { Env, Stores } from '../commands/ports.ts'
import { receiveText } from '../commands/receive-text.ts'

export interface TextImportDeps {
  rest: Pick<TwilioRest, 'textsReceivedSince' | 'mediaOfText' | 'mayAsk'>
  run: <T>(unit: (stores: Stores, env: Env) => Promise<T>) => Promise<T>
  nowMs: () => number
}

const everyMs = 5 * 60_000
const againMs = 60 * 60_000
/** The first time ever: somebody may have texted the number before this server was ready for it. */
const firstTimeMs = 24 * 60 * 60_000
/** Twilio refused or was away half-way: a member's question does not wait for the next round. */
const afterFailureMs = 20_000
const minuteMs = 60_000
/**
 * A text younger than this may still be on its way here: Twilio waits 15 s for the webhook and as long for its fallback.
 * https://www.twilio.com/docs/errors/11205 (as of 2026-11)
 */
const onItsWayMs = 35_000

export const createTextImport = (deps: TextImportDeps) => {
  let dueAt = Number.NEGATIVE_INFINITY

  const now = async (): Promise<number> => {
    const triedAt = deps.nowMs()
    dueAt = triedAt + everyMs
    const { readTo, numbers } = await deps.run(async (stores) => ({
      readTo: await stores.messages.readToMinute(),
      numbers: (await stores.lines.all()).map(({ number }) => number),
    }))
    const from = readTo === 0 ? triedAt - firstTimeMs : readTo * minuteMs - againMs
    const since = new Date(from).toISOString()
    const found: ReceivedText[] = []
    // One after another: what fails stops here, and many failures at once would count as an outage.
    for (const to of numbers) found.push(...(await deps.rest.textsReceivedSince({ to, since })))
    // Twilio's instants are whole seconds: within one, its own order stands.
    const texts = found.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    let textAtMs = 0
    const ids = createIds(() => textAtMs)
    /** Of each sender, when the last one so far came: whole seconds must not put the next before it. */
    const lastAtMs = new Map<string, number>()
    let imported = 0
    for (const { numMedia, ...text } of texts) {
      const cameAtMs = Date.parse(text.at)
      if (triedAt - cameAtMs < onItsWayMs) {
        dueAt = Math.min(dueAt, cameAtMs + onItsWayMs)
        continue
      }
      const known = await deps.run((stores) => stores.messages.bySid(text.messageSid))
      if (known !== null) {
        lastAtMs.set(text.from, madeAtMs(known.id))
        continue
      }
      textAtMs = Math.max(cameAtMs, (lastAtMs.get(text.from) ?? 0) + 1)
      lastAtMs.set(text.from, textAtMs)
      const media = numMedia === 0 ? [] : await deps.rest.mediaOfText(text.messageSid)
      const at = new Date(textAtMs).toISOString()
      await deps.run((stores, env) => receiveText(stores, { ...env, ids }, { ...text, at, media }))
      imported += 1
    }
    // Only when everything was looked at: what failed half-way is begun again from the same minute.
    await deps.run((stores) => stores.messages.setReadToMinute(Math.floor(triedAt / minuteMs)))
    return imported
  }

  return {
    now,
    /** The same, on start and when it is time again; while Twilio cannot be asked, as soon as it can. */
    whenDue: async (): Promise<void> => {
      if (deps.nowMs() < dueAt || deps.rest.mayAsk() !== 'all') return
      try {
        await now()
      } catch (error) {
        dueAt = deps.nowMs() + afterFailureMs
        // Out of reach is said by the notice: nothing is wrong with us.
        if (!(error instanceof TwilioProblem)) throw error
      }
    },
  }
}
