import { SAMPLE_RATE } from './leg.ts'
import { decodeMulaw } from './mulaw.ts'

/** A WAV that cannot be read, with the reason in words. */
export class WavError extends Error {}

/** WAVE format tags (RFC 2361). */
const PCM = 1
const MULAW = 7
const EXTENSIBLE = 0xfffe

/** Mono or interleaved 16-bit samples at 8 kHz as a WAV file. */
export function encodeWav(samples: Int16Array, options: { channels?: 1 | 2 } = {}): Buffer {
  const { channels = 1 } = options
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + samples.length * 2, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(PCM, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(SAMPLE_RATE * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(samples.length * 2, 40)
  const body = Buffer.alloc(samples.length * 2)
  samples.forEach((sample, i) => body.writeInt16LE(sample, i * 2))
  return Buffer.concat([header, body])
}

interface WavParts {
  tag: number
  channels: number
  rate: number
  bits: number
  data: Buffer
}

/** Walks the RIFF chunks; a data chunk that claims more than there is (a cut-off stream) is taken as it comes. */
function readParts(file: Buffer): WavParts {
  if (
    file.length < 12 ||
    file.toString('latin1', 0, 4) !== 'RIFF' ||
    file.toString('latin1', 8, 12) !== 'WAVE'
  ) {
    throw new WavError('not a WAV file')
  }
  let format: Buffer | undefined
  let data: Buffer | undefined
  for (let at = 12; at + 8 <= file.length && data === undefined; ) {
    const name = file.toString('latin1', at, at + 4)
    const size = file.readUInt32LE(at + 4)
    const body = file.subarray(at + 8, at + 8 + size)
    if (name === 'fmt ') format = body
    if (name === 'data') data = body
    at += 8 + size + (size % 2)
  }
  if (format === undefined || format.length < 16) throw new WavError('the WAV file has no format')
  if (data === undefined) throw new WavError('the WAV file has no sound')
  const tag = format.readUInt16LE(0)
  return {
    tag: tag === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : tag,
    channels: format.readUInt16LE(2),
    rate: format.readUInt32LE(4),
    bits: format.readUInt16LE(14),
    data,
  }
}

function decodeData({ tag, bits, data }: WavParts): Int16Array {
  if (tag === MULAW && bits === 8) return decodeMulaw(data)
  if (tag === PCM && bits === 8) return Int16Array.from(data, (byte) => (byte - 128) << 8)
  if (tag === PCM && bits === 16) {
    return Int16Array.from({ length: data.length >> 1 }, (_, i) => data.readInt16LE(i * 2))
  }
  throw new WavError(`WAV format ${tag} with ${bits} bits is not supported; use 8 or 16 bit PCM or µ-law`)
}

function channel(interleaved: Int16Array, channels: number, which: number): Int16Array {
  return Int16Array.from(
    { length: Math.floor(interleaved.length / channels) },
    (_, i) => interleaved[i * channels + which] ?? 0,
  )
}

/**
 * Brings samples to 8 kHz: downwards each sample is the mean of the stretch it stands for (a plain low-pass,
 * enough for speech), upwards linear between neighbours.
 */
export function resampleTo8k(samples: Int16Array, rate: number): Int16Array {
  if (rate === SAMPLE_RATE) return samples
  const step = rate / SAMPLE_RATE
  const out = new Int16Array(Math.floor(samples.length / step))
  for (let i = 0; i < out.length; i += 1) {
    const from = i * step
    if (step > 1) {
      const start = Math.floor(from)
      const end = Math.min(samples.length, Math.max(start + 1, Math.floor(from + step)))
      let sum = 0
      for (let at = start; at < end; at += 1) sum += samples[at] ?? 0
      out[i] = Math.round(sum / (end - start))
    } else {
      const left = samples[Math.floor(from)] ?? 0
      const right = samples[Math.floor(from) + 1] ?? left
      out[i] = Math.round(left + (right - left) * (from % 1))
    }
  }
  return out
}

/**
 * Reads a WAV file (8 or 16 bit PCM, µ-law; any rate) as 8 kHz samples, one array per channel.
 * @throws WavError when it is no such file.
 */
export function decodeWavChannels(file: Buffer): Int16Array[] {
  const parts = readParts(file)
  if (parts.channels === 0 || parts.rate === 0) throw new WavError('the WAV file has no channels or no rate')
  const interleaved = decodeData(parts)
  return Array.from({ length: parts.channels }, (_, which) =>
    resampleTo8k(channel(interleaved, parts.channels, which), parts.rate),
  )
}

/** Like `decodeWavChannels`, with the channels averaged into one. */
export function decodeWav(file: Buffer): Int16Array {
  const channels = decodeWavChannels(file)
  return Int16Array.from({ length: channels[0]?.length ?? 0 }, (_, i) =>
    Math.round(channels.reduce((sum, samples) => sum + (samples[i] ?? 0), 0) / channels.length),
  )
}
