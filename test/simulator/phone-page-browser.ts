import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { encodeWav } from '../../simulator/media/wav.ts'
import { CHROMIUM_FLAGS, findChromium, microphoneSaying } from '../support/chromium.ts'

/** The note this browser's microphone hears without end. */
export const microphoneHertz = 1000

/** Builds the phone page as the product does, somewhere of its own. Answers with the folder. */
export async function buildPhonePage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'phone-page-'))
  await build({
    configFile: fileURLToPath(new URL('../../simulator/phone-page/vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

/** A WAV at 48 kHz, which Chromium's fake microphone reads. */
function writeMicrophone(): string {
  const rate = 48_000
  const samples = Int16Array.from({ length: rate }, (_, at) =>
    Math.round(Math.sin((2 * Math.PI * microphoneHertz * at) / rate) * 13_000),
  )
  const file = encodeWav(samples)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  const path = join(mkdtempSync(join(tmpdir(), 'microphone-')), 'tone.wav')
  writeFileSync(path, file)
  return path
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS, ...microphoneSaying(writeMicrophone())],
  })

/** Listens in on what the page plays: `window.loudestHertz()`, 0 for silence. */
const listeningIn = `
  const Plain = window.RTCPeerConnection
  window.loudestHertz = () => 0
  window.RTCPeerConnection = class extends Plain {
    constructor(...settings) {
      super(...settings)
      this.addEventListener('track', ({ streams }) => {
        const context = new AudioContext()
        const analyser = context.createAnalyser()
        analyser.fftSize = 8192
        analyser.smoothingTimeConstant = 0
        context.createMediaStreamSource(streams[0]).connect(analyser)
        const bins = new Float32Array(analyser.frequencyBinCount)
        window.loudestHertz = () => {
          analyser.getFloatFrequencyData(bins)
          const loudest = bins.indexOf(Math.max(...bins))
          return bins[loudest] < -60 ? 0 : (loudest * context.sampleRate) / analyser.fftSize
        }
      })
    }
  }
`

/** Opens the page as a newcomer does, with everything that went wrong in it kept. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  await context.grantPermissions(['microphone'], { origin: url })
  await context.addInitScript(listeningIn)
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(url)
  await page.getByRole('button', { name: 'Call', exact: true, disabled: false }).waitFor()
  return { page, faults }
}
