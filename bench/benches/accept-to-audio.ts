/** From the click on Answer to both hearing each other, over real HTTP, webhooks, TwiML, WebRTC and a mixed conference. */
import { z } from 'zod'
import { startChild } from '../support/child.ts'
import type { Bench } from '../support/finding.ts'
import { percentile, short } from '../support/stats.ts'
import { freshSqlite } from '../support/temporary.ts'

const measured = z.array(z.object({ joined: z.number(), hearing: z.number() }))

export const acceptToAudio: Bench = async ({ isQuick }) => {
  const child = await startChild('answering')
  try {
    const times = isQuick ? 4 : 20
    const took = await child.ask(measured, 'answering', { databaseUrl: freshSqlite(), times })
    const hearing = took.map((each) => each.hearing)
    const p50 = percentile(hearing, 50)
    const p95 = percentile(hearing, 95)
    const joined = percentile(
      took.map((each) => each.joined),
      50,
    )
    return [
      {
        goal: 'Answer pressed until both hear each other, through the simulator: p95',
        bar: '≤ 600 ms',
        figure: `${short(p95)} ms`,
        isMet: p95 <= 600,
        note: `p50 ${short(p50)} ms of ${times} calls, of which ${short(joined)} ms until the agent’s phone is connected; server, simulator and both parties in one process`,
        numbers: { p50, p95, joined },
      },
    ]
  } finally {
    await child.stop()
  }
}
