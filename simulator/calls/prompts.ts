import type { Exchange } from '../core/exchange.ts'
import { pause, throwIfAborted, unlessAborted } from '../core/waiting.ts'
import { type PcmSource, playTo, sourceOf } from '../media/pcm-source.ts'
import { speak } from '../media/speech.ts'
import { generateTone, holdMusic } from '../media/tones.ts'
import type { Call } from './call.ts'
import { caption } from './captions.ts'
import { fetchSound } from './fetch-sound.ts'

export type Sound = { samples: Int16Array | null; endless?: boolean; estimateMs: number }

/** Counts a sound as heard by this leg while it lasts, aloud or only written down; see silence-meter.ts. */
async function sounding(call: Call, play: () => Promise<void>): Promise<void> {
  call.sounds += 1
  try {
    await play()
  } finally {
    call.sounds -= 1
  }
}

/** Plays a source to one leg until it ends or is interrupted. */
export async function playSource(call: Call, source: PcmSource, signal: AbortSignal): Promise<void> {
  throwIfAborted(signal)
  if (!call.leg) return
  const playback = call.room ? call.room.play(source, { to: call.leg.id }) : playTo(call.leg, source)
  try {
    await unlessAborted(playback.done, signal)
  } finally {
    playback.stop()
  }
}

/** Speaks a text. At fast pace nothing is synthesised, only written down. */
export async function sayText(
  exchange: Exchange,
  call: Call,
  options: { text: string; voice?: string | undefined; loop: number; signal: AbortSignal },
): Promise<void> {
  const { text, signal } = options
  for (let round = 0; round < options.loop; round += 1) {
    throwIfAborted(signal)
    caption(exchange, call, 'say', text)
    await sounding(call, async () => {
      if (isDeaf(exchange, call)) await pause(exchange.pace.prompt(text), signal)
      else await playSource(call, sourceOf(await unlessAborted(speak(text), signal)), signal)
    })
  }
}

/** Plays the sound at a URL. What cannot be fetched or decoded is a complaint and passes in silence. */
export async function playUrl(
  exchange: Exchange,
  call: Call,
  options: { url: string; loop: number; signal: AbortSignal; kind?: 'play' | 'music' },
): Promise<void> {
  const { url, signal } = options
  const samples = await unlessAborted(fetchSound(exchange, url, call.sid), signal)
  for (let round = 0; round < options.loop; round += 1) {
    throwIfAborted(signal)
    caption(exchange, call, options.kind ?? 'play', `plays ${url.split('/').at(-1) ?? url}`)
    if (!samples) {
      await pause(exchange.pace.prompt(''), signal)
      if (options.loop === Number.POSITIVE_INFINITY) await pause(exchange.pace.seconds(1), signal)
    } else
      await sounding(call, async () => {
        if (isDeaf(exchange, call)) await pause(exchange.pace.seconds(samples.length / 8000), signal)
        else await playSource(call, sourceOf(samples), signal)
      })
  }
}

/** Twilio's music for those who wait; ours is a quiet tune. Never ends by itself. */
export async function playHoldMusic(exchange: Exchange, call: Call, signal: AbortSignal): Promise<void> {
  caption(exchange, call, 'music', 'hold music')
  await sounding(call, async () => {
    if (isDeaf(exchange, call)) await pause(2 ** 31 - 1, signal)
    else await playSource(call, holdMusic(), signal)
  })
}

/** Two DTMF frequencies per key (ITU-T Q.23), heard by the party as tones. */
const rows: Record<string, [number, number]> = {
  '1': [697, 1209],
  '2': [697, 1336],
  '3': [697, 1477],
  '4': [770, 1209],
  '5': [770, 1336],
  '6': [770, 1477],
  '7': [852, 1209],
  '8': [852, 1336],
  '9': [852, 1477],
  '*': [941, 1209],
  '0': [941, 1336],
  '#': [941, 1477],
}

export async function playDigits(
  exchange: Exchange,
  call: Call,
  digits: string,
  signal: AbortSignal,
): Promise<void> {
  caption(exchange, call, 'play', `keys ${digits}`)
  for (const digit of digits) {
    const pair = rows[digit]
    if (!pair) {
      await pause(exchange.pace.seconds(0.5), signal)
      continue
    }
    const low = generateTone({ hertz: pair[0], ms: 160, level: 0.2 })
    const high = generateTone({ hertz: pair[1], ms: 160, level: 0.2 })
    const mixed = low.map((sample, i) => sample + (high[i] ?? 0))
    await sounding(call, async () => {
      if (isDeaf(exchange, call)) await pause(exchange.pace.seconds(0.2), signal)
      else await playSource(call, sourceOf(mixed), signal)
    })
  }
}

/** Nobody listens with ears: fast tests, and the crowd of "make it busy". */
const isDeaf = (exchange: Exchange, call: Call): boolean =>
  exchange.pace.speed === 'fast' ||
  call.leg === null ||
  (call.phone !== null && exchange.phones.get(call.phone)?.isDeaf === true)
