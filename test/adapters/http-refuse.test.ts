import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect } from 'chai'
import express from 'express'
import { refuse } from '../../server/adapters/http/refuse.ts'
import { type Refused, refusals } from '../../server/contract/refusals.ts'
import { closed } from './twilio-fixture.ts'

describe('a refusal', () => {
  it('says its own sentence where it knows more, else the words of its reason', async () => {
    const said: Refused[] = [
      { refused: 'already-handled', detail: 'Priya Nair is already handling this call.' },
      { refused: 'already-handled' },
    ]
    const app = express().get('/', (_req, res) => refuse(res, said.shift() ?? { refused: 'not-found' }))
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const at = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
    const words = async () => JSON.parse(await (await fetch(at)).text()).words
    expect(await words()).to.equal('Priya Nair is already handling this call.')
    expect(await words()).to.equal(refusals['already-handled'].words)
    await closed(server)
  })
})
