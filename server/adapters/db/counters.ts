/**
 * Numbers without gaps, from one row each. The row is locked until COMMIT, so number order is commit order on both
 * engines; an auto-increment id is not, on PostgreSQL.
 */
import { type Executor, statement } from './statement.ts'

/** The one statement that writes and gives rows; the batches of PostgreSQL know it. */
export const advanceCounter = statement('counters advance', (k, p) =>
  k('counters')
    .where({ name: p('name') })
    .update({ value: k.raw('value + ?', [p('by')]) })
    .returning('value'),
)

/** The first of `count` new numbers. */
export async function nextNumber(executor: Executor, name: 'event' | 'case', count: number): Promise<number> {
  const [row] = await executor.all(advanceCounter, { name, by: count })
  if (!row || typeof row !== 'object' || !('value' in row)) throw new Error(`No counter named ${name}`)
  return Number(row.value) - count + 1
}
