import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import twilio from 'twilio'
import { hasTone } from '../../simulator/media/tones.ts'
import { encodeWav } from '../../simulator/media/wav.ts'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import {
  bundlePage,
  launchBrowser,
  MICROPHONE_HERTZ,
  openSoftphone,
  type SoftphonePage,
} from './signalling-browser.ts'
import { serviceLine, startTinyProduct, type TinyProduct } from './tiny-product.ts'

/** The softphone page as files, for the simulator to serve at its own address. */
async function pageDirectory(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'softphone-page-'))
  for (const [path, code] of await bundlePage()) writeFileSync(join(directory, path), code)
  writeFileSync(join(directory, 'silence.wav'), encodeWav(new Int16Array(800)))
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><title>Softphone</title><script type="module" src="/page.js"></script>',
  )
  return directory
}

async function untilHears(call: PhoneCall, hertz: number): Promise<void> {
  for (let attempt = 0; attempt < 250; attempt += 1) {
    if (hasTone(call.audio({ lastMs: 200 }), hertz)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never heard ${hertz} Hz`)
}

describe('the simulator and the unmodified Voice SDK, joined by TwiML', function () {
  this.timeout(40_000)
  let product: TinyProduct
  let browser: Browser
  let opened: SoftphonePage[] = []

  const applicationSid = 'AP00000000000000000000000000000001'
  before(async () => {
    product = await startTinyProduct({ speed: 'real', pageDirectory: await pageDirectory() })
    product.simulator.exchange.applications.set(applicationSid, {
      sid: applicationSid,
      friendlyName: 'Softphone',
      voiceUrl: `${product.url}/client`,
      voiceFallbackUrl: null,
      statusCallback: null,
    })
    product.on('/voice', '<Response><Enqueue waitUrl="">support</Enqueue></Response>')
    product.on(
      '/conference',
      '<Response><Dial><Conference beep="false">contact-5</Conference></Dial></Response>',
    )
    product.on('/client', (params) =>
      params['contact'] === '5'
        ? '<Response><Dial><Conference beep="false" endConferenceOnExit="true">contact-5</Conference></Dial></Response>'
        : `<Response><Dial answerOnBridge="true" callerId="${serviceLine}">${params['To']}</Dial></Response>`,
    )
    product.on(
      '/ring-priya',
      '<Response><Dial timeout="20" action="/after"><Client><Identity>priya</Identity><Parameter name="contact" value="Zoë &amp; Co = 7"/></Client></Dial></Response>',
    )
    browser = await launchBrowser()
  })
  after(async () => {
    await browser?.close()
    await product?.close()
  })

  afterEach(async () => {
    for (const softphone of opened) await softphone.page.context().close()
    opened = []
  })

  async function registered(identity: string) {
    const { accountSid, apiKeySid, apiKeySecret } = product.simulator.account
    const token = new twilio.jwt.AccessToken(accountSid, apiKeySid, apiKeySecret, { identity, ttl: 600 })
    token.addGrant(
      new twilio.jwt.AccessToken.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: applicationSid }),
    )
    const softphone = await openSoftphone(browser, product.simulator.url, token.toJwt())
    await softphone.run('register')
    opened.push(softphone)
    return softphone
  }
  const noComplaints = () =>
    expect(product.simulator.complaints().map((one) => one.summary)).to.deep.equal([])

  it('a member is moved from the queue into a conference that a browser dials into: sound both ways', async () => {
    const member = product.simulator.phone('+447700900117').call(serviceLine)
    await member.waitForHeard('hold music')
    const softphone = await registered('sam')
    await softphone.run('dial', { contact: '5', To: 'conference' })
    await softphone.hears('call:accept')
    expect(product.at('/client')[0]).to.include({
      From: 'client:sam',
      Direction: 'inbound',
      contact: '5',
      ApplicationSid: applicationSid,
    })
    await product.client.calls(member.sid).update({ url: `${product.url}/conference` })
    await untilHears(member, MICROPHONE_HERTZ)
    void member.tone(600, 4000)
    await softphone.hearsTone(600)
    await softphone.run('hangUp')
    await member.waitForState('completed')
    noComplaints()
  })

  it('Dial Client rings the browser with its parameters, connects it, and reports who hung up', async () => {
    const softphone = await registered('priya')
    const member = product.simulator.phone('+447700900118').call(serviceLine)
    await member.waitForState('in-progress')
    await product.client.calls(member.sid).update({ url: `${product.url}/ring-priya` })
    await softphone.hears('device:incoming')
    const about = await softphone.run<{ from: string; params: Record<string, string> }>('about')
    expect(about.from).to.equal('+447700900118')
    expect(about.params).to.deep.equal({ contact: 'Zoë & Co = 7' })
    await softphone.run('accept')
    await untilHears(member, MICROPHONE_HERTZ)
    void member.tone(700, 4000)
    await softphone.hearsTone(700)
    member.hangUp()
    await softphone.hears('call:disconnect')
    expect(await product.waitFor('/after')).to.include({
      DialCallStatus: 'completed',
      CallStatus: 'completed',
    })
    noComplaints()
  })

  it('a browser dials a telephone, hears it ring until it answers, and sends keys', async () => {
    const softphone = await registered('sam')
    await softphone.run('dial', { To: '+447700900120' })
    const far = await product.simulator.phone('+447700900120').waitForRing()
    await softphone.hears('call:ringing false')
    far.answer()
    await softphone.hears('call:accept')
    await untilHears(far, MICROPHONE_HERTZ)
    await softphone.run('hangUp')
    await far.waitForState('completed')
    noComplaints()
  })

  it('a browser that declines makes the Dial busy', async () => {
    const softphone = await registered('priya')
    const member = product.simulator.phone('+447700900119').call(serviceLine)
    await member.waitForState('in-progress')
    await product.client.calls(member.sid).update({ url: `${product.url}/ring-priya` })
    await softphone.hears('device:incoming')
    await softphone.run('reject')
    const told = await product.waitFor('/after', (params) => params['CallSid'] === member.sid)
    expect(told).to.include({ DialCallStatus: 'busy' })
  })
})
