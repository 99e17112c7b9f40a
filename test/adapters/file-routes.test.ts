import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import express from 'express'
import type { Asker } from '../../server/adapters/http/access.ts'
import { type FileRouteDeps, guardedBy, mountFiles } from '../../server/adapters/http/file-routes.ts'
import { permissionsOf } from '../../server/domain/permissions.ts'
import { closed } from './twilio-fixture.ts'

describe('listening to a recording', () => {
  let server: Server
  let at = ''
  const listened: string[] = []
  before(async () => {
    const app = express()
    app.use((req, _res, next) => {
      Object.assign(req, { session: { personId: req.headers['x-person'] } })
      next()
    })
    const router = express.Router()
    const askerOf = async (id: string): Promise<Asker> => ({
      id,
      name: id,
      initials: 'X',
      email: `${id}@union.test`,
      roles: ['agent'],
      permissions: permissionsOf(['agent']),
    })
    const files: FileRouteDeps = {
      askerOf,
      picture: async () => null,
      recording: async (id) => ({ recordingSid: `RE-${id}`, contactId: `contact-${id}`, refusal: null }),
      recordingAudio: async () => ({
        status: 206,
        contentType: 'audio/wav',
        contentLength: null,
        contentRange: null,
        stream: Readable.from([Buffer.from('sound')]),
      }),
      listened: async (by, { recordingId }) => void listened.push(`${by} ${recordingId}`),
    }
    const gate = {
      disguise: async <T>(_by: string, given: T) => given,
      searched: async () => undefined,
      shown: async (_by: string, topics: readonly string[]) => [...topics],
    }
    mountFiles(files, guardedBy(askerOf, gate))(router)
    server = createServer(app.use(router))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    at = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  })
  after(() => closed(server))
  beforeEach(() => listened.splice(0))

  const listen = async (person: string, recording: string, range: string | null) => {
    const answer = await fetch(`${at}/recordings/${recording}/audio`, {
      headers: { 'x-person': person, ...(range === null ? {} : { range }) },
    })
    expect(await answer.text()).to.equal('sound')
  }

  it('is written down once, however many pieces a player asks for', async () => {
    for (const range of ['bytes=0-', 'bytes=65536-', 'bytes=131072-196607'])
      await listen('priya', 'one', range)
    expect(listened).to.deep.equal(['priya one'])
  })

  it('is written down wherever in the recording it begins', async () => {
    await listen('priya', 'two', 'bytes=1-')
    await listen('priya', 'two', 'bytes=70000-')
    await listen('sam', 'two', 'bytes=-500')
    expect(listened).to.deep.equal(['priya two', 'sam two'])
  })

  it('is written down again when it begins again', async () => {
    await listen('priya', 'three', null)
    await listen('priya', 'three', 'bytes=0-')
    expect(listened).to.deep.equal(['priya three', 'priya three'])
  })
})
