/**
 * From the press on Answer to both hearing each other: the console in Chromium with the Voice SDK as it comes, the
 * server and the simulator, each in a process of its own, over real HTTP, webhooks, TwiML and WebRTC.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { z } from 'zod'
import { build, isBuilt } from '../../scripts/support/build.ts'
import { simulatorCredentials } from '../../server/config.ts'
import { CHROMIUM_FLAGS, findChromium, microphoneHumming } from '../../test/support/chromium.ts'
import { dockOf, signIn, startShift } from '../../test/support/console-page.ts'
import { type Child, startChild } from '../support/child.ts'
import type { Bench, Finding } from '../support/finding.ts'
import { median, percentile, short } from '../support/stats.ts'
import { freePort, freshSqlite, temporaryFolder } from '../support/temporary.ts'

const memberHertz = 440
const agentHertz = 1000
const barMs = 600

/** Epoch milliseconds at which the page saw each step of the call. */
const steps = z.object({
  pressed: z.number(),
  accepted: z.number(),
  microphone: z.number(),
  dialled: z.number(),
  answered: z.number(),
  connected: z.number(),
  heard: z.number(),
})
type Steps = z.output<typeof steps>

export const acceptToAudio: Bench = async ({ isQuick }) => {
  const times = isQuick ? 4 : 25
  const closing: (() => Promise<unknown>)[] = []
  try {
    const { page, telephone } = await openConsole(closing)
    const calls: Measured[] = []
    for (let n = 0; n < times; n += 1) calls.push(await measureCall(page, telephone))
    return [finding(calls)]
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

interface Measured {
  steps: Steps
  /** Milliseconds from the press until the page, and the telephone, heard the other. */
  pageHears: number
  phoneHears: number
}

const finding = (calls: readonly Measured[]): Finding => {
  const both = calls.map((one) => Math.max(one.pageHears, one.phoneHears))
  const after = (step: keyof Steps) => median(calls.map((one) => one.steps[step] - one.steps.pressed))
  const numbers = {
    p50: median(both),
    p95: percentile(both, 95),
    first: both[0] ?? Number.NaN,
    slowest: Math.max(...both),
    accepted: after('accepted'),
    microphone: after('microphone'),
    dialled: after('dialled'),
    answered: after('answered'),
    connected: after('connected'),
    pageHears: median(calls.map((one) => one.pageHears)),
    phoneHears: median(calls.map((one) => one.phoneHears)),
  }
  const ms = (name: keyof typeof numbers) => short(numbers[name])
  return {
    goal: 'Answer pressed until both hear each other, through the simulator: p95',
    bar: `≤ ${barMs} ms`,
    figure: `${ms('p95')} ms`,
    isMet: numbers.p95 <= barMs,
    note: `${calls.length} calls in Chromium, p50 ${ms('p50')} ms, the first ${ms('first')}: accepted after ${ms('accepted')}, dialled ${ms('dialled')}, answered ${ms('answered')}, connected ${ms('connected')} ms`,
    numbers,
  }
}

const openConsole = async (
  closing: (() => Promise<unknown>)[],
): Promise<{ page: Page; telephone: Child }> => {
  if (!isBuilt({ withSimulator: true })) build({ withSimulator: true })
  const [port, simulatorPort] = [await freePort(), await freePort()]
  const url = `http://localhost:${port}`
  const telephone = await startChild('telephone')
  closing.push(() => telephone.stop())
  const simulatorUrl = await telephone.ask(z.string(), 'start', {
    publicUrl: url,
    port: simulatorPort,
    twimlAppSid: simulatorCredentials.TWILIO_TWIML_APP_SID,
  })
  const server = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        ...simulatorCredentials,
        PORT: String(port),
        PUBLIC_URL: url,
        DATABASE_URL: freshSqlite(),
        SESSION_SECRET: 'a secret only for measuring, long enough',
        TWILIO_API_BASE_URL: simulatorUrl,
        TWILIO_VOICE_SIGNALLING_URL: simulatorUrl.replace('http', 'ws'),
        LOG_LEVEL: 'fatal',
        DEMO: '1',
      },
    },
  )
  closing.push(() => ended(server))
  await answering(url)
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_FLAGS, ...microphoneHumming(agentHertz, temporaryFolder())],
  })
  closing.push(() => browser.close())
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  await context.grantPermissions(['microphone'], { origin: url })
  await context.addInitScript(watchingSteps)
  const page = await context.newPage()
  await page.goto(url)
  await signIn(page, 'priya')
  await startShift(page)
  return { page, telephone }
}

const measureCall = async (page: Page, telephone: Child): Promise<Measured> => {
  await page.evaluate('window.forgetSteps()')
  await telephone.ask(z.unknown(), 'ring', { speaks: memberHertz, listensFor: agentHertz })
  await dockOf(page).getByRole('button', { name: 'Answer' }).click({ timeout: 20_000 })
  const phoneHeardAt = await telephone.ask(z.number(), 'heardAt')
  const seen = steps.parse(await page.evaluate('window.whenHeard'))
  await telephone.ask(z.unknown(), 'hangUp')
  await writeUp(page)
  return {
    steps: seen,
    pageHears: seen.heard - seen.pressed,
    phoneHears: phoneHeardAt - seen.pressed,
  }
}

/** Finishes the call as the finish panel would, so that the next one may ring. */
const writeUp = async (page: Page): Promise<void> => {
  await dockOf(page).getByText('After call').waitFor()
  await page.evaluate(`(async () => {
    const { call } = await (await fetch('/api/phone')).json()
    const response = await fetch('/api/contacts/' + call.contactId + '/finish', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-branchline': '1' },
      body: JSON.stringify({
        reason: 'discipline',
        outcome: 'case-continues',
        nextStep: '',
        nextStepDue: null,
        nextStepOwnerId: null,
        thenAvailability: null,
      }),
    })
    if (!response.ok) throw new Error('not finished: ' + response.status)
  })()`)
  await page.getByText('No call in progress').waitFor()
}

const ended = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null) return
  const exit = once(server, 'exit')
  server.kill('SIGKILL')
  await exit
}

const answering = async (url: string): Promise<void> => {
  const end = Date.now() + 30_000
  while (Date.now() < end) {
    const response = await fetch(`${url}/readyz`).catch(() => null)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the server does not answer')
}

/** Notes when each step of a call happens, from outside: neither the product's nor the SDK's code is touched. */
const watchingSteps = `
  window.forgetSteps = () => {
    window.steps = {}
    window.whenHeard = new Promise((resolve) => { window.nowHeard = resolve })
  }
  window.forgetSteps()
  // The console has a connection of its own that keeps the page awake: nothing before the press is a step.
  const note = (step) => {
    if (step === 'pressed' || window.steps.pressed) window.steps[step] ??= Date.now()
  }

  window.addEventListener('pointerdown', (event) => {
    if (event.target.closest('button')?.textContent.includes('Answer')) note('pressed')
  }, true)

  const plainFetch = window.fetch
  window.fetch = async (...request) => {
    const response = await plainFetch(...request)
    if (String(request[0]?.url ?? request[0]).endsWith('/accept')) note('accepted')
    return response
  }

  const media = navigator.mediaDevices
  const open = media.getUserMedia.bind(media)
  media.getUserMedia = async (wanted) => {
    const stream = await open(wanted)
    note('microphone')
    return stream
  }

  const isFrame = (data, type) => typeof data === 'string' && data.includes('"type":"' + type + '"')
  const PlainSocket = window.WebSocket
  window.WebSocket = class extends PlainSocket {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', ({ data }) => {
        if (isFrame(data, 'answer')) note('answered')
      })
    }
    send(data) {
      if (isFrame(data, 'invite')) note('dialled')
      super.send(data)
    }
  }

  // One for all calls, running before the first: what it takes to start is not the product's time.
  const context = new AudioContext()
  const samples = new Float32Array(1024)
  /** The share of this note in what was heard during the last 21 ms. */
  const shareOf = (hertz) => {
    const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / context.sampleRate)
    let energy = 0, last = 0, before = 0
    for (const sample of samples) {
      energy += sample * sample
      const now = sample + coefficient * last - before
      before = last
      last = now
    }
    const power = last * last + before * before - coefficient * last * before
    return energy < 0.01 ? 0 : (2 * power) / (samples.length * energy)
  }
  const PlainPeer = window.RTCPeerConnection
  window.RTCPeerConnection = class extends PlainPeer {
    constructor(...given) {
      super(...given)
      this.addEventListener('connectionstatechange', () => {
        if (this.connectionState === 'connected') note('connected')
      })
      this.addEventListener('track', ({ track, streams }) => {
        const analyser = context.createAnalyser()
        analyser.fftSize = samples.length
        context.createMediaStreamSource(streams[0] ?? new MediaStream([track])).connect(analyser)
        const looking = setInterval(() => {
          analyser.getFloatTimeDomainData(samples)
          if (shareOf(${memberHertz}) > 0.5) {
            note('heard')
            window.nowHeard(window.steps)
            clearInterval(looking)
          }
          if (this.connectionState === 'closed') clearInterval(looking)
        }, 5)
      })
    }
  }
`
