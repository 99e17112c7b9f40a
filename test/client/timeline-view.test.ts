import { expect } from 'chai'
import { countFor, timelineItems } from '../../client/src/features/timeline/timeline-view.ts'
import type { TimelineEntry } from '../../server/contract/contact-views.ts'

const entry = (id: string, kind: TimelineEntry['kind'], minute: number, canUndo = false): TimelineEntry => ({
  id,
  kind,
  at: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`,
  heading: id,
  body: '',
  author: null,
  contactId: null,
  threadId: null,
  rule: null,
  recording: null,
  pictures: [],
  actions: { move: false, undo: canUndo },
})

const shape = (items: ReturnType<typeof timelineItems>) =>
  items.map((item) => (item.type === 'run' ? item.entries.map(({ id }) => id) : item.entry.id))

describe('the timeline', () => {
  const entries = [
    entry('call', 'call', 1),
    entry('status', 'change', 2),
    entry('owner', 'change', 3),
    entry('note', 'note', 4),
    entry('title', 'change', 5),
  ]

  it('is newest first and folds runs of changes, but not a single one', () => {
    expect(shape(timelineItems(entries, 'all'))).to.deep.equal(['title', 'note', ['owner', 'status'], 'call'])
  })

  it('shows every change when changes are asked for', () => {
    expect(shape(timelineItems(entries, 'changes'))).to.deep.equal(['title', 'owner', 'status'])
  })

  it('never folds away a move that can still be undone', () => {
    const moved = [entry('a', 'change', 1), entry('b', 'moved', 2, true), entry('c', 'change', 3)]
    expect(shape(timelineItems(moved, 'all'))).to.deep.equal(['c', 'b', 'a'])
  })

  it('counts what each chip would show', () => {
    expect(countFor(entries, 'all')).to.equal(5)
    expect(countFor(entries, 'changes')).to.equal(3)
    expect(countFor(entries, 'texts')).to.equal(0)
  })
})
