/**
 * `npm run members:sync -- <file.csv> [--apply]`: the nightly file of the membership system, compared with what is kept,
 * from disk and of any length. DATABASE_URL says where, as for the server, which may go on working meanwhile.
 *
 * Without `--apply` the report waits under Admin › Members' file. With it, it is applied at once, unless so many members
 * are missing that the file may have been cut off: then it waits for a person. A report that still waits from an earlier
 * night gives way. Exit: 0 done · 1 could not be read · 2 waits for a person. No member's data is printed.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../server/adapters/db/connect.ts'
import { createIds } from '../server/adapters/system/ids.ts'
import { applyImport } from '../server/commands/apply-members.ts'
import { startImport } from '../server/commands/import-members.ts'
import type { Env, Stores } from '../server/commands/ports.ts'
import { isRefused, type Refused, refusals } from '../server/contract/refusals.ts'
import { dayIn } from '../server/domain/missed.ts'
import { loadEnvFile } from '../server/env-file.ts'
import { createMemberApplying, readMemberFile } from '../server/worker/member-import.ts'

const granted = <T>(answer: T | Refused): T => {
  if (isRefused(answer)) throw new Error(answer.detail ?? refusals[answer.refused].words)
  return answer
}

const main = async (): Promise<{ words: string; code: 0 | 2 }> => {
  loadEnvFile()
  const { values, positionals } = parseArgs({
    options: { apply: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw new Error('Usage: npm run members:sync -- <file.csv> [--apply]')
  const { size } = await stat(file)
  const database = await connect(process.env['DATABASE_URL'] || 'sqlite:data/branchline.sqlite')
  try {
    await database.migrate()
    const ids = createIds()
    const run = <T>(unit: (stores: Stores, env: Env) => Promise<T>): Promise<T> =>
      database.write((stores) => unit(stores, { now: new Date().toISOString(), ids, actor: 'system' }))
    const { importId } = granted(
      await run((stores, env) =>
        startImport(stores, env, { fileName: basename(file), bytes: size, supersede: true }),
      ),
    )
    // On PostgreSQL only whoever changes these very members waits; on SQLite everybody who writes does.
    const batches = database.engine === 'postgres' ? { atOnce: 1000 } : {}
    const today = dayIn('Europe/London', new Date().toISOString())
    granted(
      await readMemberFile(
        { run, today, mostBytes: null, ...batches },
        { importId, source: createReadStream(file, { highWaterMark: 256 * 1024 }) },
      ),
    )
    const report = await run((stores) => stores.memberImports.find(importId))
    const words = `${report?.rows ?? 0} rows: ${report?.fresh ?? 0} new, ${report?.changed ?? 0} changed, ${report?.kept ?? 0} changed here and kept, ${report?.gone ?? 0} not in the file, ${report?.failed ?? 0} refused, ${report?.same ?? 0} as they were.`
    if (!values.apply) return { words: `${words} It waits under Admin › Members’ file.`, code: 0 }
    const answer = await run((stores, env) => applyImport(stores, env, { importId, goneIsRight: false }))
    if (isRefused(answer)) return { words: `${words} ${refusals[answer.refused].words}`, code: 2 }
    const applying = createMemberApplying({
      run,
      ...batches,
      whenFailed: (error) => {
        throw error
      },
    })
    await applying.now()
    await applying.forget()
    return { words: `${words} Applied.`, code: 0 }
  } finally {
    await database.close()
  }
}

main().then(
  ({ words, code }) => {
    console.log(words)
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
