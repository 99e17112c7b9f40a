/** Builds dist/: the console and the phone page by vite, server and simulator by tsc. Only when something is newer. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stamp = join(root, 'dist/build-stamp')
const sources = [
  'server',
  'migrations',
  'simulator',
  'scripts',
  'client',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]

export interface BuildOptions {
  /** With the shim that lets the Voice SDK talk to the simulator; never for a real account. */
  withSimulator: boolean
}

const words = ({ withSimulator }: BuildOptions) =>
  withSimulator ? 'with simulator\n' : 'without simulator\n'

const newestMs = (path: string): number => {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), 0)
}

/** What the console was really built with: it can be built by itself, past this file and its mark. */
const consoleHasShim = (): boolean => {
  const manifest = join(root, 'dist/client/.vite/manifest.json')
  return existsSync(manifest) && readFileSync(manifest, 'utf8').includes('simulator-socket-shim')
}

export const isBuilt = (options: BuildOptions): boolean => {
  const results = ['dist/server/main.js', 'dist/client/index.html', stamp.slice(root.length)]
  if (!results.every((file) => existsSync(join(root, file)))) return false
  if (readFileSync(stamp, 'utf8') !== words(options)) return false
  if (consoleHasShim() !== options.withSimulator) return false
  const builtMs = statSync(stamp).mtimeMs
  return sources.every((source) => newestMs(join(root, source)) <= builtMs)
}

const run = (program: string, args: string[], env: NodeJS.ProcessEnv): void => {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  })
  if (status !== 0) throw new Error(`${program} ended with ${status ?? 'a signal'}`)
}

/** Throws when a step fails: then what stands in dist/ is not marked as built. */
export const build = (options: BuildOptions): void => {
  const startedAt = new Date()
  const env = { ...process.env, BRANCHLINE_SIMULATOR: options.withSimulator ? '1' : '' }
  run('typescript/bin/tsc', ['-p', 'tsconfig.build.json'], env)
  const vite = (config: string) =>
    run('vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'warn'], env)
  vite('client/vite.config.ts')
  if (options.withSimulator) vite('simulator/phone-page/vite.config.ts')
  writeFileSync(stamp, words(options))
  // A file saved while we built is newer than the mark.
  utimesSync(stamp, startedAt, startedAt)
}
