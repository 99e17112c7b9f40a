/** Process things only: configuration, start, signals, exit codes. */

import { systemClock } from './adapters/system/clock.ts'
import { createIds } from './adapters/system/ids.ts'
import { createLog } from './adapters/system/log.ts'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { loadEnvFile } from './env-file.ts'

const start = async (config: Config): Promise<void> => {
  const log = createLog(config.logLevel)
  const app = await createApp({ config, clock: systemClock, ids: createIds(), log })
  await app.listen()
  log.info({ port: app.port() }, 'listening')

  let isStopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) return
    isStopping = true
    log.info({ signal }, 'draining')
    app.close().then(
      () => {
        log.info('stopped')
        process.exit(0)
      },
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // Nothing is known any more after one of these: say why and let the supervisor start afresh. Nothing acknowledged is lost.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'unexpected error')
    process.exit(1)
  })
}

loadEnvFile()
const result = readConfig(process.env)
if ('problems' in result) {
  process.stderr.write(`Branchline cannot start. ${result.problems.length} thing(s) to put right:\n`)
  for (const problem of result.problems) process.stderr.write(`  - ${problem}\n`)
  process.exitCode = 1
} else {
  start(result.config).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error)
    process.stderr.write(`Branchline cannot start: ${words}\n`)
    process.exit(1)
  })
}
