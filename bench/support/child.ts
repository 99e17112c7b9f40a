/**
 * Server and load generator each in a process of their own, so that neither's work is counted as the other's. They
 * are the compiled files, not run through a loader: a loader that keeps function names costs at each closure made.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const answer = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() })
const ready = z.literal('ready')

export interface Child {
  ask<Schema extends z.ZodType>(schema: Schema, what: string, given?: unknown): Promise<z.output<Schema>>
  /** CPU time used so far, user and system, in microseconds. */
  cpu(): Promise<number>
  /** Without a word, as a power cut. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** No question takes so long: without this a hung process would hang the run. */
const longestMs = 120_000
const running = new Set<() => void>()
process.on('exit', () => {
  for (const kill of running) kill()
})

/** Starts bench/children/<name>.ts. */
export const startChild = async (name: string, execArgv: string[] = []): Promise<Child> => {
  const file = fileURLToPath(new URL(`../dist/bench/children/${name}.js`, import.meta.url))
  const child = fork(file, [], {
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const kill = () => void child.kill('SIGKILL')
  running.add(kill)
  const ended = once(child, 'exit').then(() => running.delete(kill))
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let asked = 0
  const started = new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error(`${name} ended before it was ready`))
      for (const { reject: refuse } of waiting.values()) refuse(new Error(`${name} ended`))
    })
    child.on('message', (message: unknown) => {
      if (ready.safeParse(message).success) return resolve()
      const { id, value, error } = answer.parse(message)
      const asker = waiting.get(id)
      waiting.delete(id)
      if (error === undefined) asker?.resolve(value)
      else asker?.reject(new Error(`${name}: ${error}`))
    })
  })
  await started
  const ask: Child['ask'] = async (schema, what, given) => {
    const id = (asked += 1)
    let patience: NodeJS.Timeout | undefined
    const value = await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      child.send({ id, what, given })
      patience = setTimeout(() => reject(new Error(`${name} did not answer ${what}`)), longestMs)
    }).finally(() => clearTimeout(patience))
    return schema.parse(value)
  }
  return {
    ask,
    cpu: () => ask(z.number(), 'cpu'),
    kill: async () => {
      kill()
      await ended
    },
    stop: async () => {
      child.disconnect()
      const patience = setTimeout(kill, 3000)
      await ended
      clearTimeout(patience)
    },
  }
}
