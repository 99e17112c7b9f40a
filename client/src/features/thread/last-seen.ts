/**
 * Up to where this person has read a conversation, on this device: two ids, nothing of what was said.
 */
import { z } from 'zod/mini'
import { readStored, writeStored } from '../../stored.ts'

/** As many conversations as are remembered; the longest unvisited is forgotten first. */
const most = 200
const shape = z.array(z.tuple([z.string(), z.string()]))
const keyOf = (personId: string) => `branchline.seen.${personId}`

const read = (personId: string): [string, string][] => {
  try {
    const kept = shape.safeParse(JSON.parse(readStored(keyOf(personId)) ?? '[]'))
    return kept.success ? kept.data : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

export const lastSeen = (personId: string, threadId: string): string | null =>
  read(personId).find(([id]) => id === threadId)?.[1] ?? null

export const rememberSeen = (personId: string, threadId: string, messageId: string): void => {
  const others = read(personId).filter(([id]) => id !== threadId)
  writeStored(keyOf(personId), JSON.stringify([...others, [threadId, messageId]].slice(-most)))
}
