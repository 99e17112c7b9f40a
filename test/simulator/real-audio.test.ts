import { expect } from 'chai'
import { concatSamples, rms } from '../../simulator/media/frames.ts'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { createPeerLeg } from '../../simulator/media/peer-leg.ts'
import { generateTone, hasTone, isHoldMusic } from '../../simulator/media/tones.ts'
import { decodeWav } from '../../simulator/media/wav.ts'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import { serviceLine, startTinyProduct, type TinyProduct } from './tiny-product.ts'

/** Polls what a phone has just heard until it fits. */
async function untilHears(
  call: PhoneCall,
  fits: (samples: Int16Array) => boolean,
  lastMs = 200,
): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const samples = call.audio({ lastMs })
    if (samples.length >= lastMs * 8 && fits(samples)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never heard it; the last was ${rms(call.audio({ lastMs })).toFixed(3)} loud`)
}

describe('the simulator: sound at real speed', () => {
  let product: TinyProduct
  before(async () => {
    product = await startTinyProduct({ speed: 'real' })
    product.on(
      '/voice',
      '<Response><Say>Welcome to the union.</Say><Dial><Conference record="record-from-start" recordingStatusCallback="/recording" beep="false">contact-3</Conference></Dial></Response>',
    )
    product.on('/hold', '<Response><Say>You are on hold.</Say></Response>')
  })
  after(() => product.close())

  it('speaks prompts, plays music, carries both voices, whispers to one, holds, and records what was said', async () => {
    const { simulator, client, url } = product
    const startedAt = Date.now()
    const member = simulator.phone('+447700900117').call(serviceLine)
    await member.waitForHeard('Welcome')
    await untilHears(member, (samples) => rms(samples) > 0.02)
    await member.waitForHeard('hold music')
    expect(Date.now() - startedAt).to.be.greaterThan(800)
    await untilHears(member, isHoldMusic, 500)

    const priya = simulator.phone('+447700900501')
    const lorna = simulator.phone('+447700900502')
    for (const phone of [priya, lorna]) phone.whenRung('answers')
    const room = client.conferences('contact-3')
    const join = async (to: string) => (await room.participants.create({ from: serviceLine, to })).callSid
    const agentSid = await join(priya.number)
    const agent = await priya.waitForRing()
    void member.tone(500, 1500)
    await untilHears(agent, (samples) => hasTone(samples, 500))
    void agent.tone(900, 1500)
    await untilHears(member, (samples) => hasTone(samples, 900))

    const supervisorSid = await join(lorna.number)
    const supervisor = await lorna.waitForRing()
    await supervisor.waitForState('in-progress')
    const [conference] = await client.conferences.list({ friendlyName: 'contact-3', status: 'in-progress' })
    const participants = client.conferences(conference?.sid ?? '').participants
    while ((await participants.list()).length < 3) await new Promise((resolve) => setTimeout(resolve, 20))
    await participants(supervisorSid).update({ coaching: true, callSidToCoach: agentSid })
    void supervisor.tone(1300, 1500)
    await untilHears(agent, (samples) => hasTone(samples, 1300))
    expect(hasTone(member.audio({ lastMs: 200 }), 1300)).to.equal(false)

    await participants(member.sid).update({ hold: true, holdUrl: `${url}/hold` })
    await member.waitForHeard('You are on hold')
    await untilHears(member, (samples) => rms(samples) > 0.02)
    void agent.tone(700, 600)
    await untilHears(supervisor, (samples) => hasTone(samples, 700))
    expect(hasTone(member.audio({ lastMs: 200 }), 700)).to.equal(false)
    await participants(member.sid).update({ hold: false })
    void agent.tone(1100, 1500)
    await untilHears(member, (samples) => hasTone(samples, 1100))

    member.hangUp()
    await client.conferences(conference?.sid ?? '').update({ status: 'completed' })
    const done = await product.waitFor('/recording')
    const { accountSid, authToken } = simulator.account
    const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
    const file = await fetch(`${done['RecordingUrl']}.wav`, { headers: { Authorization: basic } })
    const samples = decodeWav(Buffer.from(await file.arrayBuffer()))
    const holds = (hertz: number) => {
      for (let at = 0; at + 800 <= samples.length; at += 400)
        if (hasTone(samples.subarray(at, at + 800), hertz)) return true
      return false
    }
    expect([500, 900, 1100].filter((hertz) => !holds(hertz))).to.deep.equal([])
    expect(holds(1300), 'a whisper is not recorded').to.equal(false)
    expect(Math.abs(Number(done['RecordingDuration']) - samples.length / 8000)).to.be.lessThan(1)
    expect(simulator.complaints().map((one) => one.summary)).to.deep.equal([])
  })

  it('keeps time: a second of pause and a second of waiting are two', async () => {
    product.on('/voice', '<Response><Pause length="1"/><Gather timeout="1"/></Response>')
    const startedAt = Date.now()
    await product.simulator.phone('+447700900118').call(serviceLine).waitForState('completed')
    expect(Date.now() - startedAt).to.be.within(1900, 4000)
  })

  it('a page’s microphone is the caller’s voice, and the page hears the call', async () => {
    product.on('/voice', '<Response><Dial><Number>+447700900503</Number></Dial></Response>')
    const far = product.simulator.phone('+447700900503')
    const control = (path: string, body: unknown) =>
      fetch(`${product.simulator.url}/control${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const placed: unknown = await (await control('/calls', { from: 'anonymous', to: serviceLine })).json()
    const sid = String(Reflect.get(Object(placed), 'sid'))
    const page = createPeerLeg()
    const answer: unknown = await (await control(`/calls/${sid}/media`, { sdp: await page.offer() })).json()
    page.accept(String(Reflect.get(Object(answer), 'sdp')))
    const heard: Int16Array[] = []
    page.onPcm((frame) => heard.push(frame))
    const humming = playTo(
      page,
      sourceOf(generateTone({ hertz: 1000, ms: 1000 }), { times: Number.POSITIVE_INFINITY }),
    )
    const call = await far.waitForRing()
    call.answer()
    await untilHears(call, (samples) => hasTone(samples, 1000))
    void call.tone(620, 3000)
    for (let attempt = 0; attempt < 200 && !hasTone(concatSamples(heard.slice(-10)), 620); attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(hasTone(concatSamples(heard.slice(-10)), 620)).to.equal(true)
    humming.stop()
    expect((await control(`/calls/${sid}/hangup`, {})).status).to.equal(204)
    await call.waitForState('completed')
    expect((await control(`/calls/${sid}/media`, { sdp: 'v=0' })).status).to.equal(409)
    page.close()
  })
})
