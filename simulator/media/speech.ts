import { Worker } from 'node:worker_threads'
import { decodeWav } from './wav.ts'

/** What the speaking thread is asked and what it answers. */
export interface SpeechRequest {
  id: number
  text: string
}
export type SpeechReply = { id: number; wav: Uint8Array } | { id: number; error: string }

interface Waiting {
  resolve(samples: Int16Array): void
  reject(error: Error): void
}

/** Prompts repeat; more different ones than this are not kept (about 100 kB each). */
const LARGEST_CACHE = 300

const cache = new Map<string, Promise<Int16Array>>()
const waiting = new Map<number, Waiting>()
let thread: Worker | undefined
let lastId = 0

/**
 * Says a text in English: 8 kHz samples, made in a thread of its own and remembered by text.
 * Rejects when the speech engine fails; the next call tries again. The engine reads plain letters, so accents are
 * dropped and common signs become words.
 */
export function speak(text: string): Promise<Int16Array> {
  const words = plainEnglish(text)
  if (words === '') return Promise.resolve(new Int16Array(0))
  const known = cache.get(words)
  if (known !== undefined) return known
  const spoken = ask(words)
  cache.set(words, spoken)
  spoken.catch(() => cache.delete(words))
  const oldest = cache.keys().next().value
  if (cache.size > LARGEST_CACHE && oldest !== undefined) cache.delete(oldest)
  return spoken
}

/** What the engine is given to read. */
export function plainEnglish(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/£\s?([\d.,]*\d)/g, '$1 pounds')
    .replaceAll('&', ' and ')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[^\x20-\x7e]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function ask(text: string): Promise<Int16Array> {
  thread ??= startThread()
  const worker = thread
  lastId += 1
  const id = lastId
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.ref()
    worker.postMessage({ id, text } satisfies SpeechRequest)
  })
}

/**
 * Runs beside this file: as JavaScript when built; in development and tests as TypeScript, where the thread has to
 * be given tsx by hand (on Node 20 its hooks do not reach worker threads, neither inherited nor by --import).
 */
function openThread(): Worker {
  const execArgv = ['--disable-warning=ExperimentalWarning']
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./speech-worker.js', import.meta.url), { execArgv })
  }
  const file = JSON.stringify(new URL('./speech-worker.ts', import.meta.url).href)
  return new Worker(`import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${file}) })`, {
    eval: true,
    execArgv,
  })
}

function startThread(): Worker {
  const worker = openThread()
  worker.on('message', (reply: SpeechReply) => {
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if ('error' in reply) asker?.reject(new Error(`could not say that: ${reply.error}`))
    else asker?.resolve(decodeWav(Buffer.from(reply.wav)))
  })
  worker.on('error', (cause) => {
    thread = undefined
    for (const asker of waiting.values()) asker.reject(new Error('the speaking thread failed', { cause }))
    waiting.clear()
  })
  worker.unref()
  return worker
}
