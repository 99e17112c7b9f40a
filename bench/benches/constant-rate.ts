/** The whole server under 300 texts a second, arriving as they please; then killed under the same load. */
import { setTimeout as pause } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { z } from 'zod'
import { startChild } from '../support/child.ts'
import type { Bench } from '../support/finding.ts'
import { median, short } from '../support/stats.ts'
import { freshSqlite } from '../support/temporary.ts'

const load = z.object({
  answered: z.number(),
  failed: z.number(),
  p50: z.number(),
  p99: z.number(),
  worst: z.number(),
})
const rate = 300

export const constantRate: Bench = async ({ isQuick }) => {
  const generator = await startChild('load')
  const server = await startChild('server')
  const reference = await startChild('server')
  const started = async (process: typeof server, variant: string) =>
    process.ask(z.number(), 'start', { variant, databaseUrl: freshSqlite() })
  const run = (port: number, ms: number) => generator.ask(load, 'open', { port, rate, ms, kind: 'text' })
  try {
    const port = await started(server, 'app')
    const c1 = await started(reference, 'c1')
    await run(port, 2000)
    await run(c1, 1000)
    const rounds: { ours: z.output<typeof load>; c1: z.output<typeof load> }[] = []
    for (let n = 0; n < (isQuick ? 1 : 3); n += 1)
      rounds.push({ ours: await run(port, isQuick ? 2000 : 6000), c1: await run(c1, isQuick ? 1000 : 4000) })
    const p50 = median(rounds.map((each) => each.ours.p50))
    const p99 = median(rounds.map((each) => each.ours.p99))
    const c1p99 = median(rounds.map((each) => each.c1.p99))
    const failed = rounds.reduce((sum, each) => sum + each.ours.failed, 0)
    const crash = await killedUnderLoad(isQuick ? 2 : 3)
    return [
      {
        goal: `${rate} texts/s, Poisson arrivals, the whole server: p99 from due to answered`,
        bar: '≤ 25 ms',
        figure: `${short(p99)} ms`,
        isMet: p99 <= 25 && failed === 0,
        note: `p50 ${short(p50)} ms; keeping nothing p99 ${short(c1p99)} ms; ${failed} not answered`,
        numbers: { p50, p99, c1p99, failed },
      },
      {
        goal: 'lost after kill -9 under that load',
        bar: '0',
        figure: String(crash.lost),
        isMet: crash.lost === 0,
        note: `${crash.acknowledged} acknowledged in ${crash.times} crashes, all looked up in the database`,
        numbers: { ...crash },
      },
    ]
  } finally {
    for (const one of [generator, server, reference]) await one.stop()
  }
}

const killedUnderLoad = async (times: number) => {
  let acknowledged = 0
  let lost = 0
  for (let n = 0; n < times; n += 1) {
    const generator = await startChild('load')
    const server = await startChild('server')
    const databaseUrl = freshSqlite()
    const port = await server.ask(z.number(), 'start', { variant: 'app', databaseUrl })
    const loading = generator.ask(load, 'open', { port, rate, ms: 2500, kind: 'text' })
    await pause(1200 + Math.random() * 900)
    await server.kill()
    await loading
    const sids = await generator.ask(z.array(z.string()), 'acknowledged')
    await generator.stop()
    if (sids.length === 0) throw new Error('Nothing was acknowledged before the crash')
    const db = new BetterSqlite3(databaseUrl.replace('sqlite:', ''))
    const stored = db.prepare('SELECT 1 FROM messages WHERE message_sid = ?')
    lost += sids.filter((sid) => stored.get(sid) === undefined).length
    db.close()
    acknowledged += sids.length
  }
  return { acknowledged, lost, times }
}
