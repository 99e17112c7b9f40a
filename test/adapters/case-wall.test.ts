import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { behindWall, walledTables } from '../../server/adapters/db/case-wall.ts'
import type { Database } from '../../server/adapters/db/connect.ts'
import { statement } from '../../server/adapters/db/statement.ts'
import { mayKnow, type Standings } from '../../server/domain/sealed-case.ts'
import { onBothDatabases } from '../support/databases.ts'
import { addPeople, onePersonPerRole } from '../support/running-app.ts'

const now = '2026-11-23T10:00:00.000Z'
const bools = [false, true]
const glasses = [null, '2026-11-23T10:00:00.000Z', '2026-11-23T10:00:00.001Z']

/** Everything one person can have to do with one case. */
const all: Standings[] = bools.flatMap((isSealed) =>
  bools.flatMap((isOwner) =>
    ([null, 'named', 'conflicted'] as const).flatMap((standing) =>
      bools.flatMap((knowsOtherSide) =>
        bools.flatMap((isDataProtection) =>
          glasses.map((glassEndsAt) => ({
            isSealed,
            isOwner,
            standing,
            knowsOtherSide,
            isDataProtection,
            glassEndsAt,
          })),
        ),
      ),
    ),
  ),
)

const dropRoles = statement('test drop role', (k, p) =>
  k('person_roles')
    .where({ person_id: p('personId') })
    .delete(),
)
const giveRole = statement('test give role', (k, p) =>
  k('person_roles').insert({ person_id: p('personId'), role: p('role') }),
)

describe('the wall around sealed cases', () => {
  it('is the rule in words: a conflict comes first, then owner, named, data protection, and the hour', () => {
    const nothing = all.find(
      (one) => one.isSealed && !one.isOwner && one.standing === null && !one.isDataProtection,
    )
    if (!nothing) throw new Error('no such standing')
    const may = (change: Partial<Standings>) => mayKnow({ ...nothing, glassEndsAt: null, ...change }, now)
    expect(may({})).to.equal(false)
    expect(may({ isSealed: false })).to.equal(true)
    expect(may({ isOwner: true })).to.equal(true)
    expect(may({ standing: 'named' })).to.equal(true)
    expect(may({ isDataProtection: true })).to.equal(true)
    expect(may({ isDataProtection: true, standing: 'conflicted' })).to.equal(false)
    expect(may({ isOwner: true, knowsOtherSide: true })).to.equal(false)
    expect(may({ glassEndsAt: now }), 'the hour is over at its end').to.equal(false)
    expect(may({ glassEndsAt: '2026-11-23T10:00:00.001Z' })).to.equal(true)
  })

  it('stands in front of every view: they take their connection from what screens.ts binds, and open none', () => {
    for (const file of readdirSync('server/views')) {
      const text = readFileSync(`server/views/${file}`, 'utf8')
      expect(text, file).not.to.match(/db\/connect|db\/statement|edge-reads|case-wall/)
      // A join is narrowed by the table that it begins with, so a query may not begin elsewhere and join a walled table.
      for (const [, from, to] of text.matchAll(
        /read\('(\w+)(?: as \w+)?'\)(?:(?!read\(|\.select\()[\s\S]){0,400}?[jJ]oin\(\s*'(\w+)/g,
      ))
        if (walledTables.includes(String(to)))
          expect(walledTables, `${file}: ${from} joins ${to}`).to.include(from)
    }
    expect(readFileSync('server/adapters/screens.ts', 'utf8')).to.match(
      /read: behindWall\(open\.read, viewer\)/,
    )
  })

  onBothDatabases((open, engine) => {
    let database: Database
    before(async () => {
      database = await open()
      await addPeople(database, onePersonPerRole)
    })

    it('knows every table whose rows belong to a case', async () => {
      const rows: { name: string }[] =
        engine === 'sqlite'
          ? await database.read.raw(
              "SELECT m.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name IN ('case_id', 'contact_id', 'document_id')",
            )
          : (
              await database.read.raw(
                "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name IN ('case_id', 'contact_id', 'document_id')",
              )
            ).rows
      // What only ever is read of a call in hand, by people's own phones, or by the worker.
      const ofCalls = [
        'offers',
        'presences',
        'calls',
        'guests',
        'listenings',
        'callback_attempts',
        'effects',
        'quality_warnings',
        'call_legs',
        'presence_history',
      ]
      const names = [...new Set(rows.map(({ name }) => name))].filter((name) => !ofCalls.includes(name))
      expect(names).to.include.members(['follow_ups', 'deadlines', 'documents', 'case_events'])
      for (const name of names) expect(walledTables, 'add it to case-wall.ts').to.include(name)
    })

    it('asks the database exactly what the rule says, for everything a person can have to do with a case', async () => {
      const person = 'second-agent'
      let number = 20_000
      const insert = (id: string, ownerId: string) =>
        database.write((stores) =>
          stores.cases.insert({
            id,
            version: 1,
            number: (number += 1),
            memberId: null,
            callerNumber: null,
            title: 'A matter',
            kind: 'other',
            status: 'open',
            ownerId,
            openedAt: now,
            updatedAt: now,
            lastContactAt: null,
            closedAt: null,
            outcome: null,
            nextStep: null,
            nextStepDue: null,
          }),
        )
      for (const [at, one] of all.entries()) {
        const id = `case-${at}`
        await insert(id, one.isOwner ? person : 'supervisor')
        await insert(`other-${at}`, one.knowsOtherSide && at % 2 === 0 ? person : 'official')
        await database.write(async (stores) => {
          if (one.isSealed)
            await stores.seals.insert({
              caseId: id,
              sealedAt: now,
              sealedBy: 'supervisor',
              why: 'Harassment',
              opposedCaseId: one.knowsOtherSide ? `other-${at}` : null,
            })
          if (one.knowsOtherSide && at % 2 === 1)
            await stores.standings.insert({
              caseId: `other-${at}`,
              personId: person,
              standing: 'named',
              at: now,
              by: 'supervisor',
            })
          if (one.standing !== null)
            await stores.standings.insert({
              caseId: id,
              personId: person,
              standing: one.standing,
              at: now,
              by: 'supervisor',
            })
          if (one.glassEndsAt !== null)
            await stores.openings.insert({
              id: `glass-${at}`,
              caseId: id,
              personId: person,
              why: 'She is in danger',
              openedAt: '2026-11-23T09:00:00.000Z',
              endsAt: one.glassEndsAt,
              endedAt: null,
              seenBy: null,
              seenAt: null,
            })
        })
      }
      for (const isDataProtection of bools) {
        await database.transact(async (transaction) => {
          await transaction.run(dropRoles, { personId: person })
          await transaction.run(giveRole, {
            personId: person,
            role: isDataProtection ? 'data-protection' : 'agent',
          })
        })
        const read = behindWall(database.read, () => ({ personId: person, now }))
        const rows: { id: string }[] = await read('cases').whereLike('id', 'case-%').select('id')
        const seen = new Set(rows.map(({ id }) => id))
        const nobody = behindWall(database.read, () => ({ personId: null, now }))
        const open_: { id: string }[] = await nobody('cases').whereLike('id', 'case-%').select('id')
        const toAll = new Set(open_.map(({ id }) => id))
        for (const [at, one] of all.entries()) {
          if (one.isDataProtection !== isDataProtection) continue
          expect(seen.has(`case-${at}`), JSON.stringify(one)).to.equal(mayKnow(one, now))
          expect(toAll.has(`case-${at}`), 'nobody in particular').to.equal(!one.isSealed)
          const between = await database.write((stores) => stores.standings.between(`case-${at}`, person))
          expect(between).to.deep.equal({ ...one, knowsOtherSide: one.isSealed && one.knowsOtherSide })
        }
      }
    })
  })
})
