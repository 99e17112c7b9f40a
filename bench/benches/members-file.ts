/**
 * The membership system's whole list as one file: read, compared, applied to an empty union, and the next night's file,
 * in which one member in fifty changed. By the script that runs at night, in a process of its own whose memory is watched.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Bench, Finding } from '../support/finding.ts'
import { short } from '../support/stats.ts'
import { freshSqlite, startPostgres, temporaryFolder } from '../support/temporary.ts'
import { memberAt, nationalUnion } from '../union/rows.ts'

/** The largest union of the country is to be in within ten minutes on PostgreSQL; a region on SQLite at the same pace. */
const rowsPerSecond = nationalUnion.members / 600
/** Node itself takes about 100 MB of it; the file has some 200 MB. */
const mostMegabytes = 400

export const membersFile: Bench = async ({ isQuick }) => {
  const postgres = await startPostgres(['shared_buffers=1GB', 'max_wal_size=4GB'])
  const part = isQuick ? 70 : 1
  try {
    return [
      await onEngine('SQLite', freshSqlite(), Math.floor(140_000 / part)),
      await onEngine('PostgreSQL', postgres.url, Math.floor(nationalUnion.members / part)),
    ]
  } finally {
    await postgres.stop()
  }
}

async function onEngine(engine: string, databaseUrl: string, members: number): Promise<Finding> {
  const folder = temporaryFolder()
  const night = async (name: string, isSecond: boolean) => {
    const file = join(folder, name)
    await pipeline(Readable.from(lines(members, isSecond)), createWriteStream(file))
    return { bytes: statSync(file).size, ...(await sync(databaseUrl, file)) }
  }
  const first = await night('first.csv', false)
  const second = await night('second.csv', true)
  const pace = members / first.seconds
  const megabytes = Math.max(first.megabytes, second.megabytes)
  return {
    goal: `members’ file of ${members.toLocaleString('en-GB')} rows, ${engine}: rows a second into an empty union`,
    bar: `≥ ${short(rowsPerSecond)}, memory ≤ ${mostMegabytes} MB`,
    figure: `${short(pace)}, ${short(megabytes)} MB`,
    isMet: pace >= rowsPerSecond && megabytes <= mostMegabytes,
    note: `${short(first.bytes / 1e6)} MB read, compared and applied in ${short(first.seconds)} s; the next night’s file, one member in fifty changed, in ${short(second.seconds)} s`,
    numbers: { pace, megabytes, firstSeconds: first.seconds, secondSeconds: second.seconds },
  }
}

/** The file, in pieces. The second night one in fifty has a new status. */
function* lines(members: number, isSecond: boolean): Generator<string> {
  yield 'membership_number,first_name,last_name,status,email,joined_on,job_title,branch_code,employer,workplace,town,mobile\n'
  let piece = ''
  for (let n = 0; n < members; n += 1) {
    const { first, last, membershipNumber } = memberAt(n)
    const status = isSecond && n % 50 === 7 ? 'In arrears' : 'Paid up'
    const site = n % 4000
    const mobile = `077${String(n + 10_000_000).slice(-8)}`
    piece += `${membershipNumber},${first},${last},${status},${membershipNumber.toLowerCase()}@members.branchline.test,20${String(10 + (n % 16))}-0${1 + (n % 9)}-1${n % 10},Care worker,B${n % 1000},"Council ${site % 200}, North",Site ${site},Leeds,${mobile}\n`
    if (piece.length < 256 * 1024) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** Seconds and the most memory that `npm run members:sync -- <file> --apply` took. */
async function sync(databaseUrl: string, file: string): Promise<{ seconds: number; megabytes: number }> {
  const script = fileURLToPath(new URL('../dist/scripts/members-sync.js', import.meta.url))
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script, file, '--apply'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, peakOf(child.pid))
  }, 250)
  const [code] = (await once(child, 'exit')) as [number | null]
  clearInterval(watch)
  if (code !== 0 || !said.includes('Applied')) throw new Error(`members:sync ended with ${code}: ${said}`)
  return { seconds: (performance.now() - startedAt) / 1000, megabytes }
}

/** What Linux says a process has held at most; 0 elsewhere and after its end. */
const peakOf = (pid: number | undefined): number => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
