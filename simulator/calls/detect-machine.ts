import type { Exchange } from '../core/exchange.ts'
import { reportFailure } from '../core/report-failure.ts'
import { phoneFor } from '../phones/phone.ts'
import type { Call } from './call.ts'

/**
 * Answering-machine detection of a call placed by REST
 * (https://www.twilio.com/docs/voice/answering-machine-detection, as of 2026-11). Asynchronous: the call goes on at once
 * and a callback says later who picked up. Synchronous: the instructions are asked for only then, with `AnsweredBy`.
 */
export type Detection = {
  mode: 'Enable' | 'DetectMessageEnd'
  async: { url: string; method: 'GET' | 'POST' } | null
}

/** Twilio says that most verdicts take about four seconds. */
const verdictSeconds = 4

/** A telephone whose manner is `voicemail` is a machine; every other one is a person. There is no listening here. */
function answeredBy(exchange: Exchange, call: Call, mode: Detection['mode']): string {
  const isMachine = call.phone !== null && phoneFor(exchange, call.phone).manner === 'voicemail'
  if (!isMachine) return 'human'
  return mode === 'DetectMessageEnd' ? 'machine_end_beep' : 'machine_start'
}

const facts = (exchange: Exchange, call: Call, mode: Detection['mode']): Record<string, string> => ({
  AnsweredBy: answeredBy(exchange, call, mode),
  MachineDetectionDuration: String(verdictSeconds * 1000),
})

/** Starts to listen. Resolves with what the first request for instructions carries: at once when asynchronous. */
export async function detect(
  exchange: Exchange,
  call: Call,
  { mode, async: callback }: Detection,
): Promise<Record<string, string>> {
  const verdict = new Promise<void>((resolve) => {
    setTimeout(resolve, exchange.pace.seconds(verdictSeconds))
  })
  if (callback === null) {
    await verdict
    return facts(exchange, call, mode)
  }
  verdict
    .then(() => {
      // Whoever hangs up before the verdict was not judged.
      if (call.hasEnded) return
      const found = facts(exchange, call, mode)
      exchange.timeline.add('call', `${call.to}: ${found['AnsweredBy']}`, {}, call.sid)
      exchange.webhooks.tell(call.sid, {
        url: callback.url,
        method: callback.method,
        callSid: call.sid,
        params: { CallSid: call.sid, AccountSid: exchange.account.accountSid, ...found },
      })
    })
    .catch(reportFailure(exchange, call.sid))
  return {}
}
