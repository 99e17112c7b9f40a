import { z } from 'zod'
import type { Bus } from '../core/bus.ts'
import type { Timeline } from '../core/timeline.ts'
import { createRandom } from './random.ts'

const share = z.number().min(0).max(1)

export const switchesSchema = z.strictObject({
  seed: z.int(),
  doubled: share,
  delayed: share,
  delayMs: z.int().min(0).max(60_000),
  reordered: share,
  dropped: share,
  answersLost: share,
  rest: z.enum(['ok', '500', '429', 'hang', 'down']),
  networkDelayMs: z.int().min(0).max(60_000),
})

export type Switches = z.infer<typeof switchesSchema>

export const kindSwitches: Switches = {
  seed: 1,
  doubled: 0,
  delayed: 0,
  delayMs: 1500,
  reordered: 0,
  dropped: 0,
  answersLost: 0,
  rest: 'ok',
  networkDelayMs: 0,
}

/** The dice: each question is asked once per webhook. */
export type Kindness = {
  switches(): Switches
  change(partial: Partial<Switches>): Switches
  shouldDouble(): boolean
  shouldDrop(): boolean
  shouldReorder(): boolean
  /** A REST request is carried out, and its answer never arrives. */
  shouldLoseAnswer(): boolean
  maybeDelay(): Promise<void>
  /** How long an overtaken callback lets the next one pass. */
  overtake(): Promise<void>
  networkDelay(): Promise<void>
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export function createKindness(bus: Bus, timeline: Timeline): Kindness {
  let switches = kindSwitches
  let random = createRandom(switches.seed)
  const happens = (chance: number) => chance > 0 && random() < chance
  return {
    switches: () => switches,
    change: (partial) => {
      switches = { ...switches, ...partial }
      random = createRandom(switches.seed)
      timeline.add('switch', `Switches: ${JSON.stringify(partial)}`, switches)
      bus.emit('switches', switches)
      return switches
    },
    shouldDouble: () => happens(switches.doubled),
    shouldDrop: () => happens(switches.dropped),
    shouldReorder: () => happens(switches.reordered),
    shouldLoseAnswer: () => happens(switches.answersLost),
    maybeDelay: async () => {
      if (happens(switches.delayed)) await wait(switches.delayMs)
    },
    overtake: () => wait(300),
    networkDelay: async () => {
      if (switches.networkDelayMs > 0) await wait(switches.networkDelayMs)
    },
  }
}
