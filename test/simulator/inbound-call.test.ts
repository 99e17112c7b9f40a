import { expect } from 'chai'
import { serviceLine, startTinyProduct, type TinyProduct } from './tiny-product.ts'

describe('the simulator: a call comes in', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct()
    product.on(
      '/voice',
      `<Response><Say>Welcome.</Say><Gather action="/menu" numDigits="1"><Say>Press one for help.</Say></Gather><Say>Nothing pressed.</Say></Response>`,
    )
    product.on(
      '/menu',
      `<Response><Enqueue action="/left-queue" waitUrl="/wait">support</Enqueue></Response>`,
    )
    product.on(
      '/wait',
      (params) =>
        `<Response><Say>You are number ${params['QueuePosition']}.</Say><Pause length="20"/></Response>`,
    )
    product.on(
      '/join',
      `<Response><Dial action="/after"><Conference participantLabel="member" statusCallback="/conference" statusCallbackEvent="start end join leave mute hold modify">contact-1</Conference></Dial></Response>`,
    )
    product.on('/after', '<Response><Say>Goodbye.</Say></Response>')
  })
  afterEach(() => product.close())

  it('is greeted, gathers a key, waits with its position, is moved into a conference, and hangs up', async () => {
    const { simulator, client } = product
    const aisha = simulator.phone('+447700900117')
    const call = aisha.call(serviceLine)
    await call.waitForHeard('Welcome')
    await call.waitForHeard('Press one')
    await call.press('1')
    await call.waitForHeard('You are number 1')
    const menu = product.at('/menu')[0]
    expect(menu).to.include({
      CallSid: call.sid,
      Digits: '1',
      From: '+447700900117',
      To: serviceLine,
      Direction: 'inbound',
    })
    const [queue] = await client.queues.list()
    expect(queue?.friendlyName).to.equal('support')
    expect(queue?.currentSize).to.equal(1)

    await client.calls(call.sid).update({ url: `${product.url}/join`, method: 'POST' })
    expect(await product.waitFor('/left-queue')).to.include({
      QueueResult: 'redirected',
      QueueSid: queue?.sid,
    })
    const joined = await product.waitFor(
      '/conference',
      (params) => params['StatusCallbackEvent'] === 'participant-join',
    )
    expect(joined).to.include({
      CallSid: call.sid,
      FriendlyName: 'contact-1',
      ParticipantLabel: 'member',
      Muted: 'false',
    })

    const agent = simulator.phone('+447700900555')
    agent.whenRung('answers')
    await client
      .conferences('contact-1')
      .participants.create({ from: serviceLine, to: '+447700900555', label: 'agent' })
    await product.waitFor('/conference', (params) => params['StatusCallbackEvent'] === 'conference-start')
    const [conference] = await client.conferences.list({ friendlyName: 'contact-1', status: 'in-progress' })
    const agentCall = await agent.waitForRing()
    await agentCall.say('Hello Aisha, this is Priya')
    await call.waitForHeard('this is Priya')

    await client
      .conferences(conference?.sid ?? '')
      .participants(call.sid)
      .update({ hold: true })
    await call.waitForHeard('hold music')
    await product.waitFor('/conference', (params) => params['StatusCallbackEvent'] === 'participant-hold')
    call.hangUp()
    expect(await product.waitFor('/status')).to.include({
      CallSid: call.sid,
      CallStatus: 'completed',
      SequenceNumber: '0',
    })
    const left = await product.waitFor(
      '/conference',
      (params) => params['StatusCallbackEvent'] === 'participant-leave',
    )
    expect(left).to.include({
      ReasonParticipantLeft: 'participant_hung_up',
      ParticipantCallStatus: 'completed',
    })
    agentCall.hangUp()
    await product.waitFor('/conference', (params) => params['StatusCallbackEvent'] === 'conference-end')
    expect((await client.calls(call.sid).fetch()).status).to.equal('completed')
    await simulator.idle()
    expect(product.received.filter((one) => !one.isSigned)).to.deep.equal([])
    expect(simulator.complaints().map((one) => one.summary)).to.deep.equal([])
  })

  it('falls through an unanswered Gather and hangs up at the end of the document', async () => {
    const call = product.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard('Nothing pressed')
    await call.waitForState('completed')
    expect(product.at('/menu')).to.deep.equal([])
  })
})
