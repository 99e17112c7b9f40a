import { expect } from 'chai'
import {
  firstPromise,
  linesWords,
  neighbourPath,
  parkedReplies,
  promiseWords,
  waitingCount,
} from '../../client/src/features/work/work-view.ts'
import { steadyRows } from '../../client/src/ui/steady-rows.ts'
import type { WorkItem } from '../../server/contract/work-views.ts'

const item = (id: string, dueAt: string | null = null): WorkItem => ({
  id,
  kind: dueAt === null ? 'text' : 'follow-up',
  title: id,
  line: '',
  at: '2026-11-22T10:00:00.000Z',
  dueAt,
  isNew: false,
  path: `/work/text/${id}`,
})

describe('my work', () => {
  const work = {
    handed: [],
    watched: [],
    branches: [],
    replies: [item('a'), item('b')],
    voicemails: [item('v')],
    promised: [item('p2', '2026-11-22T15:00:00.000Z'), item('p1', '2026-11-22T11:30:00.000Z')],
    gaveUp: [],
  }

  it('says when the first promise is due, and when it should have been kept', () => {
    const morning = Date.parse('2026-11-22T09:00:00.000Z')
    expect(promiseWords(firstPromise(work), morning)).to.equal('Your first promise is at 11:30')
    expect(promiseWords(firstPromise(work), morning + 86_400_000)).to.equal(
      'A promise is overdue since Yesterday 11:30',
    )
    expect(promiseWords(null, morning)).to.equal(null)
  })

  it('finds replies that were begun and left', () => {
    const draft = (threadId: string, text: string, note = '', isSending = false) => ({
      threadId,
      words: { text, note },
      isSending,
    })
    const drafts = [
      draft('a', 'Half a'),
      draft('b', ' '),
      draft('c', '', 'Note'),
      draft('d', 'Gone', '', true),
    ]
    expect(parkedReplies(drafts)).to.deep.equal(['c', 'a'])
  })

  it('says when the lines close or open', () => {
    const now = Date.parse('2026-11-20T12:00:00.000Z')
    const seven = '2026-11-20T19:00:00.000Z'
    expect(linesWords({ opensAt: null, closesAt: seven }, now)).to.equal('Lines are open until 19:00.')
    expect(linesWords({ opensAt: '2026-11-21T08:30:00.000Z', closesAt: null }, now)).to.equal(
      'Lines are closed. They open Tomorrow 08:30.',
    )
    expect(linesWords({ opensAt: null, closesAt: null }, now)).to.equal('Lines are open.')
  })

  it('walks from section to section and stops at both ends', () => {
    expect(neighbourPath(work, '/work/text/a', 1)).to.equal('/work/text/b')
    expect(neighbourPath(work, '/work/text/b', 1)).to.equal('/work/text/v')
    expect(neighbourPath(work, '/work/text/a', -1)).to.equal('/work/text/a')
    expect(neighbourPath(work, '/work/text/p1', 1)).to.equal('/work/text/p1')
  })

  it('starts at the top from elsewhere, at the bottom when going up, and nowhere when empty', () => {
    expect(neighbourPath(work, '/work', 1)).to.equal('/work/text/a')
    expect(neighbourPath(work, '/work', -1)).to.equal('/work/text/p1')
    expect(
      neighbourPath(
        { handed: [], watched: [], branches: [], replies: [], voicemails: [], promised: [], gaveUp: [] },
        '/work',
        1,
      ),
    ).to.equal(null)
  })

  it('names the promise that comes first', () => {
    expect(firstPromise(work)?.id).to.equal('p1')
    expect(firstPromise({ ...work, promised: [] })).to.equal(null)
  })

  it('counts texts and voicemails as waiting, promises not', () => {
    expect(waitingCount(work)).to.equal(3)
  })
})

describe('a list somebody is in', () => {
  it('keeps every row in its place, with its newest words', () => {
    const { rows } = steadyRows([item('a'), item('b')], [{ ...item('b'), line: 'newer' }, item('a')])
    expect(rows.map(({ item: row }) => row.id)).to.deep.equal(['a', 'b'])
    expect(rows[1]?.item.line).to.equal('newer')
  })

  it('holds new rows back and says how many', () => {
    const { rows, waiting } = steadyRows([item('a')], [item('n1'), item('a'), item('n2')])
    expect(rows).to.have.length(1)
    expect(waiting).to.equal(2)
  })

  it('keeps a row that is gone, marked', () => {
    expect(steadyRows([item('a'), item('b')], [item('b')]).rows.map(({ isGone }) => isGone)).to.deep.equal([
      true,
      false,
    ])
  })
})
