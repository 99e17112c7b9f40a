import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'chai'
import fc from 'fast-check'
import { rms } from '../../simulator/media/frames.ts'
import { createRoom } from '../../simulator/media/mixer.ts'
import { decodeMulaw, encodeMulaw } from '../../simulator/media/mulaw.ts'
import { sourceOf } from '../../simulator/media/pcm-source.ts'
import { recordRoom } from '../../simulator/media/recorder.ts'
import { createSilentLeg } from '../../simulator/media/silent-leg.ts'
import { plainEnglish, speak } from '../../simulator/media/speech.ts'
import { createTicker } from '../../simulator/media/ticker.ts'
import {
  generateTone,
  hasTone,
  holdMusic,
  isHoldMusic,
  ringingTone,
  toneLevel,
} from '../../simulator/media/tones.ts'
import { decodeWav, decodeWavChannels, encodeWav, resampleTo8k, WavError } from '../../simulator/media/wav.ts'
import { createHandClock } from './media-clock.ts'

describe('tones', () => {
  it('measures the level of a tone and tells neighbours apart', () => {
    const tone = generateTone({ hertz: 440, ms: 500, level: 0.3 })
    expect(toneLevel(tone, 440)).to.be.closeTo(0.3, 0.01)
    expect(toneLevel(tone, 480)).to.be.lessThan(0.02)
    expect([hasTone(tone, 440), hasTone(tone, 480)]).to.deep.equal([true, false])
  })

  it('finds no tone in silence, in noise or in nothing', () => {
    const noise = Int16Array.from({ length: 4000 }, (_, i) => ((i * 7919 * 104729) % 20001) - 10000)
    expect([new Int16Array(4000), noise, new Int16Array(0)].map((it) => hasTone(it, 440))).to.deep.equal([
      false,
      false,
      false,
    ])
  })

  it('knows its hold music from a ringing tone', () => {
    const music = holdMusic()
    const second = Int16Array.from(Array.from({ length: 50 }, () => [...(music.next() ?? [])]).flat())
    expect(isHoldMusic(second)).to.equal(true)
    expect(isHoldMusic(ringingTone())).to.equal(false)
  })
})

describe('µ-law', () => {
  it('has the published corner values of G.711', () => {
    expect([...encodeMulaw(Int16Array.of(0, -1, 32767, -32768, 8, -8))]).to.deep.equal([
      0xff, 0x7f, 0x80, 0x00, 0xfe, 0x7e,
    ])
    expect([...decodeMulaw(Uint8Array.of(0xff, 0x7f, 0x80, 0x00))]).to.deep.equal([0, 0, 32124, -32124])
  })

  it('gives every byte back after decoding, but for negative zero', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const back = encodeMulaw(decodeMulaw(bytes))
    expect([...back].filter((byte, i) => byte !== i)).to.deep.equal([0xff])
  })

  it('stays within the coding error of the sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: -32635, max: 32635 }), (sample) => {
        const back = decodeMulaw(encodeMulaw(Int16Array.of(sample)))[0] ?? 0
        return Math.abs(back - sample) <= Math.max(4, Math.abs(sample) / 16)
      }),
    )
  })
})

describe('WAV files', () => {
  it('come back as they were written, in one or two channels', () => {
    const samples = generateTone({ hertz: 300, ms: 100 })
    expect(decodeWav(encodeWav(samples))).to.deep.equal(samples)
    const both = decodeWavChannels(encodeWav(Int16Array.of(1, 10, 2, 20, 3, 30), { channels: 2 }))
    expect(both.map((channel) => [...channel])).to.deep.equal([
      [1, 2, 3],
      [10, 20, 30],
    ])
  })

  it('are read in 8 bit and in µ-law', () => {
    const header = (tag: number, data: Buffer) => {
      const file = Buffer.concat([encodeWav(new Int16Array(0)), data])
      file.writeUInt16LE(tag, 20)
      file.writeUInt16LE(8, 34)
      file.writeUInt32LE(data.length, 40)
      return file
    }
    expect([...decodeWav(header(1, Buffer.from([0, 128, 255])))]).to.deep.equal([-32768, 0, 32512])
    expect([...decodeWav(header(7, Buffer.from([0xff, 0x80, 0x00])))]).to.deep.equal([0, 32124, -32124])
  })

  it('keep their tone at any rate', () => {
    for (const rate of [6000, 11025, 16000, 44100, 48000]) {
      const tone = Int16Array.from({ length: rate / 2 }, (_, i) =>
        Math.round(Math.sin((2 * Math.PI * 440 * i) / rate) * 12000),
      )
      const heard = resampleTo8k(tone, rate)
      expect(heard.length, `${rate}`).to.be.closeTo(4000, 2)
      expect(toneLevel(heard, 440), `${rate}`).to.be.closeTo(12000 / 32768, 0.03)
    }
  })

  it('are refused in words when they are something else or cut short', () => {
    const whole = encodeWav(generateTone({ hertz: 440, ms: 100 }))
    expect(() => decodeWav(Buffer.from('ID3 not a wav file at all'))).to.throw(WavError, 'not a WAV')
    expect(() => decodeWav(whole.subarray(0, 30))).to.throw(WavError, 'no format')
    expect(() => decodeWav(whole.subarray(0, 38))).to.throw(WavError, 'no sound')
    expect(decodeWav(whole.subarray(0, 444))).to.have.lengthOf(200)
    const float = Buffer.from(whole)
    float.writeUInt16LE(3, 20)
    expect(() => decodeWav(float)).to.throw(WavError, 'not supported')
  })
})

describe('a recording', () => {
  function callOfTwo() {
    const clock = createHandClock()
    const room = createRoom({ ticker: clock })
    const member = createSilentLeg({ id: 'member', ticker: clock })
    const agent = createSilentLeg({ id: 'agent', ticker: clock })
    member.say(sourceOf(generateTone({ hertz: 440, ms: 60_000, level: 0.2 })))
    agent.say(sourceOf(generateTone({ hertz: 600, ms: 60_000, level: 0.2 })))
    room.add(member)
    room.add(agent)
    return { clock, room }
  }

  it('holds both voices in mono, and each on its own channel in dual', () => {
    const { clock, room } = callOfTwo()
    const mono = recordRoom(room)
    const dual = recordRoom(room, { channels: 2, firstChannelLeg: 'member' })
    clock.tick(50)
    const mixed = decodeWav(mono.stop())
    expect(mixed).to.have.lengthOf(8000)
    expect(toneLevel(mixed, 440)).to.be.greaterThan(0.15)
    expect(toneLevel(mixed, 600)).to.be.greaterThan(0.15)
    const [first, second] = decodeWavChannels(dual.stop())
    if (first === undefined || second === undefined) throw new Error('a dual recording has two channels')
    expect([hasTone(first, 440), hasTone(first, 600)]).to.deep.equal([true, false])
    expect([hasTone(second, 600), hasTone(second, 440)]).to.deep.equal([true, false])
  })

  it('keeps a pause as silence or leaves it out, and stops for good', () => {
    const { clock, room } = callOfTwo()
    const recorder = recordRoom(room)
    clock.tick(10)
    recorder.pause()
    clock.tick(10)
    recorder.pause('skip')
    clock.tick(10)
    recorder.resume()
    clock.tick(10)
    expect(recorder.durationMs()).to.equal(600)
    const file = recorder.stop()
    clock.tick(10)
    expect(recorder.stop()).to.equal(file)
    const samples = decodeWav(file)
    expect(samples).to.have.lengthOf(4800)
    expect(rms(samples.subarray(1600, 3200))).to.equal(0)
    expect(rms(samples.subarray(3200))).to.be.greaterThan(0.1)
  })
})

describe('speech', () => {
  it('says a sentence as sound of a plausible length, once for the same words', async () => {
    const first = speak('Welcome to the union. For help at work, press one.')
    expect(speak('Welcome to the union.  For help at work, press one.')).to.equal(first)
    const samples = await first
    expect(samples.length / 8000).to.be.within(2, 6)
    expect(rms(samples)).to.be.within(0.02, 0.4)
  })

  it('outlives a long conversation', async function () {
    this.timeout(60_000)
    // In a process of its own: what this guards against ends the process, not the test.
    const speech = new URL('../../simulator/media/speech.ts', import.meta.url).href
    const talk = `import { speak } from ${JSON.stringify(speech)}
      for (let n = 1; n <= 20; n += 1) {
        const digits = Array.from({ length: 11 }, (_, k) => (n * 7 + k * 3) % 10).join(' ')
        await speak('Number ' + n + '. We will ring you back on ' + digits +
          ", today between two o'clock and three. If that is right, press 1.")
      }`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', talk])
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
    expect({ code, signal }).to.deep.equal({ code: 0, signal: null })
  })

  it('says nothing for nothing', async () => {
    expect(await speak('  ')).to.have.lengthOf(0)
  })

  it('reads accents, signs and emoji as plain English', () => {
    expect(plainEnglish('Zoë & Renée’s dues: £12.50 👍\n thanks')).to.equal(
      "Zoe and Renee's dues: 12.50 pounds thanks",
    )
  })
})

describe('the audio clock', () => {
  it('catches up on late timers, but skips a long stall', async () => {
    let now = 0
    const ticker = createTicker(() => now)
    let ticks = 0
    const waitFor = (count: number) =>
      new Promise<void>((resolve) => {
        const off = ticker.onTick(() => {
          if (ticks < count) return
          off()
          resolve()
        })
      })
    const off = ticker.onTick(() => {
      ticks += 1
    })
    now = 100
    await waitFor(5)
    expect(ticks).to.equal(5)
    now = 60_000
    await waitFor(6)
    expect(ticks).to.equal(6)
    off()
  })
})
