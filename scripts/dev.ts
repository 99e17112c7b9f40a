/** `npm run dev`: server, console and simulator from their sources, each started anew (or patched) on a change. */
import { loadEnvFile } from '../server/env-file.ts'
import { createFamily } from './support/children.ts'
import { portsOf, withSimulator } from './support/settings.ts'
import { writeSimulatorCallers } from './support/simulator-callers.ts'

loadEnvFile()
const { port, simulatorPort } = portsOf(process.env)
writeSimulatorCallers()
const env = {
  ...withSimulator(process.env),
  BRANCHLINE_SIMULATOR: '1',
  BRANCHLINE_SERVER_URL: `http://127.0.0.1:${port}`,
}
const family = createFamily()
const node = process.execPath
const tsx = 'node_modules/tsx/dist/cli.mjs'
const vite = 'node_modules/vite/bin/vite.js'
family.start('simulator', node, [tsx, 'watch', '--clear-screen=false', 'simulator/main.ts'], env)
family.start('server', node, [tsx, 'watch', '--clear-screen=false', 'server/main.ts'], env)
family.start('console', node, [vite, '--config', 'client/vite.config.ts'], env)
family.start(
  'phone page',
  node,
  [vite, 'build', '--watch', '--config', 'simulator/phone-page/vite.config.ts'],
  env,
)
console.log(`Console http://localhost:5173 · telephones http://localhost:${simulatorPort} · server ${port}`)
process.exitCode = await family.ended()
