import { expect } from 'chai'
import twilio from 'twilio'
import { signRequest } from '../../simulator/webhooks/sign.ts'
import { serviceLine, startTinyProduct, type TinyProduct } from './tiny-product.ts'

const hello = '<Response><Say>Hello.</Say></Response>'

describe('the simulator: webhooks', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct({ webhookTimeoutMs: 400, slowWebhookMs: 150 })
    product.on('/voice', hello)
    product.on('/fallback', '<Response><Say>Fallback here.</Say></Response>')
  })
  afterEach(() => product.close())

  const ring = () => product.simulator.phone('+447700900117').call(serviceLine)
  const complaints = () => product.simulator.complaints().map((one) => one.summary)

  it('carry every documented parameter, signed so that the official validator agrees', async () => {
    const call = ring()
    await call.waitForState('completed')
    const [first] = product.received
    expect(first?.isSigned).to.equal(true)
    expect(first?.params).to.include({
      CallSid: call.sid,
      AccountSid: product.simulator.account.accountSid,
      From: '+447700900117',
      To: serviceLine,
      Caller: '+447700900117',
      Called: serviceLine,
      CallStatus: 'ringing',
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
      FromCountry: 'GB',
    })
    expect(await product.waitFor('/status')).to.include({
      CallStatus: 'completed',
      CallbackSource: 'call-progress-events',
      SipResponseCode: '200',
    })
  })

  it('are refused by the official validator when anything is changed (control)', () => {
    const url = 'https://union.example/twilio/voice?line=1'
    const params = { CallSid: 'CA1', From: '+447700900117', Body: "It's 5 £ & more" }
    const signature = signRequest('secret', url, params)
    const accepts = (token: string, at: string, given: Record<string, string>) =>
      twilio.validateRequest(token, signature, at, given)
    expect(accepts('secret', url, params)).to.equal(true)
    expect(accepts('another', url, params)).to.equal(false)
    expect(accepts('secret', `${url}&more=1`, params)).to.equal(false)
    expect(accepts('secret', url, { ...params, From: '+447700900118' })).to.equal(false)
    expect(accepts('secret', url, { ...params, Extra: '' })).to.equal(false)
  })

  it('show a withheld caller as the network does', async () => {
    await product.simulator.phone('anonymous').call(serviceLine).waitForState('completed')
    expect(product.at('/voice')[0]).to.include({ From: 'anonymous', Caller: 'anonymous' })
    expect(product.at('/voice')[0]).to.not.have.property('FromCountry')
  })

  for (const [what, answer, code] of [
    ['an error status', { status: 500, body: 'no' }, '11200'],
    ['no answer in time', { body: hello, delayMs: 900 }, '11200'],
    ['broken XML', '<Response><Say>Hello</Response>', '12100'],
    ['a wrong content type', { type: 'application/json', body: '{}' }, '12300'],
  ] as const) {
    it(`turn to the fallback URL after ${what}, which is a complaint`, async () => {
      product.on('/voice', answer)
      await ring().waitForHeard('Fallback here')
      expect(product.at('/fallback')[0]).to.include({ ErrorCode: code, ErrorUrl: `${product.url}/voice` })
      expect(complaints().some((one) => one.startsWith(code))).to.equal(true)
    })
  }

  it('end in an application error when the fallback fails too', async () => {
    product.on('/voice', { status: 503 })
    product.on('/fallback', { status: 503 })
    const call = ring()
    await call.waitForHeard('application error has occurred')
    await call.waitForState('completed')
  })

  it('complain about a slow answer, an unknown verb and an unknown attribute, and go on', async () => {
    product.on('/voice', {
      body: '<Response><Sing>La</Sing><Say loudness="11">Hello.</Say></Response>',
      delayMs: 250,
    })
    await ring().waitForHeard('Hello')
    expect(complaints().join('\n'))
      .to.match(/Slow: \/voice/)
      .and.match(/<Sing> may not stand in <Response>/)
      .and.match(/<Say> has no attribute loudness/)
  })

  it('are sent again with the same idempotency token when the connection fails', async () => {
    product.simulator.exchange.numbers.get(serviceLine)!.voiceUrl = 'http://localhost:1/voice#rc=2&rp=ct'
    await ring().waitForHeard('Fallback here')
    const attempts = product.simulator
      .timeline()
      .filter((one) => String(one.detail['url']).startsWith('http://localhost:1/'))
    const webhooks = attempts.filter((one) => one.kind === 'webhook')
    expect(webhooks.map((one) => one.detail['attempt'])).to.deep.equal([1, 2, 3])
    expect(new Set(webhooks.map((one) => one.detail['idempotencyToken'])).size).to.equal(1)
    expect(product.at('/fallback')[0]).to.include({ ErrorCode: '11205' })
  })

  it('are doubled on request, with one idempotency token', async () => {
    product.simulator.change({ doubled: 1 })
    await ring().waitForState('completed')
    await product.simulator.idle()
    const voice = product.received.filter((one) => one.path === '/voice')
    expect(voice).to.have.lengthOf(2)
    expect(new Set(voice.map((one) => one.idempotencyToken)).size).to.equal(1)
  })

  it('lose status callbacks on request, but never a request for instructions', async () => {
    product.simulator.change({ dropped: 1 })
    await ring().waitForState('completed')
    await product.simulator.idle()
    expect(product.received.map((one) => one.path)).to.deep.equal(['/voice'])
  })

  it('arrive out of order on request: the sequence numbers tell', async () => {
    const callee = product.simulator.phone('+447700900555')
    callee.whenRung('answers')
    product.simulator.change({ reordered: 0.5, seed: 7 })
    await product.client.calls.create({
      from: serviceLine,
      to: '+447700900555',
      url: `${product.url}/voice`,
      statusCallback: `${product.url}/progress`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    })
    await product.waitFor('/progress', (params) => params['CallStatus'] === 'completed')
    await product.simulator.idle()
    const order = product.at('/progress').map((params) => Number(params['SequenceNumber']))
    expect([...order].sort()).to.deep.equal([0, 1, 2, 3])
    expect(order).to.not.deep.equal([0, 1, 2, 3])
  })
})
