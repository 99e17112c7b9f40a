import { expect } from 'chai'
import { auditHead, sealNext, verifyTrail } from '../../server/adapters/db/audit-trail.ts'
import type { Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import type { DomainEvent } from '../../server/domain/events.ts'
import { auditView } from '../../server/views/audit-view.ts'
import { onBothDatabases } from '../support/databases.ts'
import { demo, demoDatabase, monday, refusalOf } from '../support/demo-database.ts'

const change = statement('test audit change', (k, p) =>
  k('event_log')
    .where({ seq: p('seq') })
    .update({ actor: 'somebody-else' }),
)
const changeSeal = statement('test audit change seal', (k, p) =>
  k('audit_seals')
    .where({ seq: p('seq') })
    .update({ hash: '0'.repeat(64) }),
)
const remove = statement('test audit remove', (k, p) =>
  k('event_log')
    .where({ seq: p('seq') })
    .delete(),
)
const removeSeal = statement('test audit remove seal', (k, p) =>
  k('audit_seals')
    .where({ seq: p('seq') })
    .delete(),
)
const empty = statement('test audit empty', (k) => k.raw('TRUNCATE event_log'))
/** What somebody who owns the database can do, and the application never does. */
const disarm = {
  sqlite: ['UPDATE', 'DELETE'].map((verb) =>
    statement(`test audit disarm ${verb}`, (k) => k.raw(`DROP TRIGGER event_log_no_${verb.toLowerCase()}`)),
  ),
  postgres: [statement('test audit disarm', (k) => k.raw('DROP TRIGGER event_log_only_grows ON event_log'))],
}

const sealAll = async (database: Database) => {
  let sealed = 1
  while (sealed > 0) sealed = await sealNext(database, monday)
}
const append = (database: Database, events: readonly DomainEvent[], actor: string = demo.priya) =>
  database.write((stores) => stores.events.append(events, { actor, at: monday }))

const aRead = (ids: Partial<Extract<DomainEvent, { type: 'record.read' }>>): DomainEvent => ({
  type: 'record.read',
  what: 'member',
  personId: demo.priya,
  memberId: null,
  caseId: null,
  contactId: null,
  threadId: null,
  recordingId: null,
  ...ids,
})

describe('the audit trail', () => {
  onBothDatabases((open, engine) => {
    it('can only grow: the database refuses to change, delete or empty what is there', async () => {
      const database = await demoDatabase(open)
      await append(database, [aRead({})])
      await sealAll(database)
      const seq = (await auditHead(database)).seq
      const attempts = [change, changeSeal, remove, removeSeal, ...(engine === 'postgres' ? [empty] : [])]
      for (const attempt of attempts) {
        const refusal = await refusalOf(database.transact((transaction) => transaction.run(attempt, { seq })))
        expect(String(refusal), attempt.name).to.include('never changed or deleted')
      }
      expect((await verifyTrail(database)).broken).to.equal(null)
    })

    it('is sealed behind the log in stretches, and says how far it is', async () => {
      const database = await demoDatabase(open)
      await sealAll(database)
      const before = await auditHead(database)
      await append(
        database,
        Array.from({ length: 250 }, () => aRead({})),
      )
      expect((await auditHead(database)).unsealed).to.equal(250)
      expect(await sealNext(database, monday)).to.equal(40)
      expect((await auditHead(database)).unsealed).to.equal(210)
      expect((await verifyTrail(database)).broken).to.equal(null)
      await sealAll(database)
      const after = await auditHead(database)
      expect([after.seq, after.unsealed, after.sealedAt]).to.deep.equal([before.seq + 250, 0, monday])
      expect(await verifyTrail(database)).to.deep.include({ checked: after.seq, broken: null })
    })

    it('is sealed once when two do it at the same time', async () => {
      const database = await demoDatabase(open)
      await append(database, [aRead({}), aRead({}), aRead({})])
      const { seq, unsealed } = await auditHead(database)
      const both = await Promise.all([sealNext(database, monday), sealNext(database, monday)])
      expect(both.toSorted((a, b) => a - b)).to.deep.equal([0, unsealed])
      expect((await auditHead(database)).seq).to.equal(seq + unsealed)
      expect((await verifyTrail(database)).broken).to.equal(null)
    })

    it('names the first row that somebody changed, and one that was taken out', async () => {
      const database = await demoDatabase(open)
      await append(database, [aRead({}), aRead({}), aRead({}), aRead({})])
      await sealAll(database)
      const { seq, hash } = await auditHead(database)
      for (const drop of disarm[engine]) await database.transact((transaction) => transaction.run(drop, {}))

      await database.transact((transaction) => transaction.run(remove, { seq: seq - 1 }))
      expect((await verifyTrail(database)).broken).to.include({ seq: seq - 1, kind: 'row-missing' })
      await database.transact((transaction) => transaction.run(change, { seq: seq - 2 }))
      expect((await verifyTrail(database)).broken).to.include({
        seq: seq - 2,
        kind: 'row-changed',
        type: 'record.read',
      })
      expect((await verifyTrail(database, [{ seq: seq - 3, hash }])).broken).to.include({
        seq: seq - 3,
        kind: 'noted-differs',
      })
    })

    it('answers who read a member, by any of their records, and who did it, in pages', async () => {
      const database = await demoDatabase(open)
      const { read } = database
      const owned: { id: string; member_id: string; number: number } = await read('cases')
        .whereNotNull('member_id')
        .orderBy('number')
        .first('id', 'member_id', 'number')
      const other: { id: string } = await read('members').whereNot({ id: owned.member_id }).first('id')
      await append(database, [
        aRead({ memberId: owned.member_id }),
        aRead({ what: 'case', caseId: owned.id, memberId: owned.member_id }),
        aRead({ memberId: other.id }),
        { type: 'case.changed', caseId: owned.id },
      ])
      await append(database, [aRead({ what: 'case', caseId: owned.id })], demo.sam)
      const view = (asked: Partial<Parameters<typeof auditView>[1]>) =>
        auditView(
          { read, engine, clock: { now: () => monday } },
          { what: 'reads', personId: null, about: null, cursor: null, readsMembers: true, ...asked },
        )
      const said = async (asked: Partial<Parameters<typeof auditView>[1]>) =>
        (await view(asked)).entries.map(({ by, words }) => `${by.split(' ')[0] ?? ''} ${words}`)

      expect(await said({ about: owned.member_id })).to.deep.equal([
        'Sam opened the case',
        'Priya opened the case',
        'Priya opened the member',
      ])
      expect(await said({ about: `CX-${owned.number}` })).to.deep.equal([
        'Sam opened the case',
        'Priya opened the case',
      ])
      expect(await said({ about: `CX-${owned.number}`, personId: demo.sam })).to.deep.equal([
        'Sam opened the case',
      ])
      expect((await said({ about: `CX-${owned.number}`, what: 'all' })).slice(0, 2)).to.deep.equal([
        'Sam opened the case',
        'Priya changed a case',
      ])
      expect((await view({ about: 'CX-1' })).about).to.deep.equal({ found: false, words: 'CX-1' })

      // Whoever reads no members can neither ask for one nor is told of one.
      const blind = await view({ about: owned.member_id, readsMembers: false })
      expect([blind.entries, blind.about?.found]).to.deep.equal([[], false])
      const abouts = (await view({ readsMembers: false })).entries.map(({ about }) => about?.words)
      expect(abouts).to.include('a member')

      await append(
        database,
        Array.from({ length: 60 }, () => aRead({})),
      )
      const first = await view({})
      const second = await view({ cursor: first.nextCursor })
      expect(first.entries).to.have.length(50)
      expect(second.entries[0]?.seq).to.equal((first.entries.at(-1)?.seq ?? 0) - 1)
      expect((await view({ cursor: 'nonsense' })).entries[0]).to.deep.equal(first.entries[0])
    })
  })
})
