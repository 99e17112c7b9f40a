/** What goes wrong, when, and for how long: all from the seed. The timing on the wire remains the machine's. */
import type { Simulator } from '../../simulator/simulator.ts'
import { kindSwitches } from '../../simulator/unkindness/switches.ts'
import type { Agent } from './agent.ts'
import type { Dice } from './dice.ts'
import type { ServerProcess } from './server-process.ts'

export interface Misfortune {
  /** What happened, with seconds from the start. */
  log: string[]
  /** Nothing more goes wrong; resolves when the server is up and the network kind. */
  end(): Promise<void>
}

export function startMisfortune(options: {
  simulator: Simulator
  server: ServerProcess
  agents: readonly [Agent, ...Agent[]]
  dice: Dice
  /** One misfortune about this often. */
  everyMs: number
  /** How often among them the server is stopped or killed. */
  restarts: number
}): Misfortune {
  const { simulator, server, agents, dice, everyMs } = options
  const startedAt = Date.now()
  const log: string[] = []
  const note = (words: string) => log.push(`${((Date.now() - startedAt) / 1000).toFixed(1)} s: ${words}`)
  let isOver = false
  let wakeUp: () => void = () => undefined
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const share = (most: number) => Math.round(dice.between(0, most) * 100) / 100
  const change = (switches: Parameters<Simulator['change']>[0]) => {
    note(JSON.stringify(switches))
    simulator.change({ ...switches, seed: Math.floor(dice.between(1, 2 ** 30)) })
  }

  const misfortunes: readonly [() => Promise<void>, ...(() => Promise<void>)[]] = [
    async () =>
      change({
        dropped: share(0.3),
        doubled: share(0.6),
        delayed: share(0.5),
        delayMs: Math.round(dice.between(50, 1500)),
        reordered: share(0.5),
      }),
    async () => change({ dropped: 0, doubled: 0, delayed: 0, reordered: 0 }),
    async () => {
      change({ rest: dice.pick(['500', '429', 'hang', 'down']) })
      await sleep(dice.between(500, 8_000))
      change({ rest: 'ok' })
    },
    async () => {
      change({ answersLost: share(0.5) })
      await sleep(dice.between(500, 4_000))
      change({ answersLost: 0 })
    },
    async () => {
      const agent = dice.pick(agents)
      const forMs = dice.between(300, 20_000)
      note(`${agent.personId}'s browser is killed for ${Math.round(forMs)} ms`)
      agent.crash(forMs)
    },
  ]
  const restart = async () => {
    const isKilled = dice.happens(0.6)
    note(isKilled ? 'the server is killed' : 'the server is restarted in order')
    await (isKilled ? server.kill() : server.stop())
    await sleep(dice.between(0, 3_000))
    await server.start()
    note('the server is back')
  }

  const happen = async () => {
    // The first thing that goes wrong is the network, so that everything after it happens on a bad day.
    await misfortunes[0]()
    while (!isOver) {
      await sleep(dice.between(0.3 * everyMs, 1.7 * everyMs))
      if (isOver) break
      await (dice.happens(options.restarts) ? restart() : dice.pick(misfortunes)())
    }
  }
  const happening = happen()
  return {
    log,
    end: async () => {
      isOver = true
      wakeUp()
      await happening
      simulator.change(kindSwitches)
    },
  }
}
