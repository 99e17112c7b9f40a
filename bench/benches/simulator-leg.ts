/** What a talking party costs the simulator: 20 WebRTC legs in 10 conferences, each really hearing the other. */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { startChild } from '../support/child.ts'
import type { Bench } from '../support/finding.ts'
import { median, short } from '../support/stats.ts'

const legs = 20
const framesPerSecond = 50

export const simulatorLeg: Bench = async ({ isQuick }) => {
  const simulator = await startChild('legs')
  const farEnds = await startChild('legs')
  try {
    const idle = await simulator.cpu()
    await pause(500)
    const idleShare = ((await simulator.cpu()) - idle) / 500_000
    const offers = await farEnds.ask(z.array(z.string()), 'offer', legs)
    const answers = await simulator.ask(z.array(z.string()), 'answer', offers)
    await farEnds.ask(z.boolean(), 'accept', answers)
    await pause(1000)
    const shares: number[] = []
    const arrived: number[] = []
    for (let n = 0; n < (isQuick ? 2 : 5); n += 1) {
      await farEnds.ask(z.number(), 'heard')
      const before = await simulator.cpu()
      const startedAt = performance.now()
      await pause(1500)
      const seconds = (performance.now() - startedAt) / 1000
      shares.push((((await simulator.cpu()) - before) / 1e6 / seconds / legs) * 100)
      arrived.push((await farEnds.ask(z.number(), 'heard')) / seconds / legs / framesPerSecond)
    }
    const share = median(shares)
    const sound = median(arrived)
    return [
      {
        goal: `CPU of the simulator per talking leg, ${legs} legs`,
        bar: '≤ 1 % of a core',
        figure: `${short(share)} %`,
        isMet: share <= 1 && sound > 0.9,
        note: `${short(sound * 100)} % of the other’s sound arrived; idle ${short(idleShare * 100)} % in all`,
        numbers: { share, sound, idleShare },
      },
    ]
  } finally {
    await simulator.stop()
    await farEnds.stop()
  }
}
