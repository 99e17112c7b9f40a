/**
 * `npm run soak -- [--seed 7] [--callers 200] [--agents 20] [--minutes 10]`: see docs/soak.md. Prints its seed
 * first and every fault last; ends with 1 when there was one.
 */
import { parseArgs } from 'node:util'
import { soak } from './soak/run.ts'
import { freshSqlite } from './support/temporary.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    callers: { type: 'string', default: '200' },
    agents: { type: 'string', default: '20' },
    texters: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
    rest: { type: 'string', default: '120' },
    every: { type: 'string', default: '6' },
    pause: { type: 'string', default: '60' },
    /** Any DATABASE_URL of an empty database; otherwise SQLite in a temporary folder. */
    database: { type: 'string' },
  },
})
const number = (name: string, text: string): number => {
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  process.stderr.write(`--${name} is no number: ${text}\n`)
  process.exit(2)
}
const seed = number('seed', values.seed ?? String(Math.floor(Math.random() * 1_000_000)))
process.stdout.write(`Seed ${seed}\n`)
const report = await soak({
  seed,
  databaseUrl: values.database ?? freshSqlite(),
  callers: number('callers', values.callers),
  agents: number('agents', values.agents),
  texters: number('texters', values.texters),
  seconds: number('minutes', values.minutes) * 60,
  pauseMs: number('pause', values.pause) * 1000,
  misfortuneEveryMs: number('every', values.every) * 1000,
  restartPercent: 12,
  restMs: number('rest', values.rest) * 1000,
  restartsToRest: false,
  longestSilenceMs: 5_000,
  say: (words) => process.stdout.write(`${words}\n`),
})
for (const words of report.misfortunes) process.stdout.write(`  ${words}\n`)
for (const [name, figure] of Object.entries(report.figures)) process.stdout.write(`${name}: ${figure}\n`)
for (const [words, times] of report.serverErrors)
  process.stdout.write(`the server logged ${times} times: ${words.slice(0, 200)}\n`)
for (const [words, times] of report.refusals) process.stdout.write(`refused ${times} times: ${words}\n`)
for (const fault of report.faults) process.stdout.write(`FAULT ${fault}\n`)
for (const [sid, story] of report.stories) process.stdout.write(`\n${sid}\n  ${story.join('\n  ')}\n`)
process.stdout.write(`${report.faults.length} faults with seed ${seed}\n`)
process.exit(report.faults.length === 0 ? 0 : 1)
