/**
 * The writes of several units in as few statements as their order allows: each unit's own writes stay in their order
 * (a message after its contact), and writes of different units touch different rows, so those may change places.
 *
 *   one:  thread  contact  message  event          ─►  thread  contact  message × 2  event × 2
 *   two:                   message  event
 */
export interface Write<S> {
  readonly statement: S
  /** The row that an update changes; two updates of one row are never one statement. */
  readonly row: string | null
  readonly values: readonly unknown[]
}
export interface Group<S> {
  readonly statement: S
  readonly runs: (readonly unknown[])[]
}

/** PostgreSQL reads the rows of a group from one document: this keeps it below a few megabytes. */
const mostRuns = 500

export function inGroups<S>(units: readonly (readonly Write<S>[])[]): Group<S>[] {
  const groups: Group<S>[] = []
  const rest = units.filter((each) => each.length > 0).map((writes) => ({ writes, at: 0 }))
  for (;;) {
    const waiting = rest.filter(({ writes, at }) => at < writes.length)
    const next = bestNext(waiting)
    if (next === null) return groups
    let group: Group<S> = { statement: next, runs: [] }
    let rows = new Set<string>()
    groups.push(group)
    for (const unit of waiting) {
      for (let write = unit.writes[unit.at]; write?.statement === next; write = unit.writes[unit.at]) {
        if (group.runs.length >= mostRuns || (write.row !== null && rows.has(write.row))) {
          group = { statement: next, runs: [] }
          rows = new Set()
          groups.push(group)
        }
        group.runs.push(write.values)
        if (write.row !== null) rows.add(write.row)
        unit.at += 1
      }
    }
  }
}

interface Rest<S> {
  readonly writes: readonly Write<S>[]
  at: number
}

/** Of the statements that may go now, one that the fewest units come to only later. */
function bestNext<S>(waiting: readonly Rest<S>[]): S | null {
  if (waiting.length < 2) return waiting[0]?.writes[waiting[0].at]?.statement ?? null
  const later = new Map<S, number>()
  for (const { writes, at } of waiting) {
    const head = writes[at]?.statement
    const seen = new Set(writes.slice(at + 1).map((each) => each.statement))
    for (const each of seen) if (each !== head) later.set(each, (later.get(each) ?? 0) + 1)
  }
  let best: S | null = null
  for (const { writes, at } of waiting) {
    const head = writes[at]?.statement
    if (head !== undefined && (best === null || (later.get(head) ?? 0) < (later.get(best) ?? 0))) best = head
  }
  return best
}
