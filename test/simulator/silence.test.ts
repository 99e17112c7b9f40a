import { expect } from 'chai'
import { demoAccount } from '../../simulator/demo-account.ts'
import { serviceLine, startTinyProduct, type TinyProduct } from './tiny-product.ts'

describe('the simulator: what a telephone hears, and who is gone', () => {
  let product: TinyProduct
  beforeEach(async () => {
    product = await startTinyProduct()
  })
  afterEach(() => product.close())

  const page = (verbs: string) => `<Response>${verbs}</Response>`
  const meets = (label: string) =>
    page(`<Dial><Conference participantLabel="${label}" endConferenceOnExit="false">room</Conference></Dial>`)
  const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

  it('counts a pause as silence, with its call and length', async () => {
    const silence = product.simulator.meterSilence()
    product.on('/voice', page('<Say>Wait.</Say><Pause length="8"/><Say>Back.</Say>'))
    const call = product.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard('Back')
    await call.waitForState('completed')
    const found = silence.longerThan(500)
    expect(found.map(({ callSid, from }) => [callSid, from])).to.deep.equal([[call.sid, '+447700900117']])
    expect(silence.longest()).to.be.within(500, 1100)
    silence.stop()
  })

  it('does not count words, music, or the caller’s own turn to press a key', async () => {
    const silence = product.simulator.meterSilence()
    product.on('/voice', page('<Gather timeout="9"><Say>Press.</Say></Gather><Enqueue>support</Enqueue>'))
    const call = product.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForHeard('hold music')
    await after(700)
    expect(silence.longerThan(400)).to.deep.equal([])
    call.hangUp()
    silence.stop()
  })

  it('two who are in a room hear each other; one who is left by a browser without a word does not', async () => {
    const silence = product.simulator.meterSilence()
    product.on('/voice', meets('member'))
    product.on('/agent', meets('agent'))
    product.simulator.exchange.applications.set(demoAccount.twimlAppSid, {
      sid: demoAccount.twimlAppSid,
      friendlyName: 'Softphones',
      voiceUrl: `${product.url}/agent`,
      voiceFallbackUrl: null,
      statusCallback: null,
    })
    const call = product.simulator.phone('+447700900117').call(serviceLine)
    await call.waitForState('in-progress')
    const agent = product.simulator.deskPhone('priya', demoAccount.twimlAppSid).dial({ contactId: 'c-1' })
    await call.waitForHeard(/hold music/)
    await after(900)
    expect(agent.state).to.equal('in-progress')
    expect(silence.longerThan(600)).to.deep.equal([])
    agent.vanish(900)
    await after(1500)
    expect(agent.hasEnded).to.equal(true)
    expect(silence.longerThan(1000).map(({ callSid }) => callSid)).to.deep.equal([call.sid])
    call.hangUp()
    silence.stop()
  })

  it('a REST request whose answer is lost is carried out all the same', async () => {
    product.simulator.change({ answersLost: 1 })
    const asked = await product.client.messages
      .create({ from: '+447700900900', to: '+447700900117', body: 'Hello' })
      .then(
        () => 'answered',
        () => 'no answer',
      )
    expect(asked).to.equal('no answer')
    const text = await product.simulator.phone('+447700900117').waitForText('Hello')
    expect(text.body).to.equal('Hello')
  })
})
