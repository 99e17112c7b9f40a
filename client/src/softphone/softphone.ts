import type { PhoneTokenView } from '../../../server/contract/phone-views.ts'
import type { CreateDevice, PhoneDevice } from './phone-device.ts'
import type { SoftphoneEvent, SoftphoneState } from './softphone-state.ts'
import { lookAgainMs, tokenPlan } from './token-plan.ts'

export interface SoftphoneParts {
  getToken: () => Promise<PhoneTokenView>
  loadDevice: (signallingUrl: string | null) => Promise<CreateDevice>
  send: (event: SoftphoneEvent) => void
  state: () => SoftphoneState
  /** A call rings here right now, as the server tells it. */
  isRinging: () => boolean
  now: () => number
  /** Runs the work after so many milliseconds; the answer calls it off. */
  later: (ms: number, work: () => void) => () => void
}

export interface Softphone {
  start: () => Promise<void>
  stop: () => void
  join: (contactId: string, listeningId?: string | null) => Promise<void>
  /** Opens the microphone ahead of `join`; the answer closes it again, unless it has been taken. */
  openMicrophone: () => () => void
  leave: () => void
  mute: (muted: boolean) => void
  sendDigits: (digits: string) => void
  useMicrophone: (deviceId: string) => void
  /** The machine woke, came online or ended a call: look at token and registration now. */
  lookAgain: () => void
}

/** Keeps one registered device alive for as long as it is wanted: token, retries, joining and leaving. */
export const createSoftphone = (parts: SoftphoneParts): Softphone => {
  const { send, state, now } = parts
  let device: PhoneDevice | null = null
  let starting: Promise<void> | null = null
  let wanted = false
  let expiresAt = 0
  let askedAt = Number.NEGATIVE_INFINITY
  let renewing = false
  let failures = 0
  let microphoneId: string | null = null
  let callOff = () => {}

  const wake = (ms: number) => {
    callOff()
    callOff = parts.later(ms, look)
  }

  const askForToken = async () => {
    askedAt = now()
    const view = await parts.getToken()
    expiresAt = Date.parse(view.expiresAt)
    return view
  }

  /** A new token heals a refused one; a lost registration is asked for again. */
  const hear = (event: SoftphoneEvent) => {
    send(event)
    if (!wanted) return
    if (event.type === 'problem' && event.problem.startsWith('token-')) expiresAt = 0
    if (event.type === 'problem' || event.type === 'unregistered' || event.type === 'left') {
      wake(event.type === 'left' ? 0 : lookAgainMs)
    }
  }

  const build = async () => {
    send({ type: 'start' })
    try {
      const view = await askForToken()
      const create = await parts.loadDevice(view.signallingUrl)
      if (!wanted) return
      const built = create({ token: view.token, signallingUrl: view.signallingUrl, send: hear })
      device = built
      if (microphoneId !== null) built.useMicrophone(microphoneId)
      wake(lookAgainMs)
      await built.register()
      failures = 0
      look()
    } catch {
      // Not an error to throw: the screen says so, and it is tried again for as long as the phone is wanted.
      const { problem } = state()
      device?.stop()
      device = null
      if (!wanted) return
      send({ type: 'start' })
      send({ type: 'unregistered' })
      if (problem) send({ type: 'problem', problem })
      wake(Math.min(20_000, 1_000 * 2 ** failures++))
    }
  }

  const start = () => {
    wanted = true
    if (device) return Promise.resolve()
    starting ??= build().finally(() => {
      starting = null
    })
    return starting
  }

  const renew = async () => {
    renewing = true
    try {
      const view = await askForToken()
      device?.renewToken(view.token)
      send({ type: 'token-renewed' })
      failures = 0
    } catch {
      if (now() >= expiresAt) send({ type: 'problem', problem: 'token-expired' })
    } finally {
      renewing = false
      look()
    }
  }

  const registerAgain = async (lost: PhoneDevice) => {
    try {
      await lost.register()
    } catch {
      wake(lookAgainMs)
    }
  }

  const look = () => {
    if (!wanted || renewing || starting) return wanted && !device ? undefined : wake(lookAgainMs)
    if (!device) return void start()
    const leg = state().leg.state
    const plan = tokenPlan({ expiresAt, now: now(), busy: leg !== 'none' || parts.isRinging() })
    if (plan.do === 'renew' && now() - askedAt >= lookAgainMs) return void renew()
    if (leg === 'none' && !device.isRegistered()) {
      wake(lookAgainMs)
      return void registerAgain(device)
    }
    wake(plan.do === 'wait' ? plan.ms : lookAgainMs)
  }

  return {
    start,
    stop() {
      wanted = false
      callOff()
      device?.stop()
      device = null
      send({ type: 'stopped' })
    },
    async join(contactId, listeningId = null) {
      // At once when there is a device: whoever asked sees "joining" before anything else happens.
      if (!device) await start()
      await device?.join(contactId, listeningId)
    },
    openMicrophone: () => device?.openMicrophone() ?? (() => {}),
    leave: () => device?.leave(),
    mute: (muted) => device?.mute(muted),
    sendDigits: (digits) => device?.sendDigits(digits),
    useMicrophone(deviceId) {
      microphoneId = deviceId
      device?.useMicrophone(deviceId)
    },
    lookAgain: look,
  }
}
