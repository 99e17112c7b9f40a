import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import twilio from 'twilio'
import { build } from 'vite'
import { encodeWav } from '../../simulator/media/wav.ts'
import type { VoiceSignallingOptions } from '../../simulator/signalling/options.ts'
import { attachVoiceSignalling } from '../../simulator/signalling/server.ts'
import type { OutgoingCall } from '../../simulator/signalling/voice-call.ts'
import { CHROMIUM_FLAGS, findChromium, microphoneSaying } from '../support/chromium.ts'

const ACCOUNT_SID = `AC${'0'.repeat(32)}`
const KEY_SID = `SK${'1'.repeat(32)}`
const KEY_SECRET = 'a secret for tests only'
export const APP_SID = `AP${'2'.repeat(32)}`

/** The note the browser's microphone hears without end. */
export const MICROPHONE_HERTZ = 1000

/** An access token as the official library makes it. */
export function accessToken(
  identity: string,
  options: { ttl?: number; secret?: string; dial?: boolean } = {},
) {
  const token = new twilio.jwt.AccessToken(ACCOUNT_SID, KEY_SID, options.secret ?? KEY_SECRET, {
    identity,
    ttl: options.ttl ?? 600,
  })
  const dialling = options.dial === false ? {} : { outgoingApplicationSid: APP_SID }
  token.addGrant(new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true, ...dialling }))
  return token.toJwt()
}

/** Bundles the page with the SDK the way the product's client is built. */
export async function bundlePage(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: {
        input: fileURLToPath(new URL('./signalling-page.mjs', import.meta.url)),
        output: { entryFileNames: 'page.js', chunkFileNames: '[name].js', format: 'es' },
      },
    },
  })
  const files = new Map<string, string>()
  for (const bundle of Array.isArray(result) ? result : [result]) {
    if (!('output' in bundle)) continue
    for (const file of bundle.output) if (file.type === 'chunk') files.set(`/${file.fileName}`, file.code)
  }
  return files
}

function servePage(files: ReadonlyMap<string, string>): Server {
  const silence = encodeWav(new Int16Array(800))
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const script = files.get(path)
    if (path === '/') {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><title>Softphone</title><script type="module" src="/page.js"></script>')
    } else if (path === '/silence.wav') {
      response.setHeader('content-type', 'audio/wav')
      response.end(silence)
    } else if (script === undefined) {
      response.statusCode = 404
      response.end()
    } else {
      response.setHeader('content-type', 'text/javascript')
      response.end(script)
    }
  })
}

/** A WAV at 48 kHz, which Chromium's fake microphone reads. */
function writeMicrophone(): string {
  const rate = 48_000
  const samples = Int16Array.from({ length: rate }, (_, i) =>
    Math.round(Math.sin((2 * Math.PI * MICROPHONE_HERTZ * i) / rate) * 13_000),
  )
  const file = encodeWav(samples)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(rate * 2, 28)
  const path = join(mkdtempSync(join(tmpdir(), 'microphone-')), 'tone.wav')
  writeFileSync(path, file)
  return path
}

/** One open page with the SDK in it. Methods are those of `window.phone`. */
export interface SoftphonePage {
  page: Page
  run<T>(method: string, ...args: unknown[]): Promise<T>
  /** Waits for the next event of this name after those already waited for. */
  hears(event: string): Promise<void>
  events(): Promise<string[]>
  /** Waits until the far end's sound is (or with `false` is no longer) this note. */
  hearsTone(hertz: number, present?: boolean): Promise<void>
}

/** Chromium whose microphone hums MICROPHONE_HERTZ. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS, ...microphoneSaying(writeMicrophone())],
  })

/** Opens the page in a context of its own, microphone allowed, and starts its Device. */
export async function openSoftphone(browser: Browser, origin: string, token: string): Promise<SoftphonePage> {
  const context = await browser.newContext()
  await context.grantPermissions(['microphone'], { origin })
  const page = await context.newPage()
  await page.goto(origin)
  await page.waitForFunction('window.phone !== undefined')
  let seen = 0
  await page.evaluate(`window.phone.start(${JSON.stringify(token)})`)
  return {
    page,
    run: (method, ...args) =>
      page.evaluate(`window.phone.${method}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`),
    async hears(event) {
      const found = await page.waitForFunction(
        `(() => { const at = window.phone.events.indexOf(${JSON.stringify(event)}, ${seen}); return at < 0 ? 0 : at + 1 })()`,
      )
      seen = Number(await found.jsonValue())
    },
    events: () => page.evaluate('window.phone.events'),
    async hearsTone(hertz, present = true) {
      await page.waitForFunction(`window.phone.toneLevel(${hertz}) ${present ? '>' : '<'} 0.1`)
    },
  }
}

/** A signalling server, a browser, and what came in. */
export async function startVoiceWorld(extra: Partial<VoiceSignallingOptions> = {}) {
  const complaints: string[] = []
  const presence: string[] = []
  const dialled: OutgoingCall[] = []
  let nextCall: ((call: OutgoingCall) => void) | undefined
  let lastSid = 0
  const newCallSid = () => `CA${String((lastSid += 1)).padStart(32, '0')}`

  const http = servePage(await bundlePage())
  const signalling = attachVoiceSignalling(http, {
    accountSid: ACCOUNT_SID,
    apiKeySecret: (sid) => (sid === KEY_SID ? KEY_SECRET : undefined),
    newCallSid,
    onOutgoingCall(call) {
      if (nextCall === undefined) dialled.push(call)
      else nextCall(call)
      nextCall = undefined
    },
    onPresence: (identity, sockets) => presence.push(`${identity} ${sockets}`),
    onComplaint: (text) => complaints.push(text),
    ...extra,
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const origin = `http://localhost:${address.port}`
  const browser = await launchBrowser()

  return {
    origin,
    signalling,
    complaints,
    presence,
    newCallSid,
    open: (token: string) => openSoftphone(browser, origin, token),
    /** The next call dialled in a browser. */
    dialledCall: () =>
      new Promise<OutgoingCall>((resolve) => {
        const waiting = dialled.shift()
        if (waiting === undefined) nextCall = resolve
        else resolve(waiting)
      }),
    async close() {
      signalling.close()
      await browser.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
