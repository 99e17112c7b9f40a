import { expect } from 'chai'
import { io, type Socket } from 'socket.io-client'
import { access, fileAccess } from '../../server/adapters/http/access.ts'
import { consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import { type ConsoleClient, signedIn } from '../support/console-client.ts'
import { type RunningApp, runningApp } from '../support/running-app.ts'
import { addLines } from './twilio-fixture.ts'

const at = '2026-11-20T10:00:00.000Z'
const caseId = 'case-secret'
/** In every text of the case, and in nothing else. */
const mark = 'Zebrafish'
const markers = [mark, caseId, 'CX-19999', 'contact-secret', 'follow-secret']

describe('a sealed case over HTTP and sockets', function () {
  // Some hundred questions, each as three people.
  this.timeout(60_000)
  let running: RunningApp
  const clients = new Map<string, ConsoleClient>()
  const as = async (id: string) => {
    const client = clients.get(id) ?? (await signedIn(running, id))
    clients.set(id, client)
    return client
  }
  before(async () => {
    running = await runningApp({
      prepare: async (database) => {
        await addLines(database)
        await database.write(async (stores) => {
          await stores.cases.insert({
            id: caseId,
            version: 1,
            number: 19999,
            memberId: null,
            callerNumber: '+447700900555',
            title: mark,
            kind: 'other',
            status: 'open',
            ownerId: 'official',
            openedAt: at,
            updatedAt: at,
            lastContactAt: null,
            closedAt: null,
            outcome: null,
            nextStep: null,
            nextStepDue: null,
          })
          await stores.followUps.insert({
            id: 'follow-secret',
            caseId,
            what: mark,
            dueAt: at,
            ownerId: 'official',
            createdAt: at,
            doneAt: null,
            remindAt: null,
            checklist: [],
            firstDueAt: null,
          })
        })
      },
    })
    const sealed = await (await as('official')).post(`/api/seals/${caseId}`, { why: `Harassment ${mark}` })
    expect(sealed.status, JSON.stringify(sealed.body)).to.equal(200)
  })
  after(() => running.close())

  const routes = Object.keys({ ...access, ...fileAccess }).map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return { route, method, path }
  })

  it('is there for its owner, whole, and for data protection', async () => {
    for (const id of ['official', 'data-protection']) {
      const { status, body } = await (await as(id)).get(`/api/cases/${caseId}`)
      expect([status, body['title']], id).to.deep.equal([200, mark])
    }
    const { body } = await (await as('official')).get('/api/search?q=CX-19999')
    expect(JSON.stringify(body)).to.include(mark)
  })

  it('gives an excluded person zero hits on every question there is: lists, counts, searches, boards, the audit', async () => {
    let asked = 0
    for (const id of ['agent', 'second-agent', 'supervisor', 'administrator', 'agents-rep'])
      for (const { route, method, path } of routes.filter((one) => one.method === 'GET')) {
        for (const query of ['', '?q=Zebrafish', '?view=closed', '?what=all', '?what=promises']) {
          const answer = await (await as(id)).ask(method, path.replace(/:\w+/g, 'nothing-there') + query)
          asked += 1
          const said = JSON.stringify(answer.body)
          for (const marker of markers) expect(said, `${id}: ${route}${query}`).not.to.include(marker)
        }
      }
    expect(asked).to.be.greaterThan(500)
    const { body } = await (await as('agent')).get('/api/cases?view=open')
    expect(body['count']).to.deep.equal((await (await as('second-agent')).get('/api/cases')).body['count'])
    expect(JSON.stringify(body['count'])).not.to.include('1')
  })

  it('answers a guessed id on every route exactly as one that never was, and the attempt is in the audit', async () => {
    for (const id of ['agent', 'supervisor'])
      for (const { route, method, path } of routes) {
        if (!path.includes(':')) continue
        const client = await as(id)
        const real = await client.ask(method, path.replace(/:\w+/g, caseId))
        const never = await client.ask(method, path.replace(/:\w+/g, 'case-never-was'))
        expect([real.status, real.body], `${id}: ${route}`).to.deep.equal([never.status, never.body])
        if (real.status === 200) expect(JSON.stringify(real.body), route).not.to.include(mark)
      }
    const audit = await (await as('data-protection')).get('/api/audit?what=all&about=CX-19999')
    expect(JSON.stringify(audit.body)).to.include('asked for a sealed case and was told there is none')
    const admin = await (await as('administrator')).get('/api/audit?what=all&about=CX-19999')
    expect(admin.body['about']).to.deep.include({ found: false })
  })

  it('searched for by its number: nothing found, and it is written down who looked', async () => {
    const { body } = await (await as('second-agent')).get('/api/search?q=CX-19999')
    expect(body).to.deep.equal({ members: [], cases: [], numbers: [] })
    const audit = await (await as('data-protection')).get('/api/audit?what=all&person=second-agent')
    expect(JSON.stringify(audit.body)).to.include('asked for a sealed case')
  })

  it('is changed by nobody who may not know it, named in the address or in the body', async () => {
    const agent = await as('agent')
    const done = await agent.post('/api/follow-ups/follow-secret/done')
    expect([done.status, done.body['reason']]).to.deep.equal([404, 'not-found'])
    const patched = await agent.ask('PATCH', `/api/cases/${caseId}`, { body: { version: 2, title: 'Mine' } })
    expect(patched.status).to.equal(404)
    const { body } = await (await as('official')).get(`/api/cases/${caseId}`)
    expect(body['title']).to.equal(mark)
  })

  describe('on sockets', () => {
    const open: Socket[] = []
    afterEach(() => {
      for (const socket of open.splice(0)) socket.disconnect()
    })
    const consoleOf = async (id: string) => {
      const { cookie } = await as(id)
      const socket = io(running.url(), {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: cookie ?? '' },
      })
      open.push(socket)
      const told: Envelope[] = []
      socket.on(consoleEventName, (envelope: Envelope) => told.push(envelope))
      await new Promise((resolve) => socket.once('connect', () => resolve(null)))
      return { socket, told }
    }

    it('tells of it only whoever may know it', async () => {
      const agent = await consoleOf('agent')
      const official = await consoleOf('official')
      const show = (socket: Socket) =>
        socket.timeout(3_000).emitWithAck('show', [`case:${caseId}`]) as Promise<{ ok: boolean }>
      expect(await show(agent.socket), 'as for one that never was').to.deep.equal({ ok: true })
      expect(await show(official.socket)).to.deep.equal({ ok: true })
      await (await as('official')).post(`/api/cases/${caseId}/notes`, {
        text: mark,
        clientId: '0199b9a0-0000-7000-8000-000000000001',
      })
      const heard = ({ told }: { told: Envelope[] }) => told.filter(({ room }) => room === `case:${caseId}`)
      for (let tries = 0; tries < 100 && heard(official).length === 0; tries += 1) await running.app().tick()
      expect(heard(agent)).to.deep.equal([])
      expect(JSON.stringify(agent.told)).not.to.include(mark)
    })
  })

  it('is opened in an emergency for 60 minutes with a reason; data protection sees it at once; it ends by itself', async () => {
    const supervisor = await as('supervisor')
    const bare = await supervisor.post('/api/openings', { reference: 'CX-19999', why: ' ' })
    expect(bare.body['reason']).to.equal('why-required')
    const none = await supervisor.post('/api/openings', { reference: 'CX-77777', why: 'In danger' })
    expect([none.status, none.body['reason']]).to.deep.equal([404, 'not-found'])
    const broken = await supervisor.post('/api/openings', { reference: 'cx19999', why: 'She is in danger' })
    expect([broken.status, broken.body], JSON.stringify(broken.body)).to.deep.equal([200, { caseId }])
    expect((await supervisor.get(`/api/cases/${caseId}`)).status).to.equal(200)
    const lift = await supervisor.post(`/api/seals/${caseId}/lift`, { why: 'I want to' })
    expect(lift.body['reason'], 'looking is not deciding').to.equal('seal-not-yours')

    const { body: before } = await supervisor.get(`/api/cases/${caseId}`)
    const taken = await supervisor.ask('PATCH', `/api/cases/${caseId}`, {
      body: { version: before['version'], ownerId: 'supervisor', why: 'Mine from now on' },
    })
    expect(taken.body['reason'], 'an hour is not for good').to.equal('seal-not-yours')

    const { body } = await (await as('data-protection')).get('/api/openings')
    expect(body['unseen']).to.equal(1)
    const [opening] = body['openings'] as { id: string; by: string; why: string }[]
    expect(opening).to.deep.include({ by: 'supervisor Person', why: 'She is in danger' })
    const seen = await (await as('data-protection')).post(`/api/openings/${opening?.id}/seen`)
    expect(seen.body['unseen']).to.equal(0)

    running.clock.push(60 * 60_000 - 1)
    expect((await supervisor.get(`/api/cases/${caseId}`)).status).to.equal(200)
    running.clock.push(1)
    expect((await supervisor.get(`/api/cases/${caseId}`)).status).to.equal(404)
    await running.app().tick()
    const audit = await (await as('data-protection')).get('/api/audit?what=all&about=CX-19999')
    expect(JSON.stringify(audit.body)).to.include('broke the glass').and.include('closed again')
  })

  it('never goes to whoever is in conflict, whatever they are and however they ask', async () => {
    const official = await as('official')
    const people = `/api/seals/${caseId}/people`
    const marked = await official.put(people, { ofId: 'supervisor', standing: 'conflicted' })
    expect(marked.status, JSON.stringify(marked.body)).to.equal(200)
    const glass = await (await as('supervisor')).post('/api/openings', {
      reference: 'CX-19999',
      why: 'In danger',
    })
    expect([glass.status, glass.body['reason']]).to.deep.equal([404, 'not-found'])
    const { body } = await official.get(`/api/cases/${caseId}`)
    const given = await official.ask('PATCH', `/api/cases/${caseId}`, {
      body: { version: body['version'], ownerId: 'supervisor' },
    })
    expect(given.body['reason']).to.equal('conflict-of-interest')
    const own = await official.put(people, { ofId: 'official', standing: 'conflicted' })
    expect(own.body['reason']).to.equal('owner-in-conflict')
  })

  it('is named to a colleague and taken back, and is gone for them with the next question', async () => {
    const official = await as('official')
    const agent = await as('agent')
    await official.put(`/api/seals/${caseId}/people`, { ofId: 'agent', standing: 'named' })
    expect((await agent.get(`/api/cases/${caseId}`)).status).to.equal(200)
    await official.put(`/api/seals/${caseId}/people`, { ofId: 'agent', standing: null })
    expect((await agent.get(`/api/cases/${caseId}`)).status).to.equal(404)
  })
})
