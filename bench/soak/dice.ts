import { createRandom } from '../../simulator/unkindness/random.ts'

/** Chance from one seed. Everybody throws dice of their own, so that what one does changes nobody else's luck. */
export interface Dice {
  happens(chance: number): boolean
  between(low: number, high: number): number
  pick<T>(list: readonly [T, ...T[]]): T
  /** The dice of somebody with this name. */
  of(name: string): Dice
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed)
  return {
    happens: (chance) => random() < chance,
    between: (low, high) => low + random() * (high - low),
    pick: (list) => list[Math.floor(random() * list.length)] ?? list[0],
    of: (name) => {
      // FNV-1a over the name, from the seed on.
      let hash = 0x81_1c_9d_c5 ^ seed
      for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93)
      return createDice(hash >>> 0)
    },
  }
}
