import type { SoftphoneEvent } from './softphone-state.ts'

/** The one thing the rest of the softphone knows about a telephone. The Voice SDK stands behind it. */
export interface PhoneDevice {
  /** Settles when the network can reach this browser; rejects with the SDK's reason, if it has one. */
  register: () => Promise<void>
  /** Brings this browser's sound into the contact's conference; as a listener, by the listening that was announced. */
  join: (contactId: string, listeningId?: string | null) => Promise<void>
  /** Opens the microphone before `join`, which then takes it. The answer closes it again, unless it has been taken. */
  openMicrophone: () => () => void
  leave: () => void
  mute: (muted: boolean) => void
  sendDigits: (digits: string) => void
  renewToken: (token: string) => void
  isRegistered: () => boolean
  /** From the next call on; the microphone is open only from the press on Answer until the call is over. */
  useMicrophone: (deviceId: string) => void
  stop: () => void
}

export interface DeviceOptions {
  token: string
  /** Host and port of a signalling server other than Twilio's, or null for Twilio. */
  signallingUrl: string | null
  send: (event: SoftphoneEvent) => void
}

export type CreateDevice = (options: DeviceOptions) => PhoneDevice
