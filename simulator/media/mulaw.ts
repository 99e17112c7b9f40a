/** µ-law as ITU-T G.711 (1988) defines it; the constants are those of its reference code. */
const BIAS = 0x84
const LOUDEST = 32635

function encodeSample(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(sample), LOUDEST) + BIAS
  const exponent = 31 - Math.clz32(magnitude >> 7)
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

function decodeByte(byte: number): number {
  const code = ~byte & 0xff
  const magnitude = ((((code & 0x0f) << 3) + BIAS) << ((code & 0x70) >> 4)) - BIAS
  return (code & 0x80) === 0 ? magnitude : -magnitude
}

const ENCODED = Uint8Array.from({ length: 65536 }, (_, i) => encodeSample(i - 32768))
const DECODED = Int16Array.from({ length: 256 }, (_, byte) => decodeByte(byte))

/** The byte of silence. */
export const MULAW_SILENCE = 0xff

/** 16-bit samples to µ-law, one byte each. */
export function encodeMulaw(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length)
  for (let i = 0; i < samples.length; i += 1) bytes[i] = ENCODED[(samples[i] ?? 0) + 32768] ?? MULAW_SILENCE
  return bytes
}

/** µ-law bytes to 16-bit samples. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length)
  for (let i = 0; i < bytes.length; i += 1) samples[i] = DECODED[bytes[i] ?? MULAW_SILENCE] ?? 0
  return samples
}
