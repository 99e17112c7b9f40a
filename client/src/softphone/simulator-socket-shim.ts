/** `localhost:3001`, out of that or of a URL with any scheme. */
const hostOf = (address: string): string => address.replace(/^\w+:\/\//, '').replace(/\/.*$/, '')

/**
 * Lets the unmodified Voice SDK reach a simulator on this machine. The SDK (2.18.5) always builds
 * `wss://<address>/signal`, and no certificate is trusted for localhost, so for that one address the connection is
 * made by plain `ws`; every other WebSocket is left as it is.
 *
 * The SDK takes hold of `globalThis.WebSocket` once, when its module is evaluated. Install this before importing
 * the SDK and call what it returns, which puts the browser's own class back, right after. Installed too late it
 * would fail silently: registering would wait for ever.
 */
export const installSimulatorSocketShim = (signallingAddress: string): (() => void) => {
  const host = hostOf(signallingAddress)
  const BrowserSocket = globalThis.WebSocket
  const wanted = [`wss://${signallingAddress}/`, `wss://${host}/`]

  class SimulatorSocket extends BrowserSocket {
    constructor(...[url, protocols]: ConstructorParameters<typeof WebSocket>) {
      const prefix = wanted.find((it) => String(url).startsWith(it))
      super(prefix === undefined ? url : `ws://${host}/${String(url).slice(prefix.length)}`, protocols)
    }
  }

  globalThis.WebSocket = SimulatorSocket
  return () => {
    if (globalThis.WebSocket === SimulatorSocket) globalThis.WebSocket = BrowserSocket
  }
}
