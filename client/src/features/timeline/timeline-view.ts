/** A case's story as it is drawn: newest first, filtered by chips, changes folded into runs. */
import type { TimelineEntry } from '../../../../server/contract/contact-views.ts'

export type TimelineFilter = 'all' | 'calls' | 'texts' | 'by-hand' | 'notes' | 'changes'
export const timelineFilters: { id: TimelineFilter; words: string }[] = [
  { id: 'all', words: 'All' },
  { id: 'calls', words: 'Calls' },
  { id: 'texts', words: 'Texts' },
  { id: 'by-hand', words: 'Letters and visits' },
  { id: 'notes', words: 'Notes' },
  { id: 'changes', words: 'Changes' },
]

const filterOf: Record<TimelineEntry['kind'], Exclude<TimelineFilter, 'all'>> = {
  call: 'calls',
  text: 'texts',
  'by-hand': 'by-hand',
  note: 'notes',
  change: 'changes',
  'follow-up': 'changes',
  moved: 'changes',
}

export type TimelineItem =
  | { type: 'entry'; id: string; entry: TimelineEntry }
  | { type: 'run'; id: string; entries: TimelineEntry[] }

const isChange = (entry: TimelineEntry): boolean =>
  filterOf[entry.kind] === 'changes' && !entry.actions.undo && !entry.actions.move

export const filterFrom = (typed: string | null): TimelineFilter =>
  timelineFilters.find(({ id }) => id === typed)?.id ?? 'all'

export const shownBy = (entry: TimelineEntry, filter: TimelineFilter): boolean =>
  filter === 'all' || filterOf[entry.kind] === filter

/** Newest first. Two or more changes in a row become one run, except when changes are what was asked for. */
export const timelineItems = (entries: TimelineEntry[], filter: TimelineFilter): TimelineItem[] => {
  const shown = entries.filter((entry) => shownBy(entry, filter)).sort((a, b) => b.at.localeCompare(a.at))
  const items: TimelineItem[] = []
  for (const entry of shown) {
    const last = items.at(-1)
    if (filter !== 'changes' && isChange(entry) && last?.type === 'run') last.entries.push(entry)
    else if (filter !== 'changes' && isChange(entry))
      items.push({ type: 'run', id: entry.id, entries: [entry] })
    else items.push({ type: 'entry', id: entry.id, entry })
  }
  return items.map((item) => {
    const [only, ...others] = item.type === 'run' ? item.entries : []
    return only !== undefined && others.length === 0 ? { type: 'entry', id: only.id, entry: only } : item
  })
}

export const countFor = (entries: TimelineEntry[], filter: TimelineFilter): number =>
  entries.filter((entry) => shownBy(entry, filter)).length
