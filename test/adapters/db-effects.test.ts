import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import type { DomainEvent } from '../../server/domain/events.ts'
import { onBothDatabases } from '../support/databases.ts'
import { monday } from '../support/demo-database.ts'

const at = (seconds: number): string => new Date(Date.parse(monday) + seconds * 1000).toISOString()
const text = (threadId: string, messageId: string): DomainEvent => ({
  type: 'message.queued',
  contactId: null,
  threadId,
  messageId,
})

describe('the effect queue', () => {
  onBothDatabases((open) => {
    let database: Database
    const append = (events: DomainEvent[]) =>
      database.write((stores) => stores.events.append(events, { actor: 'system', at: monday }))
    const claim = async (now: string, limit = 10) =>
      (await database.effects.claim({ now, leaseUntil: at(600), limit, onTheLine: false })).map(
        (effect) => effect.data.messageId,
      )

    beforeEach(async () => {
      database = await open()
    })

    it('gives effects of one key one after another, and different keys side by side', async () => {
      await append([text('one', 'a'), text('one', 'b'), text('two', 'c')])
      expect(await claim(at(-1))).to.deep.equal([])
      const first = await database.effects.claim({
        now: at(0),
        leaseUntil: at(600),
        limit: 10,
        onTheLine: false,
      })
      expect(first.map((effect) => [effect.kind, effect.data.messageId, effect.attempts])).to.deep.equal([
        ['send-text', 'a', 1],
        ['send-text', 'c', 1],
      ])
      expect(await claim(at(1))).to.deep.equal([])
      await database.effects.settle(first[0]?.id ?? '', { at: at(1), result: 'done' })
      expect(await claim(at(1))).to.deep.equal(['b'])
    })

    it('gives an effect again when its lease has ended, and when a retry is due', async () => {
      await append([text('one', 'a')])
      const [effect] = await database.effects.claim({
        now: at(0),
        leaseUntil: at(30),
        limit: 10,
        onTheLine: false,
      })
      expect(await claim(at(29))).to.deep.equal([])
      expect(await database.effects.nextDueAt()).to.equal(at(30))
      const [again] = await database.effects.claim({
        now: at(30),
        leaseUntil: at(60),
        limit: 10,
        onTheLine: false,
      })
      expect(again).to.deep.equal({ ...effect, attempts: 2, dueAt: at(60) })
      await database.effects.retry(effect?.id ?? '', { dueAt: at(40), error: '503 from the provider' })
      const [third] = await database.effects.claim({
        now: at(40),
        leaseUntil: at(90),
        limit: 10,
        onTheLine: false,
      })
      expect(third).to.include({ attempts: 3, lastError: '503 from the provider' })
    })

    it('counts what is open, failing and given up, and lets the next of the key go on', async () => {
      await append([text('one', 'a'), text('one', 'b'), text('two', 'c')])
      const [first, second] = await database.effects.claim({
        now: at(0),
        leaseUntil: at(30),
        limit: 10,
        onTheLine: false,
      })
      await database.effects.retry(second?.id ?? '', { dueAt: at(20), error: 'no answer' })
      expect(await database.effects.counts()).to.deep.equal({
        open: 3,
        failing: 1,
        gaveUp: 0,
        oldestEventSeq: 1,
      })
      await database.effects.giveUp(first?.id ?? '', { at: at(5), error: '21211' })
      expect(await database.effects.counts()).to.include({ open: 2, failing: 1, gaveUp: 1 })
      expect(await claim(at(6))).to.deep.equal(['b'])
    })

    it('takes no more than asked, oldest first', async () => {
      await append(['a', 'b', 'c', 'd'].map((id) => text(`thread-${id}`, id)))
      expect(await claim(at(0), 3)).to.deep.equal(['a', 'b', 'c'])
      expect(await database.readEvents(1, 2)).to.have.lengthOf(2)
    })
  })
})
