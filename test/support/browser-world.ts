/**
 * A world (see world.ts) with people in front of real browsers: each opens the console, signs in and is known by what is
 * on the screen. The microphone of every browser hums one known note, and what its page plays can be measured.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { holdMusicWav } from '../../server/adapters/twilio/hold-music.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import { decodeWav } from '../../simulator/media/wav.ts'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import { CHROMIUM_FLAGS, findChromium, microphoneHumming } from './chromium.ts'
import { signIn } from './console-page.ts'
import { sqliteUrl, temporaryFolder } from './databases.ts'
import { createWorld, until, type World } from './world.ts'

/** The note every browser's microphone hears without end; none of the hold music's. */
const microphoneHertz = 1000

export { dockOf, signIn, startShift } from './console-page.ts'

export interface Desk {
  page: Page
  /** What went wrong inside the page so far: exceptions and errors in its console. */
  faults: string[]
}

export interface BrowserWorld extends World {
  /** Opens the console in a browser profile of its own, at the sign-in page. */
  open(options?: BrowserContextOptions): Promise<Desk>
  /** The same, signed in by hand as one of the demo's people. */
  seat(name: string, options?: BrowserContextOptions): Promise<Desk>
}

/** A seeded world on a Tuesday morning with the lines open, and a browser. Its console is the one in `dist/client`. */
export async function createBrowserWorld(options: { speed?: 'real' | 'fast' } = {}): Promise<BrowserWorld> {
  const world = await createWorld({ databaseUrl: await sqliteUrl(), at: '2026-10-06T09:12', ...options })
  const browser = await launch().catch(async (error: unknown) => {
    await world.close()
    throw error
  })
  const open = async (options: BrowserContextOptions = {}): Promise<Desk> => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
      ...options,
    })
    await context.grantPermissions(['microphone'], { origin: world.url })
    await context.addInitScript(sameTimeAs(Date.parse(world.clock.now()) - Date.now()))
    await context.addInitScript(listeningIn)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      const isFirstQuestion =
        message.location().url.endsWith('/api/session') && message.text().includes('401')
      // Nobody is signed in yet: Chromium calls the honest answer to that an error.
      if (message.type() === 'error' && !isFirstQuestion)
        faults.push(`${message.text()} (${message.location().url})`)
    })
    await page.goto(world.url)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    return { page, faults }
  }
  return {
    ...world,
    open,
    seat: async (name, options) => {
      const desk = await open(options)
      await signIn(desk.page, name)
      return desk
    },
    close: async () => {
      await browser.close()
      await world.close()
    },
  }
}

/** Waits until the telephone hears the browser's microphone, or (with `false`) no longer does. */
export const phoneHears = (call: PhoneCall, isHeard = true): Promise<true> =>
  until(
    async () => hasTone(call.audio({ lastMs: 200 }), microphoneHertz) === isHeard,
    isHeard ? 'the telephone does not hear the microphone' : 'the telephone still hears the microphone',
  )

/** Waits until the telephone hears the very music that callers wait to. */
export const phoneHearsMusic = (call: PhoneCall): Promise<true> =>
  until(async () => isPartOf(music, call.audio({ lastMs: 100 })), 'the telephone hears no music', 10_000)

const music = decodeWav(holdMusicWav())

/** Whether some stretch of `whole` has the shape of `part`, louder or softer: their correlation is above 0.9. */
function isPartOf(whole: Int16Array, part: Int16Array): boolean {
  // Every fourth sample tells enough, and the sound of all calls waits while we reckon.
  const step = 4
  const energyOf = (samples: Int16Array) => {
    let energy = 0
    for (let i = 0; i < part.length; i += step) energy += (samples[i] ?? 0) ** 2
    return energy
  }
  const partEnergy = energyOf(part)
  if (partEnergy < part.length * 10_000) return false
  for (let at = 0; at + part.length < whole.length; at += 1) {
    let product = 0
    let energy = 0
    for (let i = 0; i < part.length; i += step) {
      const sample = whole[at + i] ?? 0
      product += sample * (part[i] ?? 0)
      energy += sample * sample
    }
    if (product > 0.9 * Math.sqrt(energy * partEnergy)) return true
  }
  return false
}

/** Lets the telephone sound a note until the page plays it. Rejects when it never does. */
export async function pageHears(page: Page, call: PhoneCall, hertz: number): Promise<void> {
  const sounding = call.tone(hertz, 5_000)
  // One bin of the page's analyser is about 6 Hz wide.
  const isHeard = async () => Math.abs((await page.evaluate<number>('window.loudestHertz()')) - hertz) < 10
  await until(isHeard, `the page does not play ${hertz} Hz`, 4_500)
  await sounding
}

/** Opens a case by its reference, through the search. */
export async function openCase(page: Page, reference: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search members, cases, numbers' }).fill(reference)
  await page.getByRole('option', { name: new RegExp(reference) }).click()
  await page.getByRole('region', { name: 'Timeline' }).waitFor()
}

/**
 * What axe finds wrong on the page as it stands, in light and in dark: WCAG 2.2 AA and axe's good practice. Empty when
 * all is well. Legacy mode judges in the page itself instead of opening another for it, which only frames of other sites
 * would need, and takes a third of the time.
 */
export async function barriersIn(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .analyze()
    for (const { id, nodes } of violations)
      for (const node of nodes) found.push(`${colorScheme}: ${id} at ${node.target.join(' ')}`)
  }
  return found
}

/** How many pixels the page can be scrolled sideways. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS, ...microphoneHumming(microphoneHertz, temporaryFolder())],
  })

/** The page lives at the world's time of day, so that "waited 4 s" is true on the screen. */
const sameTimeAs = (offsetMs: number) => `
  const Plain = Date
  window.Date = class extends Plain {
    constructor(...parts) {
      if (parts.length === 0) super(Plain.now() + ${offsetMs})
      else super(...parts)
    }
    static now() {
      return Plain.now() + ${offsetMs}
    }
  }
`

/** Listens in on what the page is sent: `window.loudestHertz()`, 0 for silence. The product's own code is untouched. */
const listeningIn = `
  const Plain = window.RTCPeerConnection
  window.loudestHertz = () => 0
  window.RTCPeerConnection = class extends Plain {
    constructor(...settings) {
      super(...settings)
      this.addEventListener('track', ({ track, streams }) => {
        const context = new AudioContext()
        const analyser = context.createAnalyser()
        analyser.fftSize = 8192
        analyser.smoothingTimeConstant = 0
        context.createMediaStreamSource(streams[0] ?? new MediaStream([track])).connect(analyser)
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
