import { expect } from 'chai'
import {
  applyBoardChange,
  caughtUp,
  isOlder,
  newerPhone,
  noteSeq,
  withMessage,
} from '../../client/src/live-cache.ts'
import type { LiveQueue, LiveView } from '../../server/contract/live-views.ts'
import type { PhoneView } from '../../server/contract/phone-views.ts'
import type { MessageView, ThreadView } from '../../server/contract/thread-views.ts'

const queue = (waiting: number): LiveQueue => ({
  id: 'advice',
  name: 'Advice line',
  word: 'in-promise',
  waiting,
  longestSince: null,
  inPromiseLastHour: { answered: 0, offered: 0 },
  free: 1,
  staffed: 1,
  promise: { percent: 80, seconds: 180 },
})
const tiles = {
  waiting: 0,
  longestSince: null,
  inPromiseToday: { answered: 0, offered: 0 },
  gaveUpToday: 0,
  textsWaiting: { open: 0, overHour: 0 },
  helpedToday: 0,
  callbacks: { kept: 0, due: 0, percent: null, waiting: 0 },
}
const board = (number: number, waiting: number): LiveView => ({
  number,
  asOf: '2026-11-22T10:00:00.000Z',
  tiles,
  queues: [queue(waiting)],
  people: [],
  callers: [
    {
      contactId: 'c1',
      queueId: 'advice',
      position: 1,
      title: 'Aisha Khan',
      since: '2026-11-22T09:59:00.000Z',
      priorityReason: null,
      state: 'waiting',
      isCallback: false,
    },
  ],
  notices: [],
  opensAt: null,
  closesAt: null,
})
/** The change with that number, after which so many wait. */
const change = (number: number, waiting: number) => ({
  number,
  asOf: '2026-11-22T10:00:01.000Z',
  queues: { set: [{ at: 0, to: { waiting } }] },
})
const waitingIn = (view: LiveView | 'gap' | undefined) =>
  typeof view === 'object' ? [view.number, view.queues[0]?.waiting] : view
const message = (id: string, at: string, body = id): MessageView => ({
  id,
  threadId: 't1',
  direction: 'in',
  body,
  at,
  author: null,
  status: 'received',
  failure: null,
  pictures: [],
  refusedFiles: [],
})
const thread = (version: number, messages: MessageView[]): ThreadView => ({
  id: 't1',
  version,
  caller: { kind: 'unknown', title: '020 7946 0123', number: '020 7946 0123', members: [], openCases: [] },
  number: '020 7946 0123',
  ourNumber: '07447 900900',
  contactId: null,
  case: null,
  caseRule: null,
  assignee: null,
  purpose: 'case',
  optedOutAt: null,
  canText: { allowed: true },
  messages,
  hasOlder: false,
  draft: { text: '', kind: 'text', savedAt: null },
  outsideHours: null,
})
const phone = (version: number): PhoneView => ({
  version,
  presence: {
    choice: 'available',
    choiceSince: '2026-11-22T10:00:00.000Z',
    choiceAfterCall: null,
    occupancy: 'idle',
    occupancySince: '2026-11-22T10:00:00.000Z',
    callable: true,
    checks: [],
    idlePosition: 1,
    areYouThere: false,
    placed: [],
  },
  offer: null,
  call: null,
  actions: { dial: { allowed: true }, listen: { allowed: true } },
  listening: null,
  phoneTabId: null,
})

describe('live updates in the cache', () => {
  it('know the next number, a hole and a repeat, each room for itself', () => {
    const seen = new Map<string, number>()
    expect(noteSeq(seen, { room: 'live', seq: 7 })).to.equal('next')
    expect(noteSeq(seen, { room: 'live', seq: 8 })).to.equal('next')
    expect(noteSeq(seen, { room: 'live', seq: 8 })).to.equal('repeat')
    expect(noteSeq(seen, { room: 'all', seq: 1 })).to.equal('next')
    expect(noteSeq(seen, { room: 'live', seq: 10 })).to.equal('gap')
    expect(noteSeq(seen, { room: 'live', seq: 11 })).to.equal('next')
  })

  it('never let a slow answer push away what came since', () => {
    expect(isOlder(phone(4), phone(5))).to.equal(true)
    expect(isOlder(phone(5), phone(5))).to.equal(false)
    expect(isOlder(phone(5), undefined)).to.equal(false)
    expect(isOlder([], phone(5))).to.equal(false)
  })

  it('replace a phone by a newer one, or by a later one of the same version', () => {
    const shown = phone(5)
    const later = phone(5)
    expect(newerPhone(shown, later)).to.equal(later)
    expect(newerPhone(shown, phone(4))).to.equal(shown)
    expect(newerPhone(shown, phone(6)).version).to.equal(6)
    expect(newerPhone(undefined, phone(1)).version).to.equal(1)
  })

  it('lay the next change over the board; a change it has already is no news', () => {
    const trail = { changes: [] }
    const shown = board(3, 2)
    const next = applyBoardChange(trail, shown, change(4, 5))
    expect(waitingIn(next)).to.deep.equal([4, 5])
    expect(applyBoardChange(trail, shown, change(3, 9))).to.equal(shown)
    expect(applyBoardChange(trail, shown, change(2, 9))).to.equal(shown)
  })

  it('ask again when a change of the board is missing', () => {
    expect(applyBoardChange({ changes: [] }, board(3, 2), change(5, 5))).to.equal('gap')
  })

  it('never make a board of a change alone', () => {
    expect(applyBoardChange({ changes: [] }, undefined, change(1, 5))).to.equal(undefined)
  })

  it('bring an answer up to the changes that overtook it, as far as they follow on it', () => {
    const trail = { changes: [] }
    for (const one of [change(3, 1), change(4, 2), change(5, 3), change(7, 9)])
      applyBoardChange(trail, undefined, one)
    expect(waitingIn(caughtUp(trail, undefined, board(3, 1)))).to.deep.equal([5, 3])
    expect(waitingIn(caughtUp(trail, undefined, board(8, 4)))).to.deep.equal([8, 4])
  })

  it('keep the shown board against an older answer, and take any answer for one that fits no numbering', () => {
    const trail = { changes: [] }
    const shown = board(6, 1)
    expect(caughtUp(trail, shown, board(5, 0))).to.equal(shown)
    expect(waitingIn(caughtUp(trail, board(0, 1), board(2, 7)))).to.deep.equal([2, 7])
  })

  it('put a message in once, at its time', () => {
    const shown = thread(1, [
      message('a', '2026-11-22T10:00:00.000Z'),
      message('c', '2026-11-22T10:02:00.000Z'),
    ])
    const next = withMessage(shown, 2, message('b', '2026-11-22T10:01:00.000Z'))
    expect(next.messages.map(({ id }) => id)).to.deep.equal(['a', 'b', 'c'])
    expect(withMessage(next, 2, message('b', '2026-11-22T10:01:00.000Z')).messages).to.have.length(3)
  })

  it('let a newer state of a message replace the row, an older one not', () => {
    const shown = thread(5, [message('a', '2026-11-22T10:00:00.000Z', 'old')])
    const at = '2026-11-22T10:00:00.000Z'
    expect(withMessage(shown, 6, message('a', at, 'new')).messages[0]?.body).to.equal('new')
    expect(withMessage(shown, 4, message('a', at, 'new')).messages[0]?.body).to.equal('old')
  })
})
