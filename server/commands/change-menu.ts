/** The menu as a draft that nobody hears, its publication, and putting an earlier state of a line back (F5). */
import type { Refused } from '../contract/refusals.ts'
import type { LineChange } from '../domain/line-changes.ts'
import { hoursProblems, settingsOf } from '../domain/line-checks.ts'
import type { Menu } from '../domain/menu.ts'
import { menuProblems } from '../domain/menu-checks.ts'
import type { Line } from '../domain/records.ts'
import { checkedLine, lineNotRemoved, saveChange } from './change-line.ts'
import type { Env, Stores } from './ports.ts'

/** Kept as it is, with whatever is still wrong: only publishing asks for more. `menu` null: the draft is thrown away. */
export async function saveMenuDraft(
  stores: Stores,
  env: Env,
  input: { lineId: string; version: number; menu: Menu | null },
): Promise<{ lineId: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  if (line.version !== input.version) return { refused: 'stale-version' }
  if (!(await stores.lines.save({ ...line, version: line.version + 1, menuDraft: input.menu })))
    return { refused: 'stale-version' }
  await stores.events.append([{ type: 'line.menu-drafted', lineId: line.id }], {
    actor: env.actor,
    at: env.now,
  })
  return { lineId: line.id }
}

/** The draft becomes what callers hear, if nothing is wrong with it. */
export async function publishMenu(
  stores: Stores,
  env: Env,
  input: { lineId: string; version: number },
): Promise<{ lineId: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  if (line.menuDraft === null) return { refused: 'no-draft' }
  const fields = await menuFields(stores, line, line.menuDraft)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  return saveChange(
    stores,
    env,
    line,
    input.version,
    { part: 'menu', before: line.menu, after: line.menuDraft },
    { menuDraft: null },
  )
}

/**
 * An earlier state of a line's settings, hours or menu, taken from the log: as it was before that change, or after it.
 * Checked like anything new, because a queue or a number of those days may be gone. A change itself, so it can be put back.
 */
export async function putBack(
  stores: Stores,
  env: Env,
  input: { seq: number; side: 'before' | 'after' },
): Promise<{ lineId: string } | Refused> {
  const logged = await stores.events.find(input.seq)
  const change = logged === null ? null : lineChangeOf(logged.type, logged.data)
  const line = change === null ? null : await lineNotRemoved(stores, change.lineId)
  if (change === null || line === null) return { refused: 'not-found' }
  const wanted = changeTo(line, change, input.side)
  const fields = await fieldsOf(stores, line, wanted)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  return saveChange(stores, env, line, line.version, wanted)
}

/** From what the line is now to one side of an earlier change. */
const changeTo = (line: Line, change: LineChange, side: 'before' | 'after'): LineChange => {
  switch (change.part) {
    case 'line': {
      // What was no setting yet when this was written down stays as it is.
      const now = settingsOf(line)
      return { part: 'line', before: now, after: { ...now, ...change[side] } }
    }
    case 'hours':
      return { part: 'hours', before: line.hours, after: change[side] }
    case 'menu':
      return { part: 'menu', before: line.menu, after: change[side] }
  }
}

const fieldsOf = async (stores: Stores, line: Line, change: LineChange) => {
  switch (change.part) {
    case 'line': {
      const checked = await checkedLine(stores, change.after, line.id)
      return 'fields' in checked ? checked.fields : []
    }
    case 'hours':
      return hoursProblems(change.after).map((one) => ({ ...one }))
    case 'menu':
      return change.after === null ? [] : menuFields(stores, line, change.after)
  }
}

/** `field` is the keys that lead there and the field, as in `21.words`. */
const menuFields = async (stores: Stores, line: Line, menu: Menu) =>
  menuProblems(menu, {
    queueKeys: (await stores.queues.all()).map(({ key }) => key),
    closedMessage: line.closedMessage,
  }).map(({ at, field, words }) => ({ field: `${at}.${field}`, words }))

/** A row of the log as the change it was; the log outlives versions of this code, so its shape is looked at. */
const lineChangeOf = (
  type: string,
  data: Record<string, unknown>,
): (LineChange & { lineId: string }) | null =>
  type === 'line.changed' && typeof data['lineId'] === 'string' && 'before' in data && 'after' in data
    ? (data as LineChange & { lineId: string })
    : null
