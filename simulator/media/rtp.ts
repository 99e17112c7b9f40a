import { FRAME_SAMPLES } from './leg.ts'
import { MULAW_SILENCE } from './mulaw.ts'

/** Payload type of PCMU, fixed by RFC 3551. */
export const PCMU_PAYLOAD_TYPE = 0

/** One received RTP packet (RFC 3550 § 5.1), without header extensions and padding. */
export interface RtpPacket {
  payloadType: number
  sequence: number
  timestamp: number
  payload: Uint8Array
}

/** Reads a packet; undefined for RTCP, which shares the port (RFC 5761 § 4), and for anything malformed. */
export function parseRtp(bytes: Buffer): RtpPacket | undefined {
  if (bytes.length < 12 || (bytes.readUInt8(0) & 0xc0) !== 0x80) return undefined
  const payloadType = bytes.readUInt8(1) & 0x7f
  if (payloadType >= 64 && payloadType <= 95) return undefined
  const flags = bytes.readUInt8(0)
  let start = 12 + (flags & 0x0f) * 4
  if ((flags & 0x10) !== 0) {
    if (bytes.length < start + 4) return undefined
    start += 4 + bytes.readUInt16BE(start + 2) * 4
  }
  const padding = (flags & 0x20) === 0 ? 0 : bytes.readUInt8(bytes.length - 1)
  const end = bytes.length - padding
  if (end < start) return undefined
  return {
    payloadType,
    sequence: bytes.readUInt16BE(2),
    timestamp: bytes.readUInt32BE(4),
    payload: bytes.subarray(start, end),
  }
}

/** Whether sequence number `a` comes after `b`, numbers going round at 65536. */
export function isAfter(a: number, b: number): boolean {
  const ahead = (a - b) & 0xffff
  return ahead !== 0 && ahead < 0x8000
}

/** Numbers and stamps the packets of one outgoing PCMU stream. */
export interface RtpSender {
  readonly ssrc: number
  /** The next packet, one frame later than the one before; without bytes it holds silence. */
  next(mulaw?: Uint8Array): Buffer
}

/** @param random 0 to below 1; where numbering starts (RFC 3550 asks for a random start). */
export function createRtpSender(random: () => number = Math.random): RtpSender {
  const ssrc = 1 + Math.floor(random() * 0xfffffffe)
  let sequence = Math.floor(random() * 0x10000)
  let timestamp = Math.floor(random() * 0x100000000)
  let first = true
  return {
    ssrc,
    next(mulaw) {
      const packet = Buffer.alloc(12 + FRAME_SAMPLES, MULAW_SILENCE)
      packet.writeUInt8(0x80, 0)
      packet.writeUInt8(PCMU_PAYLOAD_TYPE | (first ? 0x80 : 0), 1)
      packet.writeUInt16BE(sequence, 2)
      packet.writeUInt32BE(timestamp, 4)
      packet.writeUInt32BE(ssrc, 8)
      if (mulaw !== undefined) packet.set(mulaw.subarray(0, FRAME_SAMPLES), 12)
      first = false
      sequence = (sequence + 1) & 0xffff
      timestamp = (timestamp + FRAME_SAMPLES) >>> 0
      return packet
    },
  }
}
