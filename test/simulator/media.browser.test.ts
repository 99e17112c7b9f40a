import { expect } from 'chai'
import { concatSamples } from '../../simulator/media/frames.ts'
import type { Leg } from '../../simulator/media/leg.ts'
import { answerPage } from '../../simulator/media/page-leg.ts'
import { playTo, sourceOf } from '../../simulator/media/pcm-source.ts'
import { generateTone, hasTone } from '../../simulator/media/tones.ts'
import { accessToken, MICROPHONE_HERTZ, startVoiceWorld } from './signalling-browser.ts'

/** What a phone page does, in the browser: offer with all candidates, then listen for one note. */
const PAGE_SCRIPT = `
  window.plain = {
    async offer() {
      const pc = new RTCPeerConnection()
      this.pc = pc
      const microphone = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      })
      this.sender = pc.addTrack(microphone.getAudioTracks()[0], microphone)
      pc.ontrack = ({ streams }) => {
        const audio = new Audio()
        audio.srcObject = streams[0]
        void audio.play()
        const context = new AudioContext()
        this.analyser = context.createAnalyser()
        this.analyser.fftSize = 8192
        this.analyser.smoothingTimeConstant = 0
        context.createMediaStreamSource(streams[0]).connect(this.analyser)
      }
      await pc.setLocalDescription()
      while (pc.iceGatheringState !== 'complete') {
        await new Promise((resolve) => { pc.onicegatheringstatechange = resolve })
      }
      return pc.localDescription.sdp
    },
    accept(sdp) { return this.pc.setRemoteDescription({ type: 'answer', sdp }) },
    /** The loudest frequency heard, to the nearest 6 Hz. */
    note() {
      if (!this.analyser) return 0
      const bins = new Float32Array(this.analyser.frequencyBinCount)
      this.analyser.getFloatFrequencyData(bins)
      const loudest = bins.indexOf(Math.max(...bins))
      return bins[loudest] < -60 ? 0 : (loudest * this.analyser.context.sampleRate) / this.analyser.fftSize
    },
  }
`

function untilSays(leg: Leg, hertz: number): Promise<void> {
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

describe('a plain page with a microphone', function () {
  this.timeout(90_000)
  let world: Awaited<ReturnType<typeof startVoiceWorld>>

  before(async () => {
    world = await startVoiceWorld()
  })
  after(async () => {
    await world?.close()
  })

  it('talks and hears through answerPage, sends keys, and is noticed when it goes', async () => {
    const { page } = await world.open(accessToken('phone'))
    await page.evaluate(PAGE_SCRIPT)
    const offer = await page.evaluate<string>('window.plain.offer()')
    const { sdp, leg } = await answerPage(offer, { lostAfterMs: 500 })
    await page.evaluate(`window.plain.accept(${JSON.stringify(sdp)})`)
    playTo(leg, sourceOf(generateTone({ hertz: 440, ms: 1000 }), { times: Number.POSITIVE_INFINITY }))
    await page.waitForFunction('Math.abs(window.plain.note() - 440) < 10')
    await untilSays(leg, MICROPHONE_HERTZ)

    const key = new Promise<string>((resolve) => leg.onDigit(resolve))
    await page.evaluate("window.plain.sender.dtmf.insertDTMF('5')")
    expect(await key).to.equal('5')

    const closed = new Promise<void>((resolve) => leg.onClosed(resolve))
    await page.evaluate('window.plain.pc.close()')
    await closed
  })
})
