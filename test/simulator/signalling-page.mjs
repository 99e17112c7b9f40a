/**
 * A page around the unmodified Voice SDK, driven by signalling.browser.test.ts through `window.phone`. It loads the
 * SDK exactly as the softphone does: shim in place, SDK evaluated, shim gone.
 */
import { installSimulatorSocketShim } from '../../client/src/softphone/simulator-socket-shim.ts'

const CONSTRAINTS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }

/** As TWILIO_VOICE_SIGNALLING_URL names it. */
const address = `ws://${location.host}`
const restore = installSimulatorSocketShim(address)
const { Device } = await import('@twilio/voice-sdk')
restore()

/** Everything the SDK told, as "call:accept" or "device:registered"; the test waits for entries. */
const events = []
const sounds = Object.fromEntries(Object.values(Device.SoundName).map((name) => [name, '/silence.wav']))
let device
let call

function follow(which) {
  call = which
  for (const name of [
    'accept',
    'cancel',
    'disconnect',
    'reject',
    'reconnecting',
    'reconnected',
    'transportClose',
    'messageSent',
  ]) {
    which.on(name, () => events.push(`call:${name}`))
  }
  which.on('error', (error) => events.push(`call:error ${error.code}`))
  which.on('ringing', (early) => events.push(`call:ringing ${early}`))
  which.on('messageReceived', ({ content }) => events.push(`call:message ${JSON.stringify(content)}`))
}

/** Peak level (0-1) of one frequency in what the far end sends, by Goertzel over the last 170 ms. */
let ear
function toneLevel(hertz) {
  const stream = call?.getRemoteStream()
  if (!stream) return 0
  if (ear?.stream !== stream) {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 8192
    analyser.smoothingTimeConstant = 0
    context.createMediaStreamSource(stream).connect(analyser)
    ear = { stream, context, analyser }
  }
  const samples = new Float32Array(ear.analyser.fftSize)
  ear.analyser.getFloatTimeDomainData(samples)
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / ear.context.sampleRate)
  let previous = 0
  let before = 0
  for (const sample of samples) [previous, before] = [sample + coefficient * previous - before, previous]
  const power = previous ** 2 + before ** 2 - coefficient * previous * before
  return (2 * Math.sqrt(Math.max(0, power))) / samples.length
}

window.phone = {
  events,
  shimIsGone: () => /native code/.test(Function.prototype.toString.call(WebSocket)),
  start(token) {
    device = new Device(token, {
      chunderw: address,
      publishEvents: false,
      sounds,
      codecPreferences: ['opus', 'pcmu'],
      maxCallSignalingTimeoutMs: 30_000,
      logLevel: 'silent',
    })
    for (const name of ['registered', 'unregistered', 'tokenWillExpire'])
      device.on(name, () => events.push(`device:${name}`))
    device.on('error', (error) => events.push(`device:error ${error.code}`))
    device.on('incoming', (incoming) => {
      events.push('device:incoming')
      follow(incoming)
    })
  },
  async register() {
    await device.register()
    await device.audio.setAudioConstraints(CONSTRAINTS)
    return device.identity
  },
  unregister: () => device.unregister(),
  renew: (token) => device.updateToken(token),
  async dial(params) {
    follow(await device.connect({ params, rtcConstraints: { audio: CONSTRAINTS } }))
  },
  async takeOver(connectToken) {
    follow(await device.connect({ connectToken, rtcConstraints: { audio: CONSTRAINTS } }))
  },
  connectToken: () => call.connectToken,
  accept: () => call.accept({ rtcConstraints: { audio: CONSTRAINTS } }),
  reject: () => call.reject(),
  hangUp: () => call.disconnect(),
  mute: (muted) => call.mute(muted),
  digits: (keys) => call.sendDigits(keys),
  say: (content) => call.sendMessage({ content, messageType: 'user-defined-message' }),
  about: () => ({
    callSid: call.parameters.CallSid,
    from: call.parameters.From,
    params: Object.fromEntries(call.customParameters),
    status: call.status(),
    busy: device.isBusy,
  }),
  toneLevel,
}
