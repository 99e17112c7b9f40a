import type { Bus } from './bus.ts'

/** Thrown out of a running verb when its call was redirected or has ended. Never an error to report. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

export const throwIfAborted = (signal: AbortSignal): void => {
  if (signal.aborted) throw new Interrupted()
}

/** Resolves after `ms`; rejects with Interrupted as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    const interrupted = () => {
      clearTimeout(timer)
      reject(new Interrupted())
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', interrupted)
      resolve()
    }, ms)
    signal.addEventListener('abort', interrupted, { once: true })
  })
}

/** The value of `promise`, unless the signal aborts first. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted())
    const interrupted = () => reject(new Interrupted())
    signal.addEventListener('abort', interrupted, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', interrupted))
  })
}

/** Runs `work`, and treats being interrupted as having finished. */
export async function untilInterrupted(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
  }
}

/** A promise with its handle outside. Settling twice is harmless. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

/** Resolves with the first defined answer of `check`, asked now and after every event; rejects in words. */
export function waitUntil<T>(
  bus: Bus,
  options: { check: () => T | undefined; timeoutMs: number; describe: () => string },
): Promise<T> {
  return new Promise((resolve, reject) => {
    const first = options.check()
    if (first !== undefined) return resolve(first)
    const stop = bus.subscribe(() => {
      const found = options.check()
      if (found === undefined) return
      clearTimeout(timer)
      stop()
      resolve(found)
    })
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`after ${options.timeoutMs} ms still ${options.describe()}`))
    }, options.timeoutMs)
  })
}
