import { expect } from 'chai'
import type { LoggedEvent } from '../../server/domain/records.ts'
import { createRelay } from '../../server/worker/relay.ts'

const logged = (seq: number): LoggedEvent => ({
  seq,
  type: 'person.signed-in',
  at: '2026-11-23T10:00:00.000Z',
  actor: 'sam',
  contactId: null,
  caseId: null,
  data: { personId: 'sam' },
})

/** A relay on a log; commits go into the log, and tell the relay what they logged, or not. */
const relayOn = async (before = 0) => {
  const log = Array.from({ length: before }, (_, at) => logged(at + 1))
  const told: number[] = []
  const failed: unknown[] = []
  let reads = 0
  let isAway = false
  const relay = createRelay({
    readEvents: async (after, limit) => {
      if (isAway) throw new Error('the database is away')
      reads += 1
      return log.filter(({ seq }) => seq > after).slice(0, limit)
    },
    newestSeq: async () => log.at(-1)?.seq ?? 0,
    listeners: [async (happened) => void told.push(...happened.map(({ seq }) => seq))],
    whenFailed: (error) => failed.push(error),
    whenRelayed: () => undefined,
  })
  await relay.start()
  /** Written down; the relay hears of it only when `committed` says so. */
  const written = (count: number): LoggedEvent[] => {
    const events = Array.from({ length: count }, (_, at) => logged((log.at(-1)?.seq ?? 0) + 1 + at))
    log.push(...events)
    return events
  }
  const until = async (count: number): Promise<void> => {
    while (told.length < count) await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    relay,
    told,
    failed,
    written,
    until,
    reads: () => reads,
    away: (now: boolean) => {
      isAway = now
    },
  }
}

describe('the relay', () => {
  it('tells what a commit brought, in order and once, without reading it again', async () => {
    const { relay, told, written, until, reads } = await relayOn(7)
    relay.committed(written(2))
    relay.committed(written(1))
    await until(3)
    relay.committed(written(1))
    await until(4)
    expect(told).to.deep.equal([8, 9, 10, 11])
    expect(reads()).to.equal(0)
  })

  it('reads the log where the numbers have a hole: another process wrote, or a commit was overtaken', async () => {
    const { relay, told, written, until, reads } = await relayOn()
    written(2)
    relay.committed(written(1))
    await until(3)
    const [first, second] = [written(1), written(1)]
    relay.committed(second)
    relay.committed(first)
    await until(5)
    await relay.drain()
    expect(told).to.deep.equal([1, 2, 3, 4, 5])
    expect(reads()).to.be.above(0)
  })

  it('reads when a commit does not say what it logged', async () => {
    const { relay, told, written, until } = await relayOn()
    written(2)
    relay.committed([])
    await until(2)
    expect(told).to.deep.equal([1, 2])
  })

  it('has told all that was written when it is drained, also more than one reading gives', async () => {
    const { relay, told, written } = await relayOn()
    written(450)
    await relay.drain()
    expect(told).to.have.length(450)
    relay.committed(written(450))
    await relay.drain()
    expect(told).to.deep.equal(Array.from({ length: 900 }, (_, at) => at + 1))
  })

  it('tells later what it could not read', async () => {
    const { relay, told, failed, written, until, away } = await relayOn()
    away(true)
    written(1)
    relay.committed([])
    while (failed.length === 0) await new Promise((resolve) => setImmediate(resolve))
    away(false)
    relay.committed(written(1))
    await until(2)
    expect(told).to.deep.equal([1, 2])
  })
})
