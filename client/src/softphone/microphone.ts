import type { Microphone } from './softphone-state.ts'

const fromPermission = (state: PermissionState): Microphone =>
  state === 'granted' ? 'granted' : state === 'denied' ? 'denied' : 'unknown'

/** Tells the permission now and at every change. Browsers that cannot be asked answer nothing. */
export const watchMicrophone = async (tell: (microphone: Microphone) => void): Promise<void> => {
  try {
    const status = await navigator.permissions.query({ name: 'microphone' })
    tell(fromPermission(status.state))
    status.onchange = () => tell(fromPermission(status.state))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

export interface Meter {
  /** How loud the microphone is now, 0 to 1. */
  level: () => number
  /** "Jabra Engage 55", or empty when the browser does not say. */
  label: string
  close: () => void
}

export type OpenedMicrophone = { ok: true; meter: Meter } | { ok: false; why: 'denied' | 'missing' }

/** Asks for the microphone and listens to its level; nothing is recorded or sent. */
export const openMicrophone = async (
  deviceId?: string,
  processing: Pick<MediaTrackConstraints, 'noiseSuppression' | 'autoGainControl'> = {},
): Promise<OpenedMicrophone> => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { ...processing, ...(deviceId ? { deviceId: { ideal: deviceId } } : {}) },
    })
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 512
    context.createMediaStreamSource(stream).connect(analyser)
    const samples = new Uint8Array(analyser.fftSize)
    return {
      ok: true,
      meter: {
        label: stream.getAudioTracks()[0]?.label ?? '',
        level() {
          analyser.getByteTimeDomainData(samples)
          return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample - 128)), 0) / 128
        },
        close() {
          for (const track of stream.getTracks()) track.stop()
          void context.close()
        },
      },
    }
  } catch (error) {
    const refused = error instanceof DOMException && error.name === 'NotAllowedError'
    return { ok: false, why: refused ? 'denied' : 'missing' }
  }
}

export interface SoundDevice {
  id: string
  label: string
}

const listDevices = async (kind: MediaDeviceKind): Promise<SoundDevice[]> => {
  if (!window.isSecureContext) return []
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '' && device.label !== '')
    .map((device) => ({ id: device.deviceId, label: device.label }))
}

/** Microphones and loudspeakers by name; names are empty until the person has allowed a microphone. */
export const listMicrophones = (): Promise<SoundDevice[]> => listDevices('audioinput')
export const listSpeakers = (): Promise<SoundDevice[]> => listDevices('audiooutput')
