import { expect } from 'chai'
import twilio, { RestException } from 'twilio'
import { serviceLine, startTinyProduct, type TinyProduct, textLine } from './tiny-product.ts'

/** The Twilio error that a request ends in: `[HTTP status, code]`. */
async function errorOf(request: Promise<unknown>): Promise<[number, number | undefined]> {
  try {
    await request
  } catch (error) {
    if (error instanceof RestException) return [error.status, error.code]
    throw error
  }
  throw new Error('the request was accepted')
}

describe('the simulator: REST', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct()
    product.on('/voice', '<Response><Pause length="60"/></Response>')
  })
  afterEach(() => product.close())

  it('lets in the account with its token and the API key with its secret, and nobody else', async () => {
    const { accountSid, apiKeySid, apiKeySecret } = product.simulator.account
    const asKey = twilio(apiKeySid, apiKeySecret, { accountSid })
    asKey.api.baseUrl = product.simulator.url
    expect(await asKey.calls.list()).to.deep.equal([])
    const wrong = twilio(accountSid, 'wrong', { accountSid })
    wrong.api.baseUrl = product.simulator.url
    expect(await errorOf(wrong.calls.list())).to.deep.equal([401, 20003])
  })

  it('answers 20404 for what is not there', async () => {
    const none = 'CA00000000000000000000000000000000'
    expect(await errorOf(product.client.calls(none).fetch())).to.deep.equal([404, 20404])
    expect(await errorOf(product.client.conferences('CF1').participants.list())).to.deep.equal([404, 20404])
  })

  for (const [manner, answeredBy] of [
    ['answers', 'human'],
    ['voicemail', 'machine_start'],
  ] as const)
    it(`tells who picked up while the call goes on: a phone that ${manner} is ${answeredBy}`, async () => {
      const phone = product.simulator.phone('+447700900555')
      phone.whenRung(manner)
      await product.client.calls.create({
        from: serviceLine,
        to: '+447700900555',
        url: `${product.url}/voice`,
        machineDetection: 'Enable',
        asyncAmd: 'true',
        asyncAmdStatusCallback: `${product.url}/who`,
      })
      const instructions = await product.waitFor('/voice')
      expect(instructions['AnsweredBy'], 'the call did not wait for it').to.equal(undefined)
      const told = await product.waitFor('/who')
      expect(told).to.include({ AnsweredBy: answeredBy, MachineDetectionDuration: '4000' })
    })

  it('asks for instructions only when it knows who picked up, if detection is not asynchronous', async () => {
    product.simulator.phone('+447700900555').whenRung('voicemail')
    await product.client.calls.create({
      from: serviceLine,
      to: '+447700900555',
      url: `${product.url}/voice`,
      machineDetection: 'DetectMessageEnd',
    })
    expect(await product.waitFor('/voice')).to.include({ AnsweredBy: 'machine_end_beep' })
  })

  it('places a call with progress callbacks in order, and ends it', async () => {
    const phone = product.simulator.phone('+447700900555')
    const call = await product.client.calls.create({
      from: serviceLine,
      to: '+447700900555',
      url: `${product.url}/voice`,
      statusCallback: `${product.url}/progress`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    })
    expect(call.status).to.equal('queued')
    const ring = await phone.waitForRing()
    ring.answer()
    await product.waitFor('/voice')
    await product.client
      .calls(call.sid)
      .update({ twiml: '<Response><Say>Moved by text.</Say><Pause length="60"/></Response>' })
    await ring.waitForHeard('Moved by text')
    const ended = await product.client.calls(call.sid).update({ status: 'completed' })
    expect(ended.status).to.equal('completed')
    await product.simulator.idle()
    expect(product.at('/progress').map((one) => [one['SequenceNumber'], one['CallStatus']])).to.deep.equal([
      ['0', 'initiated'],
      ['1', 'ringing'],
      ['2', 'in-progress'],
      ['3', 'completed'],
    ])
    expect(
      await errorOf(product.client.calls(call.sid).update({ url: `${product.url}/voice` })),
    ).to.deep.equal([400, 21220])
  })

  it('refuses calls that Twilio would refuse', async () => {
    const { client, url } = product
    const place = (from: string, to: string) =>
      errorOf(client.calls.create({ from, to, url: `${url}/voice` }))
    expect(await place(serviceLine, '07700 900555')).to.deep.equal([400, 21211])
    expect(await place('+447700900123', '+447700900555')).to.deep.equal([400, 21210])
    expect(await place('nobody', '+447700900555')).to.deep.equal([400, 21212])
    expect(await errorOf(client.calls.create({ from: serviceLine, to: '+447700900555' }))).to.deep.equal([
      400, 21205,
    ])
  })

  it('pages lists, and the client follows the pages', async () => {
    for (let n = 0; n < 7; n += 1) product.simulator.phone(`+44770090010${n}`).call(serviceLine)
    expect(await product.client.calls.list({ pageSize: 3 })).to.have.lengthOf(7)
    expect(await product.client.calls.list({ pageSize: 3, limit: 4 })).to.have.lengthOf(4)
    expect(await product.client.calls.list({ from: '+447700900103' })).to.have.lengthOf(1)
    expect(await product.client.calls.list({ status: 'completed' })).to.have.lengthOf(0)
  })

  it('mutes, coaches, announces, records and ends a conference', async () => {
    const { client, simulator, url } = product
    product.on(
      '/voice',
      '<Response><Dial><Conference record="record-from-start" recordingStatusCallback="/recording" statusCallback="/conference" statusCallbackEvent="start end join leave mute hold modify announcement">contact-9</Conference></Dial><Say>Afterwards.</Say></Response>',
    )
    product.on('/announce', '<Response><Say>Please stay on the line.</Say></Response>')
    const member = simulator.phone('+447700900117').call(serviceLine)
    await member.waitForHeard('hold music')
    const sid: string[] = []
    for (const label of ['agent', 'supervisor']) {
      const phone = simulator.phone(label === 'agent' ? '+447700900501' : '+447700900502')
      phone.whenRung('answers')
      const joined = await client
        .conferences('contact-9')
        .participants.create({ from: serviceLine, to: phone.number, label })
      sid.push(joined.callSid)
      await product.waitFor(
        '/conference',
        (params) =>
          params['ParticipantLabel'] === label ||
          (params['CallSid'] === joined.callSid && params['StatusCallbackEvent'] === 'participant-join'),
      )
    }
    const [agentSid = '', supervisorSid = ''] = sid
    const [conference] = await client.conferences.list({ friendlyName: 'contact-9', status: 'in-progress' })
    const room = client.conferences(conference?.sid ?? '')
    expect(await room.participants.list()).to.have.lengthOf(3)

    const [recording] = await room.recordings.list()
    const made = recording?.dateCreated.getTime() ?? 0
    const since = (ms: number) => product.client.recordings.list({ dateCreatedAfter: new Date(made + ms) })
    expect([await since(-1000), await since(60_000)].map((list) => list.length)).to.deep.equal([1, 0])
    expect(
      (await room.recordings(recording?.sid ?? '').update({ status: 'paused', pauseBehavior: 'skip' }))
        .status,
    ).to.equal('paused')
    expect((await room.recordings('Twilio.CURRENT').update({ status: 'in-progress' })).status).to.equal(
      'in-progress',
    )

    await room.participants(member.sid).update({ muted: true })
    await product.waitFor(
      '/conference',
      (params) => params['StatusCallbackEvent'] === 'participant-mute' && params['Muted'] === 'true',
    )
    const coach = await room.participants(supervisorSid).update({ coaching: true, callSidToCoach: agentSid })
    expect(coach.coaching).to.equal(true)
    const supervisor = await simulator.phone('+447700900502').waitForRing()
    const agent = await simulator.phone('+447700900501').waitForRing()
    await supervisor.say('Ask for the date')
    await agent.waitForHeard('Ask for the date')
    expect(member.heard.some((one) => one.text.includes('Ask for the date'))).to.equal(false)

    await room.participants(member.sid).update({ announceUrl: `${url}/announce` })
    await member.waitForHeard('stay on the line')
    await product.waitFor('/conference', (params) => params['StatusCallbackEvent'] === 'announcement-end')
    await room.participants(agentSid).update({ endConferenceOnExit: true })
    await room.participants(agentSid).remove()
    const end = await product.waitFor(
      '/conference',
      (params) => params['StatusCallbackEvent'] === 'conference-end',
    )
    expect(end).to.include({
      ReasonConferenceEnded: 'participant-with-end-conference-on-exit-kicked',
      CallSidEndingConference: agentSid,
    })
    await member.waitForHeard('Afterwards')
    expect(await product.waitFor('/recording')).to.include({
      RecordingSource: 'Conference',
      ConferenceSid: conference?.sid,
    })
    expect(simulator.complaints().map((one) => one.summary)).to.deep.equal([])
  })

  it('takes a member out of the queue by its front', async () => {
    product.on('/voice', '<Response><Enqueue>support</Enqueue></Response>')
    product.on('/taken', '<Response><Say>You are next.</Say></Response>')
    const call = product.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard('hold music')
    const [queue] = await product.client.queues.list()
    const members = product.client.queues(queue?.sid ?? '').members
    expect((await members.list()).map((one) => [one.callSid, one.position])).to.deep.equal([[call.sid, 1]])
    await members('Front').update({ url: `${product.url}/taken` })
    await call.waitForHeard('You are next')
    expect(await errorOf(members('Front').fetch())).to.deep.equal([404, 20404])
  })

  it('knows the numbers and applications of the account', async () => {
    const [number] = await product.client.incomingPhoneNumbers.list({ phoneNumber: textLine })
    expect(number).to.include({ phoneNumber: textLine, smsUrl: `${product.url}/sms` })
    expect(number?.capabilities).to.include({ voice: true, sms: true })
    await product.client.incomingPhoneNumbers(number?.sid ?? '').update({ smsUrl: `${product.url}/other` })
    expect((await product.client.incomingPhoneNumbers.list({ phoneNumber: textLine }))[0]?.smsUrl).to.equal(
      `${product.url}/other`,
    )
  })

  it('is out of order on request: 500, 429, cut off', async () => {
    product.simulator.change({ rest: '500' })
    expect((await errorOf(product.client.calls.list()))[0]).to.equal(500)
    product.simulator.change({ rest: '429' })
    expect(await errorOf(product.client.calls.list())).to.deep.equal([429, 20429])
    product.simulator.change({ rest: 'down' })
    const cut = await product.client.calls.list().then(
      () => 'answered',
      (error: unknown) => (error instanceof RestException ? 'answered' : 'cut'),
    )
    expect(cut).to.equal('cut')
    product.simulator.change({ rest: 'ok' })
    expect(await product.client.calls.list()).to.deep.equal([])
  })

  it('hangs on request, until the client loses patience', async () => {
    product.simulator.change({ rest: 'hang' })
    const { accountSid, authToken } = product.simulator.account
    const impatient = twilio(accountSid, authToken, { accountSid, timeout: 200 })
    impatient.api.baseUrl = product.simulator.url
    const outcome = await impatient.calls.list().then(
      () => 'answered',
      (error: unknown) => (error instanceof RestException ? 'answered' : 'nothing'),
    )
    expect(outcome).to.equal('nothing')
  })

  it('refuses a body too large to read, in its own words', async () => {
    const { accountSid, authToken } = product.simulator.account
    const response = await fetch(`${product.simulator.url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        Authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
      },
      body: `Body=${'x'.repeat(1_100_000)}`,
    })
    expect(response.status).to.equal(413)
    expect(await response.json()).to.include({ code: 20413 })
  })
})

describe('the simulator: what nobody waited for', () => {
  it('is listed, and what was waited for is not', async () => {
    const product = await startTinyProduct()
    product.on('/voice', '<Response><Pause length="60"/></Response>')
    const ringing = product.simulator.phone('+447700900555')
    await product.client.calls.create({ from: serviceLine, to: ringing.number, url: `${product.url}/voice` })
    await product.client.messages.create({ from: textLine, to: '+447700900117', body: 'A surprise' })
    await ringing.waitForRing()
    expect(product.simulator.unmet()).to.deep.equal(['+447700900117 was sent: A surprise'])
    await product.simulator.phone('+447700900117').waitForText('surprise')
    expect(product.simulator.unmet()).to.deep.equal([])
    await product.close()
  })

  it('a voicemail box answers and speaks', async () => {
    const product = await startTinyProduct()
    product.on('/voice', '<Response><Dial><Number>+447700900994</Number></Dial></Response>')
    const caller = product.simulator.phone('+447700900117').call(serviceLine)
    await caller.waitForHeard('leave a message')
    caller.hangUp()
    await product.close()
  })
})
