/** The other end of child.ts: a process that does what it is asked, and ends when nobody is there to ask. */
import { z } from 'zod'

const question = z.object({ id: z.number(), what: z.string(), given: z.unknown().optional() })
type Handler = (given: unknown) => unknown

export const serve = (handlers: Record<string, Handler>): void => {
  const cpu = () => {
    const { user, system } = process.cpuUsage()
    return user + system
  }
  const all: Record<string, Handler> = { cpu, ...handlers }
  process.on('message', (message: unknown) => {
    const { id, what, given } = question.parse(message)
    Promise.resolve()
      .then(() => all[what]?.(given))
      .then(
        (value) => process.send?.({ id, value }),
        (error: unknown) =>
          process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
      )
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.('ready')
}
