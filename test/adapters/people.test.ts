import { expect } from 'chai'
import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'
import { consoleEventName, type Envelope } from '../../server/contract/console-events.ts'
import { oneTimeMs } from '../../server/domain/person.ts'
import { asker, type ConsoleClient, cookieOf, signedIn } from '../support/console-client.ts'
import { emailOf, type RunningApp, runningApp } from '../support/running-app.ts'

const peopleBody = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      version: z.number(),
      name: z.string(),
      email: z.string(),
      skills: z.record(z.string(), z.number()),
    }),
  ),
})
const oneTime = z.object({ people: peopleBody, name: z.string(), password: z.string(), until: z.string() })
const own = 'a password of her own'

describe('people are changed while they work, and', () => {
  let running: RunningApp
  let admin: ConsoleClient
  const open: Socket[] = []
  before(async () => {
    running = await runningApp()
    admin = await signedIn(running, 'administrator')
  })
  after(async () => {
    for (const socket of open.splice(0)) socket.disconnect()
    await running.close()
  })
  const shown = async (id: string) => {
    const { people } = peopleBody.parse((await admin.get('/api/admin/people')).body)
    const person = people.find((one) => one.id === id)
    if (person === undefined) throw new Error(`no ${id}`)
    return person
  }
  const change = async (id: string, roles: string[]) => {
    const { version, name, email, skills } = await shown(id)
    return admin.put(`/api/admin/people/${id}`, {
      version,
      person: { name, email, roles, skills, languages: [] },
    })
  }
  const signIn = (email: string, password: string, newPassword?: string) =>
    asker(running).post('/api/session', { email, password, ...(newPassword ? { newPassword } : {}) })
  /** A console of somebody, and what it is told until it is cut. */
  const consoleOf = async (id: string) => {
    const client = await signedIn(running, id)
    const socket = io(running.url(), {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { cookie: client.cookie ?? '' },
    })
    open.push(socket)
    const told: string[] = []
    socket.on(consoleEventName, ({ event }: Envelope) => told.push(event.type))
    await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
    const gone = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()))
    return { client, told, gone }
  }

  it('somebody new gets in once with what the administrator gave them, to choose their own', async () => {
    const added = await admin.post('/api/admin/people', {
      name: 'Jo Field',
      email: 'Jo@union.test',
      roles: ['agent'],
      skills: { advice: 4 },
      languages: [],
    })
    const { password, people } = oneTime.parse(added.body)
    expect(password).to.match(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect(JSON.stringify(people)).not.to.include('password')
    const first = await signIn('jo@union.test', password)
    expect([first.status, first.body['reason']]).to.deep.equal([409, 'choose-password'])
    expect(cookieOf(first), 'nobody is signed in').to.equal('')
    for (const bad of ['short', password]) {
      const { status, body } = await signIn('jo@union.test', password, bad)
      expect([status, body['reason']]).to.deep.equal([422, 'bad-settings'])
    }
    expect((await signIn('jo@union.test', `${password}x`, own)).status).to.equal(401)
    expect((await signIn('jo@union.test', password, own)).status).to.equal(200)
    expect((await signIn('jo@union.test', password, 'another of my own')).status).to.equal(401)
    expect((await signIn('jo@union.test', own)).status).to.equal(200)
  })

  it('a password that is three days old lets nobody in', async () => {
    const { id, version } = await shown('second-agent')
    const { password } = oneTime.parse(
      (await admin.post(`/api/admin/people/${id}/reset-sign-in`, { version })).body,
    )
    running.clock.push(oneTimeMs - 1)
    expect((await signIn(emailOf(id), password)).body['reason']).to.equal('choose-password')
    running.clock.push(1)
    const late = await signIn(emailOf(id), password, own)
    expect([late.status, late.body['reason']]).to.deep.equal([401, 'one-time-over'])
    admin = await signedIn(running, 'administrator')
  })

  it('a role that is taken away cuts their console at once, without a second passing', async () => {
    const { gone, told, client } = await consoleOf('supervisor')
    expect((await client.get('/api/live')).status).to.equal(200)
    expect((await change('supervisor', ['official'])).status).to.equal(200)
    await gone
    expect(told, 'they stay signed in').not.to.include('signed-out')
    expect((await client.get('/api/live')).status).to.equal(403)
  })

  it('who leaves is told so and cut at once, and signs in no more', async () => {
    const { gone, told, client } = await consoleOf('agent')
    const { version } = await shown('agent')
    const left = await admin.post('/api/admin/people/agent/leave', { version, toId: null })
    expect(left.status, JSON.stringify(left.body)).to.equal(200)
    await gone
    expect(told).to.include('signed-out')
    expect((await client.get('/api/session')).status).to.equal(401)
    const back = oneTime.parse(
      (await admin.post('/api/admin/people/agent/return', { version: version + 1 })).body,
    )
    expect((await client.get('/api/session')).status, 'the old session stays over').to.equal(401)
    expect((await signIn(emailOf('agent'), back.password, own)).status).to.equal(200)
  })

  it('a request that makes no sense is refused with the field, and changes nothing', async () => {
    for (const body of [
      {},
      { name: 1 },
      { name: 'x', email: 'x', roles: 'agent', skills: [], languages: [] },
    ]) {
      const answer = await admin.post('/api/admin/people', body)
      expect([answer.status, answer.body['reason']], JSON.stringify(body)).to.deep.equal([400, 'bad-request'])
    }
    expect(
      (await admin.post('/api/admin/people/history/9999999999/put-back', { side: 'before' })).status,
    ).to.equal(404)
    expect((await admin.post('/api/admin/people/nobody/leave', { version: 1 })).status).to.equal(404)
  })
})
