import { expect } from 'chai'
import type { Database } from '../../server/adapters/db/connect.ts'
import { connect } from '../../server/adapters/db/connect.ts'
import { seedDemo } from '../../server/adapters/db/seed/demo.ts'
import { createReadings, type RecordRead, readOf } from '../../server/adapters/http/recorded-reads.ts'
import { signedIn } from '../support/console-client.ts'
import { addPeople, onePersonPerRole, type RunningApp, runningApp } from '../support/running-app.ts'

const aRead = (change: Partial<RecordRead> = {}): RecordRead => ({
  type: 'record.read',
  what: 'case',
  personId: 'agent',
  memberId: 'member-1',
  caseId: 'case-1',
  contactId: null,
  threadId: null,
  recordingId: null,
  ...change,
})

describe('a reading', () => {
  it('is one for a quarter of an hour, of each person and record', () => {
    let now = 0
    const isNew = createReadings(() => now)
    expect(isNew(aRead())).to.equal(true)
    now = 15 * 60_000 - 1
    expect(isNew(aRead())).to.equal(false)
    expect(isNew(aRead({ personId: 'official' }))).to.equal(true)
    expect(isNew(aRead({ caseId: 'case-2' }))).to.equal(true)
    expect(isNew(aRead({ memberId: 'member-2' })), 'the case has another member now').to.equal(true)
    now += 1
    expect(isNew(aRead())).to.equal(true)
  })

  it('is of single records, and of searches without their words', () => {
    expect(readOf('GET /api/search', 'agent', {}, { q: 'Khan' })).to.deep.equal(
      aRead({ what: 'search', memberId: null, caseId: null }),
    )
    expect(readOf('GET /api/members', 'agent', {}, { q: '' })).to.equal(null)
    expect(readOf('GET /api/live', 'agent', {}, undefined)).to.equal(null)
    expect(readOf('POST /api/cases', 'agent', { id: 'case-1' }, undefined)).to.equal(null)
  })
})

describe('reading over HTTP', () => {
  let running: RunningApp
  let database: Database
  let memberId = ''
  before(async () => {
    running = await runningApp({
      people: [],
      prepare: async (fresh) => {
        await seedDemo(fresh, { now: '2026-11-23T10:00:00.000Z' })
        await addPeople(fresh, onePersonPerRole)
      },
    })
    database = await connect(running.databaseUrl)
    memberId = (await database.read('members').first('id')).id
  })
  after(async () => {
    await database.close()
    await running.close()
  })
  const reads = async (): Promise<{ actor: string; data: string }[]> =>
    database.read('event_log').where({ type: 'record.read' }).orderBy('seq').select('actor', 'data')

  it('is written once however often the screen asks, not when nothing was there, and sealed by the clock', async () => {
    const official = await signedIn(running, 'official')
    for (let time = 0; time < 3; time += 1)
      expect((await official.get(`/api/members/${memberId}`)).status).to.equal(200)
    expect((await official.get('/api/members/nobody')).status).to.equal(404)
    const written = await reads()
    expect(written.map(({ actor }) => actor)).to.deep.equal(['official'])
    expect(written[0]?.data).to.include(memberId)

    running.clock.push(15 * 60_000)
    await official.get(`/api/members/${memberId}`)
    expect(await reads()).to.have.length(2)

    await running.app().tick()
    const owen = await signedIn(running, 'data-protection')
    const { body } = await owen.get('/api/audit')
    const rows: { seq: number }[] = await database
      .read('event_log')
      .where({ type: 'record.read' })
      .orderBy('seq', 'desc')
      .select('seq')
    expect(body['chain'])
      .to.have.property('seq')
      .that.is.at.least(rows[0]?.seq ?? Number.NaN)
    expect(JSON.stringify(body['entries'])).to.include('opened the member')
  })

  it('is not said of anybody who was refused', async () => {
    const before = (await reads()).length
    const administrator = await signedIn(running, 'administrator')
    expect((await administrator.get(`/api/members/${memberId}`)).status).to.equal(403)
    expect(await reads()).to.have.length(before)
  })
})
