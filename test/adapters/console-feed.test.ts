import { expect } from 'chai'
import type { ConsoleEvent } from '../../server/contract/console-events.ts'
import type { DomainEvent } from '../../server/domain/events.ts'
import { type ConsoleFeedDeps, createConsoleFeed } from '../../server/worker/console-feed.ts'

/** A feed whose consoles show everything, and what it told them: the room, and what kind of news. */
const feedTo = (more: Partial<ConsoleFeedDeps> = {}) => {
  const told: [room: string, type: ConsoleEvent['type'], at: number][] = []
  const reads: string[][] = []
  const failed: unknown[] = []
  const feed = createConsoleFeed({
    hasAnybody: () => true,
    isShown: () => true,
    publish: (room, { type }) => told.push([room, type, performance.now()]),
    phone: async () => null,
    message: async () => null,
    threadVersion: async () => 1,
    holders: async () => [],
    around: async (contactIds) => {
      reads.push([...contactIds])
      return { caseIds: ['the-case'], memberIds: [], threadIds: [] }
    },
    touchBoard: () => undefined,
    whenFailed: (error) => failed.push(error),
    ...more,
  })
  let seq = 0
  const happen = (...events: DomainEvent[]) =>
    feed.happened(events.map((event) => ({ seq: (seq += 1), at: '2026-11-23T10:00:00.000Z', event })))
  return { ...feed, told, reads, failed, happen }
}
const held = (contactId: string): DomainEvent => ({
  type: 'contact.held',
  contactId,
  conferenceSid: 'CF1',
  memberCallSid: 'CA1',
})
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}

describe('news for consoles', () => {
  it('says once that a topic changed, with one reading, however many events it had', async () => {
    const { happen, told, reads, stop } = feedTo()
    for (let n = 0; n < 20; n += 1) await happen(held('a'), held('b'))
    await until(() => told.length > 0)
    expect(told.map(([room, type]) => `${type} ${room}`)).to.have.members([
      'changed contact:a',
      'changed contact:b',
      'changed case:the-case',
      'changed cases',
    ])
    expect(reads).to.deep.equal([['a', 'b']])
    stop()
  })

  it('says the first change after a quiet moment at once, and the next a quarter of a second later', async () => {
    const { happen, told, stop } = feedTo()
    const startedAt = performance.now()
    const isTold = (room: string) => told.some(([name]) => name === room)
    await happen(held('a'))
    await until(() => isTold('contact:a'))
    await happen(held('b'))
    await until(() => isTold('contact:b'))
    const at = (room: string) => (told.find(([name]) => name === room)?.[2] ?? 0) - startedAt
    expect(at('contact:a')).to.be.below(100)
    expect(at('contact:b') - at('contact:a')).to.be.within(200, 1_000)
    stop()
  })

  it('rings the phone of whoever has the contact in hand without waiting for the rest', async () => {
    const phones: string[] = []
    const { happen, told, stop } = feedTo({
      holders: async () => ['priya'],
      phone: async (personId) => {
        phones.push(personId)
        return null
      },
    })
    await happen(held('a'))
    expect(phones).to.deep.equal(['priya'])
    expect(told).to.deep.equal([])
    stop()
  })

  it('reads nothing for rooms that nobody is in', async () => {
    const unread = async () => {
      throw new Error('nobody asked for this')
    }
    const { happen, failed, stop } = feedTo({ isShown: () => false, phone: unread, message: unread })
    await happen(
      { type: 'presence.changed', personId: 'priya', choice: 'break' },
      { type: 'message.noted', contactId: null, threadId: 't', messageId: 'm' },
    )
    expect(failed).to.deep.equal([])
    stop()
    const empty = feedTo({ hasAnybody: () => false, around: unread, holders: unread })
    await empty.happen(held('a'))
    expect(empty.told).to.deep.equal([])
  })

  it('tells later what it could not tell now', async () => {
    let isBroken = true
    const { happen, told, failed, stop } = feedTo({
      around: async () => {
        if (isBroken) throw new Error('the database is away')
        return { caseIds: [], memberIds: [], threadIds: [] }
      },
    })
    await happen(held('a'))
    await until(() => failed.length > 0)
    isBroken = false
    await until(() => told.length > 0)
    expect(told.map(([room]) => room)).to.deep.equal(['contact:a'])
    stop()
  })
})
