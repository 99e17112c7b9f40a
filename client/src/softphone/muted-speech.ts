import { listMicrophones, openMicrophone } from './microphone.ts'
import { lastShift } from './shift.ts'
import { createSpeechSense } from './speech-sense.ts'

const everyMs = 100
/** Made louder, a quiet room would pass for speech. The echo of the member's own voice is still taken out. */
const asItIs = { noiseSuppression: false, autoGainControl: false }

/** Listens to how loud the muted person is, nothing else; answers the way to stop. What was told ends with it. */
export const watchMutedSpeech = (tell: (isSpeaking: boolean) => void): (() => void) => {
  let stopped = false
  let close = () => {}
  const watch = async () => {
    const label = lastShift(localStorage)?.microphoneLabel
    const chosen = (await listMicrophones()).find((one) => one.label === label)
    const opened = await openMicrophone(chosen?.id, asItIs)
    if (!opened.ok) return
    if (stopped) return opened.meter.close()
    const sense = createSpeechSense()
    let told = false
    const timer = setInterval(() => {
      const isSpeaking = sense(opened.meter.level(), Date.now())
      if (isSpeaking !== told) tell(isSpeaking)
      told = isSpeaking
    }, everyMs)
    close = () => {
      clearInterval(timer)
      opened.meter.close()
    }
  }
  void watch()
  return () => {
    stopped = true
    close()
    tell(false)
  }
}
