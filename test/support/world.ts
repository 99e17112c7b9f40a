/**
 * A whole world for journeys: the real server on a fresh seeded database, the simulator standing in for Twilio on the
 * wire, telephones in members' hands and agents at their consoles. The clock starts where a journey says and runs on.
 */
import { DateTime } from 'luxon'
import { io, type Socket } from 'socket.io-client'
import { connect } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { createIds } from '../../server/adapters/system/ids.ts'
import { createLog } from '../../server/adapters/system/log.ts'
import { type App, createApp } from '../../server/app.ts'
import { readConfig, simulatorCredentials } from '../../server/config.ts'
import type { Envelope } from '../../server/contract/console-events.ts'
import type {
  CallView,
  MeView,
  OfferView,
  PhoneTokenView,
  PhoneView,
} from '../../server/contract/phone-views.ts'
import { demoNumbers } from '../../simulator/demo-numbers.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { freePort } from './free-port.ts'
import { type ScriptedSoftphone, scriptedSoftphone } from './scripted-softphone.ts'
import { withRoom } from './with-room.ts'

export const serviceLine = '+442079460900'
export const scottishLine = '+441314960900'
export const textLine = '+447700900900'
const password = 'branchline-demo'

export interface World {
  url: string
  simulator: Simulator
  app(): App
  clock: { now(): string; set(local: string, zone?: string): void; push(ms: number): void }
  /** A console signed in as one of the demo's people, without a phone. */
  console(name: string): Promise<ConsoleOf>
  /** An agent at a console with a registered phone, Available. */
  agent(name: string): Promise<Agent>
  /** Stops the server as a crash would find it and starts it again on the same database. */
  restart(): Promise<void>
  /** Stops the server until `restart`: whoever rings meanwhile hears the numbers' fallback. */
  stop(): Promise<void>
  /** Fails when the simulator complained of anything, or anything unexpected rings. */
  staysQuiet(): Promise<void>
  close(): Promise<void>
}

export async function createWorld(options: {
  databaseUrl: string
  at?: string
  zone?: string
  /** `real` where prompts and music must be heard, not only written down. Default `fast`. */
  speed?: 'real' | 'fast'
  /** Where the numbers send a call when this server does not answer; its own second line otherwise. */
  fallbackUrl?: string
}): Promise<World> {
  let offset = 0
  const open: { close(): void; beat?(): Promise<void> }[] = []
  const clock = {
    now: () => new Date(Date.now() + offset).toISOString(),
    set: (local: string, zone = 'Europe/London') => {
      offset = DateTime.fromISO(local, { zone }).toMillis() - Date.now()
    },
    push: (ms: number) => {
      offset += ms
      // Nobody fell silent because a test pushed the clock: their consoles are heard at the new time, at once.
      for (const each of open) void each.beat?.().catch(() => undefined)
    },
  }
  if (options.at) clock.set(options.at, options.zone)
  const database = await connect(options.databaseUrl)
  await database.migrate()
  await seedDemo(database, { now: clock.now() })
  await database.close()

  const port = await freePort()
  const url = `http://localhost:${port}`
  const simulator = await createSimulator({
    port: 0,
    publicUrl: url,
    numbers: demoNumbers(url).map((number) => ({
      ...number,
      ...(options.fallbackUrl === undefined ? {} : { voiceFallbackUrl: options.fallbackUrl }),
    })),
    speed: options.speed ?? 'fast',
    slowWebhookMs: withRoom(2_000),
    applications: [
      {
        sid: simulatorCredentials.TWILIO_TWIML_APP_SID,
        voiceUrl: `${url}/twilio/voice/client`,
        statusCallback: `${url}/twilio/voice/status`,
      },
    ],
  })
  const start = async () => {
    const read = readConfig({
      ...simulatorCredentials,
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: options.databaseUrl,
      SESSION_SECRET: 'a secret only for tests, long enough',
      TWILIO_API_BASE_URL: simulator.url,
      TWILIO_VOICE_SIGNALLING_URL: simulator.url.replace('http', 'ws'),
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    })
    if ('problems' in read) throw new Error(read.problems.join('; '))
    const app = await createApp({
      config: read.config,
      clock,
      ids: createIds(() => Date.parse(clock.now())),
      log: createLog(read.config.logLevel),
    })
    await app.listen()
    return app
  }
  let app = await start()
  let isStopped = false
  return {
    url,
    simulator,
    app: () => app,
    clock,
    console: async (name) => {
      const one = await signIn(url, name)
      open.push(one)
      return one
    },
    agent: async (name) => {
      const one = await startShift(url, name)
      open.push(one)
      return one
    },
    restart: async () => {
      if (!isStopped) await app.close()
      isStopped = false
      app = await start()
    },
    stop: async () => {
      isStopped = true
      await app.close()
    },
    staysQuiet: async () => {
      await simulator.idle()
      const complaints = simulator.complaints()
      if (complaints.length > 0)
        throw new Error(`the simulator complains: ${complaints.map((c) => c.summary).join('; ')}`)
    },
    close: async () => {
      for (const one of open) one.close()
      await simulator.close()
      if (!isStopped) await app.close()
    },
  }
}

export interface ConsoleOf {
  personId: string
  socket: Socket
  get<T>(path: string): Promise<T>
  /** A changing request; rejects with the refusal's words. */
  send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>
  /** The same, but gives the answer whatever it is. */
  try(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  /** A binary read: a picture, a recording. */
  file(path: string): Promise<Buffer>
  /** Events heard over the socket so far. */
  heard: Envelope[]
  close(): void
}

export interface Agent extends ConsoleOf {
  tabId: string
  phone(): Promise<PhoneView>
  /** Waits for a call to ring here. */
  rings(): Promise<OfferView>
  /** Answers the ringing call and joins its conference with this agent's phone. */
  answers(): Promise<CallView>
  softphone: ScriptedSoftphone
  /** The console says that it is there, as it does every 5 s by itself. */
  beat(): Promise<void>
  /** The browser is killed without a word. */
  dies(): void
}

async function signIn(url: string, name: string): Promise<ConsoleOf> {
  let cookie = ''
  const attempt = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        cookie,
        origin: url,
        ...(method === 'GET' ? {} : { 'x-branchline': '1', 'content-type': 'application/json' }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    const set = response.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0] ?? ''
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : { text } }
  }
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await attempt(method, path, body)
    if (answer.status >= 300)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const me = await ask<MeView>('POST', '/api/session', { email: `${name}@demo.branchline.test`, password })
  const socket = io(url, { extraHeaders: { cookie, origin: url }, transports: ['websocket'], forceNew: true })
  const heard: Envelope[] = []
  socket.on('console', (envelope: Envelope) => void heard.push(envelope))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    personId: me.id,
    socket,
    heard,
    get: (path) => ask('GET', path),
    send: (method, path, body) => ask(method, path, body),
    try: attempt,
    file: async (path) => {
      const response = await fetch(url + path, { headers: { cookie } })
      if (response.status !== 200) throw new Error(`GET ${path}: ${response.status}`)
      return Buffer.from(await response.arrayBuffer())
    },
    close: () => void socket.disconnect(),
  }
}

async function startShift(url: string, name: string): Promise<Agent> {
  const desk = await signIn(url, name)
  const tabId = `tab-${name}-${Math.random().toString(36).slice(2, 8)}`
  const { token, signallingUrl } = await desk.send<PhoneTokenView>('POST', '/api/phone/token')
  if (signallingUrl === null) throw new Error('the server does not name the simulator')
  const softphone = await scriptedSoftphone(signallingUrl, token)
  await desk.send('POST', '/api/phone/claim', { tabId, takeOver: true })
  const beat = async () => {
    if (desk.socket.connected)
      await desk.socket.emitWithAck('heartbeat', { tabId, registered: true, microphone: 'granted' })
  }
  await beat()
  const beating = setInterval(() => void beat().catch(() => undefined), 5000)
  await desk.send('PUT', '/api/phone/availability', { choice: 'available' })
  const phone = () => desk.get<PhoneView>('/api/phone')
  return {
    ...desk,
    tabId,
    softphone,
    beat,
    phone,
    rings: () => until(async () => (await phone()).offer, `${name}'s phone does not ring`),
    answers: async () => {
      const offer = await until(async () => (await phone()).offer, `${name}'s phone does not ring`)
      await desk.send('POST', `/api/offers/${offer.id}/accept`)
      await softphone.join(offer.contactId)
      return until(async () => {
        const { call } = await phone()
        return call?.state === 'connected' ? call : null
      }, `${name} was not connected`)
    },
    dies: () => {
      clearInterval(beating)
      softphone.die()
      desk.socket.disconnect()
    },
    close: () => {
      clearInterval(beating)
      softphone.close()
      desk.close()
    },
  }
}

/** Asks again until there is an answer; rejects in words after 8 s. */
export async function until<T>(
  ask: () => Promise<T | null | undefined | false>,
  what: string,
  patienceMs = 8000,
): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (Date.now() > end) throw new Error(what)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
