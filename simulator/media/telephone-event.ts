import type { RtpPacket } from './rtp.ts'

/** Keys by event code, RFC 4733 § 3.2. */
const KEYS = '0123456789*#ABCD'

/**
 * Turns telephone-event packets into key presses. A press is repeated in many packets with one timestamp (8 for
 * the 160 ms tone Chrome sends), so it is told at the first one seen and never again for that timestamp.
 */
export function createKeyReader(): (packet: RtpPacket) => string | undefined {
  let lastTimestamp: number | undefined
  return (packet) => {
    if (packet.payload.length < 4 || packet.timestamp === lastTimestamp) return undefined
    lastTimestamp = packet.timestamp
    return KEYS[packet.payload[0] ?? KEYS.length]
  }
}
