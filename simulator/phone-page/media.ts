import { api } from './api.ts'

export type Sound = { close(): void }

/** Without the noise suppression that would take a test tone for noise. */
export const askForMicrophone = (): Promise<MediaStream> =>
  navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: false } })

/** What is sent for somebody who only listens. */
export const silence = (): MediaStream => new AudioContext().createMediaStreamDestination().stream

/**
 * Joins a microphone and the loudspeaker to a call: offers, hands the offer to the simulator, plays its answer.
 * `onLost` comes when the connection breaks; the call itself goes on.
 */
export async function joinSound(
  callSid: string,
  microphone: MediaStream,
  onLost: () => void,
): Promise<Sound> {
  const peer = new RTCPeerConnection()
  const loudspeaker = new Audio()
  const close = () => {
    peer.close()
    loudspeaker.srcObject = null
  }
  try {
    for (const track of microphone.getAudioTracks()) peer.addTrack(track, microphone)
    peer.addEventListener('track', ({ streams }) => {
      loudspeaker.srcObject = streams[0] ?? null
      // Pressing the button was the gesture that lets a page make sound; a refusal is shown as silence.
      void loudspeaker.play().catch(onLost)
    })
    peer.addEventListener('connectionstatechange', () => {
      if (peer.connectionState === 'failed') onLost()
    })
    await peer.setLocalDescription()
    const { sdp } = await api.media(callSid, peer.localDescription?.sdp ?? '')
    await peer.setRemoteDescription({ type: 'answer', sdp })
    return { close }
  } catch (error) {
    close()
    throw error
  }
}
