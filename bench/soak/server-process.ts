/** The server as it is run, in a process of its own that can be stopped in order or killed like a machine that lost power. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { simulatorCredentials } from '../../server/config.ts'

export interface ServerProcess {
  start(): Promise<void>
  /** SIGTERM: it drains, then ends. */
  stop(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  isUp(): boolean
  /** What it logged as an error, each sort once with how often. */
  errors(): Map<string, number>
}

const line = z.object({
  level: z.string(),
  msg: z.string().default(''),
  err: z.object({ message: z.string().default('') }).optional(),
  kind: z.string().optional(),
  step: z.string().optional(),
})
const errorLevels = new Set(['error', 'fatal'])
const startPatienceMs = 60_000

export function serverProcess(options: {
  port: number
  databaseUrl: string
  simulatorUrl: string
}): ServerProcess {
  const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
  const url = `http://localhost:${options.port}`
  const errors = new Map<string, number>()
  let child: ChildProcess | null = null
  let isUp = false

  const note = (text: string) => {
    const read = line.safeParse(textOrNull(text))
    // What is no log line is a crash in words.
    const what = !read.success
      ? text
      : !errorLevels.has(read.data.level)
        ? null
        : [read.data.msg, read.data.step, read.data.kind, read.data.err?.message].filter(Boolean).join(': ')
    if (what !== null && what.trim() !== '') errors.set(what, (errors.get(what) ?? 0) + 1)
  }
  const end = async (signal: NodeJS.Signals) => {
    const running = child
    child = null
    isUp = false
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const gone = once(running, 'exit')
    running.kill(signal)
    await gone
  }
  process.once('exit', () => child?.kill('SIGKILL'))

  return {
    start: async () => {
      const started = spawn(process.execPath, ['--import', 'tsx', main], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          ...simulatorCredentials,
          NODE_ENV: 'production',
          PORT: String(options.port),
          PUBLIC_URL: url,
          DATABASE_URL: options.databaseUrl,
          SESSION_SECRET: 'a secret only for the soak, long enough',
          TWILIO_API_BASE_URL: options.simulatorUrl,
          TWILIO_VOICE_SIGNALLING_URL: options.simulatorUrl.replace('http', 'ws'),
          LOG_LEVEL: 'error',
        },
      })
      child = started
      for (const stream of [started.stdout, started.stderr])
        createInterface({ input: stream }).on('line', note)
      const patience = Date.now() + startPatienceMs
      while (child === started) {
        const isReady = await fetch(`${url}/readyz`).then(
          (response) => response.ok,
          () => false,
        )
        if (isReady) break
        if (started.exitCode !== null || Date.now() > patience)
          throw new Error(`the server did not start: ${[...errors.keys()].join('; ')}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      isUp = true
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    isUp: () => isUp,
    errors: () => errors,
  }
}

const textOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
