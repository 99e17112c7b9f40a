import { randomUUID } from 'node:crypto'
import type { PeerLeg } from '../media/peer-leg.ts'
import type { ClientSocket } from './client-socket.ts'
import { encodeParams } from './frames.ts'
import type { LiveCall } from './live-call.ts'
import type { IncomingCall, Ringing, RingOutcome } from './voice-call.ts'

/** One socket being rung, with an offer of its own: two browsers cannot answer the same one. */
interface Fork {
  socket: ClientSocket
  leg: PeerLeg
}

/** A ringing client as the frame handlers see it. */
export interface LiveRinging extends Ringing {
  readonly isOver: boolean
  /** The accepted fork of this socket wins; all others are told `cancel`. False when there is none. */
  answeredBy(socket: ClientSocket, sdp: string): boolean
  /** A second Device took the ringing call over with its connect token and makes an offer of its own. */
  movedTo(socket: ClientSocket, token: string, offerSdp: string): Promise<string | undefined>
  rejectedBy(socket: ClientSocket): void
}

export interface RingingOptions {
  accountSid: string
  identity: string
  call: IncomingCall
  sockets: readonly ClientSocket[]
  createLeg: () => PeerLeg
  /** Makes the accepted call; `token` is the reconnect token its invite carried. */
  open(accepted: { socket: ClientSocket; leg: PeerLeg; token: string; remoteSdp: string }): LiveCall
  onOver(): void
  onFailed(reason: string): void
}

/** Rings all sockets at once; the first answer wins. */
export function startRinging(options: RingingOptions): LiveRinging {
  const { identity, call, createLeg } = options
  const token = randomUUID()
  let forks: Fork[] = options.sockets.map((socket) => ({ socket, leg: createLeg() }))
  let settle: (outcome: RingOutcome) => void = () => undefined
  let isOver = false
  const outcome = new Promise<RingOutcome>((resolve) => {
    settle = resolve
  })

  /** Ends the ringing; every socket but the winner's is told, by a cancel that would end the winner's call too. */
  function over(how: RingOutcome, winner?: { socket: ClientSocket; leg: PeerLeg }) {
    if (isOver) return
    isOver = true
    for (const fork of forks) {
      if (fork.leg !== winner?.leg) fork.leg.close()
      if (fork.socket !== winner?.socket) fork.socket.send('cancel', { callsid: call.callSid })
    }
    forks = []
    options.onOver()
    settle(how)
  }

  function withoutFork(fork: Fork) {
    fork.leg.close()
    forks = forks.filter((it) => it !== fork)
    if (forks.length === 0) over({ kind: 'rejected' })
  }

  /** The socket's own fork, or one whose socket broke while ringing: that browser is back on a new socket. */
  function forkOf(socket: ClientSocket): Fork | undefined {
    return forks.find((fork) => fork.socket === socket) ?? forks.find((fork) => !fork.socket.isOpen)
  }

  async function offer(fork: Fork) {
    const sdp = await fork.leg.offer()
    if (isOver) return
    fork.socket.send('invite', {
      callsid: call.callSid,
      sdp,
      reconnect: token,
      parameters: {
        CallSid: call.callSid,
        AccountSid: options.accountSid,
        From: call.from,
        To: call.to,
        Params: encodeParams(call.params ?? {}),
      },
    })
  }

  if (forks.length === 0) over({ kind: 'unreachable' })
  for (const fork of forks) {
    offer(fork).catch((error: unknown) => {
      if (isOver) return
      options.onFailed(`could not ring ${identity}: ${String(error)}`)
      withoutFork(fork)
    })
  }

  return {
    callSid: call.callSid,
    identity,
    outcome,
    get isOver() {
      return isOver
    },
    cancel: () => over({ kind: 'cancelled' }),
    answeredBy(socket, sdp) {
      const fork = forkOf(socket)
      if (fork === undefined) return false
      fork.leg.accept(sdp)
      const winner = { socket, leg: fork.leg }
      over({ kind: 'answered', call: options.open({ ...winner, token, remoteSdp: sdp }) }, winner)
      return true
    },
    async movedTo(socket, withToken, offerSdp) {
      if (isOver || withToken !== token) return undefined
      const leg = createLeg()
      const sdp = await leg.answer(offerSdp)
      if (isOver) {
        leg.close()
        return undefined
      }
      const winner = { socket, leg }
      over({ kind: 'answered', call: options.open({ ...winner, token, remoteSdp: offerSdp }) }, winner)
      return sdp
    },
    rejectedBy(socket) {
      const fork = forkOf(socket)
      if (fork !== undefined) withoutFork(fork)
    },
  }
}
