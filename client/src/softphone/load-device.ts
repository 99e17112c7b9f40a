import type { CreateDevice } from './phone-device.ts'

declare const __SIMULATOR__: boolean

/**
 * Fetches the Voice SDK. The SDK always speaks `wss`, and takes hold of `WebSocket` once, when it is evaluated; a
 * build that names the simulator therefore has its shim in place for just that moment. Other builds hold no such code.
 */
export const loadDevice = async (signallingUrl: string | null): Promise<CreateDevice> => {
  if (__SIMULATOR__ && signallingUrl) {
    const { installSimulatorSocketShim } = await import('./simulator-socket-shim.ts')
    const restore = installSimulatorSocketShim(signallingUrl)
    try {
      return (await import('./twilio-device.ts')).createTwilioDevice
    } finally {
      restore()
    }
  }
  return (await import('./twilio-device.ts')).createTwilioDevice
}
