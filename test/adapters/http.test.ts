import { request } from 'node:http'
import { expect } from 'chai'
import { connect, type Database } from '../../server/adapters/db/connect.ts'
import { queryHeader } from '../../server/contract/api.ts'
import { asker, signedIn } from '../support/console-client.ts'
import { emailOf, password, type RunningApp, runningApp } from '../support/running-app.ts'

const at = '2026-11-22T10:00:00.000Z'
const addPicture = (database: Database): Promise<void> =>
  database.write(async (stores) => {
    await stores.threads.insert({
      id: 'thread',
      version: 1,
      memberNumber: '+447700900117',
      ourNumber: '+447700900900',
      draft: '',
      draftKind: 'text',
      draftSavedAt: null,
      closedReplyUntil: null,
      createdAt: at,
    })
    await stores.messages.insert({
      id: 'message',
      threadId: 'thread',
      contactId: null,
      direction: 'in',
      body: '',
      status: 'received',
      errorCode: null,
      authorId: null,
      clientId: null,
      messageSid: null,
      at,
      refusedFiles: [],
    })
    await stores.pictures.insert({
      id: 'random-name',
      messageId: 'message',
      sha256: 'x',
      width: 1,
      height: 1,
      alt: 'Photo',
      content: Buffer.from('RIFF'),
    })
  })

describe('the server over HTTP', () => {
  let running: RunningApp
  before(async () => {
    running = await runningApp({ prepare: addPicture })
  })
  after(() => running.close())

  describe('for machines', () => {
    it('says that it is alive, ready, and which version', async () => {
      const nobody = asker(running)
      expect((await nobody.get('/healthz')).body).to.deep.equal({ text: 'ok\n' })
      expect((await nobody.get('/readyz')).body).to.deep.equal({ ready: true })
      expect((await nobody.get('/version')).body).to.include({ name: 'branchline' })
    })

    it('gives figures without an id, a name or a number of anybody', async () => {
      const agent = await signedIn(running, 'agent')
      await agent.get('/api/cases/case-of-somebody')
      const { status, body } = await agent.get('/metrics')
      expect(status).to.equal(200)
      expect(body['text']).to.match(
        /branchline_request_seconds_count\{route="GET \/api\/cases\/:id",status="404"\} \d/,
      )
      expect(body['text']).to.include('branchline_effects{state="waiting"} 0')
      expect(body['text']).not.to.match(/case-of-somebody|agent@/)
    })

    it('counts webhooks without a signature, and stores nothing of them', async () => {
      const answer = await fetch(`${running.url()}/twilio/sms`, { method: 'POST', body: 'Body=hello' })
      expect(answer.status).to.equal(403)
      const { body } = await asker(running).get('/metrics')
      expect(body['text']).to.match(/branchline_webhook_signatures_refused_total\{why="missing"\} 1/)
      expect(answer.headers.get('content-security-policy')).to.equal(null)
    })
  })

  describe('protects the console', () => {
    it('with a policy that runs no inline script and reaches only us and the signalling', async () => {
      const { headers } = await asker(running).get('/api/session')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).to.include("default-src 'self'").and.include("script-src 'self';")
      expect(policy).to.match(/connect-src 'self' ws:\/\/branchline\.test ws:\/\/127\.0\.0\.1:9/)
      expect(policy).to.include("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).to.equal('nosniff')
      expect(headers.get('x-powered-by')).to.equal(null)
    })

    it('from changes that another site makes a browser ask for', async () => {
      const agent = await signedIn(running, 'agent')
      const asForm = await agent.ask('POST', '/api/phone/here', { headers: { 'x-branchline': '' } })
      expect([asForm.status, asForm.body['reason']]).to.deep.equal([403, 'bad-origin'])
      const elsewhere = await agent.ask('POST', '/api/phone/here', {
        headers: { origin: 'https://evil.test' },
      })
      expect([elsewhere.status, elsewhere.body['reason']]).to.deep.equal([403, 'bad-origin'])
      const ours = await agent.ask('PUT', '/api/phone/availability', {
        headers: { origin: 'http://branchline.test' },
        body: { choice: 'available' },
      })
      expect(ours.status).to.equal(200)
    })
  })

  describe('cannot be talked into nonsense', () => {
    it('names the fields it could not read, in words', async () => {
      const agent = await signedIn(running, 'agent')
      const { status, body } = await agent.put('/api/phone/availability', { choice: 'asleep' })
      expect([status, body['reason']]).to.deep.equal([400, 'bad-request'])
      expect(JSON.stringify(body['fields'])).to.include('"field":"choice"')
    })

    it('refuses a body of 64 KiB and a byte, and takes one of 64 KiB', async () => {
      const agent = await signedIn(running, 'agent')
      const padded = (bytes: number) => {
        const rest = JSON.stringify({ choice: 'break', padding: '' })
        return JSON.stringify({ choice: 'break', padding: 'x'.repeat(bytes - rest.length) })
      }
      expect((await agent.ask('PUT', '/api/phone/availability', { body: padded(65_536) })).status).to.equal(
        200,
      )
      const large = await agent.ask('PUT', '/api/phone/availability', { body: padded(65_537) })
      expect([large.status, large.body['reason']]).to.deep.equal([413, 'too-large'])
    })

    it('answers broken JSON with a reason and no stack', async () => {
      const agent = await signedIn(running, 'agent')
      const { status, body } = await agent.ask('PUT', '/api/phone/availability', { body: '{"choice":' })
      expect(status).to.equal(400)
      expect(Object.keys(body)).to.have.members(['reason', 'words'])
    })

    it('knows no route that is not there, and says so in words', async () => {
      const { status, body } = await asker(running).get('/api/everything')
      expect([status, body['reason']]).to.deep.equal([404, 'not-found'])
      expect((await asker(running).get('/../../etc/passwd.txt')).status).to.equal(404)
    })

    it('ignores a query that comes twice or as an object', async () => {
      const agent = await signedIn(running, 'agent')
      expect((await agent.get('/api/cases?view[a]=1')).status).to.equal(200)
      expect((await agent.get('/api/cases?view=mine&view=open')).status).to.equal(400)
    })

    it('takes a question from the header, so that no URL holds what somebody looks for', async () => {
      const agent = await signedIn(running, 'agent')
      const asks = (query: string) => agent.get('/api/cases', { [queryHeader]: query })
      expect((await asks('view=mine&q=Aisha%20Khan')).status).to.equal(200)
      expect((await asks('view=everything')).status, 'and reads it as strictly').to.equal(400)
    })

    it('finds nothing for ids that are not there', async () => {
      const agent = await signedIn(running, 'agent')
      for (const path of [
        'cases/1',
        'contacts/1',
        'threads/1',
        'members/1',
        'pictures/1',
        'recordings/1/audio',
      ])
        expect((await agent.get(`/api/${path}`)).status, path).to.equal(404)
      expect((await agent.get('/api/wall/guess')).status).to.equal(404)
    })
  })

  it('serves a picture as an attachment that no browser runs, to those who text members', async () => {
    const agent = await signedIn(running, 'agent')
    const { status, headers } = await agent.get('/api/pictures/random-name')
    expect(status).to.equal(200)
    expect(headers.get('content-type')).to.equal('image/webp')
    expect(headers.get('content-disposition')).to.match(/^attachment/)
    expect(headers.get('content-security-policy')).to.include("default-src 'none'; sandbox")
    expect(headers.get('x-content-type-options')).to.equal('nosniff')
    const keeper = await signedIn(running, 'data-protection')
    expect((await keeper.get('/api/pictures/random-name')).status).to.equal(403)
    expect((await asker(running).get('/api/pictures/random-name')).status).to.equal(401)
  })

  it('opens a wall by an address that nobody can guess', async () => {
    const supervisor = await signedIn(running, 'supervisor')
    const { body } = await supervisor.post('/api/live/wall')
    const token = /^http:\/\/branchline\.test\/wall\/([\w-]{32})$/.exec(String(body['url']))?.[1]
    const wall = await asker(running).get(`/api/wall/${token}`)
    expect(wall.status).to.equal(200)
    expect(wall.body).to.include.keys('queues', 'helpedToday')
    const leaves = async (leftAt: string | null) => {
      const database = await connect(running.databaseUrl)
      await database.write(async (stores) => {
        const person = await stores.people.find('supervisor')
        if (person) await stores.people.save({ ...person, leftAt })
      })
      await database.close()
    }
    await leaves(running.clock.now())
    expect((await asker(running).get(`/api/wall/${token}`)).status, 'whoever opened it has left').to.equal(
      404,
    )
    await leaves(null)
  })

  it('keeps every answer of the API out of caches', async () => {
    const agent = await signedIn(running, 'agent')
    expect((await agent.get('/api/phone')).headers.get('cache-control')).to.equal('no-store')
  })

  it('when closing: is not ready, finishes what it has begun, then stops', async () => {
    const other = await runningApp()
    // A request whose body is still on its way when the drain begins.
    const body = JSON.stringify({ email: emailOf('agent'), password })
    const slow = request(`${other.url()}/api/session`, {
      method: 'POST',
      headers: { 'x-branchline': '1', 'content-type': 'application/json', 'content-length': body.length },
    })
    const answered = new Promise<number | undefined>((resolve, reject) => {
      slow.on('response', (response) => resolve(response.statusCode))
      slow.on('error', reject)
    })
    await new Promise<void>((resolve) => {
      slow.write(body.slice(0, 5), () => resolve())
    })
    await asker(other).get('/healthz')
    const closed = other.close()
    slow.end(body.slice(5))
    expect(await answered).to.equal(200)
    await closed
    const after = await fetch(`${other.url()}/healthz`).catch(() => 'refused')
    expect(after).to.equal('refused')
  })
})
