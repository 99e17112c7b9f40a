import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect } from 'chai'
import { concatSamples } from '../../simulator/media/frames.ts'
import { createJitterQueue } from '../../simulator/media/jitter-queue.ts'
import type { Leg } from '../../simulator/media/leg.ts'
import { answerPage } from '../../simulator/media/page-leg.ts'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { createPeerLeg } from '../../simulator/media/peer-leg.ts'
import { readOffer } from '../../simulator/media/peer-wire.ts'
import { createRtpSender, isAfter, parseRtp } from '../../simulator/media/rtp.ts'
import { createKeyReader } from '../../simulator/media/telephone-event.ts'
import { sharedTicker } from '../../simulator/media/ticker.ts'
import { generateTone, hasTone } from '../../simulator/media/tones.ts'

/** Resolves when the last 400 ms of what a leg says are this tone. */
function untilSaid(leg: Leg, hertz: number): Promise<void> {
  const frames: Int16Array[] = []
  return new Promise((resolve) => {
    const off = leg.onPcm((frame) => {
      frames.push(frame)
      if (frames.length > 20) frames.shift()
      if (frames.length < 20 || !hasTone(concatSamples(frames), hertz)) return
      off()
      resolve()
    })
  })
}

function hum(leg: Leg, hertz: number) {
  return playTo(leg, sourceOf(generateTone({ hertz, ms: 1000 }), { times: Number.POSITIVE_INFINITY }))
}

describe('a leg over WebRTC', () => {
  it('carries tones both ways, moves to a fresh connection, and ends on both sides', async () => {
    const near = createPeerLeg()
    const first = createPeerLeg()
    near.accept(await first.answer(await near.offer()))
    hum(near, 440)
    hum(first, 600)
    await Promise.all([untilSaid(first, 440), untilSaid(near, 600)])

    const second = createPeerLeg()
    hum(second, 850)
    second.accept(await near.answer(await second.offer()))
    await Promise.all([untilSaid(second, 440), untilSaid(near, 850)])

    let closings = 0
    near.onClosed(() => {
      closings += 1
    })
    for (const leg of [near, near, first, second]) leg.close()
    near.onClosed(() => {
      closings += 1
    })
    expect(closings).to.equal(2)
    await near.offer().then(
      () => expect.fail('a closed leg offered audio'),
      (error: unknown) => expect(String(error)).to.include('closed'),
    )
  })

  it('leaves the first check to the far end, which may not have our answer yet', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1')
    await once(socket, 'listening')
    let packets = 0
    socket.on('message', () => (packets += 1))
    const near = createPeerLeg()
    const far = createPeerLeg()
    // The same offer, but at the address it names only we listen.
    const offer = (await near.offer()).replace(
      /^(a=candidate:.* 127\.0\.0\.1) \d+ /m,
      `$1 ${socket.address().port} `,
    )
    expect(offer).to.include(` ${socket.address().port} typ host`)
    await far.answer(offer)
    let beats = 0
    await new Promise<void>((resolve) => {
      const off = sharedTicker.onTick(() => {
        beats += 1
        if (beats < 15) return
        off()
        resolve()
      })
    })
    for (const leg of [near, far]) leg.close()
    socket.close()
    expect(packets).to.equal(0)
  })

  it('tells a page whose connection went away as closed', async () => {
    const page = createPeerLeg()
    const { sdp, leg } = await answerPage(await page.offer(), { lostAfterMs: 300 })
    page.accept(sdp)
    hum(page, 440)
    await untilSaid(leg, 440)
    const closed = new Promise<void>((resolve) => leg.onClosed(resolve))
    page.close()
    await closed
  })

  it('names exactly one codec and key presses, with all candidates on loopback', async () => {
    const leg = createPeerLeg()
    const sdp = await leg.offer()
    leg.close()
    expect(sdp).to.match(/^m=audio \d+ UDP\/TLS\/RTP\/SAVPF 0 101\r$/m)
    expect(sdp).to.match(/^a=rtpmap:101 telephone-event\/8000/m)
    expect(sdp).to.match(/^a=msid:\S+ \S+\r$/m)
    const candidates = sdp.split('\r\n').filter((line) => line.startsWith('a=candidate'))
    expect(candidates).to.have.lengthOf(1)
    expect(candidates[0]).to.include('127.0.0.1')
  })

  it('refuses an offer without PCMU or without audio', () => {
    expect(() => readOffer('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n')).to.throw('no PCMU')
    expect(() => readOffer('v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 0\r\n')).to.throw('no audio')
    const chrome =
      'm=audio 9 UDP/TLS/RTP/SAVPF 111 0 110 126\r\na=mid:audio-1\r\na=rtpmap:110 telephone-event/48000\r\n'
    expect(readOffer(`${chrome}a=rtpmap:126 telephone-event/8000\r\n`)).to.deep.equal({
      mid: 'audio-1',
      telephoneEvent: 126,
    })
    expect(readOffer(chrome).telephoneEvent).to.equal(undefined)
  })
})

describe('RTP', () => {
  it('numbers packets round at 65536 and stamps 160 samples each', () => {
    const sender = createRtpSender(() => 0.999999)
    const packets = [sender.next(new Uint8Array(160).fill(7)), sender.next()].map((bytes) => parseRtp(bytes))
    expect(packets[0]).to.deep.include({ payloadType: 0, sequence: 65535 })
    expect(packets[0]?.payload[0]).to.equal(7)
    expect(packets[1]).to.deep.include({ sequence: 0 })
    expect(((packets[1]?.timestamp ?? 0) - (packets[0]?.timestamp ?? 0)) >>> 0).to.equal(160)
    expect(packets[1]?.payload.every((byte) => byte === 0xff)).to.equal(true)
    expect([isAfter(0, 65535), isAfter(65535, 0), isAfter(5, 5)]).to.deep.equal([true, false, false])
  })

  it('reads past contributors, extensions and padding, and ignores RTCP and rubbish', () => {
    const packet = Buffer.from([
      0xb1, 0x00, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 9, 9, 9, 9, 0xbe, 0xde, 0, 1, 8, 8, 8, 8, 42, 43, 0, 2,
    ])
    expect([...(parseRtp(packet)?.payload ?? [])]).to.deep.equal([42, 43])
    const rtcp = Buffer.from(packet)
    rtcp[1] = 200
    expect(parseRtp(rtcp)).to.equal(undefined)
    expect(parseRtp(Buffer.from([0x80, 0]))).to.equal(undefined)
    expect(parseRtp(packet.subarray(0, 17))).to.equal(undefined)
  })

  it('hears one key press in its many packets, and two presses of the same key as two', () => {
    const read = createKeyReader()
    const press = (timestamp: number, event: number) => ({
      payloadType: 101,
      sequence: 1,
      timestamp,
      payload: Uint8Array.of(event, 0, 0, 160),
    })
    const heard = [press(1, 5), press(1, 5), press(1, 5), press(900, 5), press(1800, 11)].map(read)
    expect(heard).to.deep.equal(['5', undefined, undefined, '5', '#'])
    expect(read(press(2000, 16))).to.equal(undefined)
  })
})

describe('the jitter queue', () => {
  it('fills before it plays, fills again after running dry, and never grows', () => {
    const queue = createJitterQueue({ prefill: 2, most: 4 })
    const frame = (n: number) => Int16Array.of(n)
    queue.push(frame(1))
    expect(queue.take()).to.equal(undefined)
    queue.push(frame(2))
    expect([queue.take()?.[0], queue.take()?.[0], queue.take()?.[0]]).to.deep.equal([1, 2, undefined])
    queue.push(frame(3))
    expect(queue.take()).to.equal(undefined)
    for (const n of [4, 5, 6, 7]) queue.push(frame(n))
    expect([queue.take()?.[0], queue.take()?.[0], queue.take()?.[0]]).to.deep.equal([6, 7, undefined])
  })
})
