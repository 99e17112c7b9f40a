/**
 * `npm start`: on a bare machine everything that is needed for a first call. Builds what is missing or stale, starts
 * server and simulator, says where they are and how to ring. With TWILIO_ACCOUNT_SID set: the server alone.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { loadEnvFile } from '../server/env-file.ts'
import { build, isBuilt } from './support/build.ts'
import { createFamily } from './support/children.ts'
import { isOnTwilio, portsOf, withSimulator } from './support/settings.ts'
import { writeSimulatorCallers } from './support/simulator-callers.ts'

const startWithinMs = 60_000

const firstSteps = ({ port, simulatorPort }: { port: string; simulatorPort: string }) => `
  Console     http://localhost:${port}
  Telephones  http://localhost:${simulatorPort}   (the simulator: be a member, ring, text)

  Sign in with the password  branchline-demo  as
    priya@demo.branchline.test   agent            marcus@demo.branchline.test  official
    sam@demo.branchline.test     agent            devi@demo.branchline.test    administrator
    lorna@demo.branchline.test   supervisor       owen@demo.branchline.test    data protection
    rep@demo.branchline.test     agents' rep      beth@demo.branchline.test    official

  Your first call
    1. Open the console, sign in as priya, press "Start my shift", allow the microphone, press "I am ready".
    2. Open the telephones in a second window, choose Aisha Khan, ring +44 20 7946 0900, press 1.
    3. Answer in the console. In the telephones press "Use my microphone": both windows hear each other.

  Ctrl+C stops both. The data stays under data/; delete that folder to begin afresh.
`

/** Whether it answers at all; what it answers does not matter here. */
const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  )

const isReady = async (url: string): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
  return response?.ok ?? false
}

const until = async (isSo: () => Promise<boolean>): Promise<boolean> => {
  const endsAt = Date.now() + startWithinMs
  while (Date.now() < endsAt) {
    if (await isSo()) return true
    await pause(150)
  }
  return false
}

const refuseTaken = async (ports: readonly string[]): Promise<void> => {
  for (const port of ports)
    if (await answers(`http://127.0.0.1:${port}/`))
      throw new Error(`Something else is listening on port ${port}. Set PORT or SIMULATOR_PORT to free ones.`)
}

const buildIfStale = (options: { withSimulator: boolean }): void => {
  if (isBuilt(options)) return
  console.log('Building (about half a minute, only when something has changed) …')
  build(options)
}

const main = async (): Promise<number> => {
  loadEnvFile()
  const family = createFamily()
  const node = process.execPath
  const server = ['--enable-source-maps', 'dist/server/main.js']

  if (isOnTwilio(process.env)) {
    buildIfStale({ withSimulator: false })
    family.start('server', node, server, process.env)
    return family.ended()
  }

  const ports = portsOf(process.env)
  await refuseTaken([ports.port, ports.simulatorPort])
  buildIfStale({ withSimulator: true })
  writeSimulatorCallers()
  const env = withSimulator(process.env)
  family.start('simulator', node, ['--enable-source-maps', 'dist/simulator/main.js'], env)
  family.start('server', node, server, env)
  const ended = family.ended()
  const isUp = await Promise.race([
    ended.then(() => null),
    until(
      async () =>
        (await isReady(`http://127.0.0.1:${ports.port}/readyz`)) &&
        (await answers(`http://127.0.0.1:${ports.simulatorPort}/`)),
    ),
  ])
  if (isUp === true) console.log(firstSteps(ports))
  if (isUp === false) {
    console.error('Branchline did not become ready within a minute.')
    family.stop()
    await ended
    return 1
  }
  return ended
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
