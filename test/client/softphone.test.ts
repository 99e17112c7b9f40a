import { expect } from 'chai'
import type { DeviceOptions, PhoneDevice } from '../../client/src/softphone/phone-device.ts'
import { createSoftphone } from '../../client/src/softphone/softphone.ts'
import {
  initialSoftphone,
  softphone as reduce,
  type SoftphoneState,
} from '../../client/src/softphone/softphone-state.ts'
import type { PhoneTokenView } from '../../server/contract/phone-views.ts'

/** Lets everything that is already promised happen. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

const world = () => {
  let now = Date.parse('2026-11-22T09:00:00.000Z')
  let state: SoftphoneState = initialSoftphone
  let ringing = false
  let timers: { at: number; work: () => void }[] = []
  let tokens = 0
  let serverIsUp = true
  let registerWorks = true
  const devices: (DeviceOptions & { renewed: string[]; isStopped: boolean; registered: boolean })[] = []

  const send = (event: Parameters<typeof reduce>[1]) => {
    state = reduce(state, event)
  }
  const create = (options: DeviceOptions): PhoneDevice => {
    const device: (typeof devices)[number] = {
      ...options,
      renewed: [],
      isStopped: false,
      registered: false,
    }
    devices.push(device)
    return {
      register: () => {
        if (!registerWorks) return Promise.reject(new Error('refused'))
        device.registered = true
        options.send({ type: 'registered' })
        return Promise.resolve()
      },
      join: (contactId) => {
        options.send({ type: 'join', contactId })
        options.send({ type: 'accepted' })
        return Promise.resolve()
      },
      openMicrophone: () => () => {},
      leave: () => options.send({ type: 'left' }),
      mute: (muted) => options.send({ type: 'muted', muted }),
      sendDigits: () => {},
      renewToken: (token) => void device.renewed.push(token),
      isRegistered: () => device.registered,
      useMicrophone: () => {},
      stop: () => {
        device.isStopped = true
        options.send({ type: 'left' })
        options.send({ type: 'stopped' })
      },
    }
  }
  const token = (): PhoneTokenView => ({
    token: `token-${++tokens}`,
    identity: 'priya',
    expiresAt: new Date(now + 3_600_000).toISOString(),
    signallingUrl: null,
  })
  const phone = createSoftphone({
    getToken: () => (serverIsUp ? Promise.resolve(token()) : Promise.reject(new Error('no answer'))),
    loadDevice: () => Promise.resolve(create),
    send,
    state: () => state,
    isRinging: () => ringing,
    now: () => now,
    later: (ms, work) => {
      const timer = { at: now + ms, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
  })
  const pass = async (ms: number) => {
    const end = now + ms
    for (;;) {
      const next = timers.toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > end) break
      timers = timers.filter((one) => one !== next)
      now = Math.max(now, next.at)
      next.work()
      await settle()
    }
    now = end
    await settle()
  }
  return {
    phone,
    devices,
    pass,
    state: () => state,
    tokens: () => tokens,
    timers: () => timers.length,
    set: (part: { ringing?: boolean; serverIsUp?: boolean; registerWorks?: boolean }) => {
      ringing = part.ringing ?? ringing
      serverIsUp = part.serverIsUp ?? serverIsUp
      registerWorks = part.registerWorks ?? registerWorks
    },
    device: () => {
      const device = devices.at(-1)
      if (!device) throw new Error('No device yet')
      return device
    },
  }
}
const minutes = (count: number) => count * 60_000

describe('the softphone over a shift', () => {
  it('registers once, however often it is started', async () => {
    const { phone, devices, state } = world()
    await Promise.all([phone.start(), phone.start()])
    expect(devices).to.have.lengthOf(1)
    expect(state().link).to.equal('ready')
  })

  it('renews its token every hour of an eight-hour shift with the same device', async () => {
    const w = world()
    await w.phone.start()
    await w.pass(minutes(8 * 60))
    expect(w.devices).to.have.lengthOf(1)
    expect(w.device().renewed).to.have.lengthOf(8)
    expect(w.timers()).to.equal(1)
  })

  it('does not renew while a call lasts, and does as soon as it is over', async () => {
    const w = world()
    await w.phone.start()
    await w.phone.join('contact')
    await w.pass(minutes(59) + 30_000)
    expect(w.device().renewed).to.deep.equal([])
    w.phone.leave()
    await w.pass(0)
    expect(w.device().renewed).to.deep.equal(['token-2'])
  })

  it('is joining before anything else can happen, when it is there already', async () => {
    const w = world()
    await w.phone.start()
    const joined = w.phone.join('contact')
    expect(w.state().leg).to.deep.include({ contactId: 'contact' })
    await joined
  })

  it('does not renew while it rings', async () => {
    const w = world()
    await w.phone.start()
    w.set({ ringing: true })
    await w.pass(minutes(59) + 30_000)
    expect(w.device().renewed).to.deep.equal([])
  })

  it('says so when the token has ended and none can be had, then heals by itself', async () => {
    const w = world()
    await w.phone.start()
    w.set({ serverIsUp: false })
    await w.pass(minutes(60) + 20_000)
    expect(w.state().problem).to.equal('token-expired')
    w.set({ serverIsUp: true })
    await w.pass(10_000)
    expect(w.state().problem).to.equal(null)
    expect(w.device().renewed).to.deep.equal(['token-2'])
  })

  it('brings a new token when the service refuses the old one', async () => {
    const w = world()
    await w.phone.start()
    await w.pass(minutes(5))
    w.device().send({ type: 'problem', problem: 'token-refused' })
    await w.pass(10_000)
    expect(w.device().renewed).to.deep.equal(['token-2'])
    expect(w.state().problem).to.equal(null)
  })

  it('does not ask for tokens in a loop when every one is refused', async () => {
    const w = world()
    await w.phone.start()
    for (let turn = 0; turn < 20; turn++) {
      w.device().send({ type: 'problem', problem: 'token-refused' })
      await w.pass(1_000)
    }
    expect(w.tokens()).to.be.at.most(4)
  })

  it('keeps trying when registering fails, and stops when it is no longer wanted', async () => {
    const w = world()
    w.set({ registerWorks: false })
    await w.phone.start()
    expect(w.state()).to.include({ link: 'lost', problem: 'connection-lost' })
    expect(w.device().isStopped).to.equal(true)
    w.set({ registerWorks: true })
    await w.pass(2_000)
    expect(w.state()).to.include({ link: 'ready', problem: null })
    w.phone.stop()
    expect(w.state().link).to.equal('off')
    expect(w.timers()).to.equal(0)
  })

  it('registers again when the registration is lost and does not come back', async () => {
    const w = world()
    await w.phone.start()
    w.device().registered = false
    w.device().send({ type: 'unregistered' })
    expect(w.state().problem).to.equal('connection-lost')
    await w.pass(10_000)
    expect(w.state()).to.include({ link: 'ready', problem: null })
    expect(w.devices).to.have.lengthOf(1)
  })

  it('starts by itself when a call is joined before the shift began, as after a reload', async () => {
    const w = world()
    await w.phone.join('contact')
    expect(w.state().leg).to.deep.equal({ state: 'open', contactId: 'contact', muted: false })
  })
})
