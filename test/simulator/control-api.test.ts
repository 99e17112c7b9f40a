import { request } from 'node:http'
import { expect } from 'chai'
import { serviceLine, startTinyProduct, type TinyProduct, textLine } from './tiny-product.ts'

describe('the simulator: control API', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct()
    product.on(
      '/voice',
      '<Response><Gather numDigits="1" action="/menu"><Say>Press one.</Say></Gather></Response>',
    )
    product.on('/menu', '<Response><Enqueue>support</Enqueue></Response>')
  })
  afterEach(() => product.close())

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${product.simulator.url}/control${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json: unknown = text === '' ? null : JSON.parse(text)
    return { status: response.status, json }
  }
  const field = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

  it('is a person: calls, presses, hangs up, texts', async () => {
    const placed = await ask('POST', '/calls', { from: '+447700900117', to: serviceLine })
    expect(placed.status).to.equal(201)
    const sid = String(field(placed.json, 'sid'))
    const stream = await fetch(`${product.simulator.url}/control/events`)
    await product.waitFor('/voice')
    const call = product.simulator.exchange.calls.get(sid)
    while (call?.keyListeners.size === 0) await new Promise((resolve) => setImmediate(resolve))
    expect((await ask('POST', `/calls/${sid}/press`, { digits: '1' })).status).to.equal(204)
    await product.waitFor('/menu')
    const shown = await ask('GET', '/snapshot')
    expect(field(shown.json, 'calls')).to.have.lengthOf(1)
    expect(field(shown.json, 'complaints')).to.equal(0)
    expect((await ask('POST', `/calls/${sid}/hangup`)).status).to.equal(204)
    expect(field((await ask('GET', `/calls/${sid}`)).json, 'status')).to.equal('completed')
    expect((await ask('POST', `/calls/${sid}/press`, { digits: '1' })).status).to.equal(409)
    expect(
      (await ask('POST', '/messages', { from: '+447700900117', to: textLine, body: 'Hello' })).status,
    ).to.equal(201)
    const reader = stream.body?.getReader()
    let events = ''
    while (!/event: message\n/.test(events)) events += new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
    expect(events)
      .to.match(/event: call\n/)
      .and.match(/event: queue\n/)
  })

  it('makes it busy, and sends everybody home', async () => {
    const busy = await ask('POST', '/busy', { to: serviceLine, count: 4, digits: '1', everyMs: 5 })
    expect(field(busy.json, 'numbers')).to.have.lengthOf(4)
    for (let joined = 0; joined < 4; ) {
      await new Promise((resolve) => setImmediate(resolve))
      joined = [...product.simulator.exchange.queues.values()][0]?.members.length ?? 0
    }
    expect((await product.client.queues.list())[0]?.currentSize).to.equal(4)
    await ask('DELETE', '/busy')
    expect((await product.client.queues.list())[0]?.currentSize).to.equal(0)
  })

  it('turns switches and refuses nonsense in words', async () => {
    const changed = await ask('PUT', '/switches', { doubled: 0.5 })
    expect(changed.json).to.include({ doubled: 0.5, dropped: 0, rest: 'ok' })
    expect((await ask('PUT', '/switches', { doubled: 2 })).status).to.equal(400)
    expect((await ask('PUT', '/switches', { kindness: 1 })).status).to.equal(400)
    expect((await ask('POST', '/calls', { from: 'me', to: serviceLine })).status).to.equal(400)
    expect((await ask('POST', '/calls', { from: '+447700900117', to: '+447700900118' })).status).to.equal(404)
    expect((await ask('GET', '/nothing')).status).to.equal(404)
  })

  it('is for pages on this machine only', async () => {
    const elsewhere = { Origin: 'https://elsewhere.example' }
    expect(
      (await ask('POST', '/calls', { from: '+447700900117', to: serviceLine }, elsewhere)).status,
    ).to.equal(403)
    const status = await new Promise((resolve, reject) => {
      request(
        `${product.simulator.url}/control/snapshot`,
        { headers: { Host: 'elsewhere.example' } },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      )
        .on('error', reject)
        .end()
    })
    expect(status).to.equal(403)
  })

  it('forgets everything on reset', async () => {
    await ask('POST', '/calls', { from: '+447700900117', to: serviceLine })
    await ask('PUT', '/switches', { dropped: 1 })
    expect((await ask('POST', '/reset')).status).to.equal(204)
    const shown = await ask('GET', '/snapshot')
    expect(field(field(shown.json, 'switches'), 'dropped')).to.equal(0)
    expect(field(shown.json, 'messages')).to.deep.equal([])
  })
})
