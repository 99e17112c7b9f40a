/** Who changed what, when, read from the event log: the newest 50. Nothing is written down for it a second time. */
import type { Knex } from 'knex'
import { selectFrom, tables } from '../adapters/db/columns.ts'
import type { ChangeView } from '../contract/admin-views.ts'
import type { DomainEvent } from '../domain/events.ts'
import {
  type Change,
  type LineChange,
  lineChanges,
  queueChanges,
  sameSettings,
} from '../domain/line-changes.ts'
import { settingsOf } from '../domain/line-checks.ts'
import type { Line, LoggedEvent, Queue } from '../domain/records.ts'
import { spokenOpening } from '../domain/spoken-time.ts'

/** The same words as those of the index event_log_changes: only then does a database use it. */
const ofSettings =
  "event_log.type IN ('line.added', 'line.changed', 'line.closed-now', 'line.reopened', 'line.removed', 'line.restored', 'queue.added', 'queue.changed', 'queue.removed', 'queue.restored', 'queue.ordered')"
const mostShown = 50
/** Changes of all lines and queues together that are looked through for one of them. */
const mostRead = 2000

export type Told = Pick<ChangeView, 'heading' | 'part' | 'aboutId'> & {
  changes: readonly Change[]
  isCurrent: boolean
}

/** Of one line, or (lineId null) of the queues. */
export const settingsHistory = (
  read: Knex,
  of: {
    lineId: string | null
    line: Line | null
    queues: readonly Queue[]
    lineName?: (id: string) => string
  },
): Promise<ChangeView[]> =>
  changesOf(read, {
    where: ofSettings,
    isOne: (event) =>
      of.lineId === null
        ? event.type.startsWith('queue.')
        : 'lineId' in event && event.type.startsWith('line.') && event.lineId === of.lineId,
    tell: (event) => tell(event, of),
  })

/** `where`: the condition of an index of the log, in its own words. `tell` null: not to be shown. */
export async function changesOf(
  read: Knex,
  ask: {
    where: string
    isOne: (event: DomainEvent) => boolean
    tell: (event: DomainEvent) => Told | null
  },
): Promise<ChangeView[]> {
  const rows: unknown[] = await selectFrom(read, tables.eventLog)
    .whereRaw(ask.where)
    .orderBy('event_log.seq', 'desc')
    .limit(mostRead)
  const found = rows
    .map((row) => tables.eventLog.decode(row))
    .map((row) => ({ row, event: eventOf(row) }))
    .filter(({ event }) => ask.isOne(event))
    .slice(0, mostShown)
  const names = await namesOf(
    read,
    found.map(({ row }) => row.actor),
  )
  return found.flatMap(({ row, event }) => {
    const told = ask.tell(event)
    if (told === null) return []
    return [
      {
        seq: row.seq,
        at: row.at,
        by: names.get(row.actor) ?? 'The clock',
        ...told,
        changes: told.changes.map((change) => ({ ...change })),
      },
    ]
  })
}

const eventOf = (row: LoggedEvent): DomainEvent => ({ ...row.data, type: row.type }) as DomainEvent

const tell = (
  event: DomainEvent,
  of: { line: Line | null; queues: readonly Queue[]; lineName?: (id: string) => string },
): Told | null => {
  const queueName = (idOrKey: string) =>
    of.queues.find(({ id, key }) => id === idOrKey || key === idOrKey)?.name ?? idOrKey
  const plain = (heading: string, changes: readonly Change[] = []): Told => ({
    heading,
    part: null,
    aboutId: null,
    changes,
    isCurrent: false,
  })
  const queueNow = (id: string) => of.queues.find((queue) => queue.id === id)
  const zone = of.line?.hours.zone ?? 'Europe/London'
  switch (event.type) {
    case 'line.added':
      return plain('Line added')
    case 'line.changed':
      return {
        heading: headings[event.part],
        part: event.part,
        aboutId: event.lineId,
        changes: lineChanges(event, { queueName }),
        isCurrent: of.line !== null && isNow(of.line, event),
      }
    case 'line.closed-now':
      return plain('Closed by hand', [
        { what: 'Why', before: null, after: event.reason },
        { what: 'Callers hear', before: null, after: event.message },
        { what: 'Opens again', before: null, after: spokenOpening(event.reopensAt, event.reopensAt, zone) },
      ])
    case 'line.removed':
      return plain('Line removed', [
        {
          what: 'Its number',
          before: null,
          after:
            event.replacedBy === null
              ? 'given up'
              : `answered by ${of.lineName?.(event.replacedBy) ?? 'another line'}`,
        },
      ])
    case 'line.restored':
      return plain('Line used again')
    case 'line.reopened':
      return plain(event.by === 'clock' ? 'Opened again by itself' : 'Opened again by hand')
    case 'queue.added':
      return plain(`Queue ${event.after.name} added`, queueChanges(null, event.after))
    case 'queue.changed': {
      const queue = queueNow(event.queueId)
      return {
        heading: `Queue ${event.before.name} changed`,
        // A queue that is deleted is put back whole first.
        part: queue === undefined || queue.removedAt !== null ? null : 'queue',
        aboutId: event.queueId,
        changes: queueChanges(event.before, event.after),
        isCurrent: queue !== undefined && queueChanges(queue, event.after).length === 0,
      }
    }
    case 'queue.removed':
      return {
        ...plain(`Queue ${event.before.name} deleted`),
        part: queueNow(event.queueId)?.removedAt == null ? null : 'queue',
        isCurrent: true,
      }
    case 'queue.restored':
      return plain(`Queue ${event.after.name} put back`)
    case 'queue.ordered':
      return {
        heading: 'Order changed',
        part: 'queue',
        aboutId: null,
        changes: [
          {
            what: 'Order',
            before: event.before.map(queueName).join(', '),
            after: event.queueIds.map(queueName).join(', '),
          },
        ],
        isCurrent:
          event.queueIds.join() ===
          of.queues
            .filter(({ removedAt }) => removedAt === null)
            .map(({ id }) => id)
            .join(),
      }
    default:
      return null
  }
}

/** What was no setting yet when this was written down is no difference. */
const isNow = (line: Line, { part, after }: LineChange): boolean =>
  sameSettings(part === 'line' ? { ...settingsOf(line), ...after } : after, partOf(line, part))

const headings = {
  line: 'Line changed',
  hours: 'Opening hours changed',
  menu: 'Menu published',
} as const

const partOf = (line: Line, part: 'line' | 'hours' | 'menu'): unknown =>
  part === 'line' ? settingsOf(line) : part === 'hours' ? line.hours : line.menu

/** People by their id, as they are called. */
export async function namesOf(read: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows: { id: string; name: string }[] = await read('people')
    .whereIn('id', [...new Set(ids)])
    .select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}
