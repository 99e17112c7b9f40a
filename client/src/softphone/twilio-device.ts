/**
 * The only file that imports the Voice SDK; everything else speaks of a {@link PhoneDevice}. It is a lazy chunk:
 * import it through `load-device.ts`, which knows what must happen before the SDK is evaluated.
 */
import { Call, Device } from '@twilio/voice-sdk'
import { createMicrophoneAhead } from './microphone-ahead.ts'
import type { CreateDevice } from './phone-device.ts'
import type { Problem, SoftphoneEvent } from './softphone-state.ts'

/**
 * The SDK fetches fifteen sounds from sdk.twilio.com before it shows a call, and waits 2 s for them when that host
 * cannot be reached (measured with 2.18.5). Ours ring by themselves, so all fifteen are one short silence.
 */
const silence = `${import.meta.env.BASE_URL}sounds/silence.wav`
const sounds = Object.fromEntries(Object.values(Device.SoundName).map((name) => [name, silence]))

/** The SDK puts scheme and path around it by itself: `wss://<host>/signal`. */
const hostOf = (address: string): string => address.replace(/^\w+:\/\//, '').replace(/\/.*$/, '')

/** Codes of https://www.twilio.com/docs/api/errors as read on 2026-11-22. */
const problemByCode: Record<number, Problem> = {
  20101: 'token-refused',
  20104: 'token-expired',
  20151: 'token-refused',
  31201: 'token-refused',
  31204: 'token-refused',
  31205: 'token-expired',
  31401: 'microphone-denied',
  31402: 'microphone-missing',
}

const codeOf = (error: unknown): number | null =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : null

const problemOf = (error: unknown): SoftphoneEvent[] => {
  const problem = problemByCode[codeOf(error) ?? 0]
  return problem ? [{ type: 'problem', problem }] : []
}

export const createTwilioDevice: CreateDevice = ({ token, signallingUrl, send }) => {
  const ahead = createMicrophoneAhead<MediaStreamConstraints, MediaStream>({
    usual: { audio: true },
    openDevice: (wanted) => navigator.mediaDevices.getUserMedia(wanted),
  })
  // `chunderw` and `publishEvents` are honoured at run time but absent from the SDK's public type (2.18.5).
  const options: Device.Options & { chunderw?: string; publishEvents: boolean } = {
    ...(signallingUrl ? { chunderw: hostOf(signallingUrl) } : {}),
    publishEvents: false,
    closeProtection: true,
    codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
    maxCallSignalingTimeoutMs: 30_000,
    sounds,
    getUserMedia: ahead.getUserMedia,
    logLevel: 'silent',
  }
  const device = new Device(token, options)
  device.audio?.incoming(false)
  device.audio?.outgoing(false)
  device.audio?.disconnect(false)
  if (!Device.isSupported) send({ type: 'problem', problem: 'unsupported-browser' })
  let call: Call | null = null
  let wantedContact: string | null = null
  let microphoneId: string | null = null
  let openingChosen: Promise<void> | null = null

  device.on('registered', () => send({ type: 'registered' }))
  device.on('unregistered', () => send({ type: 'unregistered' }))
  device.on('error', (error) => {
    for (const event of problemOf(error)) send(event)
  })
  // Calls come to agents as offers; a call that rings the browser itself is none of ours.
  device.on('incoming', (incoming) => incoming.reject())

  const forget = (which: Call) => {
    if (call !== which) return
    call = null
    wantedContact = null
    closeChosenMicrophone()
    send({ type: 'left' })
  }

  /** A headset that has gone since it was chosen is no reason to lose the call: the browser's default takes over. */
  const openChosenMicrophone = async () => {
    if (microphoneId === null) return
    try {
      await device.audio?.setInputDevice(microphoneId)
    } catch {
      microphoneId = null
    } finally {
      openingChosen = null
    }
  }
  /** The SDK keeps a chosen microphone open until told otherwise; between calls nobody should be listening. */
  const closeChosenMicrophone = () => {
    if (microphoneId !== null) device.audio?.unsetInputDevice().catch(() => undefined)
  }

  const follow = (which: Call) => {
    which.on('accept', () => send({ type: 'accepted' }))
    which.on('disconnect', () => forget(which))
    which.on('cancel', () => forget(which))
    which.on('reject', () => forget(which))
    which.on('error', (error) => {
      for (const event of problemOf(error)) send(event)
      if (which.status() === Call.State.Closed) forget(which)
    })
    which.on('reconnecting', () => send({ type: 'reconnecting' }))
    which.on('reconnected', () => send({ type: 'reconnected' }))
    which.on('mute', (muted: boolean) => send({ type: 'muted', muted }))
    which.on('warning', (name: string) => send({ type: 'warning', name }))
    which.on('warning-cleared', (name: string) => send({ type: 'warning-cleared', name }))
  }

  return {
    register: () => (device.state === Device.State.Unregistered ? device.register() : Promise.resolve()),
    async join(contactId, listeningId = null) {
      if (wantedContact) return
      wantedContact = contactId
      send({ type: 'join', contactId })
      try {
        await (openingChosen ?? openChosenMicrophone())
        const started = await device.connect({
          params: listeningId === null ? { contactId } : { contactId, listeningId },
        })
        if (wantedContact !== contactId) return started.disconnect()
        call = started
        follow(started)
        if (started.status() === Call.State.Open) send({ type: 'accepted' })
      } catch (error) {
        wantedContact = null
        for (const event of problemOf(error)) send(event)
        send({ type: 'left' })
      }
    },
    openMicrophone() {
      if (microphoneId === null) ahead.open()
      else openingChosen ??= openChosenMicrophone()
      return () => {
        ahead.close()
        // The SDK closes only what it has finished opening.
        void (openingChosen ?? Promise.resolve()).then(() => {
          if (!wantedContact) closeChosenMicrophone()
        })
      }
    },
    leave() {
      const leaving = call
      wantedContact = null
      if (!leaving) return send({ type: 'left' })
      leaving.disconnect()
      forget(leaving)
      send({ type: 'left' })
    },
    mute: (muted) => call?.mute(muted),
    sendDigits: (digits) => call?.sendDigits(digits),
    renewToken: (fresh) => device.updateToken(fresh),
    isRegistered: () => device.state === Device.State.Registered,
    useMicrophone(deviceId) {
      microphoneId = deviceId === 'default' ? null : deviceId
    },
    stop() {
      ahead.close()
      device.destroy()
      send({ type: 'left' })
      send({ type: 'stopped' })
    },
  }
}
