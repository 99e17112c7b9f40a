import { expect } from 'chai'
import { installSimulatorSocketShim } from '../../client/src/softphone/simulator-socket-shim.ts'

describe('the simulator socket shim', () => {
  const original = globalThis.WebSocket
  afterEach(() => {
    globalThis.WebSocket = original
  })

  /** Stands in for the browser's class and remembers where it was sent. */
  class FakeSocket {
    static opened: unknown[][] = []
    constructor(...args: unknown[]) {
      FakeSocket.opened.push(args)
    }
  }

  function open(address: string, ...urls: string[]) {
    FakeSocket.opened = []
    Reflect.set(globalThis, 'WebSocket', FakeSocket)
    const restore = installSimulatorSocketShim(address)
    for (const url of urls) new WebSocket(url)
    restore()
    new WebSocket('wss://localhost:3001/signal')
    return FakeSocket.opened.map(([url]) => url)
  }

  it('turns the one address to plain ws, whichever way it is written, and nothing after it is gone', () => {
    expect(open('localhost:3001', 'wss://localhost:3001/signal')).to.deep.equal([
      'ws://localhost:3001/signal',
      'wss://localhost:3001/signal',
    ])
    expect(open('ws://localhost:3001', 'wss://ws://localhost:3001/signal').at(0)).to.equal(
      'ws://localhost:3001/signal',
    )
  })

  it('leaves every other address alone', () => {
    const others = [
      'wss://voice-js.roaming.twilio.com/signal',
      'wss://localhost:30010/signal',
      'ws://localhost:3001/x',
    ]
    expect(open('localhost:3001', ...others).slice(0, -1)).to.deep.equal(others)
  })

  it('does not undo what somebody else installed later', () => {
    Reflect.set(globalThis, 'WebSocket', FakeSocket)
    const restore = installSimulatorSocketShim('localhost:3001')
    class Later extends FakeSocket {}
    Reflect.set(globalThis, 'WebSocket', Later)
    restore()
    expect(globalThis.WebSocket).to.equal(Later)
  })
})
