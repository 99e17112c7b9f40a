/**
 * Asks again for what changed: at once, but one question at a time. Cancelling a question that is under way for a newer
 * one would, while changes keep coming, let none be answered; so the newer one waits for the older. Lists that many
 * consoles show rest a while between two questions.
 */
export interface RefresherDeps {
  /** Resolves when the answer is on the screen, or failed. */
  ask: (topic: string) => Promise<unknown>
  restMs: (topic: string) => number
}

export const createRefresher = ({ ask, restMs }: RefresherDeps) => {
  const busy = new Set<string>()
  const again = new Set<string>()
  const timers = new Set<ReturnType<typeof setTimeout>>()

  const refresh = (topic: string): void => {
    if (busy.has(topic)) {
      again.add(topic)
      return
    }
    busy.add(topic)
    again.delete(topic)
    const rest = () => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        busy.delete(topic)
        if (again.has(topic)) refresh(topic)
      }, restMs(topic))
      timers.add(timer)
    }
    ask(topic).then(rest, rest)
  }
  return {
    refresh,
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      again.clear()
    },
  }
}
