import { randomUUID } from 'node:crypto'
import { createListeners, createOnce } from '../media/listeners.ts'
import type { PeerLeg } from '../media/peer-leg.ts'
import type { ClientSocket } from './client-socket.ts'
import { type ClientPayload, iceUfrag } from './frames.ts'
import type { CallEnd, ClientCall, OutgoingCall } from './voice-call.ts'

/**
 * A browser's side of a call, apart from the socket that carries its signalling just now:
 *
 *     dialled ──ringing()──► ringing ──answer()──┐
 *        └────────────────answer()───────────────┴► open ──► ended
 *     an accepted incoming call starts open
 *
 * Only an open call outlives its socket: before that the browser has no token to come back with.
 */
export interface LiveCall extends OutgoingCall {
  /** Other names the browser may use: the SDK's own `TJS…` before it knows the CallSid. */
  readonly temporarySid: string | undefined
  readonly reconnectToken: string
  readonly leg: PeerLeg
  readonly end: CallEnd | undefined
  /** The browser's description in use, to tell a resumed connection from a new one. */
  remoteUfrag: string | undefined
  /** Our answer to a dialled call, to be sent when it rings or is answered. */
  answerSdp: string | undefined
  /** The browser came (back) on this socket. */
  attach(socket: ClientSocket): void
  isOn(socket: ClientSocket): boolean
  /** Its socket closed. */
  detach(): void
  receiveMessage(payload: ClientPayload<'message'>): void
  finish(end: CallEnd): void
}

export interface LiveCallOptions {
  callSid: string
  identity: string
  leg: PeerLeg
  socket: ClientSocket
  reconnectGraceMs: number
  isOpen: boolean
  /** Accepted calls keep the token that the invite carried. */
  reconnectToken?: string
  temporarySid?: string
  applicationSid?: string
  params?: Readonly<Record<string, string>>
  remoteSdp: string
}

/** A browser sends a packet every 20 ms, silence too. */
const GONE_AFTER_QUIET_MS = 2_000
const LOOK_EVERY_MS = 250

export function createLiveCall(options: LiveCallOptions): LiveCall {
  const { callSid, leg, reconnectGraceMs, reconnectToken = randomUUID() } = options
  const ended = createOnce<CallEnd>()
  const messages = createListeners<Parameters<Parameters<ClientCall['onMessage']>[0]>[0]>()
  let socket: ClientSocket | undefined = options.socket
  let isOpen = options.isOpen
  let sdpSent = false
  let grace: NodeJS.Timeout | undefined
  let end: CallEnd | undefined

  function finish(how: CallEnd) {
    if (end !== undefined) return
    end = how
    clearTimeout(grace)
    leg.close()
    ended.fire(how)
  }

  /** Only the signalling dropped: the call waits. The audio stopped as well: the browser is gone. */
  function waitForReturn(until: number) {
    grace = setTimeout(
      () => {
        if (Date.now() >= until || leg.quietMs() >= GONE_AFTER_QUIET_MS) finish('lost')
        else waitForReturn(until)
      },
      Math.max(0, Math.min(LOOK_EVERY_MS, until - Date.now())),
    )
  }

  const call: LiveCall = {
    callSid,
    identity: options.identity,
    temporarySid: options.temporarySid,
    reconnectToken,
    leg,
    applicationSid: options.applicationSid ?? '',
    params: options.params ?? {},
    remoteUfrag: iceUfrag(options.remoteSdp),
    answerSdp: undefined,
    get end() {
      return end
    },
    attach(to) {
      clearTimeout(grace)
      socket = to
    },
    isOn: (which) => socket === which,
    detach() {
      socket = undefined
      if (!isOpen) finish('lost')
      else waitForReturn(Date.now() + reconnectGraceMs)
    },
    ringing({ earlyMedia = false } = {}) {
      if (end !== undefined || isOpen) return
      const withSdp = earlyMedia && call.answerSdp !== undefined ? { sdp: call.answerSdp } : {}
      sdpSent = 'sdp' in withSdp
      socket?.send('ringing', { callsid: callSid, ...withSdp })
    },
    answer() {
      if (end !== undefined || isOpen) return
      isOpen = true
      const withSdp = sdpSent || call.answerSdp === undefined ? {} : { sdp: call.answerSdp }
      socket?.send('answer', { callsid: callSid, reconnect: reconnectToken, ...withSdp })
    },
    hangUp(error) {
      if (end !== undefined) return
      // Before it rings the browser does not know the CallSid yet.
      const callsid = isOpen || options.temporarySid === undefined ? callSid : options.temporarySid
      socket?.send('hangup', error === undefined ? { callsid } : { callsid, error })
      finish('hung-up-by-server')
    },
    sendMessage({ content, contentType = 'application/json', messageType = 'user-defined-message' }) {
      socket?.send('message', {
        callsid: callSid,
        content,
        contenttype: contentType,
        messagetype: messageType,
        voiceeventsid: `KX${randomUUID().replaceAll('-', '')}`,
      })
    },
    receiveMessage(payload) {
      socket?.send('ack', { acktype: 'message', callsid: callSid, voiceeventsid: payload.voiceeventsid })
      messages.emit({
        content: payload.content,
        contentType: payload.contenttype ?? 'application/json',
        messageType: payload.messagetype ?? '',
      })
    },
    onMessage: messages.add,
    onEnded: ended.onFired,
    finish,
  }
  // Whoever closes the audio (a room, the TwiML engine) ends the call.
  leg.onClosed(() => call.hangUp())
  return call
}
