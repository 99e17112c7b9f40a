/** Which call goes to which agent, decided with 50,000 waiting; and beside the plainest form of the same rule. */
import { z } from 'zod'
import { startChild } from '../support/child.ts'
import type { Bench } from '../support/finding.ts'
import { short } from '../support/stats.ts'

const measured = z.object({
  events: z.number(),
  meanUs: z.number(),
  smallUs: z.number(),
  p99: z.number(),
  naiveUs: z.number(),
  oursUs: z.number(),
  choices: z.number(),
  isSame: z.boolean(),
})

export const routing: Bench = async ({ isQuick }) => {
  const child = await startChild('matching')
  const m = await child.ask(measured, 'measure', { isQuick })
  await child.stop()
  const exponent = Math.log(m.meanUs / m.smallUs) / Math.log(50)
  const times = m.naiveUs / m.oursUs
  return [
    {
      goal: 'one routing event, 50,000 waiting × 5,000 agents: mean / p99',
      bar: '≤ 5 / 50 µs',
      figure: `${short(m.meanUs)} / ${short(m.p99)} µs`,
      isMet: m.meanUs <= 5 && m.p99 <= 50,
      note: `${m.events.toLocaleString('en-GB')} events: calls, free agents, hang-ups; the mean is processor time`,
      numbers: { meanUs: m.meanUs, p99: m.p99 },
    },
    {
      goal: 'growth with the queue, 1,000 to 50,000 waiting: exponent',
      bar: '≤ 0.25',
      figure: short(exponent),
      isMet: exponent <= 0.25,
      note: '0 would be none, 1 in step with the queue',
      numbers: { exponent, smallUs: m.smallUs },
    },
    {
      goal: 'faster than filter-and-sort at 10,000 × 1,000, with the same choices',
      bar: '≥ 100 ×',
      figure: `${short(times)} ×`,
      isMet: times >= 100 && m.isSame,
      note: m.isSame
        ? `all ${m.choices} choices alike; filter-and-sort ${short(m.naiveUs)} µs`
        : 'the choices DIFFER',
      numbers: { times, naiveUs: m.naiveUs, oursUs: m.oursUs, choices: m.choices },
    },
  ]
}
