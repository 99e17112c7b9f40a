import { expect } from 'chai'
import { triesPerAccount } from '../../server/adapters/http/sign-in-limits.ts'
import { asker, cookieOf, signedIn } from '../support/console-client.ts'
import { onPostgres, postgresUrl } from '../support/databases.ts'
import { emailOf, password, type RunningApp, runningApp } from '../support/running-app.ts'

const suite = (newUrl: (() => Promise<string>) | null) => {
  let running: RunningApp
  before(async () => {
    running = await runningApp(newUrl === null ? {} : { databaseUrl: await newUrl() })
  })
  after(() => running.close())

  it('begins with the right password, whatever the case of the email, and says who it is', async () => {
    const answer = await asker(running).post('/api/session', { email: ' AGENT@union.test ', password })
    expect(answer.status).to.equal(200)
    expect(answer.body).to.deep.include({ id: 'agent', roles: ['agent'] })
    expect(answer.body['permissions']).to.include('take-calls').and.not.include('watch-live')
    const me = await asker(running, cookieOf(answer)).get('/api/session')
    expect(me.body).to.deep.equal(answer.body)
  })

  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await asker(running).post('/api/session', { email: emailOf('agent'), password })
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie)
      .to.match(/; HttpOnly/)
      .and.match(/; SameSite=Lax/)
  })

  it('gives no cookie to anybody who has not signed in', async () => {
    const answer = await asker(running).get('/api/session')
    expect(answer.status).to.equal(401)
    expect(answer.headers.get('set-cookie')).to.equal(null)
  })

  it('takes a new id when somebody signs in again', async () => {
    const first = await signedIn(running, 'agent')
    const again = await first.post('/api/session', { email: emailOf('agent'), password })
    expect(cookieOf(again)).not.to.equal(first.cookie)
    expect((await first.get('/api/session')).status).to.equal(401)
  })

  it('says one and the same about a wrong password and an unknown email', async () => {
    const wrong = await asker(running).post('/api/session', { email: emailOf('agent'), password: 'guess' })
    const unknown = await asker(running).post('/api/session', { email: 'nobody@union.test', password })
    expect(wrong.status).to.equal(401)
    expect(wrong.body['reason']).to.equal('wrong-credentials')
    expect(unknown.body).to.deep.equal(wrong.body)
  })

  it('ends with signing out, also for a copy of the cookie', async () => {
    const client = await signedIn(running, 'agent')
    expect((await client.delete('/api/session')).body).to.deep.equal({ done: true })
    expect((await client.get('/api/session')).status).to.equal(401)
  })

  it('outlives a restart of the server', async () => {
    const client = await signedIn(running, 'agent')
    await running.restart()
    expect((await client.get('/api/session')).status).to.equal(200)
  })

  it('lasts twelve hours and not a moment longer', async () => {
    const client = await signedIn(running, 'agent')
    running.clock.push(12 * 3_600_000 - 1)
    expect((await client.get('/api/session')).status).to.equal(200)
    running.clock.push(1)
    expect((await client.get('/api/session')).status).to.equal(401)
  })

  it('stops guessing after ten tries at one account, and leaves other accounts alone', async () => {
    const guess = () => asker(running).post('/api/session', { email: emailOf('official'), password: 'guess' })
    const tries = await Promise.all(Array.from({ length: triesPerAccount }, guess))
    expect(tries.map(({ status }) => status)).to.deep.equal(Array(triesPerAccount).fill(401))
    const right = await asker(running).post('/api/session', { email: emailOf('official'), password })
    expect(right.status).to.equal(429)
    expect(right.body['reason']).to.equal('too-many-attempts')
    await signedIn(running, 'supervisor')
  })
}

describe('a session', () => {
  describe('on SQLite', () => suite(null))
  onPostgres(() => suite(postgresUrl))
})
