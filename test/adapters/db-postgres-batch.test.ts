/** Units that run together in one transaction must each find what they would have found alone. */
import { expect } from 'chai'
import fc from 'fast-check'
import pg from 'pg'
import { connect, type Database } from '../../server/adapters/db/connect.ts'
import { eventsAfter } from '../../server/adapters/db/event-log.ts'
import { borrowed, noteLosses } from '../../server/adapters/db/postgres-alone.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { isUniqueViolation, StorageError } from '../../server/adapters/db/storage-error.ts'
import { storesOf } from '../../server/adapters/db/stores/all.ts'
import type { Stores } from '../../server/commands/ports.ts'
import { onPostgres, postgresUrl } from '../support/databases.ts'
import { aCall, aPhone, aThread, demo, monday, refusalOf } from '../support/demo-database.ts'

const removePhones = statement('test remove phones', (k, p) =>
  k('phones').where('number', 'like', p('numbers')).delete(),
)

describe('units that commit together on PostgreSQL', () => {
  onPostgres(() => {
    let url: string
    let database: Database
    let other: pg.Client
    before(async () => {
      url = await postgresUrl()
      database = await connect(url)
      await seedDemo(database, { now: monday })
      other = new pg.Client({ connectionString: url })
      await other.connect()
    })
    after(async () => {
      await other.end()
      await database.close()
    })

    const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
      (await other.query<Record<string, unknown>>(sql, values)).rows
    const atOnce = <T>(units: readonly ((stores: Stores) => Promise<T>)[], on = database) =>
      Promise.allSettled(units.map((unit) => on.write(unit)))
    const started = (contactId: string) =>
      ({ type: 'contact.started', contactId, lineId: demo.line, channel: 'voice' }) as const
    const meta = { actor: 'twilio', at: monday }

    it('share a transaction', async () => {
      const together = Array.from(
        { length: 40 },
        (_, index) => `+4420794700${String(index).padStart(2, '0')}`,
      )
      await atOnce(together.map((number) => (stores) => stores.phones.insert(aPhone(number))))
      const transactions = await rows(
        `SELECT count(*) AS n, xmin::text FROM phones WHERE number LIKE '+4420794700%' GROUP BY xmin::text`,
      )
      expect(transactions.map((each) => each.n)).to.deep.equal([40])
      // The control: one after another they do not.
      for (const end of ['1', '2'])
        await database.write((stores) => stores.phones.insert(aPhone(`+44207947109${end}`)))
      const apart = await rows(`SELECT DISTINCT xmin::text FROM phones WHERE number LIKE '+4420794710%'`)
      expect(apart).to.have.lengthOf(2)
    })

    it('each get their own answer to the same question', async () => {
      const ids = ['one', 'two', 'three', 'four'].map((each) => `asked-${each}`)
      await database.write(async (stores) => {
        for (const [index, id] of ids.entries()) {
          await stores.threads.insert(aThread(`thread-${id}`, `+44770090071${index}`))
          for (const at of ['1', '2', '3'].slice(index))
            await stores.contacts.insert(
              aCall(`${id}-${at}`, {
                threadId: `thread-${id}`,
                endedAt: `2026-11-2${at}T09:00:00.000Z`,
                notes: `${id} “${at}” \\ $1`,
              }),
            )
        }
      })
      const asked = [...ids, 'asked-nobody', 'asked-one']
      const ask = (id: string) => async (stores: Stores) => ({
        latest: (await stores.contacts.latestEndedByThread(`thread-${id}`))?.notes ?? null,
        thread:
          (await stores.threads.byNumbers(`+44770090071${ids.indexOf(id)}`, '+447700900900'))?.id ?? null,
        lines: (await stores.lines.all()).length,
        closed: (await stores.cases.closedSince(id, monday)).length,
        newest: await stores.messages.newest(`thread-${id}`),
      })
      const apart: unknown[] = []
      for (const id of asked) apart.push(await database.write(ask(id)))
      // Twice: PostgreSQL is first asked one by one, and tells the types of the values.
      for (let time = 0; time < 2; time += 1) {
        const together = await atOnce(asked.map(ask))
        expect(
          together.map((each) => (each.status === 'fulfilled' ? each.value : each.reason)),
        ).to.deep.equal(apart)
      }
      expect(apart[0]).to.deep.include({ latest: 'asked-one “3” \\ $1', thread: 'thread-asked-one' })
      expect(apart[4]).to.deep.include({ latest: null, thread: null })
    })

    it('find what they have written themselves', async () => {
      const conversation = (name: string) => async (stores: Stores) => {
        await stores.threads.insert(aThread(`own-${name}`, `+4477009007${name}`))
        const contact = aCall(`own-contact-${name}`, { threadId: `own-${name}` })
        const seen: unknown[] = []
        const look = async () =>
          seen.push([
            (await stores.contacts.openByThread(`own-${name}`))?.id ?? null,
            (await stores.contacts.latestEndedByThread(`own-${name}`))?.id ?? null,
            (await stores.threads.byNumbers(`+4477009007${name}`, '+447700900900'))?.id ?? null,
          ])
        await look()
        await stores.contacts.insert(contact)
        await look()
        await stores.contacts.save({ ...contact, endedAt: monday })
        await look()
        return seen
      }
      const outcomes = await atOnce(['21', '22', '23'].map(conversation))
      expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : each.reason))).to.deep.equal(
        ['21', '22', '23'].map((name) => [
          [null, null, `own-${name}`],
          [`own-contact-${name}`, null, `own-${name}`],
          [null, `own-contact-${name}`, `own-${name}`],
        ]),
      )
    })

    it('find their own events in the log, whose numbers come last', async () => {
      const append = (contactId: string) =>
        database.transact(async (transaction) => {
          await storesOf(transaction).events.append([started(contactId)], meta)
          return (await eventsAfter(transaction, 0, 10_000)).filter((event) => event.contactId === contactId)
            .length
        })
      expect(await Promise.all(['logged-1', 'logged-2', 'logged-3'].map(append))).to.deep.equal([1, 1, 1])
    })

    it('run a statement that none of this understands as it stands', async () => {
      const remove = (number: string) =>
        database.transact(async (transaction) => {
          await storesOf(transaction).phones.insert({ ...aPhone(number), id: `another-${number}` })
          return transaction.run(removePhones, { numbers: `${number}%` })
        })
      const counts = await Promise.all(['+4420794671', '+4420794672'].map(remove))
      expect(counts).to.deep.equal([1, 1])
      expect(await rows(`SELECT 1 FROM phones WHERE number LIKE '+442079467%'`)).to.deep.equal([])
    })

    it('see nothing half done by another', async () => {
      const pairs: [string, string][] = [
        ['weighed-1', 'weighed-2'],
        ['weighed-3', 'weighed-4'],
      ]
      await database.write(async (stores) => {
        for (const id of pairs.flat()) await stores.contacts.insert(aCall(id, { notesVersion: 50 }))
      })
      const weigh = async (stores: Stores): Promise<number[]> => {
        const live = await stores.contacts.liveVoice()
        return pairs.map((ids) =>
          live.filter(({ id }) => ids.includes(id)).reduce((sum, each) => sum + each.notesVersion, 0),
        )
      }
      const add = async (stores: Stores, id: string, by: number) => {
        const found = await stores.contacts.find(id)
        if (!found) throw new Error(`no ${id}`)
        await stores.contacts.save({ ...found, notesVersion: found.notesVersion + by })
      }
      const move = (pair: number, by: number) => async (stores: Stores) => {
        const [from, to] = pairs[pair] ?? ['', '']
        await add(stores, from, -by)
        const between = await weigh(stores)
        await add(stores, to, by)
        return [between, await weigh(stores)]
      }
      const watch = async (stores: Stores) => [await weigh(stores), await weigh(stores)]
      const outcomes = await atOnce<unknown>([watch, move(0, 3), move(1, 4), watch, move(0, 5)])
      expect(outcomes.map((each) => (each.status === 'fulfilled' ? each.value : each.reason))).to.deep.equal([
        [
          [100, 100],
          [100, 100],
        ],
        [
          [97, 100],
          [100, 100],
        ],
        [
          [100, 96],
          [100, 100],
        ],
        [
          [100, 100],
          [100, 100],
        ],
        [
          [95, 100],
          [100, 100],
        ],
      ])
    })

    it('come out as if one had run after another, whatever they do to the same rows', async function () {
      this.timeout(60_000)
      // One of the last makes a whole batch start anew, so in most runs there is none or one kind of them.
      const calm = ['add', 'move', 'find or create', 'open case', 'throw', 'throw late']
      const rough = ['throw after reading it back', 'throw after a number', 'clash', 'missing']
      const unitsOf = (kinds: readonly string[]) =>
        fc.array(fc.record({ kind: fc.constantFrom(...kinds), one: fc.nat(5), two: fc.nat(5) }), {
          minLength: 30,
          maxLength: 150,
        })
      const kindsOfRun = fc.constantFrom(
        ['add', 'find or create'],
        calm,
        ...rough.map((each) => [...calm, ...calm, each]),
        [...calm, ...rough],
      )
      let run = 0
      await fc.assert(
        fc.asyncProperty(kindsOfRun.chain(unitsOf), async (units) => {
          run += 1
          const contact = (at: number) => `run-${run}-contact-${at}`
          const number = (at: number) => `+4420${String(run).padStart(4, '0')}${String(at).padStart(4, '0')}`
          await database.write(async (stores) => {
            for (let at = 0; at < 6; at += 1) await stores.contacts.insert(aCall(contact(at)))
            await stores.phones.insert(aPhone(number(99)))
          })
          const [{ event = 0, case: cases = 0 } = {}] = await rows(
            `SELECT max(value) FILTER (WHERE name = 'event') AS event, max(value) FILTER (WHERE name = 'case') AS "case" FROM counters`,
          )
          const told: number[] = []
          const stop = database.onCommitted((events) => told.push(...events.map((each) => each.seq)))
          const change = async (stores: Stores, at: number, by: number) => {
            const found = await stores.contacts.find(contact(at))
            if (!found) throw new Error('lost')
            await stores.contacts.save({
              ...found,
              version: found.version + 1,
              notesVersion: found.notesVersion + by,
            })
          }
          const outcomes = await atOnce(
            units.map(({ kind: does, one, two }, index) => async (stores) => {
              if (does === 'throw') throw new Error('at once')
              if (does === 'find or create') {
                const found = await stores.phones.byNumber(number(one))
                if (!found) await stores.phones.insert(aPhone(number(one)))
              } else if (does === 'open case') {
                await change(stores, one, 0)
                const caseNumber = await stores.cases.nextNumber()
                await stores.wall.insert(`${run}-${caseNumber}-${index}`, demo.priya, monday)
              } else if (does === 'clash') {
                await change(stores, one, 1)
                await stores.phones.insert({ ...aPhone(number(99)), id: `clash-${run}-${index}` })
              } else if (does === 'missing') {
                await stores.contacts.save(aCall(`run-${run}-nobody`))
              } else {
                await change(stores, one, 1)
                if (does === 'move') await change(stores, two, -1)
              }
              if (does === 'throw after reading it back') await stores.contacts.find(contact(one))
              if (does === 'throw after a number') await stores.cases.nextNumber()
              await stores.events.append([started(contact(one)), started(contact(two))], meta)
              if (does.startsWith('throw')) throw new Error('late')
            }),
          )
          stop()
          const fails: Record<string, (error: unknown) => boolean> = {
            throw: (error) => String(error) === 'Error: at once',
            'throw late': (error) => String(error) === 'Error: late',
            'throw after reading it back': (error) => String(error) === 'Error: late',
            'throw after a number': (error) => String(error) === 'Error: late',
            clash: isUniqueViolation,
            missing: (error) => String(error).includes('nothing to save'),
          }
          for (const [index, outcome] of outcomes.entries()) {
            const does = units[index]?.kind ?? ''
            const asExpected =
              outcome.status === 'rejected' ? fails[does]?.(outcome.reason) : !(does in fails)
            expect(
              asExpected,
              `${does}: ${outcome.status === 'rejected' ? outcome.reason : 'fulfilled'}`,
            ).to.equal(true)
          }
          const done = units.filter((each) => !(each.kind in fails))
          const changes = (at: number) =>
            done.flatMap((each) => [
              ...(each.kind !== 'find or create' && each.one === at
                ? [each.kind === 'open case' ? 0 : 1]
                : []),
              ...(each.kind === 'move' && each.two === at ? [-1] : []),
            ])
          const kept = await rows(
            `SELECT version, notes_version AS sum FROM contacts WHERE id LIKE $1 ORDER BY id`,
            [`run-${run}-contact-%`],
          )
          expect(kept).to.deep.equal(
            [0, 1, 2, 3, 4, 5].map((at) => ({
              version: 1 + changes(at).length,
              sum: changes(at).reduce((sum, by) => sum + by, 0),
            })),
          )
          const phones = await rows(
            `SELECT number FROM phones WHERE number LIKE $1 AND number <> $2 ORDER BY 1`,
            [`+4420${String(run).padStart(4, '0')}%`, number(99)],
          )
          const wanted = new Set(
            done.filter((each) => each.kind === 'find or create').map((each) => number(each.one)),
          )
          expect(phones.map((each) => each.number)).to.deep.equal([...wanted].sort())
          const tokens = await rows(`SELECT token_hash AS token FROM wall_tokens WHERE token_hash LIKE $1`, [
            `${run}-%`,
          ])
          expect(
            tokens.map(({ token }) => Number(String(token).split('-')[1])).sort((a, b) => a - b),
          ).to.deep.equal(
            done.filter((each) => each.kind === 'open case').map((_, index) => Number(cases) + 1 + index),
          )
          const logged = await rows(`SELECT seq FROM event_log WHERE seq > $1 ORDER BY seq`, [event])
          expect(logged.map(({ seq }) => Number(seq) - Number(event))).to.deep.equal(
            done.flatMap((_, index) => [2 * index + 1, 2 * index + 2]),
          )
          expect(told.toSorted((a, b) => a - b)).to.deep.equal(logged.map(({ seq }) => seq))
        }),
        { numRuns: 20 },
      )
    })

    it('tell of their events in the order of the log', async () => {
      const told: number[] = []
      const stop = database.onCommitted((events) => told.push(...events.map((each) => each.seq)))
      await atOnce(
        Array.from({ length: 200 }, () => async (stores) => {
          await stores.lines.all()
          await stores.events.append([started('asked-one-1')], meta)
        }),
      )
      stop()
      expect(told).to.have.lengthOf(200)
      expect(told).to.deep.equal(told.toSorted((a, b) => a - b))
    })

    it('all get through when they all want one row', async () => {
      await database.write((stores) => stores.contacts.insert(aCall('wanted-by-all')))
      const outcomes = await atOnce(
        Array.from({ length: 120 }, () => async (stores) => {
          const found = await stores.contacts.find('wanted-by-all')
          if (found) await stores.contacts.save({ ...found, version: found.version + 1 })
        }),
      )
      expect(outcomes.filter((each) => each.status === 'rejected')).to.deep.equal([])
      expect(await rows(`SELECT version FROM contacts WHERE id = 'wanted-by-all'`)).to.deep.equal([
        { version: 121 },
      ])
    })

    it('of two servers on one database, neither lose a write of the other nor stop each other', async () => {
      const second = await connect(url)
      try {
        const ids = Array.from({ length: 8 }, (_, index) => `shared-${index}`)
        await database.write(async (stores) => {
          for (const id of ids) await stores.contacts.insert(aCall(id))
        })
        const both = (first: number, last: number) => async (stores: Stores) => {
          for (const at of [first, last]) {
            const found = await stores.contacts.find(ids[at % 8] ?? '')
            if (found) await stores.contacts.save({ ...found, version: found.version + 1 })
          }
          await stores.events.append([started('shared')], meta)
        }
        const [before] = await rows(`SELECT max(seq) AS seq FROM event_log`)
        const units = Array.from({ length: 60 }, (_, index) => index)
        const outcomes = await Promise.all([
          atOnce(units.map((index) => both(index, index + 3))),
          atOnce(
            units.map((index) => both(index + 3, index)),
            second,
          ),
        ])
        expect(outcomes.flat().filter((each) => each.status === 'rejected')).to.deep.equal([])
        const [sum] = await rows(`SELECT sum(version - 1) AS n FROM contacts WHERE id LIKE 'shared-%'`)
        expect(sum).to.deep.equal({ n: 240 })
        const [after] = await rows(`SELECT max(seq) AS seq, count(*) AS n FROM event_log WHERE seq > $1`, [
          before?.seq,
        ])
        expect(after).to.deep.equal({ seq: Number(before?.seq) + 120, n: 120 })
      } finally {
        await second.close()
      }
    })

    it('do not all wait for the row that another server holds', async () => {
      await database.write((stores) => stores.contacts.insert(aCall('held-elsewhere')))
      await other.query('BEGIN')
      await other.query(`SELECT 1 FROM contacts WHERE id = 'held-elsewhere' FOR UPDATE`)
      let isDone = false
      const held = database
        .write((stores) => stores.contacts.find('held-elsewhere'))
        .finally(() => {
          isDone = true
        })
      const neighbours = ['1', '2', '3'].map((end) =>
        database.write((stores) => stores.phones.insert(aPhone(`+44207947200${end}`))),
      )
      await Promise.all(neighbours)
      expect(isDone).to.equal(false)
      await other.query('COMMIT')
      expect((await held)?.id).to.equal('held-elsewhere')
    })

    it('lose nothing that was acknowledged when connections break under them', async () => {
      const problems: unknown[] = []
      const broken = await connect(`${url}?application_name=breakable`, {
        onProblem: (error) => problems.push(error),
      })
      const breakAll = () =>
        other.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'breakable'`,
        )
      const outcomes: { number: string; outcome: PromiseSettledResult<void> | undefined }[] = []
      for (let round = 0; round < 40; round += 1) {
        const work = Array.from({ length: 10 }, async (_, index) => {
          const number = `+44207948${String(round * 10 + index).padStart(4, '0')}`
          const insert = async (stores: Stores) => {
            if (await stores.phones.byNumber(number)) return
            await stores.phones.insert(aPhone(number))
            await stores.events.append([started(number)], meta)
          }
          outcomes.push({ number, outcome: (await atOnce([insert], broken))[0] })
        })
        // Each round a little later: while they read, while they write, at COMMIT, after it.
        for (let turn = 0; turn < round; turn += 1) await new Promise((resolve) => setImmediate(resolve))
        await Promise.all([breakAll(), ...work])
      }
      expect(outcomes.filter(({ outcome }) => outcome?.status === 'fulfilled').length).to.be.greaterThan(0)
      const kept = new Set(
        (await rows(`SELECT number FROM phones WHERE number LIKE '+44207948%'`)).map((r) => r.number),
      )
      const logged = await rows(
        `SELECT contact_id AS number FROM event_log WHERE contact_id LIKE '+44207948%'`,
      )
      for (const { number, outcome } of outcomes) {
        if (outcome?.status === 'fulfilled') expect(kept.has(number), number).to.equal(true)
        else expect(outcome?.reason).to.be.instanceOf(StorageError)
      }
      expect(logged.map((each) => each.number).sort()).to.deep.equal([...kept].sort())
      // And it goes on.
      await broken.write((stores) => stores.phones.insert(aPhone('+442079489999')))
      await broken.close()
    })

    it('are not run again when nobody can tell whether they were committed', async () => {
      await other.query(`
        CREATE FUNCTION sleep_long() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM pg_sleep(60); RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON wall_tokens DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW WHEN (NEW.token_hash = 'slow') EXECUTE FUNCTION sleep_long()`)
      let runs = 0
      // The server says no to COMMIT first; that the connection is gone may come when it is given back already.
      const problems: unknown[] = []
      const broken = await connect(url, { onProblem: (error) => problems.push(error) })
      const outcomes = atOnce<unknown>(
        [
          (stores) => {
            runs += 1
            return stores.wall.insert('slow', demo.priya, monday)
          },
          (stores) => {
            runs += 1
            return stores.wall.insert('beside it', demo.priya, monday)
          },
        ],
        broken,
      )
      const sleeping = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE wait_event = 'PgSleep' AND query = 'COMMIT' AND datname = current_database()`
      while ((await rows(sleeping)).length === 0) continue
      for (const outcome of await outcomes)
        expect(outcome.status === 'rejected' && outcome.reason).to.be.instanceOf(StorageError)
      expect(runs).to.equal(2)
      await broken.write((stores) => stores.wall.insert('and it goes on', demo.priya, monday))
      await broken.close()
      expect(problems.length).to.be.lessThan(2)
    })

    it('survive a connection that is lost in the moment in which it is lent', async () => {
      const pool = new pg.Pool({ connectionString: url, max: 1 })
      noteLosses(pool)
      const first = await borrowed(pool)
      first.release()
      // The pool lends by `nextTick`, and a stream says by `nextTick` that it is gone: before any promise goes on.
      pool.on('acquire', (client) => client.connection.stream.destroy())
      const second = await borrowed(pool)
      expect(second.client).to.equal(first.client)
      expect(await refusalOf(second.client.query('SELECT 1'))).to.be.instanceOf(Error)
      expect(second.release().isLost).to.equal(true)
      expect(pool.totalCount).to.equal(0)
      await pool.end()
    })

    it('that wait in the queue are finished by close, and none begins after it', async () => {
      const closing = await connect(url)
      const work = atOnce(
        Array.from({ length: 150 }, (_, index) => async (stores) => {
          await stores.phones.insert(aPhone(`+44207949${String(index).padStart(4, '0')}`))
          if (index === 70) throw new Error('a bug')
        }),
        closing,
      )
      await closing.close()
      expect((await work).filter((each) => each.status === 'fulfilled')).to.have.lengthOf(149)
      expect(await rows(`SELECT count(*) AS n FROM phones WHERE number LIKE '+44207949%'`)).to.deep.equal([
        { n: 149 },
      ])
      const refusal = await refusalOf(closing.write((stores) => stores.lines.all()))
      expect(refusal).to.be.instanceOf(StorageError)
    })

    it('leave timers and sockets their turn', async () => {
      const isWorking = { yet: true }
      let turns = 0
      const count = () => {
        turns += 1
        if (isWorking.yet) setImmediate(count)
      }
      setImmediate(count)
      await atOnce(Array.from({ length: 640 }, () => (stores) => stores.lines.byNumber('+442079460000')))
      isWorking.yet = false
      expect(turns).to.be.greaterThan(10)
    })
  })
})
