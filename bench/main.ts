/**
 * `npm run bench [-- name …] [-- --quick]`: measures what was promised, each thing against its own reference in the
 * same run, because machines differ and are busy. Prints one table and keeps it in bench/results/ and the README.
 * A figure that misses its bar is printed as a miss.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { acceptToAudio } from './benches/accept-to-audio.ts'
import { board } from './benches/board.ts'
import { consoleEntry } from './benches/console-entry.ts'
import { constantRate } from './benches/constant-rate.ts'
import { membersFile } from './benches/members-file.ts'
import { offers } from './benches/offers.ts'
import { routing } from './benches/routing.ts'
import { simulatorLeg } from './benches/simulator-leg.ts'
import { unionSize } from './benches/union-size.ts'
import { webhookSms } from './benches/webhook-sms.ts'
import type { Bench, Finding } from './support/finding.ts'

const benches: Record<string, Bench> = {
  'webhook-sms': webhookSms,
  'constant-rate': constantRate,
  board,
  routing,
  offers,
  'accept-to-audio': acceptToAudio,
  'simulator-leg': simulatorLeg,
  'console-entry': consoleEntry,
  'union-size': unionSize,
  'members-file': membersFile,
}

/** They put millions of rows into a database, which takes longer than all the others together. */
const onlyWhenNamed = new Set(['union-size', 'members-file'])

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The processes under measurement run what production runs: plain JavaScript without a loader. Types are checked elsewhere. */
const compile = () => {
  const compiler = here('../node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', here('tsconfig.json'), '--noCheck'], { stdio: 'inherit' })
  copyFileSync(here('../package.json'), here('dist/package.json'))
}

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const isQuick = process.argv.includes('--quick')
const unknown = names.filter((name) => !(name in benches))
if (unknown.length > 0) {
  process.stderr.write(
    `No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}\n`,
  )
  process.exit(1)
}

const row = (finding: Finding) =>
  `| ${finding.goal} | ${finding.bar} | ${finding.figure} | ${finding.isMet ? 'yes' : '**no**'} | ${finding.note} |`
const heading = '| Goal | Bar | Measured | Met | |\n| --- | --- | --- | --- | --- |'

interface Kept {
  name: string
  measuredAt: string
  isQuick: boolean
  findings: Finding[]
}
const keep = (name: string, findings: Finding[]) => {
  mkdirSync(here('results'), { recursive: true })
  const kept: Kept = { name, measuredAt: new Date().toISOString(), isQuick, findings }
  writeFileSync(here(`results/${name}.json`), `${JSON.stringify(kept, null, 2)}\n`)
}

/** All that was measured last, in the order of the list above; also what this run left alone. */
const summary = (): string => {
  const files = new Set(readdirSync(here('results')))
  const kept = Object.keys(benches)
    .filter((name) => files.has(`${name}.json`))
    .map((name): Kept => JSON.parse(readFileSync(here(`results/${name}.json`), 'utf8')))
  const rows = kept.flatMap(({ findings }) => findings.map(row))
  const quick = kept.filter((each) => each.isQuick).map((each) => each.name)
  const days = [...new Set(kept.map((each) => each.measuredAt.slice(0, 10)))].sort()
  const where = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}`
  return `${heading}\n${rows.join('\n')}\n\nMeasured ${days.at(-1) ?? ''} on ${where}.${
    quick.length > 0 ? ` Short runs: ${quick.join(', ')}.` : ''
  }\n`
}

const intoReadme = (table: string) => {
  const file = here('../README.md')
  const text = readFileSync(file, 'utf8')
  for (const [from, to] of [
    ['<!-- benchmarks:begin -->', '<!-- benchmarks:end -->'],
    ['<!-- bench -->', '<!-- /bench -->'],
  ] as const) {
    const start = text.indexOf(from)
    const end = text.indexOf(to)
    if (start !== -1 && end > start)
      writeFileSync(file, `${text.slice(0, start + from.length)}\n${table}${text.slice(end)}`)
  }
}

compile()
process.stdout.write(`${heading}\n`)
let failed = 0
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 ? !names.includes(name) : onlyWhenNamed.has(name)) continue
  try {
    const findings = await bench({ isQuick })
    keep(name, findings)
    writeFileSync(here('results/summary.md'), summary())
    for (const finding of findings) process.stdout.write(`${row(finding)}\n`)
  } catch (error) {
    failed += 1
    process.stderr.write(
      `${name} could not be measured: ${error instanceof Error ? error.stack : String(error)}\n`,
    )
  }
}
const table = summary()
writeFileSync(here('results/summary.md'), table)
if (!isQuick) intoReadme(table)
process.exit(failed > 0 ? 1 : 0)
