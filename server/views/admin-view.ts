/** Lines, hours, menus and queues for those who look after them, with what would be refused and what was changed. */
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type {
  AdminLinesView,
  AdminLineView,
  AdminQueuesView,
  HeardView,
  HoursView,
  LineBrief,
} from '../contract/admin-views.ts'
import type { Allowed } from '../contract/briefs.ts'
import { refusals } from '../contract/refusals.ts'
import { queueInUse } from '../domain/line-checks.ts'
import { stateWords, whatIsHeard } from '../domain/line-preview.ts'
import { lineInUse, type OnLine } from '../domain/line-removal.ts'
import { isClosedByHand, lineNow, promisedOpening } from '../domain/line-state.ts'
import { menuProblems } from '../domain/menu-checks.ts'
import { instantOfMinute } from '../domain/opening-hours.ts'
import { displayNumber } from '../domain/phone-number.ts'
import { isOnShift } from '../domain/presence.ts'
import { timelineOf } from '../domain/queue-limits.ts'
import type { Contact, Line, Queue } from '../domain/records.ts'
import { UK_BANK_HOLIDAYS } from '../domain/uk-bank-holidays.ts'
import { namesOf, settingsHistory } from './settings-history.ts'
import type { ViewDeps } from './view-deps.ts'

export async function adminLinesView(deps: ViewDeps): Promise<AdminLinesView> {
  const [all, queues, waiting, onLines] = await Promise.all([
    allLines(deps),
    queuesOf(deps),
    waitingOnLines(deps),
    onLinesOf(deps),
  ])
  const lines = all.filter(({ removedAt }) => removedAt === null)
  const names = await namesOf(
    deps.read,
    lines.flatMap(({ closure }) => (closure === null ? [] : [closure.by])),
  )
  return {
    lines: lines.map((line) => briefOf(line, deps.clock.now(), { waiting, names, onLines, lines })),
    removed: all
      .filter(({ removedAt }) => removedAt !== null)
      .map((line) => ({
        id: line.id,
        name: line.name,
        shownNumber: displayNumber(line.number),
        removedAt: line.removedAt ?? '',
        answeredBy: answeredBy(line, all),
      })),
    queues: queues.map(({ id, key, name }) => ({ id, key, name })),
  }
}

export async function adminLineView(deps: ViewDeps, id: string): Promise<AdminLineView | null> {
  const [all, queues, waiting, onLines] = await Promise.all([
    allLines(deps),
    queuesOf(deps),
    waitingOnLines(deps),
    onLinesOf(deps),
  ])
  const lines = all.filter(({ removedAt }) => removedAt === null)
  const line = lines.find((one) => one.id === id)
  if (!line) return null
  const now = deps.clock.now()
  const names = await namesOf(deps.read, line.closure === null ? [] : [line.closure.by])
  const { division } = line.hours
  return {
    ...briefOf(line, now, { waiting, names, onLines, lines }),
    greeting: line.greeting,
    closedMessage: line.closedMessage,
    defaultQueueId: line.defaultQueueId,
    drain: line.drain,
    keepDays: line.keepDays,
    transcribeVoicemail: line.transcribeVoicemail,
    purpose: line.purpose,
    hours: hoursView(line),
    menu: line.menu,
    menuDraft: line.menuDraft,
    draftProblems:
      line.menuDraft === null
        ? []
        : menuProblems(line.menuDraft, {
            queueKeys: queues.map(({ key }) => key),
            closedMessage: line.closedMessage,
          }).map((one) => ({ ...one })),
    holidays:
      division === null
        ? []
        : UK_BANK_HOLIDAYS.divisions[division]
            .filter(({ date }) => date >= now.slice(0, 10))
            .slice(0, 12)
            .map(({ date, title }) => ({ date, title })),
    holidaysKnownTo: UK_BANK_HOLIDAYS.lastDay,
    queues: queues.map((queue) => ({ id: queue.id, key: queue.key, name: queue.name })),
    history: await settingsHistory(deps.read, {
      lineId: id,
      line,
      queues: await allQueues(deps),
      lineName: (other) => all.find((one) => one.id === other)?.name ?? 'another line',
    }),
  }
}

export async function previewView(
  deps: ViewDeps,
  id: string,
  ask: { at: string[]; hours: HoursView | null; draft: boolean },
): Promise<{ heard: HeardView[] } | null> {
  const line = (await linesOf(deps)).find((one) => one.id === id)
  if (!line) return null
  const queues = await queuesOf(deps)
  const asked = {
    ...line,
    ...(ask.hours === null ? {} : { hours: ask.hours }),
    ...(ask.draft && line.menuDraft !== null ? { menu: line.menuDraft } : {}),
  }
  const queueName = (key: string) => queues.find((queue) => queue.key === key)?.name ?? key
  return {
    heard: ask.at.flatMap((at) => {
      const instant = instantOfMinute(at, asked.hours.zone)
      if (instant === null) return []
      const heard = whatIsHeard(asked, instant, { queueName })
      return [{ ...heard, at, say: [...heard.say], keys: heard.keys.map((key) => ({ ...key })) }]
    }),
  }
}

export async function adminQueuesView(deps: ViewDeps): Promise<AdminQueuesView> {
  const { read } = deps
  const [queues, lines, waiting, promised, held, presences] = await Promise.all([
    queuesOf(deps),
    linesOf(deps),
    callersByQueue(deps),
    promisedBy(deps),
    read('person_skills')
      .join('people', 'people.id', 'person_skills.person_id')
      .whereNull('people.left_at')
      .select({ personId: 'person_skills.person_id', skill: 'person_skills.skill' }),
    selectFrom(read, tables.presences),
  ])
  const skills = new Map<string, Set<string>>()
  for (const { personId, skill } of held as { personId: string; skill: string }[])
    skills.set(skill, (skills.get(skill) ?? new Set()).add(personId))
  const present = (presences as unknown[])
    .map((row) => tables.presences.decode(row))
    .filter(isOnShift)
    .map(({ personId }) => personId)
  return {
    queues: queues.map((queue) => {
      const callers = waiting.get(queue.id) ?? 0
      const why = queueInUse(queue, {
        callers,
        callbacks: promised.get(queue.id) ?? 0,
        queues: queues.length,
        lines,
      })
      return {
        id: queue.id,
        version: queue.version,
        key: queue.key,
        name: queue.name,
        skills: queue.skills,
        skillLevels: queue.skillLevels,
        promisePercent: queue.promisePercent,
        promiseSeconds: queue.promiseSeconds,
        maxWaiting: queue.maxWaiting,
        maxWaitSeconds: queue.maxWaitSeconds,
        alertLimits: queue.alertLimits,
        timeline: timelineOf(queue),
        waiting: callers,
        staffed: present.filter((id) => queue.skills.every((skill) => skills.get(skill)?.has(id) === true))
          .length,
        actions: { remove: why.length === 0 ? { allowed: true } : { allowed: false, words: why } },
      }
    }),
    skills: [...skills]
      .map(([skill, people]) => ({ skill, people: people.size }))
      .toSorted((a, b) => (a.skill < b.skill ? -1 : 1)),
    history: await settingsHistory(read, { lineId: null, line: null, queues: await allQueues(deps) }),
  }
}

const briefOf = (
  line: Line,
  now: string,
  {
    waiting,
    names,
    onLines,
    lines,
  }: {
    waiting: ReadonlyMap<string, number>
    names: ReadonlyMap<string, string>
    onLines: ReadonlyMap<string, OnLine>
    /** Those in use. */
    lines: readonly Line[]
  },
): LineBrief => {
  const why = lineInUse(line, { ...nothingOn, ...onLines.get(line.id), lines })
  const closed = isClosedByHand(line.closure, now)
  return {
    id: line.id,
    version: line.version,
    name: line.name,
    number: line.number,
    shownNumber: displayNumber(line.number),
    kind: line.kind,
    open: lineNow(line, now).open,
    state: stateWords(line, now),
    closure:
      closed && line.closure !== null
        ? { ...line.closure, by: names.get(line.closure.by) ?? 'Somebody' }
        : null,
    suggestedReopening:
      promisedOpening({ ...line, closure: null }, now) ?? new Date(Date.parse(now) + 3_600_000).toISOString(),
    waiting: waiting.get(line.id) ?? 0,
    actions: {
      close: closed ? no('line-already-closed') : { allowed: true },
      reopen: closed ? { allowed: true } : no('line-not-closed'),
      remove: why.length === 0 ? { allowed: true } : { allowed: false, words: why },
    },
  }
}
const no = (reason: 'line-already-closed' | 'line-not-closed'): Allowed => ({
  allowed: false,
  reason,
  words: refusals[reason].words,
})

const hoursView = ({ hours }: Line): HoursView => ({
  zone: hours.zone,
  division: hours.division,
  periods: hours.periods.map((period) => ({ ...period })),
  overrides: hours.overrides.map((one) => ({ ...one, periods: one.periods.map((p) => ({ ...p })) })),
})

/** Removed ones too. */
async function allLines({ read }: ViewDeps): Promise<Line[]> {
  const rows: unknown[] = await selectFrom(read, tables.lines).orderBy(['name', 'id'])
  return rows.map((row) => tables.lines.decode(row))
}
const linesOf = async (deps: ViewDeps): Promise<Line[]> =>
  (await allLines(deps)).filter(({ removedAt }) => removedAt === null)

/** Who answers the number of a removed line: whoever has it now, else whoever took its place. */
const answeredBy = (line: Line, all: readonly Line[]): string | null => {
  const holder = all.find(({ number, removedAt }) => number === line.number && removedAt === null)
  if (holder !== undefined) return holder.name
  const seen = new Set<string>()
  let next: Line | undefined = line
  while (next !== undefined && next.removedAt !== null && !seen.has(next.id)) {
    seen.add(next.id)
    const { replacedBy }: Line = next
    next = all.find(({ id }) => id === replacedBy)
  }
  return next === undefined || next.removedAt !== null ? null : next.name
}

const nothingOn: OnLine = { calls: 0, conversations: 0, callbacks: 0 }
/** What goes on on each line. */
async function onLinesOf({ read }: ViewDeps): Promise<Map<string, OnLine>> {
  const open: { line: string; channel: string; n: unknown }[] = await read('contacts')
    .whereNull('ended_at')
    .groupBy('line_id', 'channel')
    .select({ line: 'line_id', channel: 'channel' })
    .count({ n: '*' })
  const promised: { line: string; n: unknown }[] = await read('callbacks')
    .whereNull('settled_at')
    .groupBy('line_id')
    .select({ line: 'line_id' })
    .count({ n: '*' })
  const found = new Map<string, OnLine>()
  const add = (line: string, more: Partial<OnLine>) =>
    found.set(line, { ...nothingOn, ...found.get(line), ...more })
  for (const { line, channel, n } of open)
    add(line, channel === 'voice' ? { calls: Number(n) } : { conversations: Number(n) })
  for (const { line, n } of promised) add(line, { callbacks: Number(n) })
  return found
}

async function allQueues({ read }: ViewDeps): Promise<Queue[]> {
  const rows: unknown[] = await selectFrom(read, tables.queues).orderBy(['position', 'id'])
  return rows.map((row) => tables.queues.decode(row))
}
const queuesOf = async (deps: ViewDeps): Promise<Queue[]> =>
  (await allQueues(deps)).filter(({ removedAt }) => removedAt === null)

/** Callers who wait in a queue or are being answered from it, by queue. */
async function callersByQueue({ read }: ViewDeps): Promise<Map<string, number>> {
  const rows: { key: string | null; n: unknown }[] = await read('contacts')
    .whereNull('ended_at')
    .whereNull('result')
    .where({ channel: 'voice' })
    .whereNotNull('queue_id')
    .whereNull('callback_id')
    .groupBy('queue_id')
    .select({ key: 'queue_id' })
    .count({ n: '*' })
  return new Map(rows.map(({ key, n }) => [key ?? '', Number(n)]))
}

/** Who is told when their line is closed now (close-line.ts), by line: nobody whose call is being answered. */
async function waitingOnLines({ read }: ViewDeps): Promise<Map<string, number>> {
  const rows: { key: string | null; n: unknown }[] = await read('contacts')
    .whereNull('ended_at')
    .whereNull('result')
    .whereNull('callback_id')
    .where({ state: 'waiting' satisfies Contact['state'] })
    .groupBy('line_id')
    .select({ key: 'line_id' })
    .count({ n: '*' })
  return new Map(rows.map(({ key, n }) => [key ?? '', Number(n)]))
}

/** Callbacks that are promised, by their queue. */
async function promisedBy({ read }: ViewDeps): Promise<Map<string, number>> {
  const rows: { key: string; n: unknown }[] = await read('callbacks')
    .whereNull('settled_at')
    .groupBy('queue_id')
    .select({ key: 'queue_id' })
    .count({ n: '*' })
  return new Map(rows.map(({ key, n }) => [key, Number(n)]))
}
