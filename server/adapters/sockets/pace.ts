/**
 * Work that is asked for often and done seldom: at once when it has been quiet, else so that two runs begin at least
 * `everyMs` apart, and never two at a time. Asking during a run means another run after it.
 */
export interface Pace {
  ask(): void
  stop(): void
}

export const createPace = (options: {
  everyMs: number
  work: () => Promise<void>
  whenFailed: (error: unknown) => void
}): Pace => {
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let isAsked = false
  let isStopped = false
  let begunAt = Number.NEGATIVE_INFINITY

  const run = async (): Promise<void> => {
    timer = null
    isRunning = true
    isAsked = false
    begunAt = performance.now()
    await options.work().catch(options.whenFailed)
    isRunning = false
    if (isAsked) ask()
  }
  const ask = (): void => {
    isAsked = true
    if (isRunning || isStopped) return
    timer ??= setTimeout(() => void run(), Math.max(0, begunAt + options.everyMs - performance.now())).unref()
  }
  return {
    ask,
    stop: () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
