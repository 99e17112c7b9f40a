import { randomUUID } from 'node:crypto'
import { concatSamples } from './frames.ts'
import { createJitterQueue } from './jitter-queue.ts'
import { FRAME_MS, FRAME_SAMPLES, type Leg } from './leg.ts'
import { createListeners, createOnce } from './listeners.ts'
import { decodeMulaw, encodeMulaw } from './mulaw.ts'
import { createPeerWire, type PeerWire } from './peer-wire.ts'
import { createRtpSender, isAfter, PCMU_PAYLOAD_TYPE, parseRtp } from './rtp.ts'
import { createKeyReader } from './telephone-event.ts'
import { sharedTicker, type Ticker } from './ticker.ts'

/** A browser's audio over WebRTC. The leg outlives its connections: an ICE restart only changes the wire. */
export interface PeerLeg extends Leg {
  /** Offers audio; the browser's answer goes to `accept`. */
  offer(): Promise<string>
  accept(answerSdp: string): void
  /**
   * Answers a browser's offer, the first one or a later re-invite. Always on a fresh connection, because
   * node-datachannel cannot restart ICE; the old one goes a moment later, when the browser has moved over.
   */
  answer(offerSdp: string): Promise<string>
  /** A key press that came by signalling instead of by RTP. */
  pressed(digit: string): void
  /** Breaks the connection under the leg, as a failing network would; the browser notices and re-invites. */
  breakConnection(): void
  /** For how long the browser has sent nothing, not even silence. */
  quietMs(): number
  /** Audio flows in both directions. */
  onConnected(cb: () => void): () => void
}

export interface PeerLegOptions {
  id?: string
  /** Default 127.0.0.1: nobody on the network can reach the simulator's media. */
  bindAddress?: string
  ticker?: Ticker
  /**
   * Close the leg when a connected browser has sent nothing for so long, for pages without any signalling that
   * would tell. (The library notices a vanished browser only after 30 s.) Default: never, signalling decides.
   */
  lostAfterMs?: number
}

const OLD_WIRE_LINGERS_MS = 200

/** Frames waiting to be sent before the oldest go: two senders at once must not pile up delay. */
const LONGEST_SEND_QUEUE = 4

/** RTP goes out every 20 ms from the start, silence too: the SDK warns about a line that falls quiet. */
export function createPeerLeg(options: PeerLegOptions = {}): PeerLeg {
  const { id = randomUUID(), bindAddress = '127.0.0.1', ticker = sharedTicker, lostAfterMs } = options
  const pcm = createListeners<Int16Array>()
  const digits = createListeners<string>()
  const connected = createOnce<void>()
  const closed = createOnce<void>()
  const rtp = createRtpSender()
  const outgoing: Uint8Array[] = []
  let incoming = createJitterQueue()
  let wire: PeerWire | undefined
  let quietTicks = 0

  function newWire(): PeerWire {
    if (closed.fired) throw new Error('the leg is closed')
    const old = wire
    if (old !== undefined) setTimeout(() => old.close(), OLD_WIRE_LINGERS_MS)
    incoming = createJitterQueue()
    const readPacket = createPacketReader({
      onSamples: (frame) => incoming.push(frame),
      onDigit: digits.emit,
    })
    const fresh = createPeerWire({
      bindAddress,
      ssrc: rtp.ssrc,
      onPacket(packet) {
        quietTicks = 0
        readPacket(packet)
      },
      onState(state) {
        if (wire !== fresh) return
        if (state === 'connected') connected.fire()
      },
    })
    wire = fresh
    return fresh
  }

  const stopClock = ticker.onTick(() => {
    const bytes = outgoing.shift()
    wire?.send(rtp.next(bytes))
    const frame = incoming.take()
    if (frame !== undefined) pcm.emit(frame)
    quietTicks += 1
    if (lostAfterMs !== undefined && connected.fired && quietTicks * FRAME_MS >= lostAfterMs) close()
  })

  function close() {
    if (closed.fired) return
    stopClock()
    wire?.close()
    closed.fire()
  }

  return {
    id,
    onPcm: pcm.add,
    onDigit: digits.add,
    onConnected: connected.onFired,
    onClosed: closed.onFired,
    pressed: digits.emit,
    send(frame) {
      if (closed.fired) return
      outgoing.push(encodeMulaw(frame))
      if (outgoing.length > LONGEST_SEND_QUEUE) outgoing.shift()
    },
    offer: async () => await newWire().offer(),
    accept: (answerSdp) => wire?.accept(answerSdp),
    breakConnection: () => wire?.close(),
    quietMs: () => quietTicks * FRAME_MS,
    answer: async (offerSdp) => await newWire().answer(offerSdp),
    close,
  }
}

/** Sorts one stream's packets into 20 ms frames and key presses; late and doubled audio packets are dropped. */
function createPacketReader(to: {
  onSamples(frame: Int16Array): void
  onDigit(digit: string): void
}): (bytes: Buffer) => void {
  const readKey = createKeyReader()
  let lastSequence: number | undefined
  let rest = new Int16Array(0)
  return (bytes) => {
    const packet = parseRtp(bytes)
    if (packet === undefined) return
    if (packet.payloadType !== PCMU_PAYLOAD_TYPE) {
      const digit = readKey(packet)
      if (digit !== undefined) to.onDigit(digit)
      return
    }
    if (lastSequence !== undefined && !isAfter(packet.sequence, lastSequence)) return
    lastSequence = packet.sequence
    const samples = concatSamples([rest, decodeMulaw(packet.payload)])
    let at = 0
    for (; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES) {
      to.onSamples(samples.slice(at, at + FRAME_SAMPLES))
    }
    rest = samples.slice(at)
  }
}
