/** Child processes of one command: they get its signals, and it ends when one of them does. */
import { type ChildProcess, spawn } from 'node:child_process'

export interface Family {
  start(name: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess
  /** Resolves with the exit code for this command, when all have ended. */
  ended(): Promise<number>
  stop(): void
}

const killAfterMs = 30_000

export const createFamily = (): Family => {
  const children = new Map<string, ChildProcess>()
  let code: number | null = null
  let isStopping = false
  let whenEnded: (code: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => {
    whenEnded = resolve
  })

  const stop = () => {
    if (isStopping) return
    isStopping = true
    for (const child of children.values()) child.kill('SIGTERM')
    setTimeout(() => {
      for (const child of children.values()) child.kill('SIGKILL')
    }, killAfterMs).unref()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      code ??= 0
      stop()
    })

  return {
    start: (name, command, args, env) => {
      const child = spawn(command, args, { stdio: 'inherit', env })
      children.set(name, child)
      child.once('error', (error) => {
        process.stderr.write(`${name} did not start: ${error.message}\n`)
      })
      child.once('close', (exitCode, signal) => {
        children.delete(name)
        if (!isStopping) {
          process.stderr.write(`The ${name} ended with ${exitCode ?? signal}; stopping the rest.\n`)
          code ??= exitCode === 0 ? 0 : (exitCode ?? 1)
          stop()
        }
        if (children.size === 0) whenEnded(code ?? 0)
      })
      return child
    },
    ended: () => ended,
    stop,
  }
}
