import { createPeerLeg, type PeerLeg } from '../media/peer-leg.ts'
import type { ClientSocket } from './client-socket.ts'
import { type ClientPayload, type FrameError, iceUfrag } from './frames.ts'
import { createLiveCall, type LiveCall } from './live-call.ts'
import type { VoiceSignallingOptions } from './options.ts'
import { type LiveRinging, startRinging } from './ringing.ts'
import type { IncomingCall } from './voice-call.ts'

/** Every call that browsers take part in, and what their frames do to it. */
export interface CallDesk {
  ring(identity: string, sockets: readonly ClientSocket[], call: IncomingCall): LiveRinging
  invite(socket: ClientSocket, payload: ClientPayload<'invite'>): Promise<void>
  answer(socket: ClientSocket, payload: ClientPayload<'answer'>): void
  reject(socket: ClientSocket, payload: ClientPayload<'reject'>): void
  hangUp(socket: ClientSocket, payload: ClientPayload<'hangup'>): void
  dtmf(socket: ClientSocket, payload: ClientPayload<'dtmf'>): void
  message(socket: ClientSocket, payload: ClientPayload<'message'>): void
  reinvite(socket: ClientSocket, payload: ClientPayload<'reinvite'>): Promise<void>
  socketClosed(socket: ClientSocket): void
  dropAudio(identity: string): void
  close(): void
}

const DEFAULT_RECONNECT_GRACE_MS = 30_000
const CALL_GONE: FrameError = { code: 31005, message: 'the call is no longer here' }
const MEDIA_FAILED: FrameError = { code: 31000, message: 'the audio could not be set up' }
const MAY_NOT_DIAL: FrameError = { code: 31201, message: 'the access token does not allow outgoing calls' }

export function createCallDesk(options: VoiceSignallingOptions): CallDesk {
  const { reconnectGraceMs = DEFAULT_RECONNECT_GRACE_MS } = options
  const calls = new Set<LiveCall>()
  const ringings = new Set<LiveRinging>()

  function createLeg(): PeerLeg {
    return createPeerLeg({
      ...(options.bindAddress === undefined ? {} : { bindAddress: options.bindAddress }),
      ...(options.ticker === undefined ? {} : { ticker: options.ticker }),
    })
  }

  /** A call by either of its names, and only for the person whose call it is. */
  function findCall(socket: ClientSocket, callsid: string): LiveCall | undefined {
    return [...calls].find(
      (call) =>
        call.identity === socket.claims?.identity && [call.callSid, call.temporarySid].includes(callsid),
    )
  }

  function findRinging(socket: ClientSocket, callsid: string): LiveRinging | undefined {
    return [...ringings].find((it) => it.callSid === callsid && it.identity === socket.claims?.identity)
  }

  function keep(call: LiveCall): LiveCall {
    calls.add(call)
    call.onEnded(() => calls.delete(call))
    return call
  }

  /** A browser dials. It may hang up before our audio is even ready. */
  async function dial(socket: ClientSocket, payload: ClientPayload<'invite'>) {
    const { claims } = socket
    if (claims?.applicationSid === undefined || claims.expiresAt * 1000 <= Date.now()) {
      socket.send('hangup', { callsid: payload.callsid, error: MAY_NOT_DIAL })
      return
    }
    const call = keep(
      createLiveCall({
        callSid: options.newCallSid(),
        identity: claims.identity,
        leg: createLeg(),
        socket,
        reconnectGraceMs,
        isOpen: false,
        temporarySid: payload.callsid,
        applicationSid: claims.applicationSid,
        params: Object.fromEntries(new URLSearchParams(payload.twilio?.params ?? '')),
        remoteSdp: payload.sdp,
      }),
    )
    try {
      call.answerSdp = await call.leg.answer(payload.sdp)
    } catch (error) {
      options.onComplaint?.(`a dialled call has unusable audio: ${String(error)}`)
      call.hangUp(MEDIA_FAILED)
    }
    if (call.end === undefined) options.onOutgoingCall(call)
  }

  /**
   * A browser comes back to its call: after a broken socket, and after every token renewal. Then the description is
   * the known one and the audio never stopped, so the answer holds none. A new description (the call moved to
   * another Device) gets a new answer.
   */
  async function resume(socket: ClientSocket, payload: ClientPayload<'invite'>, token: string) {
    const { callsid, sdp } = payload
    const call = findCall(socket, callsid)
    if (call === undefined || call.reconnectToken !== token) {
      const answer = await findRinging(socket, callsid)?.movedTo(socket, token, sdp)
      if (answer === undefined) socket.send('hangup', { callsid, error: CALL_GONE })
      else socket.send('answer', { callsid, sdp: answer, reconnect: token })
      return
    }
    call.attach(socket)
    if (iceUfrag(sdp) === call.remoteUfrag) socket.send('answer', { callsid, reconnect: token })
    else await renewAudio(socket, call, sdp)
  }

  async function renewAudio(socket: ClientSocket, call: LiveCall, offerSdp: string) {
    try {
      const sdp = await call.leg.answer(offerSdp)
      call.remoteUfrag = iceUfrag(offerSdp)
      socket.send('answer', { callsid: call.callSid, sdp, reconnect: call.reconnectToken })
    } catch (error) {
      options.onComplaint?.(`audio could not be renewed: ${String(error)}`)
      call.hangUp(MEDIA_FAILED)
    }
  }

  return {
    ring(identity, sockets, call) {
      const ringing = startRinging({
        accountSid: options.accountSid,
        identity,
        call,
        sockets,
        createLeg,
        open: ({ socket, leg, token, remoteSdp }) =>
          keep(
            createLiveCall({
              callSid: call.callSid,
              identity,
              leg,
              socket,
              reconnectGraceMs,
              isOpen: true,
              reconnectToken: token,
              remoteSdp,
            }),
          ),
        onOver() {
          for (const it of ringings) if (it.isOver) ringings.delete(it)
        },
        onFailed: (reason) => options.onComplaint?.(reason),
      })
      if (!ringing.isOver) ringings.add(ringing)
      return ringing
    },
    invite: async (socket, payload) =>
      payload.reconnect === undefined
        ? await dial(socket, payload)
        : await resume(socket, payload, payload.reconnect),
    answer(socket, { callsid, sdp }) {
      try {
        if (findRinging(socket, callsid)?.answeredBy(socket, sdp) === true) return
        socket.send('hangup', { callsid, error: CALL_GONE })
      } catch (error) {
        options.onComplaint?.(`an answer has unusable audio: ${String(error)}`)
        socket.send('hangup', { callsid, error: MEDIA_FAILED })
      }
    },
    reject: (socket, { callsid }) => findRinging(socket, callsid)?.rejectedBy(socket),
    hangUp(socket, { callsid }) {
      const call = findCall(socket, callsid)
      if (call === undefined) findRinging(socket, callsid)?.rejectedBy(socket)
      else call.finish('hung-up-by-client')
    },
    dtmf(socket, { callsid, dtmf }) {
      const call = findCall(socket, callsid)
      for (const key of dtmf.toUpperCase()) if (/[0-9*#A-D]/.test(key)) call?.leg.pressed(key)
    },
    message(socket, payload) {
      const call = findCall(socket, payload.callsid)
      if (call !== undefined) call.receiveMessage(payload)
      else {
        const { callsid, voiceeventsid } = payload
        socket.send('error', { callsid, voiceeventsid, error: CALL_GONE })
      }
    },
    async reinvite(socket, { callsid, sdp }) {
      const call = findCall(socket, callsid)
      if (call === undefined) socket.send('hangup', { callsid, error: CALL_GONE })
      else await renewAudio(socket, call, sdp)
    },
    socketClosed(socket) {
      for (const call of calls) if (call.isOn(socket)) call.detach()
    },
    dropAudio(identity) {
      for (const call of calls) if (call.identity === identity) call.leg.breakConnection()
    },
    close() {
      for (const ringing of ringings) ringing.cancel()
      for (const call of calls) call.hangUp()
    },
  }
}
