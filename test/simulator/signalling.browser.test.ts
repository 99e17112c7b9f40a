import { expect } from 'chai'
import { concatSamples, rms } from '../../simulator/media/frames.ts'
import type { Leg } from '../../simulator/media/leg.ts'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { generateTone, hasTone } from '../../simulator/media/tones.ts'
import type { CallEnd, ClientCall } from '../../simulator/signalling/voice-call.ts'
import { APP_SID, accessToken, MICROPHONE_HERTZ, startVoiceWorld } from './signalling-browser.ts'

/** Resolves when the last 400 ms of what a party says satisfy a condition. */
function untilSays(leg: Leg, condition: (samples: Int16Array) => boolean): Promise<void> {
  const frames: Int16Array[] = []
  return new Promise((resolve) => {
    const off = leg.onPcm((frame) => {
      frames.push(frame)
      if (frames.length > 20) frames.shift()
      if (frames.length < 20 || !condition(concatSamples(frames))) return
      off()
      resolve()
    })
  })
}

const isMicrophone = (samples: Int16Array) => hasTone(samples, MICROPHONE_HERTZ)
const isSilent = (samples: Int16Array) => rms(samples) < 0.001

function hum(leg: Leg, hertz: number) {
  return playTo(leg, sourceOf(generateTone({ hertz, ms: 1000 }), { times: Number.POSITIVE_INFINITY }))
}

const ended = (call: ClientCall) => new Promise<CallEnd>((resolve) => call.onEnded(resolve))

/** Collects the keys a party presses; resolves once so many came. */
function keys(leg: Leg, count: number): Promise<string> {
  let pressed = ''
  return new Promise((resolve) => {
    const off = leg.onDigit((digit) => {
      pressed += digit
      if (pressed.length < count) return
      off()
      resolve(pressed)
    })
  })
}

describe('the unmodified Voice SDK in a real browser', function () {
  this.timeout(90_000)
  let world: Awaited<ReturnType<typeof startVoiceWorld>>

  before(async () => {
    world = await startVoiceWorld()
  })
  after(async () => {
    await world?.close()
  })

  async function registered(identity: string) {
    const phone = await world.open(accessToken(identity))
    await phone.run('register')
    return phone
  }

  /** A registered page in an open call that it dialled, with both sides' audio proven. */
  async function inACall(identity: string) {
    const phone = await registered(identity)
    await phone.run('dial', { contactId: 'C-1' })
    const call = await world.dialledCall()
    call.answer()
    await phone.hears('call:accept')
    hum(call.leg, 440)
    await Promise.all([phone.hearsTone(440), untilSays(call.leg, isMicrophone)])
    return { phone, call }
  }

  it("registers under its identity and unregisters, with the page's WebSocket left native", async () => {
    const phone = await world.open(accessToken('ana'))
    expect(await phone.run('register')).to.equal('ana')
    expect(world.signalling.registered().get('ana')).to.equal(1)
    expect(await phone.run('shimIsGone')).to.equal(true)
    await phone.run('unregister')
    await phone.hears('device:unregistered')
    expect(world.signalling.registered().has('ana')).to.equal(false)
    expect(world.presence).to.deep.equal(['ana 1', 'ana 0'])
    await phone.page.close()
  })

  it('dials out: parameters, ringing, tones both ways, mute, keys, and hangs up', async () => {
    const phone = await registered('bo')
    await phone.run('dial', { contactId: 'C-7', note: 'Zoë & Co = x+y' })
    const call = await world.dialledCall()
    expect(call).to.include({ identity: 'bo', applicationSid: APP_SID })
    expect(call.params).to.deep.equal({ contactId: 'C-7', note: 'Zoë & Co = x+y' })
    call.ringing()
    await phone.hears('call:ringing false')
    call.answer()
    await phone.hears('call:accept')
    expect(await phone.run('about')).to.deep.include({ callSid: call.callSid })

    hum(call.leg, 440)
    await phone.hearsTone(440)
    await untilSays(call.leg, isMicrophone)
    await phone.run('mute', true)
    await untilSays(call.leg, isSilent)
    await phone.run('mute', false)
    await untilSays(call.leg, isMicrophone)
    const pressed = keys(call.leg, 4)
    await phone.run('digits', '12#0')
    expect(await pressed).to.equal('12#0')

    const end = ended(call)
    await phone.run('hangUp')
    expect(await end).to.equal('hung-up-by-client')
    await phone.page.close()
  })

  it('hears early media while it rings, and is hung up on from our side', async () => {
    const phone = await registered('cy')
    await phone.run('dial', {})
    const call = await world.dialledCall()
    call.ringing({ earlyMedia: true })
    hum(call.leg, 600)
    await phone.hears('call:ringing true')
    await phone.hearsTone(600)
    call.answer()
    await phone.hears('call:accept')
    call.hangUp()
    await phone.hears('call:disconnect')
    expect((await phone.events()).filter((event) => event.includes('error'))).to.deep.equal([])
    await phone.page.close()
  })

  it('gives up dialling before it is answered', async () => {
    const phone = await registered('dee')
    await phone.run('dial', {})
    const call = await world.dialledCall()
    const end = ended(call)
    await phone.run('hangUp')
    expect(await end).to.equal('hung-up-by-client')
    await phone.page.close()
  })

  it('is refused dialling with the reason when its token does not allow it', async () => {
    const phone = await world.open(accessToken('eve', { dial: false }))
    await phone.run('register')
    await phone.run('dial', {})
    await phone.hears('call:error 31005')
    await phone.hears('call:disconnect')
    await phone.page.close()
  })

  it('rings in two tabs with the parameters; the first answer wins and the other is told', async () => {
    const [one, two] = [await registered('fay'), await registered('fay')]
    const ringing = world.signalling.ring('fay', {
      callSid: world.newCallSid(),
      from: '+447700900117',
      to: 'client:fay',
      params: { name: 'Zoë & Co = x+y', reason: 'pay' },
    })
    await Promise.all([one.hears('device:incoming'), two.hears('device:incoming')])
    expect(await one.run('about')).to.deep.include({
      callSid: ringing.callSid,
      from: '+447700900117',
      params: { name: 'Zoë & Co = x+y', reason: 'pay' },
    })
    await two.run('accept')
    const outcome = await ringing.outcome
    if (outcome.kind !== 'answered') throw new Error(`the call was ${outcome.kind}`)
    await Promise.all([one.hears('call:cancel'), two.hears('call:accept')])
    hum(outcome.call.leg, 440)
    await Promise.all([two.hearsTone(440), untilSays(outcome.call.leg, isMicrophone)])
    outcome.call.hangUp()
    await two.hears('call:disconnect')
    await one.page.close()
    await two.page.close()
  })

  it('declines, is no longer rung when the caller gives up, and is unreachable when gone', async () => {
    const phone = await registered('gus')
    const call = () => ({ callSid: world.newCallSid(), from: '+447700900117', to: 'client:gus' })
    const declined = world.signalling.ring('gus', call())
    await phone.hears('device:incoming')
    await phone.run('reject')
    expect(await declined.outcome).to.deep.equal({ kind: 'rejected' })
    const givenUp = world.signalling.ring('gus', call())
    await phone.hears('device:incoming')
    givenUp.cancel()
    await phone.hears('call:cancel')
    expect(await givenUp.outcome).to.deep.equal({ kind: 'cancelled' })
    await phone.page.close()
    expect(await world.signalling.ring('nobody', call()).outcome).to.deep.equal({ kind: 'unreachable' })
  })

  it('moves a ringing call to another browser by its connect token', async () => {
    const [desk, home] = [await registered('hal'), await registered('hal')]
    const ringing = world.signalling.ring('hal', {
      callSid: world.newCallSid(),
      from: '+447700900117',
      to: 'client:hal',
    })
    await Promise.all([desk.hears('device:incoming'), home.hears('device:incoming')])
    await home.run('takeOver', await desk.run('connectToken'))
    const outcome = await ringing.outcome
    if (outcome.kind !== 'answered') throw new Error(`the call was ${outcome.kind}`)
    await Promise.all([home.hears('call:accept'), desk.hears('call:cancel')])
    hum(outcome.call.leg, 440)
    await Promise.all([home.hearsTone(440), untilSays(outcome.call.leg, isMicrophone)])
    outcome.call.hangUp()
    await desk.page.close()
    await home.page.close()
  })

  it('survives a broken socket in a call and hangs up properly afterwards', async () => {
    const { phone, call } = await inACall('ida')
    world.signalling.dropSockets('ida')
    await phone.hears('call:reconnecting')
    await phone.hears('call:reconnected')
    await Promise.all([phone.hearsTone(440), untilSays(call.leg, isMicrophone)])
    const end = ended(call)
    await phone.run('hangUp')
    expect(await end).to.equal('hung-up-by-client')
    await phone.page.close()
  })

  it('restarts audio that broke under a call', async () => {
    const { phone, call } = await inACall('joy')
    world.signalling.dropAudio('joy')
    await phone.hears('call:reconnecting')
    await phone.hears('call:reconnected')
    await Promise.all([phone.hearsTone(440), untilSays(call.leg, isMicrophone)])
    call.hangUp()
    await phone.hears('call:disconnect')
    await phone.page.close()
  })

  it('is told when the call ended while its socket was broken', async () => {
    const { phone, call } = await inACall('jan')
    world.signalling.dropSockets('jan')
    call.hangUp()
    await phone.hears('call:reconnecting')
    await phone.hears('call:disconnect')
    expect(await phone.run('about')).to.deep.include({ status: 'closed', busy: false })
    await phone.page.close()
  })

  it('renews its token in a call without a break', async () => {
    const { phone, call } = await inACall('kim')
    await phone.run('renew', accessToken('kim', { ttl: 900 }))
    const acked = phone.hears('call:messageSent')
    const heard = new Promise<unknown>((resolve) => call.onMessage(({ content }) => resolve(content)))
    await phone.run('say', { hello: 'there' })
    await acked
    expect(await heard).to.deep.equal({ hello: 'there' })
    call.sendMessage({ content: { good: 'day' } })
    await phone.hears('call:message {"good":"day"}')
    await Promise.all([phone.hearsTone(440), untilSays(call.leg, isMicrophone)])
    expect((await phone.events()).filter((event) => /error|reconnect/.test(event))).to.deep.equal([])
    call.hangUp()
    await phone.page.close()
  })

  it('is warned in time that its token ends, and is not rung after', async () => {
    const phone = await world.open(accessToken('lee', { ttl: 12 }))
    await phone.run('register')
    await phone.hears('device:tokenWillExpire')
    await phone.hears('device:error 20104')
    expect(world.signalling.registered().has('lee')).to.equal(false)
    await phone.run('renew', accessToken('lee'))
    await phone.hears('device:registered')
    expect(world.signalling.registered().get('lee')).to.equal(1)
    await phone.page.close()
  })

  it('is refused with a wrongly signed token instead of waiting for ever', async () => {
    const phone = await world.open(accessToken('mal', { secret: 'not the secret' }))
    const outcome = await phone.page.evaluate(
      "window.phone.register().then(() => 'registered', () => 'refused')",
    )
    expect(outcome).to.equal('refused')
    expect(await phone.events()).to.include('device:error 20101')
    expect(world.complaints.at(-1)).to.match(/not signed with the secret/)
    await phone.page.close()
  })

  it('ends the call when its tab is closed', async () => {
    const { phone, call } = await inACall('nia')
    const end = ended(call)
    await phone.page.close({ runBeforeUnload: true })
    expect(await end).to.equal('hung-up-by-client')
  })
})
