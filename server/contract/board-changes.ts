/**
 * The board as a numbered run of changes. Both ends hold the same lists, so a change names rows by their place in them:
 * an answer of `GET /api/live` carries the number of the last change in it, and the next change fits exactly that.
 * A change that does not fit means one was missed; then the board is asked for again.
 */
import type { LiveCaller, LivePerson, LiveQueue, LiveTiles, LiveView } from './live-views.ts'

/** Applied in this order. Places count from 0: those of `gone` in the list before, the others in the list after. */
export interface ListChange<Row, Put = Row> {
  gone?: number[]
  put?: { at: number; row: Put }[]
  set?: { at: number; to: Partial<Row> }[]
}
type Placeless = Omit<LiveCaller, 'position'>
/** What is so of nearly every new caller, and sent only where it is not. */
const usual = {
  priorityReason: null,
  state: 'waiting',
  isCallback: false,
} as const satisfies Partial<Placeless>
type Unusual = Omit<Placeless, keyof typeof usual> & Partial<Placeless>

export interface BoardChange {
  number: number
  asOf: string
  opensAt?: string | null
  closesAt?: string | null
  tiles?: Partial<LiveTiles>
  queues?: ListChange<LiveQueue>
  people?: ListChange<LivePerson>
  /** A place in the queue follows from the order and is not sent. */
  callers?: ListChange<Placeless, Unusual>
}
/** The board without its number: what is read from the database. */
export type Board = Omit<LiveView, 'number'>

/** Callers in the order they will be answered, with their place in their queue; whoever is parked has none (0). */
export const withPositions = (callers: readonly Placeless[]): LiveCaller[] => {
  const places = new Map<string, number>()
  return callers.map((caller) => {
    if (caller.state === 'parked') return { ...caller, position: 0 }
    const position = (places.get(caller.queueId) ?? 0) + 1
    places.set(caller.queueId, position)
    return { ...caller, position }
  })
}
const withoutPosition = ({ position: _position, ...caller }: LiveCaller): Placeless => caller

const withoutUsual = ({ priorityReason, state, isCallback, ...caller }: Placeless): Unusual => ({
  ...caller,
  ...(priorityReason === usual.priorityReason ? {} : { priorityReason }),
  ...(state === usual.state ? {} : { state }),
  ...(isCallback === usual.isCallback ? {} : { isCallback }),
})

/**
 * What the administrator and the agents' rep are told of the board: who it is that waits is not theirs to know, because
 * that somebody rings the union is membership, which the law protects most. The numbering is the same.
 */
export const boardWithoutNames = (board: LiveView): LiveView => ({
  ...board,
  callers: board.callers.map((caller) => ({ ...caller, title: null })),
})
export const changeWithoutNames = ({ callers, ...change }: BoardChange): BoardChange => {
  if (callers === undefined) return change
  const { put, set, ...rest } = callers
  const changed = set
    ?.map(({ at, to: { title: _title, ...to } }) => ({ at, to }))
    .filter(({ to }) => Object.keys(to).length > 0)
  return {
    ...change,
    callers: {
      ...rest,
      ...(put === undefined ? {} : { put: put.map(({ at, row }) => ({ at, row: { ...row, title: null } })) }),
      ...(changed === undefined || changed.length === 0 ? {} : { set: changed }),
    },
  }
}

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))

const changedFields = <Row extends object>(before: Row, now: Row): Partial<Row> | undefined => {
  const old = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(now).filter(([name, value]) => !isSame(old.get(name), value))
  // Fields of a Row are a part of a Row; only their names were lost on the way.
  return changed.length === 0 ? undefined : (Object.fromEntries(changed) as Partial<Row>)
}

/** What makes `now` of `before`; undefined when nothing does. Rows are told apart by their key. */
export const listChange = <Row extends object>(
  before: readonly Row[],
  now: readonly Row[],
  keyOf: (row: Row) => string,
): ListChange<Row> | undefined => {
  const places = new Map(before.map((row, at) => [keyOf(row), at]))
  const kept = new Set<number>()
  const put: { at: number; row: Row }[] = []
  const set: { at: number; to: Partial<Row> }[] = []
  let last = -1
  for (const [at, row] of now.entries()) {
    const was = places.get(keyOf(row)) ?? -1
    const old = before[was]
    // A row that was overtaken is taken out and put in again: what stays keeps its order.
    if (old === undefined || was <= last) {
      put.push({ at, row })
      continue
    }
    last = was
    kept.add(was)
    const to = changedFields(old, row)
    if (to !== undefined) set.push({ at, to })
  }
  const gone = [...before.keys()].filter((at) => !kept.has(at))
  if (gone.length + put.length + set.length === 0) return undefined
  return {
    ...(gone.length === 0 ? {} : { gone }),
    ...(put.length === 0 ? {} : { put }),
    ...(set.length === 0 ? {} : { set }),
  }
}

/** The list after the change. Rows it does not touch are the same objects. */
export const withListChange = <Row extends object>(
  rows: readonly Row[],
  { gone = [], put = [], set = [] }: ListChange<Row>,
): Row[] => {
  const left = new Set(gone)
  const next = rows.filter((_, at) => !left.has(at))
  for (const { at, row } of put) next.splice(at, 0, row)
  for (const { at, to } of set) {
    const old = next[at]
    if (old !== undefined) next[at] = { ...old, ...to }
  }
  return next
}

const idOf = ({ id }: { id: string }) => id
const contactOf = ({ contactId }: Placeless) => contactId

/** What a watcher has to be told, or null when nothing they could see has changed. */
export const boardChange = (before: Board, now: Board): Omit<BoardChange, 'number'> | null => {
  const tiles = changedFields(before.tiles, now.tiles)
  const queues = listChange(before.queues, now.queues, idOf)
  const people = listChange(before.people, now.people, idOf)
  const callers = listChange(before.callers.map(withoutPosition), now.callers.map(withoutPosition), contactOf)
  const change = {
    ...(before.opensAt === now.opensAt ? {} : { opensAt: now.opensAt }),
    ...(before.closesAt === now.closesAt ? {} : { closesAt: now.closesAt }),
    ...(tiles === undefined ? {} : { tiles }),
    ...(queues === undefined ? {} : { queues }),
    ...(people === undefined ? {} : { people }),
    ...(callers === undefined
      ? {}
      : {
          callers: {
            ...callers,
            ...(callers.put === undefined
              ? {}
              : { put: callers.put.map(({ at, row }) => ({ at, row: withoutUsual(row) })) }),
          },
        }),
  }
  return Object.keys(change).length === 0 ? null : { asOf: now.asOf, ...change }
}

/** The board after the change that comes next in its numbering. */
export const withBoardChange = (shown: LiveView, change: BoardChange): LiveView => {
  const { number, asOf, opensAt, closesAt, tiles, queues, people, callers } = change
  return {
    ...shown,
    number,
    asOf,
    opensAt: opensAt === undefined ? shown.opensAt : opensAt,
    closesAt: closesAt === undefined ? shown.closesAt : closesAt,
    tiles: tiles === undefined ? shown.tiles : { ...shown.tiles, ...tiles },
    queues: queues === undefined ? shown.queues : withListChange(shown.queues, queues),
    people: people === undefined ? shown.people : withListChange(shown.people, people),
    callers:
      callers === undefined
        ? shown.callers
        : withPositions(
            withListChange(shown.callers.map(withoutPosition), {
              ...callers,
              put: (callers.put ?? []).map(({ at, row }) => ({ at, row: { ...usual, ...row } })),
            }),
          ),
  }
}
