/** The simulator in a process of its own, and in it one member's telephone that speaks one note and listens for another. */
import { z } from 'zod'
import { demoNumbers } from '../../simulator/demo-numbers.ts'
import { concatSamples } from '../../simulator/media/frames.ts'
import { hasTone } from '../../simulator/media/tones.ts'
import type { PhoneCall } from '../../simulator/phones/scripted-phone.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { serve } from '../support/serve.ts'

const number = '+447700900117'
const serviceLine = '+442079460900'

let simulator: Simulator | null = null
let call: PhoneCall | null = null
let heardAt: Promise<number> | null = null

/** When (epoch ms) the telephone had heard 40 ms of that note. */
const firstHeard = ({ exchange }: Simulator, callSid: string, hertz: number): Promise<number> =>
  new Promise((resolve) => {
    const known = exchange.calls.get(callSid)
    const leg = known && exchange.phones.get(number)?.legOf(known)
    let before = new Int16Array(0)
    const off = leg?.onHeard((frame) => {
      if (hasTone(concatSamples([before, frame]), hertz)) {
        off?.()
        resolve(Date.now())
      }
      before = frame.slice()
    })
  })

serve({
  start: async (given) => {
    const { publicUrl, port, twimlAppSid } = z
      .object({ publicUrl: z.string(), port: z.number(), twimlAppSid: z.string() })
      .parse(given)
    simulator = await createSimulator({
      port,
      publicUrl,
      numbers: demoNumbers(publicUrl),
      applications: [{ sid: twimlAppSid, voiceUrl: `${publicUrl}/twilio/voice/client` }],
    })
    return simulator.url
  },
  /** Rings the service line and asks for an adviser, already speaking. */
  ring: async (given) => {
    const { speaks, listensFor } = z.object({ speaks: z.number(), listensFor: z.number() }).parse(given)
    if (simulator === null) throw new Error('the simulator has not been started')
    call = simulator.phone(number).call(serviceLine)
    await call.press('1', { timeoutMs: 20_000 })
    heardAt = firstHeard(simulator, call.sid, listensFor)
    void call.tone(speaks, 60_000)
  },
  heardAt: () => heardAt,
  hangUp: async () => {
    call?.hangUp()
    await simulator?.idle()
  },
})
