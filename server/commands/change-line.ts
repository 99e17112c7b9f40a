/** Lines and their opening hours, changed by an administrator: the next call already hears it (F1-F3, J22). */
import type { Refused } from '../contract/refusals.ts'
import { type LineChange, sameSettings } from '../domain/line-changes.ts'
import { hoursProblems, type LineSettings, lineProblems, settingsOf } from '../domain/line-checks.ts'
import type { OpeningHours } from '../domain/opening-hours.ts'
import { normaliseNumber } from '../domain/phone-number.ts'
import type { Line } from '../domain/records.ts'
import type { Env, Stores } from './ports.ts'

/** The number as it was typed. */
export type LineInput = LineSettings

export async function addLine(
  stores: Stores,
  env: Env,
  input: { line: LineInput; hours: OpeningHours },
): Promise<{ lineId: string } | Refused> {
  const checked = await checkedLine(stores, input.line, null)
  const fields = [...('fields' in checked ? checked.fields : []), ...hoursProblems(input.hours)]
  if ('fields' in checked || fields.length > 0) return { refused: 'bad-settings', fields }
  const line: Line = {
    id: env.ids.next(),
    ...checked.line,
    hours: tidyHours(input.hours),
    menu: null,
    version: 1,
    closure: null,
    menuDraft: null,
    removedAt: null,
    replacedBy: null,
  }
  await stores.lines.insert(line)
  await stores.events.append(
    [{ type: 'line.added', lineId: line.id, line: checked.line, hours: line.hours }],
    { actor: env.actor, at: env.now },
  )
  return { lineId: line.id }
}

export async function changeLine(
  stores: Stores,
  env: Env,
  input: { lineId: string; version: number; line: LineInput },
): Promise<{ lineId: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  const checked = await checkedLine(stores, input.line, line.id)
  if ('fields' in checked) return { refused: 'bad-settings', fields: checked.fields }
  return saveChange(stores, env, line, input.version, {
    part: 'line',
    before: settingsOf(line),
    after: checked.line,
  })
}

export async function changeHours(
  stores: Stores,
  env: Env,
  input: { lineId: string; version: number; hours: OpeningHours },
): Promise<{ lineId: string } | Refused> {
  const line = await lineNotRemoved(stores, input.lineId)
  if (!line) return { refused: 'not-found' }
  const fields = hoursProblems(input.hours)
  if (fields.length > 0) return { refused: 'bad-settings', fields }
  return saveChange(stores, env, line, input.version, {
    part: 'hours',
    before: line.hours,
    after: tidyHours(input.hours),
  })
}

/** A line that is in use. A removed one is changed only by being used again. */
export const lineNotRemoved = async (stores: Stores, id: string): Promise<Line | null> => {
  const line = await stores.lines.find(id)
  return line?.removedAt === null ? line : null
}

/** Saves one part of a line with what it was before, so that it can be shown and put back. */
export async function saveChange(
  stores: Stores,
  env: Env,
  line: Line,
  version: number,
  change: LineChange,
  more: Partial<Pick<Line, 'menuDraft'>> = {},
): Promise<{ lineId: string } | Refused> {
  if (line.version !== version) return { refused: 'stale-version' }
  const saved = await stores.lines.save({
    ...line,
    ...more,
    ...changedBy(change),
    version: line.version + 1,
  })
  if (!saved) return { refused: 'stale-version' }
  if (!sameSettings(change.before, change.after))
    await stores.events.append([{ type: 'line.changed', lineId: line.id, ...change }], {
      actor: env.actor,
      at: env.now,
    })
  return { lineId: line.id }
}

const changedBy = (change: LineChange): Partial<Line> => {
  switch (change.part) {
    case 'line':
      return change.after
    case 'hours':
      return { hours: change.after }
    case 'menu':
      return { menu: change.after }
  }
}

/** The line as it will be kept, or what is wrong with it. */
export async function checkedLine(
  stores: Stores,
  input: LineInput,
  lineId: string | null,
): Promise<{ line: LineSettings } | { fields: { field: string; words: string }[] }> {
  const number = normaliseNumber(input.number)
  const others = (await stores.lines.all()).filter(({ id }) => id !== lineId)
  const queueIds = (await stores.queues.all()).map(({ id }) => id)
  const fields = lineProblems({ ...input, number }, { others, queueIds })
  if (fields.length > 0 || number === null) return { fields: [...fields] }
  return {
    line: {
      number,
      name: input.name.trim(),
      kind: input.kind,
      greeting: input.greeting.trim(),
      closedMessage: input.closedMessage.trim(),
      defaultQueueId: input.defaultQueueId,
      drain: input.drain === 'all' ? 'all' : String(Number(input.drain)),
      keepDays: input.keepDays,
      // A state from the log may be from before there was this choice.
      transcribeVoicemail: input.transcribeVoicemail ?? false,
      purpose: input.kind === 'text' ? (input.purpose ?? 'case') : 'case',
    },
  }
}

/** In the order they happen, so that one state has one spelling. */
const tidyHours = (hours: OpeningHours): OpeningHours => ({
  ...hours,
  periods: hours.periods.toSorted((a, b) => a.weekday - b.weekday || (a.opens < b.opens ? -1 : 1)),
  overrides: hours.overrides
    .map((one) => ({ ...one, reason: one.reason.trim() }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1)),
})
