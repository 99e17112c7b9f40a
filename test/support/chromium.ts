import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { encodeWav } from '../../simulator/media/wav.ts'

/** Where browsers live that this project's tests can drive, the chosen one first. */
function candidates(): string[] {
  return [
    process.env['CHROME_PATH'] ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ].filter((path) => path !== '')
}

/**
 * The path of an installed Chrome or Chromium.
 * @throws when there is none, saying in one line what to install.
 */
export function findChromium(): string {
  const found = candidates().find((path) => existsSync(path))
  if (found === undefined) {
    throw new Error(
      'No Chrome or Chromium found: install one, run "npx playwright-core install chromium", or set CHROME_PATH',
    )
  }
  return found
}

/**
 * Flags for a quiet browser without sound hardware. `--allow-loopback-in-peer-connection` keeps audio working on a
 * machine whose only network is itself.
 */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--allow-loopback-in-peer-connection',
]

/** Flags for a microphone that says a WAV file (48 kHz works everywhere) over and over, without asking. */
export function microphoneSaying(wavPath: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${wavPath}`,
  ]
}

/** Flags for a microphone that hears one note without end; the note's file is written into that folder. */
export function microphoneHumming(hertz: number, folder: string): string[] {
  const rate = 48_000
  const samples = Int16Array.from({ length: rate }, (_, at) =>
    Math.round(Math.sin((2 * Math.PI * hertz * at) / rate) * 13_000),
  )
  const file = encodeWav(samples)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  const path = join(folder, 'microphone.wav')
  writeFileSync(path, file)
  return microphoneSaying(path)
}
