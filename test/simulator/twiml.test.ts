import { expect } from 'chai'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import { serviceLine, startTinyProduct, type TinyProduct } from './tiny-product.ts'

/** Two parties are connected a moment after the last webhook: says it again until the other hears it. */
async function saysUntilHeard(speaker: PhoneCall, listener: PhoneCall, words: string) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await speaker.say(words)
    const found = await listener.waitForHeard(words, { timeoutMs: 50 }).catch(() => null)
    if (found) return
  }
  throw new Error(`never heard: ${words}`)
}

const response = (inside: string) => `<Response>${inside}</Response>`

describe('the simulator: TwiML', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct()
  })
  afterEach(() => product.close())

  const ring = () => product.simulator.phone('+447700900117').call(serviceLine)
  const heard = (call: ReturnType<typeof ring>) =>
    call.heard.filter((one) => one.kind !== 'key').map((one) => one.text)
  const noComplaints = () =>
    expect(product.simulator.complaints().map((one) => one.summary)).to.deep.equal([])

  it('Gather takes several keys up to the finishing one, cutting the prompt short', async () => {
    product.on(
      '/voice',
      response('<Gather action="/got" finishOnKey="#"><Say loop="0">Key your number.</Say></Gather>'),
    )
    product.on('/got', response('<Hangup/>'))
    const call = ring()
    await call.waitForHeard('Key your number')
    await call.press('204117#')
    expect(await product.waitFor('/got')).to.include({ Digits: '204117', FinishedOnKey: '#' })
    noComplaints()
  })

  it('Gather stops at numDigits, and with actionOnEmptyResult asks even without keys', async () => {
    product.on(
      '/voice',
      response('<Gather action="/got" numDigits="2" timeout="1" actionOnEmptyResult="true"/>'),
    )
    product.on('/got', (params) =>
      params['Digits'] === '' ? response('<Redirect>/voice</Redirect>') : response('<Hangup/>'),
    )
    const call = ring()
    await product.waitFor('/got', (params) => params['Digits'] === '')
    await call.press('12')
    await product.waitFor('/got', (params) => params['Digits'] === '12')
    noComplaints()
  })

  it('Gather takes typed-in speech', async () => {
    product.on(
      '/voice',
      response('<Gather input="speech dtmf" action="/got"><Say>What is it about?</Say></Gather>'),
    )
    const call = ring()
    await call.waitForHeard('What is it about')
    await call.say('my pay')
    expect(await product.waitFor('/got')).to.include({ SpeechResult: 'my pay', Confidence: '0.9' })
  })

  it('Reject busy never answers', async () => {
    product.on('/voice', response('<Reject reason="busy"/>'))
    const call = ring()
    await call.waitForState('busy')
    expect((await product.client.calls(call.sid).fetch()).startTime).to.be.an.instanceOf(Date)
    expect(await product.waitFor('/status')).to.include({ CallStatus: 'busy', CallDuration: '0' })
  })

  it('Record keeps a voicemail: action and recording callback, media by REST', async () => {
    product.on(
      '/voice',
      response(
        '<Say>Leave a message.</Say><Record action="/recorded" finishOnKey="#" recordingStatusCallback="/recording"/>',
      ),
    )
    product.on('/recorded', response('<Say>Thank you.</Say>'))
    const call = ring()
    await call.say('My manager has changed my shifts')
    await call.tone(440, 300)
    await call.press('#')
    const recorded = await product.waitFor('/recorded')
    expect(recorded).to.include({ Digits: '#' })
    const done = await product.waitFor('/recording')
    expect(done).to.include({
      RecordingStatus: 'completed',
      RecordingSid: recorded['RecordingSid'],
      RecordingSource: 'RecordVerb',
      CallSid: call.sid,
    })
    await call.waitForHeard('Thank you')
    const fetched = await product.client.recordings(done['RecordingSid'] ?? '').fetch()
    expect(fetched.status).to.equal('completed')
    const { accountSid, authToken } = product.simulator.account
    const media = await fetch(`${done['RecordingUrl']}.wav`, {
      headers: { Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    })
    const wav = Buffer.from(await media.arrayBuffer())
    expect(wav.toString('latin1', 0, 4)).to.equal('RIFF')
    expect(wav.length).to.be.greaterThan(44 + 300 * 16)
    expect((await fetch(`${done['RecordingUrl']}.wav`)).status).to.equal(401)
    noComplaints()
  })

  it('Record ends when the caller hangs up, and says so', async () => {
    product.on('/voice', response('<Record action="/recorded" recordingStatusCallback="/recording"/>'))
    const call = ring()
    await call.say('Please call me')
    call.hangUp()
    expect(await product.waitFor('/recorded')).to.include({ Digits: 'hangup', CallStatus: 'completed' })
    await product.waitFor('/recording')
  })

  it('Enqueue tells its action that the caller hung up while waiting', async () => {
    product.on('/voice', response('<Enqueue action="/left" waitUrl="/wait">support</Enqueue>'))
    product.on('/wait', response('<Play>/missing.wav</Play>'))
    product.on('/missing.wav', { status: 404 })
    const call = ring()
    expect(await product.waitFor('/wait')).to.include({
      QueuePosition: '1',
      CurrentQueueSize: '1',
      MaxQueueSize: '1000',
    })
    call.hangUp()
    expect(await product.waitFor('/left')).to.include({ QueueResult: 'hangup', CallStatus: 'completed' })
    expect((await product.client.queues.list())[0]?.currentSize).to.equal(0)
  })

  it('Leave goes on with the action, and a full queue is said at once', async () => {
    product.on(
      '/voice',
      response('<Enqueue action="/left" waitUrl="/wait" maxQueueSize="1">support</Enqueue>'),
    )
    product.on('/wait', response('<Gather numDigits="1" timeout="20" action="/leave"/>'))
    product.on('/leave', response('<Leave/>'))
    product.on('/left', (params) => response(`<Say>${params['QueueResult']}</Say>`))
    const first = ring()
    await product.waitFor('/wait')
    const second = product.simulator.phone('+447700900118').call(serviceLine)
    await second.waitForHeard('queue-full')
    await first.press('1')
    await first.waitForHeard('leave')
    noComplaints()
  })

  it('Dial Queue connects the first who waits; both actions hear of it', async () => {
    product.on('/voice', (params) =>
      params['From'] === '+447700900117'
        ? response('<Enqueue action="/left">support</Enqueue>')
        : response('<Dial action="/dialled"><Queue url="/about-to">support</Queue></Dial>'),
    )
    product.on('/about-to', response('<Say>You are being connected.</Say>'))
    const member = ring()
    await member.waitForHeard('hold music')
    const agent = product.simulator.phone('+447700900118').call(serviceLine)
    await member.waitForHeard('being connected')
    expect(product.at('/about-to')[0]).to.include({ DequeingCallSid: agent.sid, CallSid: member.sid })
    await saysUntilHeard(agent, member, 'Hello, Priya here')
    member.hangUp()
    expect(await product.waitFor('/dialled')).to.include({
      DialCallStatus: 'completed',
      DialCallSid: member.sid,
    })
  })

  it('Dial Number rings, connects, speaks the whisper first, and reports', async () => {
    product.on(
      '/voice',
      response(
        '<Dial action="/after" callerId="+442079460900" timeout="20"><Number url="/whisper" statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">+447700900555</Number></Dial>',
      ),
    )
    product.on('/whisper', response('<Say>A member is calling.</Say>'))
    product.on('/after', response('<Say>That is all.</Say>'))
    const far = product.simulator.phone('+447700900555')
    const caller = ring()
    const leg = await far.waitForRing()
    leg.answer()
    await leg.waitForHeard('A member is calling')
    await product.waitFor('/leg', (params) => params['CallStatus'] === 'in-progress')
    await caller.waitForState('in-progress')
    await saysUntilHeard(leg, caller, 'Good morning')
    leg.hangUp()
    const after = await product.waitFor('/after')
    expect(after).to.include({ DialCallStatus: 'completed', DialCallSid: leg.sid })
    await caller.waitForHeard('That is all')
    await product.simulator.idle()
    expect(product.at('/leg').map((params) => params['CallStatus'])).to.deep.equal([
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ])
    expect(product.at('/leg')[0]).to.include({
      ParentCallSid: caller.sid,
      Direction: 'outbound-dial',
      From: '+442079460900',
    })
    noComplaints()
  })

  for (const [number, status] of [
    ['+447700900991', 'busy'],
    ['+447700900992', 'no-answer'],
    ['+447700900993', 'failed'],
  ] as const) {
    it(`Dial to a number that is ${status} says so`, async () => {
      product.on('/voice', response(`<Dial action="/after" timeout="1">${number}</Dial>`))
      ring()
      expect(await product.waitFor('/after')).to.include({ DialCallStatus: status })
    })
  }

  it('Dial Client without a registered softphone is no answer', async () => {
    product.on(
      '/voice',
      response(
        '<Dial action="/after"><Client><Identity>p-12</Identity><Parameter name="contact" value="7"/></Client></Dial>',
      ),
    )
    ring()
    expect(await product.waitFor('/after')).to.include({ DialCallStatus: 'no-answer' })
    noComplaints()
  })

  it('Dial answerOnBridge keeps the caller ringing until the far end answers', async () => {
    product.on('/voice', response('<Dial answerOnBridge="true"><Number>+447700900555</Number></Dial>'))
    const far = product.simulator.phone('+447700900555')
    const caller = ring()
    const leg = await far.waitForRing()
    expect(caller.state).to.equal('ringing')
    leg.answer()
    await caller.waitForState('in-progress')
  })

  it('a caller who hangs up stops what rings for them', async () => {
    product.on('/voice', response('<Dial action="/after"><Number>+447700900555</Number></Dial>'))
    const caller = ring()
    const leg = await product.simulator.phone('+447700900555').waitForRing()
    caller.hangUp()
    await leg.waitForState('canceled')
    expect(await product.waitFor('/after')).to.include({ DialCallStatus: 'canceled' })
  })

  it('Redirect is relative to its document, and the end of the document hangs up', async () => {
    product.on('/voice', response('<Say>One.</Say><Redirect>/lines/two</Redirect><Say>Never.</Say>'))
    product.on('/lines/two', response('<Redirect method="POST">three</Redirect>'))
    product.on('/lines/three', response('<Say>Three.</Say>'))
    const call = ring()
    await call.waitForState('completed')
    expect(heard(call)).to.deep.equal(['One.', 'Three.', 'Call ended'])
  })
})
