import { expect } from 'chai'
import fc from 'fast-check'
import {
  type Board,
  boardChange,
  boardWithoutNames,
  changeWithoutNames,
  listChange,
  withBoardChange,
  withListChange,
  withPositions,
} from '../../server/contract/board-changes.ts'
import type { LiveCaller, LivePerson, LiveQueue } from '../../server/contract/live-views.ts'

const queue = (id: string, waiting: number): LiveQueue => ({
  id,
  name: id,
  word: 'in-promise',
  waiting,
  longestSince: null,
  inPromiseLastHour: { answered: waiting, offered: waiting },
  free: 1,
  staffed: 1,
  promise: { percent: 80, seconds: 180 },
})
const person = (id: string, state: LivePerson['state']): LivePerson => ({
  id,
  name: id,
  state,
  since: '2026-11-22T09:59:00.000Z',
  queues: ['advice'],
  placed: [],
  detail: null,
})
const caller = (contactId: string, state: LiveCaller['state'] = 'waiting') => ({
  contactId,
  queueId: contactId < 'm' ? 'advice' : 'legal',
  title: contactId,
  since: '2026-11-22T09:59:00.000Z',
  priorityReason: null,
  state,
  isCallback: false,
})
const board = (parts: Partial<Board> = {}): Board => ({
  asOf: '2026-11-22T10:00:00.000Z',
  tiles: {
    waiting: 0,
    longestSince: null,
    inPromiseToday: { answered: 0, offered: 0 },
    gaveUpToday: 0,
    textsWaiting: { open: 0, overHour: 0 },
    helpedToday: 0,
    callbacks: { kept: 0, due: 0, percent: null, waiting: 0 },
  },
  queues: [],
  people: [],
  callers: [],
  notices: [],
  opensAt: null,
  closesAt: null,
  ...parts,
})
/** The board a watcher ends up with who saw `before` and was told the change; as it travels, through JSON. */
const told = (before: Board, now: Board) => {
  const change = boardChange(before, now)
  const travelled: typeof change = JSON.parse(JSON.stringify(change))
  return travelled === null
    ? { ...before, number: 7 }
    : withBoardChange({ ...before, number: 6 }, { ...travelled, number: 7 })
}

describe('changes of the board', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'm', 'n', 'o', 'p'))
  const anyBoard = fc
    .record({
      queues: fc.array(fc.nat(3), { minLength: 2, maxLength: 2 }),
      people: fc.array(fc.constantFrom<LivePerson['state'][]>('available', 'break', 'on-call'), {
        minLength: 3,
        maxLength: 3,
      }),
      callers: ids.chain((list) =>
        fc.tuple(
          ...list.map((id) =>
            fc
              .constantFrom<LiveCaller['state'][]>('waiting', 'ringing', 'parked')
              .map((state) => caller(id, state)),
          ),
        ),
      ),
      waiting: fc.nat(3),
      opensAt: fc.constantFrom(null, '2026-11-23T08:30:00.000Z'),
    })
    .map(({ queues, people, callers, waiting, opensAt }) =>
      board({
        queues: queues.map((count, at) => queue(`q${at}`, count)),
        people: people.map((state, at) => person(`p${at}`, state)),
        callers: withPositions(callers),
        tiles: { ...board().tiles, waiting },
        opensAt,
      }),
    )

  it('make the very board of any board before it', () => {
    fc.assert(
      fc.property(anyBoard, anyBoard, (before, now) => {
        expect(told(before, now)).to.deep.equal({ ...now, number: 7 })
      }),
      { numRuns: 500 },
    )
  })

  it('make the very board without names of any board without names before it', () => {
    fc.assert(
      fc.property(anyBoard, anyBoard, (before, now) => {
        const change = boardChange(before, now)
        if (change === null) return
        const nameless = changeWithoutNames({ ...change, number: 7 })
        expect(JSON.stringify(nameless)).to.not.match(/"title":"/)
        const shown = withBoardChange(boardWithoutNames({ ...before, number: 6 }), nameless)
        expect(shown).to.deep.equal(boardWithoutNames({ ...now, number: 7 }))
      }),
      { numRuns: 200 },
    )
  })

  it('do not tell that a caller was recognised to whoever may not know who calls', () => {
    const [before, now] = ['… 117', 'Aisha K.'].map((title) =>
      board({ callers: withPositions([{ ...caller('a'), title }]) }),
    )
    const change = before && now && boardChange(before, now)
    expect(change?.callers).to.deep.equal({ set: [{ at: 0, to: { title: 'Aisha K.' } }] })
    if (!change) throw new Error('no change')
    expect(changeWithoutNames({ ...change, number: 7 }).callers).to.deep.equal({})
  })

  it('say nothing when nothing can be seen to have changed: a newer reading alone is no news', () => {
    expect(boardChange(board(), board({ asOf: '2026-11-22T10:00:05.000Z' }))).to.equal(null)
  })

  it('carry the changed fields of the changed rows only', () => {
    const before = board({ queues: [queue('advice', 2), queue('legal', 0)] })
    const now = board({ queues: [queue('advice', 2), { ...queue('legal', 0), waiting: 1 }] })
    expect(boardChange(before, now)?.queues).to.deep.equal({ set: [{ at: 1, to: { waiting: 1 } }] })
  })

  it('move everybody up when the first leaves, without saying so of each', () => {
    const before = board({ callers: withPositions([caller('a'), caller('b'), caller('c')]) })
    const now = board({ callers: withPositions([caller('b'), caller('c')]) })
    expect(boardChange(before, now)?.callers).to.deep.equal({ gone: [0] })
    expect(told(before, now).callers.map(({ contactId, position }) => [contactId, position])).to.deep.equal([
      ['b', 1],
      ['c', 2],
    ])
  })

  it('leave the rows they do not touch as they are, so that those are not drawn again', () => {
    const rows = [queue('advice', 2), queue('legal', 0)]
    const next = withListChange(rows, { set: [{ at: 1, to: { waiting: 1 } }] })
    expect(next[0]).to.equal(rows[0])
    expect(next[1]).to.not.equal(rows[1])
  })

  it('take a row that was overtaken out and put it in again', () => {
    const key = ({ id }: { id: string }) => id
    const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
    expect(listChange([a, b, c], [c, a, b], key)).to.deep.equal({
      gone: [0, 1],
      put: [
        { at: 1, row: a },
        { at: 2, row: b },
      ],
    })
  })
})
