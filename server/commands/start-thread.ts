import type { Refused } from '../contract/refusals.ts'
import { canText, normaliseNumber } from '../domain/phone-number.ts'
import { phoneOf, threadOf } from './conversation-support.ts'
import type { Env, Stores } from './ports.ts'

/** Opens the thread to a number, to write the first text. Nothing is sent and no contact made until there is a text. */
export async function startThread(
  stores: Stores,
  env: Env,
  input: { number: string; memberId: string | null; personId: string },
): Promise<{ threadId: string } | Refused> {
  const number = normaliseNumber(input.number)
  if (number === null) return { refused: 'number-unreadable' }
  if (!canText(number)) return { refused: 'cannot-text' }
  const line = (await stores.lines.all()).find((l) => l.kind === 'text' && l.purpose === 'case')
  if (!line) return { refused: 'cannot-text' }
  await phoneOf(stores, env, number)
  return { threadId: (await threadOf(stores, env, number, line.number)).id }
}
