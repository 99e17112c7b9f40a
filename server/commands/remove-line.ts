/**
 * A line is given up: its number is free, the next caller of it is answered by the line that takes its place, and every
 * contact that came in on it keeps its name. It can be used again.
 */
import type { Refused } from '../contract/refusals.ts'
import { settingsOf } from '../domain/line-checks.ts'
import { lineInUse, replacementProblem } from '../domain/line-removal.ts'
import { checkedLine, lineNotRemoved } from './change-line.ts'
import type { Env, Stores } from './ports.ts'

/** `replacedBy`: the line that answers the number from now on; null with `isGivenUp`: the number is not ours any more. */
export async function removeLine(
  stores: Stores,
  env: Env,
  input: { lineId: string; version: number; replacedBy: string | null; isGivenUp: boolean },
): Promise<{ lineId: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  if (line.version !== input.version) return { refused: 'stale-version' }
  const lines = await stores.lines.all()
  const why = lineInUse(line, { ...(await stores.contacts.openOnLine(line.id)), lines })
  if (why.length > 0)
    return { refused: 'line-in-use', fields: why.map((words) => ({ field: 'line', words })) }
  const problem = replacementProblem(line, input, lines)
  if (problem !== null) return { refused: 'bad-settings', fields: [{ field: 'replacedBy', words: problem }] }
  const replacedBy = input.isGivenUp ? null : input.replacedBy
  if (
    !(await stores.lines.save({
      ...line,
      version: line.version + 1,
      closure: null,
      removedAt: env.now,
      replacedBy,
    }))
  )
    return { refused: 'stale-version' }
  await stores.events.append(
    [{ type: 'line.removed', lineId: line.id, before: settingsOf(line), replacedBy }],
    { actor: env.actor, at: env.now },
  )
  return { lineId: line.id }
}

/** In use again as it was, if its number, name and queue still may be. */
export async function restoreLine(
  stores: Stores,
  env: Env,
  input: { lineId: string },
): Promise<{ lineId: string } | Refused> {
  const line = await stores.lines.find(input.lineId)
  if (!line || line.removedAt === null) return { refused: 'not-found' }
  const checked = await checkedLine(stores, settingsOf(line), line.id)
  if ('fields' in checked) return { refused: 'bad-settings', fields: checked.fields }
  if (!(await stores.lines.save({ ...line, version: line.version + 1, removedAt: null, replacedBy: null })))
    return { refused: 'stale-version' }
  await stores.events.append([{ type: 'line.restored', lineId: line.id, after: settingsOf(line) }], {
    actor: env.actor,
    at: env.now,
  })
  return { lineId: line.id }
}
