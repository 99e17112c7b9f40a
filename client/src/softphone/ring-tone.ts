/**
 * Our own ring: the SDK's cannot be silenced once it sounds. A UK double ring (400 and 450 Hz, 0.4 s on, 0.2 s off,
 * 0.4 s on, 2 s off) that starts softly and rises over six seconds, and stops at once.
 */
const riseSeconds = 6
const softest = 0.015
const loudest = 0.22
const pattern = { burst: 0.4, gap: 0.2, period: 3 }

let context: AudioContext | null = null

/** Call it inside a person's own press: browsers keep sound locked until then. */
export const unlockSound = async (): Promise<boolean> => {
  context ??= new AudioContext()
  if (context.state === 'suspended') await context.resume()
  return context.state === 'running'
}

/** Tells whether the browser keeps sound locked, now and at every change. */
export const watchSoundLock = (tell: (isLocked: boolean) => void): void => {
  context ??= new AudioContext()
  const player = context
  player.onstatechange = () => tell(player.state === 'suspended')
  tell(player.state === 'suspended')
}

/** The loudspeaker that rings, as the browser names it; null: the browser's own choice. */
let output: string | null = null

/** Not every browser lets a page choose where its sound comes out. */
export const mayChooseOutput = (): boolean => 'setSinkId' in HTMLMediaElement.prototype

/** Rings there from the next ring on. */
export const ringOn = (deviceId: string): void => {
  output = deviceId === '' || deviceId === 'default' ? null : deviceId
}

/** Leads the sound to the chosen loudspeaker. One that has been unplugged must not swallow a ring: then to any. */
const lead = (player: AudioContext, sound: AudioNode): (() => void) => {
  if (output === null) {
    sound.connect(player.destination)
    return () => sound.disconnect()
  }
  const stream = player.createMediaStreamDestination()
  const speaker = new Audio()
  let isOver = false
  sound.connect(stream)
  speaker.srcObject = stream.stream
  speaker
    .setSinkId(output)
    .then(() => (isOver ? undefined : speaker.play()))
    .catch(() => {
      if (!isOver) sound.connect(player.destination)
    })
  return () => {
    isOver = true
    speaker.pause()
    speaker.srcObject = null
    sound.disconnect()
  }
}

const scheduleBursts = (gate: GainNode, from: number, seconds: number) => {
  gate.gain.setValueAtTime(0, from)
  for (let start = from; start < from + seconds; start += pattern.period) {
    for (const offset of [0, pattern.burst + pattern.gap]) {
      gate.gain.setTargetAtTime(1, start + offset, 0.01)
      gate.gain.setTargetAtTime(0, start + offset + pattern.burst, 0.01)
    }
  }
}

/** Rings for at most `seconds`; answers the way to stop it at once. Silent while the browser still locks sound. */
export const ring = (seconds = 120): (() => void) => {
  context ??= new AudioContext()
  const player = context
  void player.resume()
  const volume = player.createGain()
  const gate = player.createGain()
  const now = player.currentTime + 0.02
  volume.gain.setValueAtTime(softest, now)
  volume.gain.exponentialRampToValueAtTime(loudest, now + riseSeconds)
  scheduleBursts(gate, now, seconds)
  const tones = [400, 450].map((frequency) => {
    const tone = player.createOscillator()
    tone.frequency.value = frequency
    tone.connect(gate)
    tone.start(now)
    tone.stop(now + seconds)
    return tone
  })
  gate.connect(volume)
  const unlead = lead(player, volume)
  return () => {
    unlead()
    for (const tone of tones) tone.disconnect()
  }
}
