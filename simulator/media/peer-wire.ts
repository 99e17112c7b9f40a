import { randomUUID } from 'node:crypto'
import { Audio, PeerConnection, type RTCPeerConnectionState, type Track } from 'node-datachannel'
import { PCMU_PAYLOAD_TYPE } from './rtp.ts'

/** One WebRTC connection carrying one PCMU stream each way. Made once, used for one negotiation. */
export interface PeerWire {
  /** Our offer, with every candidate in it: the Voice SDK knows no trickle. */
  offer(): Promise<string>
  /** The far end's answer to our offer. */
  accept(answerSdp: string): void
  /** Our answer to an offer. Rejects when the offer has no PCMU. */
  answer(offerSdp: string): Promise<string>
  /** Sends one RTP packet; dropped until connected. */
  send(packet: Buffer): void
  close(): void
}

export interface PeerWireOptions {
  bindAddress: string
  ssrc: number
  onPacket(packet: Buffer): void
  onState(state: RTCPeerConnectionState): void
}

/** Payload type offered for key presses; answers use the far end's. */
const OWN_TELEPHONE_EVENT = 101
const GATHERING_TIMEOUT_MS = 3000

/**
 * Every connection with its track until a while after closing. node-datachannel 0.33 crashes the process when a
 * Track is collected while its connection still lives (seen 2026-11), so somebody must hold on to them.
 */
const kept = new Set<{ pc: PeerConnection; track: Track | undefined }>()
const KEEP_AFTER_CLOSE_MS = 2000

/** What our side needs to know of an offer. */
export function readOffer(sdp: string): { mid: string; telephoneEvent: number | undefined } {
  const lines = sdp.split(/\r?\n/)
  const audio = lines.find((line) => line.startsWith('m=audio '))
  if (audio === undefined) throw new Error('the offer has no audio')
  if (!audio.split(' ').slice(3).includes(String(PCMU_PAYLOAD_TYPE))) throw new Error('the offer has no PCMU')
  const event = lines
    .map((line) => /^a=rtpmap:(\d+) telephone-event\/8000/.exec(line))
    .find((it) => it !== null)
  return {
    mid: lines.find((line) => line.startsWith('a=mid:'))?.slice('a=mid:'.length) ?? '0',
    telephoneEvent: event?.[1] === undefined ? undefined : Number(event[1]),
  }
}

/**
 * PCMU and key presses, nothing else: comfort noise (payload type 13) above all must stay out, or Chrome's voice
 * detection cuts music and tones. The second codec is declared as PCMU and renamed, because the library writes a
 * wrong clock rate for telephone-event.
 */
function describeAudio(mid: string, telephoneEvent: number | undefined, ssrc: number): Audio {
  const audio = new Audio(mid, 'SendRecv')
  audio.addAudioCodec(PCMU_PAYLOAD_TYPE, 'PCMU')
  if (telephoneEvent !== undefined) {
    audio.addAudioCodec(telephoneEvent, 'PCMU', '0-15')
    audio.parseSdpLine(`a=rtpmap:${telephoneEvent} telephone-event/8000`)
  }
  audio.addSSRC(ssrc, 'simulator', randomUUID(), randomUUID())
  return audio
}

/**
 * An offer without its addresses: the far end begins, its own checks show us where it is. The Voice SDK's offer has none
 * anyway. Beginning ourselves, we were connected before the far end had our answer, and our first DTLS packet met nobody:
 * it is repeated a second later, and with libdatachannel at the far end (2026-11) it could break the connection for good.
 */
const withoutAddresses = (sdp: string): string =>
  sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') && line !== 'a=end-of-candidates')
    .join('\r\n')

/** Opens a connection bound to and advertising one address; no STUN or TURN server is ever asked. */
export function createPeerWire(options: PeerWireOptions): PeerWire {
  const pc = new PeerConnection(randomUUID(), {
    iceServers: [],
    bindAddress: options.bindAddress,
    disableAutoNegotiation: true,
  })
  const keep: { pc: PeerConnection; track: Track | undefined } = { pc, track: undefined }
  kept.add(keep)
  let closed = false

  pc.onStateChange(() => {
    if (!closed) options.onState(pc.state())
  })

  function addTrack(mid: string, telephoneEvent: number | undefined) {
    const track = pc.addTrack(describeAudio(mid, telephoneEvent, options.ssrc))
    keep.track = track
    track.onMessage((packet) => {
      if (!closed) options.onPacket(packet)
    })
  }

  function whenGathered(): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('no local candidates were found')),
        GATHERING_TIMEOUT_MS,
      )
      pc.onGatheringStateChange((state) => {
        const sdp = state === 'complete' ? pc.localDescription()?.sdp : undefined
        if (sdp === undefined) return
        clearTimeout(timer)
        resolve(sdp)
      })
    })
  }

  return {
    offer() {
      addTrack('0', OWN_TELEPHONE_EVENT)
      const gathered = whenGathered()
      pc.setLocalDescription('offer')
      return gathered
    },
    accept(answerSdp) {
      pc.setRemoteDescription(answerSdp, 'answer')
    },
    async answer(offerSdp) {
      const { mid, telephoneEvent } = readOffer(offerSdp)
      addTrack(mid, telephoneEvent)
      const gathered = whenGathered()
      pc.setRemoteDescription(withoutAddresses(offerSdp), 'offer')
      pc.setLocalDescription('answer')
      return await gathered
    },
    send(packet) {
      if (!closed && keep.track?.isOpen() === true) keep.track.sendMessageBinary(packet)
    },
    close() {
      if (closed) return
      closed = true
      pc.close()
      setTimeout(() => kept.delete(keep), KEEP_AFTER_CLOSE_MS).unref()
    },
  }
}
