import type { Server } from 'node:http'
import type { Exchange } from '../core/exchange.ts'
import { newSid } from '../core/sid.ts'
import type { VoiceSignalling } from '../signalling/options.ts'
import { attachVoiceSignalling } from '../signalling/server.ts'
import type { OutgoingCall } from '../signalling/voice-call.ts'
import { runCall } from '../twiml/run-call.ts'
import { Call } from './call.ts'
import { callParams } from './call-params.ts'
import { announce, finishCall } from './call-status.ts'
import type { SoftphoneRinger } from './softphone-ringer.ts'

/** Joins browsers with the Voice SDK to the exchange: they can be rung as `client:…` and dial through a TwiML app. */
export function attachSoftphones(server: Server, exchange: Exchange): VoiceSignalling {
  const signalling = attachVoiceSignalling(server, {
    accountSid: exchange.account.accountSid,
    apiKeySecret: (keySid) =>
      keySid === exchange.account.apiKeySid ? exchange.account.apiKeySecret : undefined,
    newCallSid: () => newSid('CA'),
    onOutgoingCall: (outgoing) => dial(exchange, outgoing),
    onPresence: () => exchange.bus.emit('clients', [...signalling.registered().keys()]),
    onComplaint: (text) => exchange.timeline.complain(text),
  })
  exchange.softphones = ringer(signalling)
  return signalling
}

function ringer(signalling: VoiceSignalling): SoftphoneRinger {
  return {
    identities: () => [...signalling.registered().keys()],
    ring: async ({ identity, callSid, from, to, params, signal }) => {
      const ringing = signalling.ring(identity, { callSid, from, to, params })
      const cancel = () => ringing.cancel()
      if (signal.aborted) cancel()
      signal.addEventListener('abort', cancel, { once: true })
      const outcome = await ringing.outcome
      switch (outcome.kind) {
        case 'answered': {
          const { call } = outcome
          return { kind: 'answered', leg: call.leg, hangUp: () => call.hangUp() }
        }
        case 'rejected':
          return { kind: 'rejected' }
        case 'cancelled':
        case 'unreachable':
          return { kind: 'unreachable' }
        default:
          return outcome satisfies never
      }
    },
  }
}

/** What dialling needs of a softphone, with sound or without (desk-phone.ts). */
type Dialling = Pick<
  OutgoingCall,
  'callSid' | 'identity' | 'applicationSid' | 'params' | 'hangUp' | 'onEnded' | 'ringing' | 'answer' | 'leg'
>

/** A browser dials: an inbound call from `client:identity`, instructed by the TwiML app of its token. */
export function dial(exchange: Exchange, outgoing: Dialling): void {
  const application = exchange.applications.get(outgoing.applicationSid)
  if (!application) {
    exchange.timeline.complain(`31002: no TwiML app ${outgoing.applicationSid}`, {}, outgoing.callSid)
    return outgoing.hangUp({ code: 31002, message: 'ConnectionDeclined' })
  }
  const call = new Call({
    sid: outgoing.callSid,
    from: `client:${outgoing.identity}`,
    to: outgoing.params['To'] ?? '',
    direction: 'inbound',
    fallbackUrl: application.voiceFallbackUrl,
    statusCallback: application.statusCallback
      ? { url: application.statusCallback, method: 'POST', events: new Set(['completed']) }
      : null,
  })
  exchange.calls.set(call.sid, call)
  call.endListeners.add(() => outgoing.hangUp())
  outgoing.onEnded(() => finishCall(exchange, call, 'completed'))
  outgoing.ringing()
  call.pickUp = () => {
    outgoing.answer()
    return outgoing.leg
  }
  exchange.timeline.add(
    'call',
    `${call.from} dials ${call.to || application.friendlyName}`,
    { ...outgoing.params },
    call.sid,
  )
  announce(exchange, call)
  // What the page passed reaches the first webhook only, and never in the place of Twilio's own parameters.
  const params = { ...outgoing.params, ...callParams(exchange, call), ApplicationSid: application.sid }
  void runCall(exchange, call, { url: application.voiceUrl, method: 'POST', params })
}
