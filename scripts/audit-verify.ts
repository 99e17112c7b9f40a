/**
 * `npm run audit:verify [-- --noted 1204:9f2c…]`: checks every event against its seal (docs/audit.md). DATABASE_URL says
 * where, as for the server, which may go on running. `--noted` compares a seal that somebody noted earlier; it may be
 * given several times. Exit code 0: every row holds. 1: one is broken, and named. 2: it could not be checked.
 */
import { parseArgs } from 'node:util'
import { verifyTrail } from '../server/adapters/db/audit-trail.ts'
import { connect } from '../server/adapters/db/connect.ts'
import { readNoted, wordsOfBreak } from '../server/domain/audit-chain.ts'
import { loadEnvFile } from '../server/env-file.ts'

const main = async (): Promise<number> => {
  loadEnvFile()
  const { values } = parseArgs({ options: { noted: { type: 'string', multiple: true, default: [] } } })
  const noted = values.noted.map((typed) => {
    const seal = readNoted(typed)
    if (seal === null)
      throw new Error(`--noted ${typed}: write the number, a colon and the 64 digits of the seal`)
    return seal
  })
  const database = await connect(process.env['DATABASE_URL'] || 'sqlite:data/branchline.sqlite')
  try {
    if (!(await database.isReady())) throw new Error('The database is not migrated: npm run db:migrate')
    const { checked, sealed, broken } = await verifyTrail(database, noted)
    if (broken !== null) {
      console.error(wordsOfBreak(broken))
      console.error(`The ${checked} before it hold.`)
      return 1
    }
    console.log(`All ${checked} events hold; sealed up to ${sealed.seq}.`)
    console.log(`Note this seal outside this machine: ${sealed.seq}:${sealed.hash}`)
    return 0
  } finally {
    await database.close()
  }
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 2
  },
)
