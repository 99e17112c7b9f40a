import { expect } from 'chai'
import { RestException } from 'twilio'
import { serviceLine, startTinyProduct, type TinyProduct, textLine } from './tiny-product.ts'

describe('the simulator: texts', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct()
  })
  afterEach(() => product.close())

  const send = (to: string, body = 'Ref CX-10482', from = textLine) =>
    product.client.messages.create({ from, to, body, statusCallback: `${product.url}/sent` })
  const codeOf = (request: Promise<unknown>) =>
    request.then(
      () => 'accepted',
      (error: unknown) => (error instanceof RestException ? error.code : error),
    )

  it('reach the product with every documented parameter, and its TwiML answer reaches the phone', async () => {
    product.on('/sms', '<Response><Message>Thank you, Aisha.</Message></Response>')
    const aisha = product.simulator.phone('+447700900117')
    const sent = await aisha.text(textLine, 'My shifts were changed')
    const [params] = product.at('/sms')
    expect(params).to.include({
      MessageSid: sent.sid,
      SmsSid: sent.sid,
      SmsMessageSid: sent.sid,
      From: '+447700900117',
      To: textLine,
      Body: 'My shifts were changed',
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      FromCountry: 'GB',
    })
    expect(product.received[0]?.isSigned).to.equal(true)
    await aisha.waitForText('Thank you')
  })

  it('carry photos behind the account’s password', async () => {
    const photo = { contentType: 'image/png', content: Buffer.from('not really a picture') }
    await product.simulator.phone('+447700900117').text(textLine, '', [photo])
    const params = product.at('/sms')[0] ?? {}
    expect(params).to.include({ NumMedia: '1', MediaContentType0: 'image/png', Body: '' })
    const url = params['MediaUrl0'] ?? ''
    expect((await fetch(url)).status).to.equal(401)
    const { accountSid, authToken } = product.simulator.account
    const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    const fetched = await fetch(url, { headers: { Authorization: basic } })
    expect(fetched.headers.get('content-type')).to.match(/^image\/png/)
    expect(await fetched.text()).to.equal('not really a picture')
  })

  it('turn to the fallback URL when the product fails', async () => {
    product.on('/sms', { status: 500 })
    await product.simulator.phone('+447700900117').text(textLine, 'Hello')
    expect(product.at('/sms-fallback')[0]).to.include({ ErrorCode: '11200', Body: 'Hello' })
  })

  it('go from queued to delivered, telling each step in order', async () => {
    const message = await send('+447700900117')
    expect(message).to.include({ status: 'queued', direction: 'outbound-api', numSegments: '1' })
    await product.waitFor('/sent', (params) => params['MessageStatus'] === 'delivered')
    expect(product.at('/sent').map((params) => params['MessageStatus'])).to.deep.equal([
      'queued',
      'sending',
      'sent',
      'delivered',
    ])
    expect((await product.client.messages(message.sid).fetch()).status).to.equal('delivered')
    expect(product.simulator.phone('+447700900117').inbox.map((one) => one.body)).to.deep.equal([
      'Ref CX-10482',
    ])
  })

  for (const [number, code] of [
    ['+447700900991', '30003'],
    ['+447700900992', '30005'],
    ['+447700900993', '30006'],
  ] as const) {
    it(`are undelivered with ${code} to ${number}`, async () => {
      await send(number)
      expect(
        await product.waitFor('/sent', (params) => params['MessageStatus'] === 'undelivered'),
      ).to.include({ ErrorCode: code })
      expect(product.simulator.phone(number).inbox).to.deep.equal([])
    })
  }

  it('are refused with Twilio’s codes', async () => {
    expect(await codeOf(send('0770'))).to.equal(21211)
    expect(await codeOf(send('+442079460123'))).to.equal(21614)
    expect(await codeOf(send('+447700900117', 'hi', serviceLine))).to.equal(21606)
    expect(await codeOf(send('+447700900117', 'hi', 'way too long sender'))).to.equal(21212)
    expect(await codeOf(send('+447700900117', 'x'.repeat(1601)))).to.equal(21617)
    expect(await codeOf(send('+447700900117', 'x'.repeat(1600)))).to.equal('accepted')
    expect(await codeOf(send('+447700900117', ''))).to.equal(21602)
    expect(await codeOf(send('+447700900994'))).to.equal(21610)
  })

  it('stop after STOP in any spelling of case, still posting it to the product, and start after START', async () => {
    const phone = product.simulator.phone('+447700900310')
    await phone.text(textLine, ' stop ')
    expect(product.at('/sms')).to.have.lengthOf(1)
    expect(await codeOf(send('+447700900310'))).to.equal(21610)
    expect(await codeOf(send('+447700900117'))).to.equal('accepted')
    await phone.text(textLine, 'START')
    expect(await codeOf(send('+447700900310'))).to.equal('accepted')
  })

  it('do not stop at a sentence that contains the word', async () => {
    await product.simulator.phone('+447700900310').text(textLine, 'please stop them')
    expect(await codeOf(send('+447700900310'))).to.equal('accepted')
  })
})
