import { expect } from 'chai'
import { isOlder, mergeLive, newerPhone, noteSeq, withMessage } from '../../client/src/live-cache.ts'
import type { LiveQueue, LiveView, MessageView, PhoneView, ThreadView } from '../../server/contract/views.ts'

const queue = (version: number, waiting: number): LiveQueue => ({
  id: 'advice',
  version,
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
}
const board = (version: number, queues: LiveQueue[]): LiveView => ({
  version,
  asOf: '2026-11-22T10:00:00.000Z',
  tiles,
  queues,
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
    },
  ],
  notices: [],
  opensAt: null,
})
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
  },
  offer: null,
  call: null,
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

  it('lay a newer board over the shown one, and keep the callers when they did not change', () => {
    const shown = board(1, [queue(1, 2)])
    const next = mergeLive(shown, { type: 'live', ...board(2, [queue(2, 3)]), callers: null })
    expect(next?.queues[0]?.waiting).to.equal(3)
    expect(next?.callers).to.deep.equal(shown.callers)
  })

  it('ignore an older board, and an older queue inside a newer board', () => {
    const shown = board(3, [queue(9, 2)])
    expect(mergeLive(shown, { type: 'live', ...board(2, [queue(10, 5)]) })).to.equal(shown)
    expect(mergeLive(shown, { type: 'live', ...board(4, [queue(8, 5)]) })?.queues[0]?.waiting).to.equal(2)
  })

  it('never make a board of a snapshot when none is shown', () => {
    expect(mergeLive(undefined, { type: 'live', ...board(2, []) })).to.equal(undefined)
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
